"""The objects in a JSON text, one after the other: one object, an array of them, or JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from provenance.errors import UnreadableError
from provenance.readers.jsontext import BrokenJsonError, JsonText


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


def items(json: JsonText) -> Iterator[Item | Broken]:
    """The values of a text in order; a broken one does not hide those behind it.

    Raises:
        UnreadableError: the text starts with neither an object nor an array, or is one object that is no JSON.
    """
    start = json.skip(1 if json.text.startswith("\ufeff") else 0)
    first = json.text[start : start + 1]
    if first == "[":
        return _array(json, start + 1)
    if first == "{":
        return _lines(json, start)
    raise UnreadableError("expected JSON objects or an array of them, found something else")


def _array(json: JsonText, at: int) -> Iterator[Item | Broken]:
    at, number = json.skip(at), 0
    while json.text[at : at + 1] != "]":
        pointer, behind = f"/{number}", None
        try:
            value, behind = json.value(at)
            yield Item(value, at, behind, pointer)
        except BrokenJsonError as problem:
            yield Broken(problem, pointer)
            behind = json.behind(at) if json.text[at : at + 1] in ("{", "[") else None
            if behind is None:
                return
        at, number = json.skip(behind), number + 1
        if json.text[at : at + 1] == ",":
            at = json.skip(at + 1)
        elif json.text[at : at + 1] != "]":
            yield Broken(BrokenJsonError("expected the next object, found something else or the end", at), f"/{number}")
            return


def _lines(json: JsonText, at: int) -> Iterator[Item | Broken]:
    number, many = 0, False
    while at < len(json.text):
        try:
            value, behind = json.value(at)
            behind = json.skip(behind)
            many = many or behind < len(json.text)
            yield Item(value, at, behind, f"/{number}" if many else "")
        except BrokenJsonError as problem:
            end = json.text.find("\n{", at)
            if not many and end < 0:
                line, _ = json.line_column(problem.offset)
                raise UnreadableError(problem.message, place=f"line {line}") from None
            yield Broken(problem, f"/{number}")
            behind, many = (end + 1 if end >= 0 else len(json.text)), True
        at, number = behind, number + 1
