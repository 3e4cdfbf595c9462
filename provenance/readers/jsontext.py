"""JSON text with its places: where the value of a JSON pointer is written, and the characters of its strings.

Python's parser gives values without places; these are found once for each text, when the first is asked for.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from typing import Any

from provenance.errors import TooLargeError, UnreadableError
from provenance.model.values import Zone
from provenance.readers.raw import is_binary, origin

MAX_BYTES = 50_000_000
MAX_DEPTH = 100
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
MAX_QUOTE = 300


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of JSON bytes: UTF-8 as RFC 8259 wants it, or what a byte order mark or the server says.

    Raises:
        UnreadableError: the bytes are no text of that encoding.
        TooLargeError: more than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"expected at most {MAX_BYTES:,} bytes of JSON, found more")
    encoding = json.detect_encoding(data)  # by the zero bytes that UTF-16 and UTF-32 have, and by the mark
    for name in (encoding, charset or encoding):
        try:
            text = data.decode(name)
            break
        except (UnicodeDecodeError, LookupError) as error:
            problem = error
    else:
        raise UnreadableError(f"expected JSON in {encoding.upper()}: {problem}")
    if is_binary(text):
        raise UnreadableError("expected JSON, found binary data")
    return text


class BrokenJsonError(ValueError):
    """A value that is no JSON; `offset` is where it breaks."""

    def __init__(self, message: str, offset: int) -> None:
        self.message, self.offset = message, offset
        super().__init__(message)


class JsonText:
    """A JSON text, and where things stand in it. Offsets count characters; lines and columns count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines: list[int] | None = None

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        if self._lines is None:
            self._lines = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.text))]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def skip(self, offset: int) -> int:
        """The offset of what follows white space."""
        found = _SPACE.match(self.text, offset)
        return found.end() if found else offset

    def value(self, offset: int) -> tuple[Any, int]:
        """The value that starts at an offset, and the offset behind it; half surrogates become U+FFFD.

        Raises:
            BrokenJsonError: there is none.
        """
        try:
            value, end = _DECODER.raw_decode(self.text, offset)
        except json.JSONDecodeError as error:
            raise BrokenJsonError(f"expected JSON, found: {error.msg}", error.pos) from None
        except (ValueError, RecursionError) as error:
            raise BrokenJsonError(f"expected JSON of ordinary depth and numbers: {error}", offset) from None
        return (whole(value) if "\\u" in self.text[offset:end] else value), end

    def behind(self, offset: int) -> int | None:
        """The offset behind the bracket that closes the one at `offset`, even if what is between is no JSON."""
        depth = 0
        for match in _BRACKET.finditer(self.text, offset):
            bracket = match.group()
            if bracket in "{[":
                depth += 1
            elif bracket in "}]":
                depth -= 1
                if depth <= 0:
                    return match.end()
        return None


class Places:
    """Where the values of one JSON value are written, by JSON pointer.

    Args:
        json: the text.
        start, end: where the value starts and ends in it.
        pointer: its own pointer (`/items/3`).
        without: a piece of it that is passed over: from an element of an array to the end of another.
    """

    def __init__(
        self, json: JsonText, start: int, end: int, pointer: str = "", without: tuple[int, int] | None = None
    ) -> None:
        self._json, self._start, self._end = json, start, end
        self._without = without or (end, end)
        self.pointer = pointer
        self._offsets: dict[str, int] | None = None

    def offset(self, path: str) -> int:
        """Where the value at a pointer below this value starts; of a string, its first character."""
        if self._offsets is None:
            before, behind = self._without
            text, tokens = self._json.text, _TOKEN.finditer
            self._offsets = _offsets(chain(tokens(text, self._start, before), tokens(text, behind, self._end)))
        return self._offsets.get(path, self._start)

    def origin(self, words: str | None, path: str, zone: Zone = "metadata") -> dict[str, Any]:
        """The origin of a value, or of words in it where they are written plainly."""
        at = self.offset(path)
        if words:
            written = json.dumps(words, ensure_ascii=False)[1:-1][:100]
            string = _TOKEN.match(self._json.text, at - 1)
            found = self._json.text.find(written, at, string.end() if string else at)
            at = found if found >= 0 else at
        line, column = self._json.line_column(at)
        text = words[:MAX_QUOTE] if words else None
        return origin(zone, text, line=line, column=column, pointer=self.pointer + path)

    def in_string(self, path: str, offset: int) -> tuple[int, int]:
        """Line and column in the text of a character of the string at a pointer."""
        at = self.offset(path)
        text, read = self._json.text, 0
        while escape := _ESCAPE.search(text, at, self._end):
            if read + escape.start() - at >= offset:
                break
            read += escape.start() - at + 1
            at = escape.end()
        return self._json.line_column(at + offset - read)


def whole(value: Any) -> Any:
    """The value with half surrogates replaced, which no output could be written with."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [whole(each) for each in value]
    if isinstance(value, dict):
        return {whole(key): whole(each) for key, each in value.items()}
    return value


def _offsets(tokens: Iterable[re.Match[str]]) -> dict[str, int]:
    """JSON pointer → offset of the value, for all that one value holds, by its tokens."""
    found: dict[str, int] = {}
    stack: list[list[Any]] = []  # of each open bracket: its path, and the key or the index that comes
    path, key = "", None
    for match in tokens:
        token = match.group()
        first = token[0]
        if first in "}]":
            path = stack.pop()[0] if stack else ""
        elif first == ",":
            if stack and isinstance(stack[-1][1], int):
                stack[-1][1] += 1
            key = None
        elif first == ":":
            continue
        elif first == '"' and stack and stack[-1][1] is None and key is None:
            key = _pointer_token(token)
        else:
            if stack:
                last = key if stack[-1][1] is None else str(stack[-1][1])
                path, key = f"{stack[-1][0]}/{last}", None
            found.setdefault(path, match.end() - len(token) + (first == '"'))
            if first in "{[" and len(stack) < MAX_DEPTH:
                stack.append([path, None if first == "{" else 0])
    return found


def step(key: str) -> str:
    """A key as a JSON pointer writes it (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _pointer_token(string: str) -> str:
    """A key, as it is written with its quotes, as a JSON pointer writes it."""
    key: str = string[1:-1]
    if "\\" in key:
        with suppress(ValueError):  # a key beside an item that is no JSON: nobody asks for it
            key = whole(json.loads(string, strict=False))
    return step(key)
