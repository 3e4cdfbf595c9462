"""A run with everything in it that a reporter can meet, some of it hostile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from provenance.model import Decision, Finding, Location, PartDecision
from provenance.outcome import Excused, Outcome, Run, Total
from provenance.reporters import Style
from provenance.reporters.batch import BATCH_REPORTERS

HOSTILE = (
    "a\x1b[31m | `b` <script>alert(1)</script> ]]> &amp; ::error::x%0A\r\n::set-env name=A::b\x00\ufffe\ud800\u202e"
    " [click](https://evil.example) @everyone {0} ##[error] \x85 end"
)
RUN = Run("0.1.0", "sha256:0", "2026-12-01T00:00:00+00:00")


def finding(
    code: str = "ATT003", level: str = "error", message: str = "The byline names nobody.", **more: object
) -> Finding:
    values: dict[str, object] = {
        "code": code,
        "name": "byline-empty",
        "level": level,
        "message": message,
        "help": "Ask who wrote it.",
        "article": "ni:///sha-256;abc#copy",
        "location": Location(path="wire/a.html", line=3, column=7, pointer="html > body > p"),
        "fingerprint": f"{code}-{message}"[:32].lower(),
        **more,
    }
    return Finding(**values)


def decision(verdict: str = "ask") -> Decision:
    part = PartDecision.model_validate({"part": "text", "verdict": verdict})
    return Decision(article="ni:///sha-256;abc#copy", parts=(part,))


def article(*findings: Finding, source: str = "wire/a.html", **more: object) -> Outcome:
    values = {"article": "ni:///sha-256;abc#copy", "title": "Ferry fares frozen", "decision": decision(), **more}
    return Outcome(source, findings, **values)  # type: ignore[arg-type]


OUTCOMES = (
    article(finding(), finding("CHN005", "warning", "Nothing links."), finding("LIC005", "note", "No terms.")),
    article(source="wire/clean.html"),
    article(
        finding("ATT001", "warning", "No line.", location=Location(path="wire/ä b#.html")),
        source="wire/ä b#.html",
        fail_on="warning",
        known=(finding("ATT002", message="Known."),),
        excused=(
            Excused(finding("ATT004", message="Excused."), "inSource", "Withheld for safety.", date(2027, 1, 1)),
            Excused(finding("ATT005", message="Excused too."), "external", "An old page."),
        ),
    ),
    article(
        finding(message=HOSTILE, help=HOSTILE, location=Location(path=HOSTILE, line=1)), source=HOSTILE, title=HOSTILE
    ),
    Outcome("feed.xml", (finding("FMT001", message="Broken.", article=None),), is_unreadable=True),
    Outcome("gone.html", (finding("FMT001", message="Gone.", article=None),), is_unreadable=True, unread="Gone."),
    Outcome("odd.html", article="ni:///sha-256;odd#copy", title="Odd", fault="ZeroDivisionError: a fault"),
    article(source="https://wire.example/a?b=1#c", required="allowed", notes=("a note",)),
)


def rendered(format: str, outcomes: Sequence[Outcome] = OUTCOMES, *, style: Style | None = None, run: Run = RUN) -> str:
    """What the reporter writes about the outcomes."""
    pieces: list[str] = []
    reporter = BATCH_REPORTERS[format](pieces.append, run, style)
    reporter.begin()
    total = Total()
    for outcome in outcomes:
        total.add(outcome)
        reporter.add(outcome)
    total.sources = len({outcome.source for outcome in outcomes})
    reporter.end(total)
    return "".join(pieces)


@pytest.fixture
def render() -> Callable[..., str]:
    return rendered
