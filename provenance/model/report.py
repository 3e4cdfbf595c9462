"""What was judged: findings (SARIF result, sh:ValidationResult), decisions, and the report that holds them."""

from __future__ import annotations

from dataclasses import field

from provenance.model.noun import Noun
from provenance.model.values import DutyState, Level, Verdict

REPORT_VERSION = "0.1"

DISCLAIMER = (
    "A record of stated terms, not legal advice. Fair use, quotation, moral rights, privacy and the press publishers'"
    " right were not evaluated."
)


class Location(Noun):
    """Where the reader of a finding should look. `line` and `column` count from 1."""

    path: str | None = None
    line: int | None = None
    column: int | None = None
    pointer: str | None = None


class Finding(Noun):
    """One thing that a rule found. `fingerprint` stays the same when lines move or the message is reworded."""

    code: str
    name: str
    level: Level
    message: str
    help: str | None = None
    article: str | None = None
    """The article's id; None where an item could not be read at all."""
    location: Location = Location()
    property: str | None = None
    fingerprint: str = ""


class Reason(Noun):
    """Why a part has its verdict; with the clause, its source and date where a clause was the reason."""

    verdict: Verdict
    message: str
    party: str | None = None
    """The name of the party whose right or terms it is about."""
    clause: str | None = None
    quote: str | None = None
    source: str | None = None
    date_read: str | None = None
    verified: bool | None = None


class Question(Noun):
    """A fact that would settle something, as a question; `fact` is the key of the use that answers it.

    `confirmed` with a `value` asks somebody to confirm the constraint of that id: a licensor's judgement, a permission.
    """

    fact: str
    text: str
    value: str | None = None


class OwedDuty(Noun):
    """Something that the terms ask of whoever publishes: `action` in the words of the profile, `text` for the editor.

    Before publication its state is `to_do`, `requested` (asked, not required) or `due` (owed afterwards); held against
    our copy it is `met`, `unmet` or `cant_tell`.
    """

    action: str
    text: str
    state: DutyState = "to_do"
    clause: str | None = None
    quote: str | None = None
    source: str | None = None
    date_read: str | None = None
    verified: bool | None = None
    due: str | None = None
    """ISO 8601, where the terms name a time: the instant from which, or by which, it is owed."""
    where: str | None = None
    """Where on our copy it was looked for, and what was found."""


class ConsideredGrant(Noun):
    """A grant that was looked at: used, or why it was not."""

    id: str
    title: str
    party: str | None = None
    layer: str
    verdict: Verdict | None = None
    """None where the grant does not reach this use at all."""
    used: bool = False
    why: str


class PartDecision(Noun):
    """The verdict for one part of the story: the text, an image, a chart."""

    part: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    duties: tuple[OwedDuty, ...] = ()
    questions: tuple[Question, ...] = ()
    grants_considered: tuple[ConsideredGrant, ...] = ()


class Decision(Noun):
    """The answer to "may we run this, here, now, like this?" for one article and one use."""

    article: str
    use: dict[str, object] = field(default_factory=dict)
    at: str | None = None
    """The instant of knowledge."""
    parts: tuple[PartDecision, ...]
    changes_at: tuple[str, ...] = ()
    """Every instant, in UTC, at which an answer can change."""
    not_considered: tuple[str, ...] = ()


class Summary(Noun):
    """How many of each."""

    articles: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    unreadable: int = 0


class Report(Noun):
    """Everything that one run has to say; `schemas/report.schema.json` is generated from it."""

    schema_version: str = REPORT_VERSION
    tool_version: str
    config_digest: str
    at: str
    """The instant of knowledge: rules about time compare with it, and with no hidden clock."""
    disclaimer: str = DISCLAIMER
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    summary: Summary = Summary()
