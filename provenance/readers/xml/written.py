"""From a place in an element's text back to the place in the source where that character is written.

Text is written with references (`&lt;p&gt;`), in CDATA sections, with comments between and with line ends of any kind:
each shifts what follows it. The shifts are found once, when the first place is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from provenance.readers.xml.element import Element, Part

_SHIFT = re.compile(r"(?P<open><!\[CDATA\[)|(?P<skip><!--.*?-->|<\?.*?\?>)|(?P<ref>&[^;\s]{1,40};)|\r\n", re.DOTALL)
_OPEN = "<![CDATA["
_CLOSE_OR_RETURN = re.compile(r"(?P<close>\]\]>)|\r\n")


class Written:
    """The text of an element without children, or the content of one as it is written (`verbatim`).

    `text` is what is written there; `at` says where a character of it stands.
    """

    def __init__(self, part: Part, element: Element, *, verbatim: bool = False) -> None:
        self._part = part
        self._element = element
        self._verbatim = verbatim
        self.text = part.inner(element) if verbatim else element.text
        self._lines: list[int] | None = None
        self._shifts: list[tuple[int, int]] = []

    def at(self, line: int, column: int) -> tuple[int, int]:
        """Line and column in the document of a line and column in `text`."""
        if self._lines is None:
            self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
            self._start, stop = self._part.content(self._element)
            self._source = self._part.source[self._start : stop].decode("utf-8", "replace")
            self._shifts = [(0, 0)] if self._verbatim else _shifts(self._source)
        offset = self._lines[min(line, len(self._lines)) - 1] + column - 1
        known, written = self._shifts[bisect_right(self._shifts, (offset, len(self._source))) - 1]
        before = self._source[: written + offset - known]
        return self._part.at(self._start + len(before.encode("utf-8", "replace")))


def _shifts(source: str) -> list[tuple[int, int]]:
    """(offset in the text, offset in the source) from which on both go on in step; rising, the first at the start."""
    if source.startswith(_OPEN) and source.find("]]>") == len(source) - 3 and "\r" not in source:
        return [(0, len(_OPEN))]  # one section: as most are written
    shifts = [(0, 0)]
    text = at = 0
    inside = False
    while match := (_CLOSE_OR_RETURN if inside else _SHIFT).search(source, at):
        text += match.start() - at
        at = match.end()
        kind = match.lastgroup
        if kind == "ref" or kind is None:  # one character for several: a reference, a line end
            text += 1
        elif kind in ("open", "close"):
            inside = kind == "open"
        if shifts[-1][0] == text:
            shifts[-1] = (text, at)
        else:
            shifts.append((text, at))
    return shifts
