"""From an element or a line back to its place in the source: line, column, CSS path.

Text nodes carry no position in the parser; it is derived from the tag before them, by looking for the literal behind
it. Computed only for what is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from turbohtml import Element, Text

from provenance.model.values import Zone
from provenance.readers.html.document import Block, Page
from provenance.readers.lines import Line
from provenance.readers.raw import origin

_WORDS = re.compile(r"[^\W_]{2,}(?:[ .,-]+[^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
MAX_QUOTE = 300
"""Literal texts are cut after this many characters: an origin is a pointer, not a copy of the page."""
_KEY = 40
_SIBLINGS, _REPEATS, _NEAR = 8, 50, 200


def at_element(
    page: Page,
    element: Element,
    text: str | None,
    zone: Zone = "metadata",
    *,
    key: str = "",
    value: str = "",
    pointer: str | None = None,
) -> dict[str, Any]:
    """The origin of a fact in an element's attribute, text or script.

    Args:
        page: the page walked.
        element: the element that carries the fact.
        text: the literal value; the place is that of the tag where the value is written otherwise.
        zone: `metadata` for markup.
        key: in a script, the key that the value belongs to, as written.
        value: the value as the script writes it.
        pointer: appended to the element's CSS path (`#/author/0/name` in a JSON-LD script).
    """
    offset, line, start, stop = 0, 1, 0, 0
    where = element.source_location
    if where is not None:
        line, start = where.start_tag.start_line, where.start_tag.start_offset
        stop = where.end_tag.start_offset if where.end_tag else where.start_tag.end_offset
        offset = start
    if key:
        offset = max(_behind_key(page.text, key, value, offset, stop), offset)
    elif text:
        offset = max(_find(page.text, text, offset, stop), offset)
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
        at, data, node = block.parts[0]
        for part in block.parts:
            if part[0] > offset:
                break
            at, data, node = part
        parent = node.parent
        if not isinstance(parent, Element):
            return origin(line.zone, quote(literal))
        text = self._page.text
        base, base_line = _before(node, parent)
        window = base + len(data) * 2 + 4000
        found = _find(text, literal, base, window, line.text[at:offset])
        if found < 0:
            found = max(_find(text, data.strip(), base, window), base)
        at_line, column = line_column(text, found, base_line, base)
        return origin(line.zone, quote(literal), line=at_line, column=column, pointer=parent.css_path())


def _before(node: Text, parent: Element) -> tuple[int, int]:
    """Where a text node can start at the earliest: offset and line behind the tag before it."""
    sibling = node.previous_sibling
    for _ in range(_SIBLINGS):
        if sibling is None:
            break
        where = sibling.source_location if isinstance(sibling, Element) else None
        if where:
            tag = where.end_tag or where.start_tag
            return tag.end_offset, tag.end_line
        sibling = sibling.previous_sibling
    where = parent.source_location
    return (where.start_tag.end_offset, where.start_tag.end_line) if where else (0, 1)


def _behind_key(text: str, key: str, value: str, start: int, stop: int) -> int:
    """Where a script gives a key its value: near behind the key, or wherever a reference leads; else the key itself."""
    first = at = text.find(key, start, stop)
    for _ in range(_REPEATS if value else 0):
        if at < 0:
            break
        found = text.find(value, at + len(key), min(stop, at + len(key) + _NEAR))
        if found >= 0:
            return found
        at = text.find(key, at + 1, stop)
    elsewhere = text.find(f'"{value}"', start, stop) if value else -1
    if elsewhere >= 0:
        return elsewhere + 1
    word = _WORD.search(value)
    written_otherwise = text.find(word.group(), first, min(stop, first + _NEAR)) if word and first >= 0 else -1
    return written_otherwise if written_otherwise >= 0 else first


def _find(text: str, literal: str, start: int, stop: int, before: str = "") -> int:
    """Where a literal starts in a part of the source; -1 where it is not written there.

    The source may write it with entities and with other white space: then its first words are looked for, then its
    first word. What `before` has of the same is passed over.
    """
    for key in _keys(literal):
        found = text.find(key, start, stop) if key else -1
        if found < 0:
            continue
        for _ in range(min(before.count(key), _REPEATS) if before else 0):
            later = text.find(key, found + len(key), stop)
            found = later if later >= 0 else found
        return found
    return -1


def _keys(literal: str) -> Iterator[str]:
    """What to look for, one after the other; mostly the first is found."""
    yield literal[:_KEY]
    words, word = _WORDS.search(literal), _WORD.search(literal)
    yield words.group()[:_KEY] if words else ""
    yield word.group() if word else ""
