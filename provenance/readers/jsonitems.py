"""The objects in a JSON text, one after the other: one, an array of them, JSON lines, or what wraps any of these.

Services put their objects into others: `{"data": {…}}`, `{"type": "results", "content_elements": […]}`. A format says
by a function which objects only wrap, and under which key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from provenance.errors import ItemError, SourceError, UnreadableError
from provenance.readers.jsontext import BrokenJsonError, JsonText, Places, decode, step
from provenance.readers.raw import Raw, digest
from provenance.readers.stream import Stream

_MAX_WRAPPERS = 5
"""Wrappers are opened so deep."""


class Item(NamedTuple):
    """A value, from where to where it is written, and its pointer: "" of an only object, else `/number`."""

    value: Any
    start: int
    end: int
    pointer: str


class Broken(NamedTuple):
    """A piece of the text that is no JSON."""

    problem: BrokenJsonError
    pointer: str


Wraps = Callable[[Mapping[str, Any]], str | None]
"""The key under which an object wraps the items; None where it is an item itself."""


def _never(_: Mapping[str, Any]) -> None:
    return None


def read_objects(
    stream: Stream, charset: str | None, wraps: Wraps, read: Callable[[dict[str, Any], str, Places], Raw | None]
) -> Iterator[Raw | ItemError]:
    """The articles of a source whose items are objects; what is broken, or no object, is told of in its place.

    Args:
        stream: the bytes.
        charset: the encoding that the server names.
        wraps: which objects only hold the items.
        read: what reads an object, of the digest of its bytes and with its places; None where it is no article.

    Raises:
        UnreadableError: it is no JSON: neither objects nor an array of them.
        TooLargeError: see `jsontext`.
    """
    json = JsonText(decode(stream.read(), charset))
    for item in items(json, wraps):
        if isinstance(item, Broken):
            yield ItemError(item.problem.message, item.pointer, json.line_column(item.problem.offset)[0])
        elif not isinstance(item.value, dict):
            message = f"expected an object, found {type(item.value).__name__}"
            yield ItemError(message, item.pointer, json.line_column(item.start)[0])
        else:
            source = json.text[item.start : item.end].encode("utf-8", "surrogatepass")
            try:
                raw = read(item.value, digest(source), Places(json, item.start, item.end, item.pointer))
            except SourceError as error:
                yield ItemError(error.message, item.pointer, json.line_column(item.start)[0])
            else:
                if raw:
                    yield raw


def items(json: JsonText, wraps: Wraps = _never) -> Iterator[Item | Broken]:
    """The values of a text in order; a broken one does not hide those behind it.

    Args:
        json: the text.
        wraps: which objects only hold the items; none of them, if not given.

    Raises:
        UnreadableError: the text starts with neither an object nor an array, or is one object that is no JSON.
    """
    start = json.skip(1 if json.text.startswith("\ufeff") else 0)
    first = json.text[start : start + 1]
    if first == "[":
        return array(json, start + 1, wraps=wraps)
    if first == "{":
        return _lines(json, start, wraps)
    raise UnreadableError("expected JSON objects or an array of them, found something else")


def array(json: JsonText, at: int, path: str = "", wraps: Wraps = _never, depth: int = 0) -> Iterator[Item | Broken]:
    """The members of an array; what is broken does not hide what follows it.

    Args:
        json: the text.
        at: the offset behind its opening bracket.
        path: its pointer.
        wraps: which members only hold the items.
        depth: how many wrappers it stands in.
    """
    at, number = json.skip(at), 0
    while json.text[at : at + 1] != "]":
        pointer, behind = f"{path}/{number}", None
        try:
            value, behind = json.value(at)
            yield from _opened(json, Item(value, at, behind, pointer), wraps, depth)
        except BrokenJsonError as problem:
            yield Broken(problem, pointer)
            behind = json.behind(at) if json.text[at : at + 1] in ("{", "[") else None
            if behind is None:
                return
        at, number = json.skip(behind), number + 1
        if json.text[at : at + 1] == ",":
            at = json.skip(at + 1)
        elif json.text[at : at + 1] != "]":
            message = "expected the next object, found something else or the end"
            yield Broken(BrokenJsonError(message, at), f"{path}/{number}")
            return


def _lines(json: JsonText, at: int, wraps: Wraps) -> Iterator[Item | Broken]:
    number, many = 0, False
    while at < len(json.text):
        try:
            value, behind = json.value(at)
            behind = json.skip(behind)
            many = many or behind < len(json.text)
            yield from _opened(json, Item(value, at, behind, f"/{number}" if many else ""), wraps)
        except BrokenJsonError as problem:
            rescued = _rescued(json, at, "", wraps) if number == 0 else None
            if rescued is not None:
                yield from rescued
                return
            end = json.text.find("\n{", at)
            if not many and end < 0:
                line, _ = json.line_column(problem.offset)
                raise UnreadableError(problem.message, place=f"line {line}") from None
            yield Broken(problem, f"/{number}")
            behind, many = (end + 1 if end >= 0 else len(json.text)), True
        at, number = behind, number + 1


def _opened(json: JsonText, item: Item, wraps: Wraps, depth: int = 0) -> Iterator[Item | Broken]:
    """An item, or those that it wraps."""
    key = wraps(item.value) if isinstance(item.value, dict) and depth < _MAX_WRAPPERS else None
    at = next((at for name, at in _members(json, item.start) if name == key), None) if key is not None else None
    if at is None:
        yield item
        return
    pointer = f"{item.pointer}/{step(key or '')}"
    if json.text[at : at + 1] == "[":
        yield from array(json, at + 1, pointer, wraps, depth + 1)
    else:
        value, end = json.value(at)
        yield from _opened(json, Item(value, at, end, pointer), wraps, depth + 1)


def _members(json: JsonText, start: int) -> Iterator[tuple[str, int]]:
    """(key, offset of its value) of the object that starts at an offset.

    Raises:
        BrokenJsonError: it is no JSON from here on; the last value that was given is where it breaks.
    """
    at = json.skip(start + 1)
    while json.text[at : at + 1] not in ("}", ""):
        key, at = json.value(at)
        at = json.skip(json.skip(at) + 1)
        yield str(key), at
        _, at = json.value(at)
        at = json.skip(at)
        if json.text[at : at + 1] == ",":
            at = json.skip(at + 1)


def _rescued(json: JsonText, start: int, path: str, wraps: Wraps, depth: int = 0) -> Iterator[Item | Broken] | None:
    """The items of a wrapper that is no JSON as a whole; None where nothing tells that it is one."""
    found: dict[str, Any] = {}
    last, at = "", start
    try:
        for last, at in _members(json, start):
            found[last] = _as_far(json, at)
    except BrokenJsonError:
        pass
    if not last or wraps(found) != last or depth >= _MAX_WRAPPERS:
        return None
    pointer = f"{path}/{step(last)}"
    if json.text[at : at + 1] == "[":
        return array(json, at + 1, pointer, wraps, depth + 1)
    return _rescued(json, at, pointer, wraps, depth + 1)


def _as_far(json: JsonText, at: int) -> Any:
    """A value, or of one that is broken what tells what it is: the first member of an array, an object without any."""
    try:
        return json.value(at)[0]
    except BrokenJsonError:
        if json.text[at : at + 1] == "[":
            try:
                return [json.value(json.skip(at + 1))[0]]
            except BrokenJsonError:
                return [{}]
        return {}
