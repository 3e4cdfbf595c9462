"""A batch for programs that read line by line: each line one JSON object, whose `type` says what it is.

`run` first, then `finding`, `decision`, `known` (in the baseline), `excused`, `unread` (a source) and `fault` (of this
tool) in the order of the sources, `summary` last.
"""

from __future__ import annotations

from typing import Any

from provenance.model.noun import Noun
from provenance.model.report import DISCLAIMER, REPORT_VERSION
from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter
from provenance.reporters.json import text_of


class JsonLines(BatchReporter):
    """Nothing is kept."""

    def begin(self) -> None:
        """What holds for the run."""
        self._line(
            "run",
            {
                "schema_version": REPORT_VERSION,
                "tool_version": self.run.tool_version,
                "config_digest": self.run.config_digest,
                "at": self.run.at,
                "disclaimer": DISCLAIMER,
            },
        )

    def add(self, outcome: Outcome) -> None:
        """A line for each thing that came of it."""
        for finding in outcome.findings:
            self._line("finding", _plain(finding))
        for finding in outcome.known:
            self._line("known", _plain(finding))
        for each in outcome.excused:
            until = each.until.isoformat() if each.until else None
            self._line("excused", {**_plain(each.finding), "kind": each.kind, "reason": each.reason, "until": until})
        if outcome.decision is not None:
            self._line("decision", _plain(outcome.decision))
        if outcome.unread is not None:
            self._line("unread", {"source": outcome.source, "message": outcome.unread})
        if outcome.fault is not None:
            self._line("fault", {"source": outcome.source, "article": outcome.article, "message": outcome.fault})

    def end(self, total: Total) -> None:
        """The sum."""
        said = {"sources": total.sources, "failing": total.failing, "worse": total.worse, "unread": total.unread}
        more = {"known": total.known, "gone": total.gone, "excused": total.excused, "faults": total.faults}
        self._line("summary", {**_plain(total.summary), **said, **more, "verdicts": dict(total.verdicts)})

    def _line(self, type: str, data: dict[str, Any]) -> None:
        self.write(text_of({"type": type, **data}) + "\n")


def _plain(noun: Noun) -> dict[str, Any]:
    return noun.model_dump(mode="json")
