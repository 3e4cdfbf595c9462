"""The text of an article as its readers see it, with every fact marked where it was read.

A statement's origin names a line of the source and the literal text there. What stands in the visible text is marked
in it; what stands in markup, or in a format that is not for reading, is shown as a piece of its source line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from provenance.model import Article, Origin, Statement
from provenance.terms.compliance import Copy
from provenance.terms.compliance.copy import Line

_VISIBLE_FORMATS = frozenset(("html", "text"))
_BACK = 3
"""So many lines before the one that a statement names are looked into: a paragraph begins above its last words."""
_CONTEXT = 70
"""Characters of a source line that are shown on each side of a fact."""


class Mark(NamedTuple):
    """A stretch of text that one or more statements rest on; `inside` is its text, with the marks within it."""

    statements: tuple[Statement, ...]
    inside: tuple[str | Mark, ...]

    @property
    def is_outer(self) -> bool:
        """Whether other marks lie within it."""
        return any(isinstance(piece, Mark) for piece in self.inside)

    @property
    def is_used(self) -> bool:
        """Whether a fact of the record rests on it."""
        return any(statement.chosen for statement in self.statements)

    @property
    def basis(self) -> str:
        """How we know, of the first statement that is used, else of the first."""
        return next((s.basis for s in self.statements if s.chosen), self.statements[0].basis)


class Passage(NamedTuple):
    """One line of the page. `kind` is `title`, `byline`, `caption`, `text`, or `aside` for what is not the story's."""

    number: int | None
    kind: str
    pieces: tuple[str | Mark, ...]
    loose: tuple[Mark, ...] = ()
    """Marks that overlap another one: shown behind the line."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark of the line, the outer one before those within it."""
        return (*_flat(self.pieces), *self.loose)


class Excerpt(NamedTuple):
    """A piece of a source line, for facts that no reader of the page sees; or none, for what we only conclude."""

    number: int | None
    pointer: str | None
    pieces: tuple[str | Mark, ...]


class Gap(NamedTuple):
    """So many lines of navigation and teasers without a fact in them are left out."""

    size: int


class Shown(NamedTuple):
    """An article's text for people: what is visible, and what is not."""

    visible: tuple[Passage | Gap, ...]
    hidden: tuple[Excerpt, ...]


def shown(article: Article, copy: Copy | None) -> Shown:
    """The text of `article`, of which `copy` is what its page shows; without it, only the literal texts of statements.

    Every statement is in exactly one place: on a visible line, or among the hidden ones.
    """
    lines = copy.lines if copy and article.source_format in _VISIBLE_FORMATS else ()
    source = copy.source.split("\n") if copy else []
    finder = _Finder(lines, source)
    found: dict[int, list[tuple[int, int, Statement]]] = {}
    unseen: list[Statement] = []
    for statement in article.statements:
        spot = finder.spot(statement.origin) if statement.origin else None
        if spot is None:
            unseen.append(statement)
        else:
            index, start, end = spot
            found.setdefault(index, []).append((start, end, statement))
    passages = [_passage(line, found.get(index, ())) for index, line in enumerate(lines)]
    return Shown(tuple(_gathered(passages)), tuple(_excerpts(unseen, source)))


class _Finder:
    """Finds the visible line on which a literal text stands."""

    def __init__(self, lines: Sequence[Line], source: Sequence[str]) -> None:
        self._lines, self._source = lines, source
        self._order = sorted((line.number or 0, index) for index, line in enumerate(lines))

    def spot(self, origin: Origin) -> tuple[int, int, int] | None:
        """`(index of the line, start, end)`, or None where no visible line near it has the text."""
        if origin.line is None or origin.zone == "metadata" or not (text := _folded(origin.text or "")):
            return None
        own, before = self._near(origin.line)
        for index in sorted((*own, *before), key=lambda index: self._lines[index].zone != origin.zone):
            starts = [match.start() for match in re.finditer(re.escape(text), self._lines[index].text)]
            if starts:
                start = starts[min(self._before(origin) if len(own) == 1 else 0, len(starts) - 1)]
                return index, start, start + len(text)
        return None

    def _near(self, number: int) -> tuple[list[int], list[int]]:
        """The lines that begin on a source line, or on the last one before it that has any, in their order; and a few
        before those, the nearest first. Of a page without line breaks all begin on the same.
        """
        last = bisect_right(self._order, (number, len(self._lines)))
        if last == 0:
            return [], []
        first = bisect_left(self._order, (self._order[last - 1][0], 0))
        own = [index for _, index in self._order[first:last]]
        return own, [index for _, index in reversed(self._order[max(0, first - _BACK) : first])]

    def _before(self, origin: Origin) -> int:
        """How often the same text stands before it on its source line."""
        if origin.line is None or origin.line > len(self._source) or not origin.text:
            return 0
        return self._source[origin.line - 1][: (origin.column or 1) - 1].count(origin.text)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _passage(line: Line, spots: Iterable[tuple[int, int, Statement]]) -> Passage:
    spans: dict[tuple[int, int], list[Statement]] = {}
    for start, end, statement in spots:
        spans.setdefault((start, end), []).append(statement)
    ordered = sorted(spans.items(), key=lambda span: (span[0][0], -span[0][1]))
    nested: list[tuple[int, int, list[Statement]]] = []
    loose: list[Mark] = []
    for (start, end), statements in ordered:
        if any(begin < start < finish < end for begin, finish, _ in nested):
            loose.append(Mark(tuple(statements), (line.text[start:end],)))
        else:
            nested.append((start, end, statements))
    pieces = tuple(_pieces(line.text, 0, len(line.text), nested))
    return Passage(line.number, _kind(line), pieces, tuple(loose))


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int, list[Statement]]]) -> Iterator[str | Mark]:
    """`text[start:end]` with its marks, of which the outermost come first, each with those within it."""
    at, rest = start, list(marks)
    while rest:
        begin, finish, statements = rest.pop(0)
        inner = [mark for mark in rest if mark[0] < finish]
        rest = rest[len(inner) :]
        if begin > at:
            yield text[at:begin]
        yield Mark(tuple(statements), tuple(_pieces(text, begin, finish, inner)))
        at = finish
    if at < end:
        yield text[at:end]


def _flat(pieces: Iterable[str | Mark]) -> Iterator[Mark]:
    for piece in pieces:
        if isinstance(piece, Mark):
            yield piece
            yield from _flat(piece.inside)


def _kind(line: Line) -> str:
    if line.is_title:
        return "title"
    if line.where != "story" or line.zone == "furniture":
        return "aside"
    if line.is_byline:
        return "byline"
    return "caption" if line.is_caption else "text"


def _gathered(passages: Iterable[Passage]) -> Iterator[Passage | Gap]:
    """The passages; runs of lines that are not of the story and hold no fact become gaps."""

    def is_idle(passage: Passage) -> bool:
        return passage.kind == "aside" and not any(isinstance(piece, Mark) for piece in passage.pieces)

    for idle, run in groupby(passages, is_idle):
        if idle:
            yield Gap(sum(1 for _ in run))
        else:
            yield from run


def _excerpts(statements: Iterable[Statement], source: Sequence[str]) -> Iterator[Excerpt]:
    """The hidden facts in the order of the source, those of one place together; at the end those without a place."""

    def place(statement: Statement) -> tuple[float, int, str]:
        origin = statement.origin
        return (origin.line or float("inf"), origin.column or 0, origin.text or "") if origin else (float("inf"), 0, "")

    for _, run in groupby(sorted(statements, key=place), place):
        group = tuple(run)
        origin = group[0].origin
        if origin is None or origin.line is None:
            yield Excerpt(None, origin.pointer if origin else None, (Mark(group, ()),))
        else:
            yield Excerpt(origin.line, origin.pointer, tuple(_excerpt(origin, group, source)))


def _excerpt(origin: Origin, statements: tuple[Statement, ...], source: Sequence[str]) -> Iterator[str | Mark]:
    line = source[origin.line - 1] if origin.line and origin.line <= len(source) else ""
    text = origin.text or ""
    start = line.find(text, max(0, (origin.column or 1) - 1)) if text else -1
    if start < 0:
        yield Mark(statements, (_folded(text),) if text else ())
        return
    end = start + len(text)
    before, after = line[max(0, start - _CONTEXT) : start], line[end : end + _CONTEXT]
    yield ("…" if start > _CONTEXT else "") + before.lstrip()
    yield Mark(statements, (text,))
    yield after.rstrip() + ("…" if len(line) > end + _CONTEXT else "")
