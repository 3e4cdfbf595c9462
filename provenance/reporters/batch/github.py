"""A batch as annotations of a GitHub Actions job: workflow commands, one a line, and the sum.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter, besides, in_short, with_remedy, worse_than_required
from provenance.reporters.layout import clean

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class GitHub(BatchReporter):
    """Notes are annotated with `verbose` only: a job shows ten annotations of a kind."""

    def add(self, outcome: Outcome) -> None:
        """A command for each finding."""
        for finding in outcome.findings:
            if finding.level == "note" and not self.style.verbose:
                continue
            place = finding.location
            self._command(
                _COMMANDS[finding.level],
                {
                    "file": place.path,
                    "line": place.line,
                    "col": place.column,
                    "title": f"{finding.code} {finding.name}",
                },
                with_remedy(finding, "\n"),
            )
        if sentence := worse_than_required(outcome):
            self._command("error", {"file": outcome.source, "title": "verdict"}, sentence)
        if outcome.fault:
            self._command("error", {"file": outcome.source, "title": "fault of this tool"}, clean(outcome.fault))

    def end(self, total: Total) -> None:
        """The sum, as plain lines of the log."""
        self.write("".join(f"{sentence}.\n" for sentence in (in_short(total), *besides(total))))

    def _command(self, name: str, properties: dict[str, str | int | None], message: str) -> None:
        said = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value is not None)
        self.write(f"::{name} {said}::{_data(message)}\n")


def _data(text: str) -> str:
    """A message as the runner takes it: it ends at the line's end."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    """The value of a property, which ends at a comma or colon too."""
    return _data(clean(str(value))).replace(":", "%3A").replace(",", "%2C")
