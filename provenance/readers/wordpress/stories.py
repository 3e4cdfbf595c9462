"""The text of a post: markup whose paragraphs may be set apart by line ends alone, as WordPress keeps it."""

from __future__ import annotations

import re

from provenance.readers.xml import Written

_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_BLOCK = re.compile(
    r"\s*(?:$|</?(?:div|h[1-6]|ul|ol|li|table|t[rdh]|blockquote|figure|figcaption|section|hr|pre|script|style)\b|<!--|\[/?\w)",
    re.IGNORECASE,
)
_OPEN = "<p>"


class Paragraphs:
    """A text as HTML: `html`; called with (line, column) in that, it gives the same in the export."""

    def __init__(self, written: Written) -> None:
        self._at = written.at
        self._opened: frozenset[int] = frozenset()
        self.html = written.text
        if "\n" in written.text and not _PARAGRAPH.search(written.text):
            lines = written.text.split("\n")
            self._opened = frozenset(number for number, line in enumerate(lines, 1) if not _BLOCK.match(line))
            self.html = "\n".join(
                f"{_OPEN}{line}" if number in self._opened else line for number, line in enumerate(lines, 1)
            )

    def __call__(self, line: int, column: int) -> tuple[int, int]:
        """Line and column in the export of those in `html`."""
        return self._at(line, max(1, column - len(_OPEN)) if line in self._opened else column)
