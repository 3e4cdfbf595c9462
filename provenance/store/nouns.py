"""What the ledger takes and gives: filters, rows of lists, stored articles, events, dues, permits, usages, parties.

All are named tuples of plain values; instants are ISO 8601 in UTC. `sequence` is the place in the ledger's journal: it
decides what was first, whatever a clock said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from provenance.model import Article, Decision, Finding
from provenance.model.values import Verdict

DueKind = Literal[
    "embargo_lifts", "story_expires", "answer_changes", "permit_ends", "take_down", "notice", "duty_unmet",
    "original_corrected", "original_withdrawn", "original_relicensed",
]  # fmt: skip
"""What needs a hand."""

Change = Literal["corrected", "withdrawn", "relicensed", "edited"]
"""What a later version of an article has that the one before it had not."""

Role = Literal["holder", "publisher", "agency"]
"""The part that an organisation plays in an article."""


class Filters(NamedTuple):
    """Which articles a list shows; all that are given must fit."""

    text: str | None = None
    """Words of the headline, of names, or of the address, in any order; case and accents make no difference."""
    holder: str | None = None
    publisher: str | None = None
    agency: str | None = None
    """Of the three: a key, an IRI or a name of the registry, also an earlier one; else the name as it stands."""
    verdict: Verdict | None = None
    """Of the latest judgement."""
    finding: str | None = None
    """A rule's code, in the latest judgement."""
    since: str | None = None
    until: str | None = None
    """First and last day of publication, ISO 8601. With either, the list is in the order of publication."""
    in_use: bool = False
    """Only those that we have published, ended or not."""


class Row(NamedTuple):
    """One line of a list: the latest version of an article with its latest judgement."""

    sequence: int
    article: str
    """The article's id (`ni:///sha-256;…#copy`)."""
    url: str | None
    headline: str | None
    publisher: str | None
    holder: str | None
    agency: str | None
    date_published: str | None
    status: str | None
    verdict: Verdict | None
    """The strictest of its parts; None where it was never judged."""
    errors: int
    warnings: int
    notes: int
    recorded_at: str
    is_redacted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and how to get the next."""

    rows: tuple[Row, ...]
    after: str | None
    """To be handed to `Ledger.list` for the next page; None on the last."""
    count: int
    """How many fit, counted up to `COUNTED`."""
    is_counted_out: bool
    """Whether `count` is all of them; if not, there are more."""


class Version(NamedTuple):
    """One version of an article, as a list of versions shows it."""

    sequence: int
    article: str
    digest: str
    source_format: str
    headline: str | None
    read_at: str
    recorded_at: str
    changes: tuple[Change, ...]
    is_redacted: bool = False


class Judgement(NamedTuple):
    """What was found and decided about one version at one instant of knowledge."""

    sequence: int
    recorded_at: str
    at: str
    verdict: Verdict | None
    decision: Decision | None
    findings: tuple[Finding, ...]
    config_digest: str
    terms_digest: str
    """`sha256:` of the recorded terms that this tool came with; the house's own are in the configuration's digest."""
    tool_version: str
    unmet: int
    """How many duties a copy of ours does not meet."""


class Stored(NamedTuple):
    """One version of an article with everything that belongs to it."""

    sequence: int
    recorded_at: str
    work: str
    """The key under which its versions are joined: the normalised address, else the text's fingerprint, else the id."""
    source: str
    """What was read: a path, an address, `-`."""
    article: Article | None
    """None where the record was erased; `redaction` then says why."""
    judgement: Judgement | None
    """The latest."""
    is_latest: bool
    """Whether no later version of the same work is recorded."""
    redaction: Redaction | None = None


class Text(NamedTuple):
    """The bytes that an article was read from, where they are kept."""

    body: bytes
    charset: str | None
    """The encoding that the server named."""
    keep_until: str | None


class Redaction(NamedTuple):
    """The tombstone of what was erased."""

    sequence: int
    recorded_at: str
    what: str
    """`record`, `text` or `name`."""
    reason: str
    by: str


class Reading(NamedTuple):
    """One entry for whoever keeps an index of the ledger: an article's version as it is now."""

    sequence: int
    """Of the latest thing that concerns it: what an index hands in as `since` the next time."""
    version: int
    """The sequence of the version itself."""
    recorded_at: str
    source: str
    article_id: str
    article: Article | None
    """None where it was erased: an index forgets it."""
    is_latest: bool
    supersedes: str | None
    """The id of the version before it."""
    judgement: Judgement | None


class Event(NamedTuple):
    """One entry of the history of an article."""

    sequence: int
    recorded_at: str
    kind: str
    """`reading`, `judgement`, `permit`, `refusal`, `usage`, `end`, `done`, `refresh`, `redaction`."""
    text: str
    """One sentence, in plain words."""
    target: int | None
    """The sequence of what it is about, where that is another entry."""
    clock_went_back: bool


class Due(NamedTuple):
    """Something that needs a hand."""

    key: str
    """For `Ledger.settle`."""
    kind: DueKind
    instant: str
    """From when, or by when."""
    text: str
    article: str | None
    """The id of the article; None for a permit."""
    sequence: int | None
    """The version of the article."""
    headline: str | None
    url: str | None
    usage: int | None
    """The sequence of the usage that it is about."""


class Dues(NamedTuple):
    """A page of what is due, the earliest first."""

    rows: tuple[Due, ...]
    after: str | None


class Permit(NamedTuple):
    """What somebody allowed or refused us, as an editor recorded it."""

    sequence: int
    recorded_at: str
    allow: bool
    who: str
    party: str
    """The key of the organisation."""
    row: Mapping[str, Any]
    """As a row of `[[permits]]`: `who`, `story`, `media`, `until`, …"""
    contract: str | None
    """Which contract or paper it rests on."""
    email: str | None
    """The correspondence."""
    by: str | None
    """Who recorded it."""
    ended: str | None
    """When it was taken back, where it was."""


class Usage(NamedTuple):
    """A publication of ours."""

    sequence: int
    recorded_at: str
    article: str
    version: int
    """The sequence of the version that was published."""
    judgement: int | None
    """Under which decision."""
    where: str
    medium: str
    started: str
    ended: str | None
    note: str | None
    by: str | None


class Party(NamedTuple):
    """An organisation as the ledger knows it."""

    key: str
    """The IRI of the registry, else `name:` and the folded name."""
    name: str
    names: tuple[str, ...]
    """Every name that it was recorded under."""
    counts: Mapping[Role, int]
    """In how many versions it has each part, counted up to `COUNTED`."""
    permits: tuple[Permit, ...]


COUNTED = 100
"""So far a list counts what it holds: beyond, nobody reads the number, and counting would take longer than the page."""
