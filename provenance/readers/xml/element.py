"""A part of a document: a small tree, the bytes that it was written as, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from provenance.model.values import Zone
from provenance.readers.raw import origin

_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_WORD = re.compile(r"[^\W_]{2,}(?:[ .,-]+[^\W_]+)*")
_MARKUP = re.compile(rb"<!\[CDATA\[|\s+")
MAX_QUOTE = 300
"""A literal text is cut after so many characters: an origin is a pointer, not a copy."""


class Element:
    """An element: its short name, its attributes by short name, its children, and its own text (without theirs).

    `start` and `stop` are the offsets, in the UTF-8 form of the document, of its start tag and of its end tag.
    """

    __slots__ = ("attributes", "children", "name", "start", "stop", "text")

    def __init__(self, name: str, attributes: dict[str, str], start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""
        self.start = self.stop = start

    def first(self, *names: str) -> Element | None:
        """The first child of one of these names."""
        return next((child for child in self.children if child.name in names), None)

    def by_name(self) -> dict[str, list[Element]]:
        """The children by name, each kind in the order of the document."""
        found: dict[str, list[Element]] = {}
        for child in self.children:
            name = child.name
            if name in found:
                found[name].append(child)
            else:
                found[name] = [child]
        return found

    def __iter__(self) -> Iterator[Element]:
        return iter(self.children)


class Part:
    """A complete element with what it stands in.

    `source` is the element as it is written, in UTF-8; `line` and `column` count from 1 in the decoded document and say
    where it starts; `pointer` is its XPath (`/rss/channel/item[3]`); `around` holds the open containers, outermost
    first; `encoding` is that of the document.
    """

    __slots__ = ("around", "column", "element", "encoding", "line", "pointer", "source")

    def __init__(
        self,
        element: Element,
        source: bytes,
        line: int,
        column: int,
        pointer: str,
        around: tuple[Element, ...] = (),
        encoding: str = "utf-8",
    ) -> None:
        self.element = element
        self.source = source
        self.line = line
        self.column = column
        self.pointer = pointer
        self.around = around
        self.encoding = encoding

    @property
    def bytes(self) -> bytes:
        """The element in the encoding of the document, as its bytes stand there."""
        if self.encoding == "utf-8":
            return self.source
        return self.source.decode("utf-8", "replace").encode(self.encoding, "replace")

    def content(self, element: Element) -> tuple[int, int]:
        """Where the content of an element of this part starts and stops in `source`: b"" between for an empty one."""
        base = self.element.start
        begin = element.start - base
        tag = _TAG.match(self.source, begin)
        start = tag.end() if tag else begin
        return start, max(start, element.stop - base)

    def inner(self, element: Element) -> str:
        """The content of an element as it is written."""
        start, stop = self.content(element)
        return self.source[start:stop].decode("utf-8", "replace")

    def inside(self, element: Element, pointer: str) -> Part:
        """An element of this part as a part of its own; `pointer` is the path to it, with a slash in front."""
        start, stop = element.start - self.element.start, self.content(element)[1]
        end = self.source.find(b">", stop) + 1 if element.start != element.stop else self.content(element)[0]
        line, column = self.at(start)
        path = self.pointer + pointer
        return Part(element, self.source[start:end], line, column, path, self.around, self.encoding)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in `source`."""
        return advance(self.line, self.column, self.source, offset)

    def origin(
        self,
        element: Element,
        literal: str | None = None,
        pointer: str = "",
        *,
        attribute: str | None = None,
        zone: Zone = "metadata",
    ) -> dict[str, Any]:
        """The origin of what an element of this part says, or one of its attributes.

        Args:
            element: this part's element or one below it.
            literal: the words; the place is where they are written, or where the content starts if they are written
                otherwise.
            pointer: the path from the part to the element, with a slash in front.
            attribute: the short name of the attribute that says it.
            zone: where that is in a story.
        """
        if attribute:
            begin = element.start - self.element.start
            offset = _in_tag(self.source, begin, self.content(element)[0], literal or "")
            pointer = f"{pointer}/@{attribute}"
        else:
            offset = _in_content(self.source, *self.content(element), literal or "")
        line, column = self.at(offset)
        text = literal[:MAX_QUOTE] if literal else None
        return origin(zone, text, line=line, column=column, pointer=self.pointer + pointer)


def advance(line: int, column: int, source: bytes | bytearray, offset: int) -> tuple[int, int]:
    """Line and column of an offset in bytes of UTF-8 that start at `line` and `column`.

    A line ends with a line feed, a carriage return, or both. Columns count code points.
    """
    breaks = source.count(b"\n", 0, offset)
    last = source.rfind(b"\n", 0, offset)
    if b"\r" in source:
        lone = [match.start() for match in _RETURN.finditer(source, 0, offset)]
        breaks, last = breaks + len(lone), max(last, lone[-1] if lone else -1)
    size = len(source[last + 1 : offset].decode("utf-8", "replace"))
    return line + breaks, size + (1 if breaks else column)


_RETURN = re.compile(rb"\r(?!\n)")


def _in_content(source: bytes, start: int, stop: int, literal: str) -> int:
    """Where words stand between a start tag and an end tag; where the content starts, if they are not found."""
    for key in _ways(literal):
        found = source.find(key, start, stop)
        if found >= 0:
            return found
    opening = _MARKUP.match(source, start, stop)
    return opening.end() if opening else start


def _in_tag(source: bytes, start: int, stop: int, value: str) -> int:
    for key in _ways(value):
        for quote in (b'"', b"'"):
            found = source.find(quote + key, start, stop)
            if found >= 0:
                return found + 1
    return start


def _ways(literal: str) -> Iterator[bytes]:
    """How words may be written: as they are, escaped, or else only their first run of plain words."""
    if not literal:
        return
    yield literal.encode("utf-8", "replace")
    escaped = literal.replace("&", "&amp;").replace("<", "&lt;")
    if escaped != literal:
        yield escaped.encode("utf-8", "replace")
    words = _WORD.search(literal)
    if words:
        yield words.group().encode("utf-8", "replace")
