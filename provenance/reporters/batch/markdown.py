"""A batch as Markdown for the page of a job: the sum, what fails, and what was found how often."""

from __future__ import annotations

import re
from collections import Counter
from heapq import nsmallest

from provenance.model import Finding
from provenance.model.values import Level
from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter, besides, closing, in_short, verdicts, worse_than_required
from provenance.reporters.layout import clean, cut

_LONGEST = 300
"""So many columns of a path or message are shown: both come from outside, and may be of any length."""
_MOST = 100
"""So many rows of findings are shown: a page of a job holds a megabyte at most."""
_RANK: dict[Level, int] = {"error": 0, "warning": 1, "note": 2}
_SYNTAX = re.compile(r"[&<>|`*_\[\]\\~$#]")
_MENTION = "@<!-- -->"

Row = tuple[int, int, str]
"""The rank of its level, its number in the run, the Markdown of it."""


class Markdown(BatchReporter):
    """Written at the end, since the sum comes first; only the worst rows are kept."""

    def begin(self) -> None:
        """Nothing is kept yet."""
        self._rows: list[Row] = []
        self._number = 0
        self._kinds: Counter[tuple[Level, str, str]] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Take note of the findings."""
        for finding in outcome.findings:
            self._kinds[finding.level, finding.code, finding.name] += 1
            if finding.level != "note" or self.style.verbose:
                self._keep(finding.level, _place(finding, outcome.source), finding.code, finding.message)
        if sentence := worse_than_required(outcome):
            self._keep("error", outcome.source, "verdict", sentence)
        if outcome.fault:
            self._keep("error", outcome.source, "fault", outcome.fault)

    def end(self, total: Total) -> None:
        """The page."""
        passed = not (total.failing or total.worse or total.unread or total.faults)
        self.write(f"## Provenance: {'passed' if passed else 'failed'}\n\n{in_short(total)}.\n")
        self.write("".join(f"\n- {sentence}." for sentence in besides(total)) + "\n" * bool(besides(total)))
        if total.verdicts:
            self.write(f"\nVerdicts: {verdicts(total)}.\n")
        rows = self._worst()
        if rows:
            self.write("\n| level | place | code | finding |\n|---|---|---|---|\n")
            self.write("".join(row for _, _, row in rows))
            if (hidden := self._number - len(rows)) > 0:
                self.write(f"\n… and {hidden} more.\n")
        if self._kinds:
            self.write("\n<details><summary>How often each rule found something</summary>\n\n")
            self.write("| code | rule | level | findings |\n|---|---|---|---|\n")
            for (level, code, name), number in sorted(self._kinds.items(), key=lambda kind: (-kind[1], kind[0])):
                self.write(f"| {cell(code)} | {cell(name)} | {level} | {number} |\n")
            self.write("\n</details>\n")
        self.write(f"\n{cell(closing(self.run))}\n")

    def _keep(self, level: Level, place: str, code: str, message: str) -> None:
        self._rows.append(
            (_RANK[level], self._number, f"| {level} | {_short(place)} | {cell(code)} | {_short(message)} |\n")
        )
        self._number += 1
        if len(self._rows) > 10 * _MOST:
            self._rows = self._worst()

    def _worst(self) -> list[Row]:
        return nsmallest(_MOST, self._rows)


def cell(text: str) -> str:
    """Text that stays text in a cell of a table: nothing in it is Markdown, HTML, or calls for anybody."""
    return _SYNTAX.sub(lambda sign: f"&#{ord(sign[0])};", clean(text)).replace("@", _MENTION)


def _short(text: str) -> str:
    return cell(cut(clean(text)[: 4 * _LONGEST], _LONGEST))  # first by length: some characters have no width


def _place(finding: Finding, source: str) -> str:
    path = finding.location.path or source
    return f"{path}:{finding.location.line}" if finding.location.line else path
