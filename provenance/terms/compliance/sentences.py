"""Finding a prescribed sentence in a copy, however elements split it: words are compared, not characters.

Letter case, accents, punctuation, the kind of quotes and white space make no difference; another word does. A template
becomes a pattern over the words of the visible lines; each slot is a group, whose words are checked by what is known.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from provenance.terms.compliance.copy import Line

_WORD = re.compile(r"&|(?:[^\W_]|[\u00ad\u200b-\u200d\u2060\ufeff]|[\u0300-\u036f])+")
_IGNORED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PIECE = re.compile(r"\[(?P<words>[^\]]*)\]\(\{?(?P<target>\w+)\}?\)|\{(?P<slot>\w+)\}")
_LONG = {"title": 40, "url": 30, "home": 12, "our_url": 30, "license": 12, "license_url": 20, "author": 30}
_SHORT = 10
"""So many words fill a slot at most."""


class Word(NamedTuple):
    """A word of a copy in the form that is compared, with its place."""

    word: str
    line: int
    start: int
    end: int


class Piece(NamedTuple):
    """A word of a template, or a slot; `link` names the slot that it must link to."""

    word: str = ""
    slot: str = ""
    link: str = ""


class Found(NamedTuple):
    """A sentence found: its first and last word, and those of each slot and linked span, by the piece's number."""

    first: int
    last: int
    pieces: Mapping[int, tuple[int, int]]


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of a text in the form that is compared, with their offsets."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group().translate(_IGNORED)
        if not word.isascii():
            folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
            word = "".join(char for char in folded if char.isalnum())
        word = "and" if word == "&" else word.casefold()
        if word:
            found.append((word, match.start(), match.end()))
    return found


def plain(text: str) -> str:
    """A text as its words, one space between them.

    >>> plain("“KFF—an  Example’s”") == plain('kff an example\\'s')
    True
    """
    return " ".join(word for word, _, _ in words_of(text))


def pieces_of(template: str) -> tuple[Piece, ...]:
    """The words and slots of a template, in order; what stands in a link knows where it must lead."""
    return tuple(_pieces(template, ""))


def _pieces(text: str, link: str) -> Iterator[Piece]:
    done = 0
    for match in _PIECE.finditer(text):
        yield from (Piece(word, link=link) for word, _, _ in words_of(text[done : match.start()]))
        done = match.end()
        if match["target"]:
            yield from _pieces(match["words"], match["target"])
        else:
            yield Piece(slot=match["slot"], link=link)
    yield from (Piece(word, link=link) for word, _, _ in words_of(text[done:]))


class Stream:
    """The words that a copy shows, in the order of the page, as one text to look into."""

    def __init__(self, lines: Iterable[tuple[int, Line]]) -> None:
        self.words = [
            Word(word, index, start, end)
            for index, line in lines
            for word, start, end in words_of(line.text)
            if not any(first <= start < last for first, last in line.hidden)
        ]

    @cached_property
    def text(self) -> str:
        """All words, each with a space before and behind it."""
        return f" {' '.join(word.word for word in self.words)} "

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 1
        for word in self.words:
            starts.append(at)
            at += len(word.word) + 1
        return starts

    def find(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """Every place where a pattern of `pattern_of` fits; one may begin inside another."""
        at = 0
        while match := pattern.search(self.text, at):
            first, last = self._number(match.start()), self._number(match.end() - 1)
            groups = {
                int(name[1:]): (self._number(match.start(name)), self._number(match.end(name) - 1))
                for name, value in match.groupdict().items()
                if value
            }
            yield Found(first, last, groups)
            at = match.start() + 1

    def has(self, phrase: str) -> bool:
        """Whether the words of a phrase stand one behind the other."""
        wanted = plain(phrase)
        return bool(wanted) and f" {wanted} " in self.text

    def _number(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def pattern_of(
    pieces: tuple[Piece, ...],
    forms: Callable[[str], Iterable[str] | None],
    *,
    gap: str = "",
) -> re.Pattern[str]:
    """The pattern of a template over the words of a `Stream`.

    Args:
        pieces: of `pieces_of`.
        forms: slot → the ways to write its value, as patterns over words; None where any words will do.
        gap: what may stand behind an author's name, as a pattern.
    """
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        if piece.slot:
            known = forms(piece.slot)
            most = _LONG.get(piece.slot, _SHORT)
            inner = "|".join(known) if known is not None else rf"[^ ]+(?: [^ ]+){{0,{most - 1}}}?"
        else:
            inner = re.escape(piece.word)
        part = f"(?P<p{number}>{inner})" if piece.slot or piece.link else inner
        parts.append(part + (gap if piece.slot == "author" and number + 1 < len(pieces) else ""))
    return re.compile(rf"(?<= ){' '.join(parts)}(?= )")


def phrase_pattern(text: str) -> str:
    """A text as a pattern over words."""
    return re.escape(plain(text)).replace("\\ ", " ")
