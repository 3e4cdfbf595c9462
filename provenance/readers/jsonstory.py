"""From a place in a story back to the place in the JSON text where it is written.

A story is read as HTML. In JSON it is one string, of markup or of plain lines, or several, one for each paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape, unescape

from provenance.readers.jsontext import Places

_OPEN = "<p>"


class Story:
    """One string as HTML: `html`; called with (line, column) in that, it gives the same in the JSON text.

    Args:
        places: where the value that holds the string is written.
        path: the pointer from that value to the string.
        text: the string.
        is_plain: its lines are paragraphs, and no markup.
    """

    def __init__(self, places: Places, path: str, text: str, *, is_plain: bool = False) -> None:
        self._places, self._path = places, path
        self._plain = [f"{_OPEN}{escape(line)}" for line in text.split("\n")] if is_plain else None
        self.html = text if self._plain is None else "\n".join(self._plain)
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def __call__(self, line: int, column: int) -> tuple[int, int]:
        """Line and column in the JSON text of those in `html`."""
        if self._plain is not None:
            before = self._plain[line - 1][len(_OPEN) : max(len(_OPEN), column - 1)]
            column = len(unescape(before)) + 1
        return self._places.in_string(self._path, self._lines[line - 1] + column - 1)


class Paragraphs:
    """Several strings of markup as one story: `html`; called as `Story` is.

    `path_at` tells afterwards from which string a place of the JSON text is that was asked for.
    """

    def __init__(self, places: Places, pieces: list[tuple[str, str, str]]) -> None:
        """Put the story together of (pointer, tag around it, markup) of each string."""
        self._stories = [(Story(places, path, text), path, len(tag)) for path, tag, text in pieces]
        self._starts: list[int] = []
        self._paths: dict[tuple[int, int], str] = {}
        lines = 1
        whole = []
        for _, tag, text in pieces:
            self._starts.append(lines)
            lines += text.count("\n") + 1
            whole.append(f"{tag}{text}{tag.replace('<', '</')}")
        self.html = "\n".join(whole)

    def __call__(self, line: int, column: int) -> tuple[int, int]:
        """Line and column in the JSON text of those in `html`."""
        number = max(0, bisect_right(self._starts, line) - 1)
        story, path, opening = self._stories[number]
        line -= self._starts[number] - 1
        place = story(line, max(1, column - opening) if line == 1 else column)
        self._paths[place] = path
        return place

    def path_at(self, line: int | None, column: int | None) -> str | None:
        """The pointer of the string that this place is in; None where nobody has asked for it."""
        return self._paths.get((line or 0, column or 0))
