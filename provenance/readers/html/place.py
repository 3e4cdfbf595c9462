"""From an element or a line back to its place in the source: line, column, CSS path.

Text nodes carry no position in the parser; it is derived from their parent's start tag, by looking for the literal
after it. Computed only for what is reported.
"""

from __future__ import annotations

import re
from typing import Any

from turbohtml import Element

from provenance.model.values import Zone
from provenance.readers.html.document import Block, Page
from provenance.readers.lines import Line
from provenance.readers.raw import origin

_WORD = re.compile(r"[^\W_]{2,}(?:[ .,-]+[^\W_]+)*")
MAX_QUOTE = 300
"""Literal texts are cut after this many characters: an origin is a pointer, not a copy of the page."""


def start_of(element: Element) -> tuple[int, int, int]:
    """(offset just behind the start tag, its line, its offset); zeros for elements that the parser made up."""
    where = element.source_location
    if where is None:
        return 0, 1, 0
    return where.start_tag.end_offset, where.start_tag.start_line, where.start_tag.start_offset


def at_element(page: Page, element: Element, text: str | None, zone: Zone = "metadata", *, inside: str = "", pointer: str | None = None) -> dict[str, Any]:
    """The origin of a fact in an element's attribute or script.

    Args:
        page: the page walked.
        element: the element that carries the fact.
        text: the literal value.
        zone: `metadata` for markup.
        inside: a literal to look for from the element's start tag on; "" for the tag itself.
        pointer: appended to the element's CSS path (`#/author/0/name` in a JSON-LD script).
    """
    end, line, start = start_of(element)
    offset = start
    if inside:
        found = page.text.find(inside, start)
        if found >= 0:
            offset = found
    at_line, column = line_column(page.text, offset, line, start)
    path = element.css_path()
    return origin(zone, quote(text), line=at_line, column=column, pointer=f"{path}{pointer}" if pointer else path)


def line_column(text: str, offset: int, line: int, start: int) -> tuple[int, int]:
    """The 1-based line and column of `offset`, known that `start` lies on `line`."""
    at = line + text.count("\n", start, offset)
    return at, offset - text.rfind("\n", 0, offset)


def quote(text: str | None) -> str | None:
    """A literal text, cut to `MAX_QUOTE` characters."""
    return text[:MAX_QUOTE] if text else None


class Places:
    """Finds the place of a part of a line: the `place` of `lines.Story` for pages."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def __call__(self, line: Line, offset: int, literal: str) -> dict[str, Any]:
        """The origin of `literal`, which stands at `offset` in the line's text."""
        block: Block = line.source
        data, parent = block.parts[0][1], block.parts[0][2].parent
        for part_offset, part_data, node in block.parts:
            if part_offset > offset:
                break
            data, parent = part_data, node.parent
        if not isinstance(parent, Element):
            return origin(line.zone, quote(literal))
        end, at, start = start_of(parent)
        found = self._find(literal, data, end)
        at_line, column = line_column(self._page.text, found, at, start)
        return origin(line.zone, quote(literal), line=at_line, column=column, pointer=parent.css_path())

    def _find(self, literal: str, data: str, base: int) -> int:
        """Where the literal, or else its text node, starts in the source; its parent's start tag where neither is found."""
        text = self._page.text
        window = base + len(data) * 2 + 4000
        for words in (literal, data.strip()):
            match = _WORD.search(words)
            if match:
                found = text.find(match.group()[:40], base, window)
                if found < 0:
                    found = text.find(match.group().split(" ")[0], base, window)
                if found >= 0:
                    return found
        return base
