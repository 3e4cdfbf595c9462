"""A document, fed to expat piece by piece → its parts, and what could not be read of it.

expat checks well-formedness, resolves namespaces and gives byte offsets. It never sees a DTD or an entity of the
document's own: a declaration of one ends the reading. Limits hold for what one part, one tag and one nesting may take.

A break does not end the reading where the format has items: expat cannot go on, so a new one is started with the start
tags of the open containers, at the next start tag of an item.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from html.entities import html5
from typing import NamedTuple
from xml.parsers import expat  # the limits that make it safe stand below

from provenance.errors import ItemError, SourceError, TooLargeError, UnreadableError
from provenance.readers.xml.element import Element, Part
from provenance.readers.xml.encoding import WRONG, Bytes, Recoded
from provenance.readers.xml.names import SEPARATOR, Names
from provenance.readers.xml.window import Window

CHUNK = 65_536
MAX_PART = 10_000_000
"""Bytes of one part: a long story with all its markup has a hundredth of it."""
MAX_ELEMENTS = 50_000
"""Elements of one part."""
MAX_TAG = 1_000_000
"""Bytes of one tag, comment or instruction: expat holds it whole."""
MAX_DEPTH, MAX_NESTING = 100, 5_000
"""A part that nests deeper is not read; a document that does ends there."""
MAX_BREAKS = 1_000
"""So many times the reading starts again behind a break."""
_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_NAME = re.compile(rb"<([^\s/>]+)")
_NO_ATTRIBUTES: dict[str, str] = {}


class Shape(NamedTuple):
    """How a format is built.

    `containers` are the elements whose children are parts, as short names; `items` the parts that are items: each
    stands for itself, and after a break the next one is looked for. None is the child of another, nor
    stands anywhere inside of one, unless the format `nests` them.
    """

    containers: frozenset[str]
    items: frozenset[str]
    nests: bool = False


def read_parts(
    stream: Bytes, start: bytes, shape: Shape, names: Names, *, charset: str | None = None
) -> Iterator[Part | ItemError]:
    """The parts of a document in order, each when it is complete.

    Args:
        stream: the bytes.
        start: the first of them, which are still to be read.
        shape: which elements are containers, and which parts are items.
        names: the namespaces of the format.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it breaks before its root element, declares an entity, or has an unknown encoding.
        TooLargeError: it nests too deep, or has too many names.
    """
    yield from _Reader(Recoded(stream, start, charset), shape, names).run()


class _Nested(Exception):  # noqa: N818 - a signal out of expat's callbacks
    """An item starts inside an item: the outer one was not closed."""

    def __init__(self, offset: int) -> None:
        self.offset = offset


class _Container(NamedTuple):
    element: Element
    counts: dict[str, int]
    """How many parts of each name it has had."""


class _Reader:
    def __init__(self, stream: Recoded, shape: Shape, names: Names) -> None:
        self.stream, self.shape, self.names = stream, shape, names
        self.window = Window()
        self.open: list[_Container] = []
        self.tags: list[bytes] = []
        """The start tags of the open containers, as written."""
        self.around: tuple[Element, ...] = ()
        self.stack: list[Element] = []
        """The open elements of the part that is being read."""
        self.elements = self.skipped = 0
        self.spoiled: ItemError | None = None
        """Why the open part is not read."""
        self.pointer = ""
        self.done: list[tuple[Element, str, tuple[Element, ...]] | ItemError] = []
        """Complete parts, not yet handed over: (element, pointer, containers)."""
        self.item_tag: bytes | None = None
        self.breaks = 0
        self._start_parser(b"", 0)

    # -- the loop ----------------------------------------------------------------------------------------------------

    def run(self) -> Iterator[Part | ItemError]:
        data = self._first()
        while True:
            try:
                self.parser.Parse(data, not data)
                problem = self._too_long()
            except expat.ExpatError as error:
                problem = self.shift + self.parser.ErrorByteIndex, self._told(error), 1
            except _Nested as nested:
                problem = nested.offset, "expected the end of this item, found the next one in it", 0
            except SourceError as error:
                if not self.open:
                    raise
                yield from self._finished()
                yield ItemError(f"{error.message}; the rest is not read", self._path(), self.window.line)
                return
            yield from self._finished()
            if problem:
                resumed = yield from self._break(*problem)
                if not resumed:
                    return
                data = bytes(self.window.data)
                continue
            if not data:
                return
            self.window.forget(self.stack[0].start if self.stack and not self.spoiled else self._fed_to())
            data = self.stream.read(CHUNK)
            self.window.add(data)

    def _first(self) -> bytes:
        """The first bytes, from the first `<` on."""
        while data := self.stream.read(CHUNK):
            self.window.add(data)
            if not data.isspace():
                break
            self.window.forget(self.window.end)
        self.window.forget(self.window.base + len(self.window.data) - len(self.window.data.lstrip()))
        self.shift = self.window.base
        return bytes(self.window.data)

    def _start_parser(self, prefix: bytes, offset: int) -> None:
        """A parser that takes what stands from `offset` on, as if `prefix` stood before it."""
        parser = expat.ParserCreate(encoding="utf-8", namespace_separator=SEPARATOR)
        parser.buffer_text = True
        parser.buffer_size = CHUNK
        parser.specified_attributes = True
        self.parser = parser
        if prefix:
            parser.Parse(prefix, False)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._entity
        self.shift = offset - len(prefix)

    def _fed_to(self) -> int:
        """The offset up to which the parser has read: what it holds of an open tag comes behind."""
        return self.shift + self.parser.CurrentByteIndex

    # -- what expat tells --------------------------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        stack = self.stack
        if self.spoiled is not None:
            self.skipped += 1
            if self.skipped > MAX_NESTING:
                raise TooLargeError(f"expected XML nested at most {MAX_NESTING:,} deep, found more")
            return
        short = self.names[name]
        at = self.shift + self.parser.CurrentByteIndex
        if attributes:
            attributes = {self.names[key] if SEPARATOR in key else key: value for key, value in attributes.items()}
        element = Element(short, attributes or _NO_ATTRIBUTES, at)
        if stack:
            items = self.shape.items
            if short in items and (stack[-1].name in items or (stack[0].name in items and not self.shape.nests)):
                raise _Nested(at)
            stack[-1].children.append(element)
            stack.append(element)
            self.elements += 1
            if len(stack) > MAX_DEPTH:
                self._spoil(f"expected at most {MAX_DEPTH} levels of elements, found more")
            elif self.elements > MAX_ELEMENTS:
                self._spoil(f"expected at most {MAX_ELEMENTS:,} elements, found more")
        elif short in self.shape.containers and len(self.open) < MAX_DEPTH:
            self._number(short)
            self.open.append(_Container(element, {}))
            self.tags.append(self._tag_at(at))
            self.around = (*self.around, element)
        else:
            self._number(short)
            stack.append(element)
            self.elements = 1
            if short in self.shape.items:
                tag = _NAME.match(self.window.data, at - self.window.base)
                self.item_tag = tag[1] if tag else self.item_tag

    def _number(self, name: str) -> None:
        """Set the pointer to the next child of that name of the open container; it is numbered if it may be one of
        several.
        """
        if not self.open:
            self.pointer = f"/{name}"
            return
        counts = self.open[-1].counts
        counts[name] = count = counts.get(name, 0) + 1
        numbered = f"[{count}]" if count > 1 or name in self.shape.items else ""
        self.pointer = f"{self._path()}/{name}{numbered}"

    def _path(self) -> str:
        return "".join(f"/{container.element.name}" for container in self.open)

    def _end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif self.stack:
            element = self.stack.pop()
            element.stop = self.shift + self.parser.CurrentByteIndex
            if not self.stack:
                self.done.append(self.spoiled or (element, self.pointer, self.around))
                self.spoiled = None
        elif self.open:
            self.open.pop()
            self.tags.pop()
            self.around = self.around[:-1]

    def _text(self, data: str) -> None:
        if self.stack and self.spoiled is None:
            self.stack[-1].text += data

    def _entity(self, name: str, is_parameter: bool) -> None:
        """An entity that is declared nowhere in the document, but may be in a DTD outside: HTML's are well known."""
        if not is_parameter:
            self._text(html5.get(f"{name};", f"&{name};"))

    def _refuse(self, name: str, *_: object) -> None:
        raise UnreadableError(f"expected XML without declarations of entities, found one of {name[:60]!r}")

    # -- parts, limits, breaks ---------------------------------------------------------------------------------------

    def _finished(self) -> Iterator[Part | ItemError]:
        """Hand over the complete parts."""
        done, self.done = self.done, []
        window = self.window
        for each in done:
            if isinstance(each, ItemError):
                yield each
                continue
            element, pointer, around = each
            window.forget(element.start)
            source = window.cut(element.start, self._behind(element))
            yield Part(element, source, window.line, window.column, pointer, around, self.stream.encoding)

    def _behind(self, element: Element) -> int:
        """The offset behind an element's end tag."""
        at = element.stop - self.window.base
        if element.start == element.stop:  # <item/>
            tag = _TAG.match(self.window.data, at)
            return self.window.base + (tag.end() if tag else at)
        return self.window.base + self.window.data.find(b">", at) + 1

    def _tag_at(self, offset: int) -> bytes:
        tag = _TAG.match(self.window.data, offset - self.window.base)
        return tag.group() if tag else b""

    def _spoil(self, why: str) -> None:
        """Read no more of the open part, and let go of what it had."""
        self.spoiled = ItemError(why, self.pointer, self.window.place(self.stack[0].start)[0])
        self.stack[0].children, self.stack[0].text = [], ""
        for element in self.stack[1:]:
            element.children, element.text = [], ""

    def _too_long(self) -> tuple[int, str, int] | None:
        """Check what the parser holds: a part that is too long is spoiled, a tag that is too long is a break."""
        if self.stack and not self.spoiled and self.window.end - self.stack[0].start > MAX_PART:
            self._spoil(f"expected an item of at most {MAX_PART:,} bytes, found more")
        begun = self._fed_to()
        if self.window.end - begun > MAX_TAG:
            return begun, f"expected tags of at most {MAX_TAG:,} bytes, found a longer one", 1
        return None

    def _told(self, error: expat.ExpatError) -> str:
        """What is wrong, in words."""
        data, at = self.window.data, self.shift + self.parser.ErrorByteIndex - self.window.base
        encoding = self.stream.encoding.upper()
        if data[at : at + 3] == WRONG.encode():
            return f"expected text in {encoding}, found bytes that it does not have"
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN] and data[at : at + 1] >= b"\x80":
            return f"expected text in {encoding}, found the byte 0x{data[at]:02X} where it cannot stand"
        if error.code in _ENDS:
            return "expected the end of every element, found the end of the source"
        return f"expected well-formed XML, found: {expat.ErrorString(error.code)}"

    def _break(self, offset: int, why: str, step: int) -> Generator[ItemError, None, bool]:
        """Tell of a break, and start again at the next item, `step` bytes behind it or later (0: the break is the next
        item, and the fault the open one's); return whether there is one.
        """
        line, column = self.window.place(offset if step else self.stack[0].start)
        if not self.open and not self.stack:
            raise UnreadableError(why, place=f"line {line}, column {column}")
        yield ItemError(why, self.pointer if self.stack else self._path(), line)
        self.breaks += 1
        if not self._seek(offset + step):
            return False
        prefix = b" ".join(self.tags).replace(b"\n", b" ")
        if self.breaks >= MAX_BREAKS or len(prefix) > CHUNK:
            yield ItemError("expected fewer breaks, and gave up: the rest is not read", self._path(), self.window.line)
            return False
        self.stack, self.spoiled, self.skipped = [], None, 0
        try:
            self._start_parser(prefix, self.window.base)
        except expat.ExpatError:  # the containers were not as they seemed
            return False
        return True

    def _seek(self, offset: int) -> bool:
        """Move the window to the next start tag of an item, from an offset on; False where none follows."""
        if self.item_tag is None:
            return False
        pattern = re.compile(rb"<" + re.escape(self.item_tag) + rb"[\s/>]")
        self.window.forget(offset)
        while not (found := pattern.search(self.window.data)):
            self.window.forget(self.window.end - len(self.item_tag) - 2)
            data = self.stream.read(CHUNK)
            if not data:
                return False
            self.window.add(data)
        self.window.forget(self.window.base + found.start())
        return True


_ENDS = frozenset(
    expat.errors.codes[each]
    for each in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
