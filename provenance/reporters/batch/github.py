"""A batch as annotations of a GitHub Actions job: workflow commands, one a line, and the sum.

The log shows a command's message without its file and title, so that the message begins with place and code.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections import Counter

from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter, besides, in_short, with_remedy, worse_than_required
from provenance.reporters.layout import clean

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_SHOWN = 10
"""So many annotations of a kind GitHub shows of one step; the others stand in the log."""


class GitHub(BatchReporter):
    """Notes are annotated with `verbose` only, for GitHub does not show many."""

    def begin(self) -> None:
        """Nothing stands before the first command."""
        self._given: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """A command for each finding."""
        for finding in outcome.findings:
            if finding.level == "note" and not self.style.verbose:
                continue
            place = finding.location
            where = {"file": place.path, "line": place.line, "col": place.column}
            lead = ":".join(clean(str(each)) for each in where.values() if each is not None)
            self._command(
                _COMMANDS[finding.level],
                {**where, "title": f"{finding.code} {finding.name}"},
                f"{lead}: {finding.code} " + with_remedy(finding, "\n"),
            )
        if sentence := worse_than_required(outcome):
            self._of_source(outcome, "verdict", sentence)
        if outcome.fault:
            self._of_source(outcome, "fault of this tool", outcome.fault)

    def end(self, total: Total) -> None:
        """The sum, as plain lines of the log."""
        said = [in_short(total), *besides(total)]
        if max(self._given.values(), default=0) > _SHOWN:
            said.append(f"GitHub annotates the first {_SHOWN} errors, warnings and notices of a step; the log has all")
        self.write("".join(f"{sentence}.\n" for sentence in said))

    def _of_source(self, outcome: Outcome, title: str, message: str) -> None:
        lead = clean(outcome.source)
        self._command("error", {"file": outcome.source, "title": title}, f"{lead}: {clean(message)}")

    def _command(self, name: str, properties: dict[str, str | int | None], message: str) -> None:
        self._given[name] += 1
        said = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value is not None)
        self.write(f"::{name} {said}::{_data(message)}\n")


def _data(text: str) -> str:
    """A message as the runner takes it: it ends at the line's end."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    """The value of a property, which ends at a comma or colon too."""
    return _data(clean(str(value))).replace(":", "%3A").replace(",", "%2C")
