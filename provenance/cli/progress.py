"""A progress bar on stderr, where stderr is a terminal; nothing at all where it is not."""

from __future__ import annotations

import os
import sys
import time
from shutil import get_terminal_size

from provenance.cli import say
from provenance.outcome import Total

_SECONDS = 0.1
_CELLS = 24
_CLEAR = "\r\x1b[K"


class Progress:
    """Draws how far a run is, ten times a second at most; `total` sources, None where nobody knows how many."""

    def __init__(self, counts: Total, total: int | None) -> None:
        self._counts = counts
        self._total = total
        self._is_on = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"  # which cannot clear a line
        self._is_drawn = False
        self._next = 0.0

    def draw(self) -> None:
        """Draw the bar, if it is time."""
        if not self._is_on or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _SECONDS
        self._is_drawn = True
        sys.stderr.write(_CLEAR + bar(self._counts, self._total)[: get_terminal_size().columns - 1])
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away, so that something else can be printed."""
        if self._is_drawn:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
            self._is_drawn = False
            self._next = 0.0

    def make_room(self) -> None:
        """Take the bar away, if what is about to be printed goes to the same terminal."""
        if sys.stdout.isatty():
            self.clear()

    def say(self, message: str) -> None:
        """One line of diagnosis, above the bar."""
        self.clear()
        say(message)


def bar(counts: Total, total: int | None) -> str:
    """The bar as one line of ASCII."""
    errors, warnings = counts.levels["error"], counts.levels["warning"]
    found = f"{counts.articles} articles, {errors} errors, {warnings} warnings"
    if not total:
        return f"{counts.sources} sources: {found}"
    filled = _CELLS * counts.sources // total
    return f"[{'#' * filled}{'.' * (_CELLS - filled)}] {counts.sources}/{total}  {found}"
