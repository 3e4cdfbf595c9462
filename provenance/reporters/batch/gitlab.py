"""A batch as a Code Quality report of GitLab: an array of issues that merge requests compare.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib

from provenance.model import Finding
from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter, with_remedy
from provenance.reporters.json import text_of

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


class GitLab(BatchReporter):
    """The findings that count; a merge request shows those that its target branch has not."""

    def begin(self) -> None:
        """Open the array."""
        self.write("[")
        self._between = "\n"

    def add(self, outcome: Outcome) -> None:
        """One issue a line."""
        for finding in outcome.findings:
            self.write(self._between + text_of(_issue(finding, outcome.source)))
            self._between = ",\n"

    def end(self, total: Total) -> None:
        """Close the array."""
        self.write("\n]\n")


def _issue(finding: Finding, source: str) -> dict[str, object]:
    path = finding.location.path or source
    # The same story may lie at two paths, and GitLab wants each issue to have a fingerprint of its own.
    own = hashlib.sha256(f"{path}\0{finding.fingerprint}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return {
        "description": with_remedy(finding),
        "check_name": finding.code,
        "fingerprint": own,
        "severity": _SEVERITIES[finding.level],
        "location": {"path": path.removeprefix("./"), "lines": {"begin": finding.location.line or 1}},
    }
