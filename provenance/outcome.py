"""What comes of a batch, one article after the other: nouns that batch, suppressions and reporters share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, get_args

from provenance.config import FailOn
from provenance.model import Decision, Finding, Summary
from provenance.model.values import Level, Verdict
from provenance.terms.verdicts import worst


class Excused(NamedTuple):
    """A finding that a suppression took out, and what the suppression says (SARIF suppression object)."""

    finding: Finding
    kind: Literal["inSource", "external"]
    reason: str
    until: date | None = None


@dataclass(frozen=True)  # without slots, which make it twice as slow to send to another process
class Outcome:
    """What came of one article, or of an item or source that could not be read.

    `findings` are those that count. `known` are in the baseline, `excused` in a suppression; neither counts.
    """

    source: str
    """As the messages and locations call it."""
    findings: tuple[Finding, ...] = ()
    article: str | None = None
    """The article's id; None where nothing could be read."""
    title: str | None = None
    decision: Decision | None = None
    fail_on: FailOn = "error"
    """As configured for this copy."""
    required: Verdict | None = None
    """The verdict that was required, where the article's own is worse."""
    known: tuple[Finding, ...] = ()
    excused: tuple[Excused, ...] = ()
    unread: str | None = None
    """Why the whole source could not be read, or not to its end."""
    fault: str | None = None
    """What went wrong in this tool; the article may have findings that nobody saw."""
    notes: tuple[str, ...] = ()
    """What fetching noted."""

    is_unreadable: bool = False
    """Whether it stands for an item or a source that could not be read."""

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings for which the run fails."""
        return tuple(finding for finding in self.findings if fails(finding.level, self.fail_on))

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict of the article's parts; `unknown` where nothing was decided."""
        return worst(part.verdict for part in self.decision.parts) if self.decision else "unknown"


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for all outcomes of a run."""

    tool_version: str
    config_digest: str
    at: str
    """The instant of knowledge, ISO 8601."""
    has_baseline: bool = False
    required: Verdict | None = None


@dataclass(slots=True)
class Total:
    """What a run counted."""

    sources: int = 0
    """Those that are finished, read or not."""
    articles: int = 0
    unreadable: int = 0
    """Items and sources that could not be read."""
    failing: int = 0
    """Findings at or above the level that was configured for their copy."""
    levels: Counter[Level] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    """Of articles, each by its strictest part."""
    worse: int = 0
    """Articles whose verdict is worse than the one required."""
    known: int = 0
    excused: int = 0
    gone: int = 0
    """Findings of the baseline that were not met."""
    unread: int = 0
    """Sources that could not be read, or not to their end."""
    faults: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.article is not None:
            self.articles += 1
            self.verdicts[outcome.verdict] += 1
        elif outcome.is_unreadable:
            self.unreadable += 1
        self.levels.update(finding.level for finding in outcome.findings)
        self.failing += len(outcome.failing)
        self.worse += outcome.required is not None
        self.known += len(outcome.known)
        self.excused += len(outcome.excused)
        self.unread += outcome.unread is not None
        self.faults += outcome.fault is not None

    @property
    def summary(self) -> Summary:
        """The same as the summary of a report."""
        return Summary(
            articles=self.articles,
            errors=self.levels["error"],
            warnings=self.levels["warning"],
            notes=self.levels["note"],
            unreadable=self.unreadable,
        )


def fails(level: Level, fail_on: FailOn) -> bool:
    """Whether a level is at or above that from which a run fails."""
    return fail_on != "never" and _LEVELS.index(level) <= _LEVELS.index(fail_on)


_LEVELS: tuple[Level, ...] = get_args(Level)
