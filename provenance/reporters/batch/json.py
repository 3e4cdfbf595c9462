"""A batch as one report (`schemas/report.schema.json`): findings are written at once, decisions from a spool."""

from __future__ import annotations

import json

from provenance.model.report import DISCLAIMER, REPORT_VERSION
from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter, Spool
from provenance.reporters.json import dump


class Json(BatchReporter):
    """Findings that a baseline or a suppression takes out are not in it: `jsonl` and `sarif` name them."""

    def begin(self) -> None:
        """The head of the report, up to its findings."""
        head = {
            "schema_version": REPORT_VERSION,
            "tool_version": self.run.tool_version,
            "config_digest": self.run.config_digest,
            "at": self.run.at,
            "disclaimer": DISCLAIMER,
        }
        self.write(json.dumps(head, indent=2)[: -len("\n}")] + ',\n  "findings": [')
        self._between = "\n"
        self._decisions = Spool()
        self._between_decisions = "\n"

    def add(self, outcome: Outcome) -> None:
        """One finding a line."""
        for finding in outcome.findings:
            self.write(f"{self._between}    {dump(finding, indent=None)}")
            self._between = ",\n"
        if outcome.decision is not None:
            self._decisions.write(f"{self._between_decisions}    {dump(outcome.decision, indent=None)}")
            self._between_decisions = ",\n"

    def end(self, total: Total) -> None:
        """The decisions, one a line, and the sum."""
        self.write('\n  ],\n  "decisions": [')
        for block in self._decisions.empty():
            self.write(block)
        self.write(f'\n  ],\n  "summary": {dump(total.summary, indent=None)}\n}}\n')
