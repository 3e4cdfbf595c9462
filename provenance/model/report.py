"""What was judged: findings (SARIF result, sh:ValidationResult), decisions, and the report that holds them."""

from __future__ import annotations

from pydantic import Field

from provenance.model.statement import Noun
from provenance.model.values import Level, Verdict

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
    property: str | None = Field(default=None)
    fingerprint: str = ""


class Reason(Noun):
    """Why a part has its verdict; with the clause, its source and date where a clause was the reason."""

    verdict: Verdict
    message: str
    clause: str | None = None
    quote: str | None = None
    source: str | None = None
    date_read: str | None = None
    verified: bool | None = None


class PartDecision(Noun):
    """The verdict for one part of the story: the text, an image, a chart."""

    part: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    duties: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    grants_considered: tuple[str, ...] = ()


class Decision(Noun):
    """The answer to "may we run this, here, now, like this?" for one article and one use."""

    article: str
    use: dict[str, object] = Field(default_factory=dict)
    parts: tuple[PartDecision, ...]
    changes_at: tuple[str, ...] = ()


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
