"""Two versions side by side: their facts, and the lines of their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from provenance.model import Article
from provenance.reporters import facts

_MOST = 3000
"""So many lines of each text are compared; the time grows with their product."""


class Pair(NamedTuple):
    """One row: what the one and what the other has; None where it has nothing there."""

    label: str
    before: str | None
    after: str | None

    @property
    def is_changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


class Sides(NamedTuple):
    """Both versions, row by row. `lines` is empty where a text was not kept; a run of equal lines is one row."""

    before: Article
    after: Article
    facts: tuple[Pair, ...]
    lines: tuple[Pair, ...]


def compare(before: tuple[Article, Sequence[str]], after: tuple[Article, Sequence[str]]) -> Sides:
    """Two articles, each with the lines of its story."""
    has_both = before[1] and after[1]
    lines = tuple(_lines(before[1][:_MOST], after[1][:_MOST])) if has_both else ()
    return Sides(before[0], after[0], tuple(_facts(before[0], after[0])), lines)


def _facts(before: Article, after: Article) -> Iterator[Pair]:
    tables = [_table(article) for article in (before, after)]
    for label in dict.fromkeys(label for table in tables for label in table):
        yield Pair(label, tables[0].get(label), tables[1].get(label))


def _table(article: Article) -> dict[str, str]:
    rows: dict[str, list[str]] = {"Headline": [article.headline]} if article.headline else {}
    for row in facts.rows(article, verbose=True):
        rows.setdefault(row.label, []).append(row.value)
    return {label: "; ".join(values) for label, values in rows.items()}


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            same = f"{i_end - i} line{'s' if i_end - i > 1 else ''} unchanged"
            yield Pair("", same, same)
        else:
            for left, right in zip_longest(before[i:i_end], after[j:j_end]):
                yield Pair("", left, right)
