"""Text on a terminal: made safe, measured in columns, wrapped, coloured only where colour is wanted.

Everything that was read from outside passes `clean` before it is printed: a headline must not be able to move the
cursor, recolour the verdict or turn the reading direction of the line that follows it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click

_JOINERS = frozenset("\u200c\u200d")
"""The two format characters that spelling needs (Persian, Indic scripts, emoji)."""


_GLUE = "\u00a0"
"""Stands for a space that is not a place to break: `clean` leaves no such character of others."""


@dataclass(frozen=True)
class Style:
    """How a report should look.

    `width` is in columns; `color` allows ANSI colours; `unicode` allows arrows and signs beyond ASCII; `verbose` adds
    notes and the statements that were not used.
    """

    width: int = 88
    color: bool = False
    unicode: bool = True
    verbose: bool = False

    def paint(self, text: str, **look: Any) -> str:
        """`text` with the given `click.style` look, or as it is where colour is off."""
        return click.style(text, **look) if self.color else text

    def glyph(self, sign: str) -> str:
        """`sign`, or its ASCII stand-in on a terminal that cannot show it."""
        return sign if self.unicode else _ASCII.get(sign, sign)


_ASCII = {
    "✗": "x", "·": "-", "→": "->", "──▶": "-->", "╌╌▶": "..>", "…": "...", "©": "(c)",
}  # fmt: skip


def clean(text: str) -> str:
    """`text` on one line, without anything that a terminal obeys.

    White space runs become one space. Control characters (ESC among them), format characters (bidi overrides and
    isolates, tags, byte order marks) but the two joiners are dropped; a lone surrogate becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = []
    for char in text:
        kind = unicodedata.category(char)
        if char.isspace():
            kept.append(" ")
        elif kind == "Cs":
            kept.append("\ufffd")
        elif kind not in ("Cc", "Cf") or char in _JOINERS:
            kept.append(char)
    return " ".join("".join(kept).split())


def columns(text: str) -> int:
    """How many terminal columns `text` takes: 2 for a wide character, 0 for a combining one."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, width: int) -> str:
    """`text`, filled with spaces up to `width` columns."""
    return text + " " * max(0, width - columns(text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """`text`, cut to at most `width` columns; a cut text ends in `ellipsis`."""
    if columns(text) <= width:
        return text
    room, kept = width - columns(ellipsis), []
    for char in text:
        room -= _columns_of(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + ellipsis


def whole(text: str) -> str:
    """`text` as one word for `wrap`, which prints its spaces as spaces."""
    return text.replace(" ", _GLUE)


def wrap(text: str, width: int) -> list[str]:
    """`text` as lines of at most `width` columns, broken at spaces; a word that is too long is broken anywhere."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = columns(word) + (used + 1 if line else 0)
        if size <= width:
            line, used = f"{line} {word}" if line else word, size
            continue
        if line:
            lines.append(line)
        while columns(word) > width:
            head = cut(word, width, "") or word[0]
            lines.append(head)
            word = word[len(head) :]
        line, used = word, columns(word)
    lines = [*lines, line] if line or not lines else lines
    return [line.replace(_GLUE, " ") for line in lines]


def lines_of(numbers: Iterable[int | None], most: int = 3) -> str:
    """`line 3`, `lines 3, 7 and 9`, `lines 10, 11, 12 and 47 more`: each once, in order; "" where none is known."""
    known = [str(number) for number in dict.fromkeys(numbers) if number]
    if len(known) < 2:
        return f"line {known[0]}" if known else ""
    shown, rest = (known[:-1], known[-1]) if len(known) <= most else (known[:most], f"{len(known) - most} more")
    return f"lines {', '.join(shown)} and {rest}"


def hang(lead: str, text: str, width: int, *, indent: int | None = None) -> list[str]:
    """`text` wrapped after `lead`, later lines indented to where the first began (or by `indent` columns)."""
    gap = columns(lead) if indent is None else indent
    rows = wrap(text, max(20, width - gap))
    return [lead + rows[0], *(" " * gap + row for row in rows[1:])]
