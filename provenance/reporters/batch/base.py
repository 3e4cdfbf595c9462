"""What the reporters of a batch share: where they write, and the words in which they count."""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import IO

from provenance.model import Finding
from provenance.model.report import DISCLAIMER
from provenance.outcome import Outcome, Run, Total
from provenance.reporters.layout import Style, clean

_SPOOL_BYTES = 1_000_000
_BLOCK = 1 << 16


class BatchReporter(ABC):
    """Writes a run: `begin`, then `add` for each outcome in order, then `end`.

    Args:
        write: takes the next piece of text; lines end in one line feed.
        run: what holds for all outcomes.
        style: the look, for reporters that people read.
    """

    caution: str | None = None
    """After `end`: what the reader of this format will not take of it, as a sentence."""

    def __init__(self, write: Callable[[str], object], run: Run, style: Style | None = None) -> None:
        self.write = write
        self.run = run
        self.style = style or Style()

    def begin(self) -> None:  # noqa: B027 - most have nothing to say before the first outcome
        """Write what stands before the first outcome."""

    @abstractmethod
    def add(self, outcome: Outcome) -> None:
        """Write one outcome, or take note of it."""

    @abstractmethod
    def end(self, total: Total) -> None:
        """Write what stands after the last outcome."""


class Spool:
    """Text that has to wait for its place: in memory while it is short, then in a file that nobody else sees."""

    def __init__(self) -> None:
        self._file = _unnamed_file()

    def write(self, text: str) -> None:
        """Keep some text."""
        self._file.write(text)

    def empty(self) -> Iterator[str]:
        """All that was kept, in blocks; then nothing is kept."""
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield block
        self._file.close()
        self._file = _unnamed_file()


def _unnamed_file() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_SPOOL_BYTES, "w+", encoding="utf-8", newline="")


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def in_short(total: Total) -> str:
    """What was read and found, in one sentence without its full stop."""
    levels = ", ".join(counted(total.levels[level], level) for level in ("error", "warning", "note"))
    return f"{counted(total.articles, 'article')} in {counted(total.sources, 'source')}: {levels}"


def besides(total: Total) -> list[str]:
    """What else there is to say of a run, one sentence each."""
    said = [
        (total.unreadable, f"{counted(total.unreadable, 'item')} could not be read"),
        (total.worse, f"{counted(total.worse, 'article')} with a verdict that is worse than required"),
        (total.known, f"{counted(total.known, 'finding')} known from the baseline"),
        (total.gone, f"{counted(total.gone, 'finding')} of the baseline not met: mended, or not checked this time"),
        (total.excused, f"{counted(total.excused, 'finding')} excused by suppressions"),
        (total.faults, f"{counted(total.faults, 'fault')} of this tool: what it was at has not been judged"),
    ]
    return [sentence for number, sentence in said if number]


def verdicts(total: Total) -> str:
    """How many articles have which verdict, the most frequent first."""
    return ", ".join(f"{verdict} {number}" for verdict, number in total.verdicts.most_common())


def worse_than_required(outcome: Outcome) -> str | None:
    """The sentence about a verdict that is worse than the one required; None where it is not."""
    if outcome.required is None:
        return None
    return f"The verdict is {outcome.verdict!r}; {outcome.required!r} or better is required."


def with_remedy(finding: Finding, between: str = " ") -> str:
    """The message and what to do about it, as plain text."""
    return between.join(clean(text) for text in (finding.message, finding.help) if text)


def closing(run: Run) -> str:
    """When it was judged, and what no report of ours is."""
    return f"Judged as of {clean(run.at)}. {DISCLAIMER}"
