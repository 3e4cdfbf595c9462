"""A batch for people: each source once, its findings one line each, and the sum at the end."""

from __future__ import annotations

from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter, besides, closing, in_short, verdicts, worse_than_required
from provenance.reporters.layout import clean, columns, hang, pad
from provenance.reporters.text import LEVELS

_PLACE = 7
_DIM = {"dim": True}


class Text(BatchReporter):
    """Notes are counted, and shown with `verbose` only."""

    def begin(self) -> None:
        """Nothing is said before there is something to say."""
        self._source: str | None = None

    def add(self, outcome: Outcome) -> None:
        """The lines of one article, under the name of its source."""
        rows = [
            self._row(f.level, _place(f.location.line, f.location.column), f.code, f.message, f.location.pointer)
            for f in outcome.findings
            if f.level != "note" or self.style.verbose
        ]
        if sentence := worse_than_required(outcome):
            rows.append(self._row("error", "", "verdict", sentence, None))
        if outcome.fault:
            rows.append(self._row("error", "", "fault", outcome.fault, None))
        if self.style.verbose:
            rows += [
                self._row("note", "", each.finding.code, f"excused: {each.reason}", None) for each in outcome.excused
            ]
        if rows and outcome.source != self._source:
            self.write(("\n" if self._source is not None else "") + self.style.paint(_name(outcome), bold=True) + "\n")
            self._source = outcome.source
        self.write("".join(rows))

    def end(self, total: Total) -> None:
        """The sum, in a few lines."""
        gap = "\n" if self._source is not None else ""
        look = {"fg": "red"} if total.failing or total.unreadable or total.worse or total.faults else {"fg": "green"}
        self.write(gap + self.style.paint(f"{in_short(total)}.", bold=True, **look) + "\n")
        self.write("".join(f"  {sentence}.\n" for sentence in besides(total)))
        if total.verdicts:
            self.write(f"  Verdicts: {verdicts(total)}.\n")
        if total.levels["note"] and not self.style.verbose:
            self.write("  --verbose shows the notes.\n")
        self.write(
            "".join(self.style.paint(row, **_DIM) + "\n" for row in hang("", closing(self.run), self.style.width))
        )

    def _row(self, level: str, place: str, code: str, message: str, pointer: str | None) -> str:
        sign, look = LEVELS[level]  # type: ignore[index]
        where = f" ({clean(pointer)})" if pointer and not place else ""
        lead = f"  {self.style.glyph(sign)} {pad(place or '-', _PLACE)} {level:7} "
        return self.style.paint(lead, **look) + f"{pad(code, max(7, columns(code)))} {clean(message)}{where}\n"


def _name(outcome: Outcome) -> str:
    return "standard input" if outcome.source == "-" else clean(outcome.source)


def _place(line: int | None, column: int | None) -> str:
    return "" if line is None else str(line) if column is None else f"{line}:{column}"
