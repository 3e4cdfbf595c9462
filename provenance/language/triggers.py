"""One look at a story for every word that makes a grammar worth trying.

Credits, terms, licences and notices each are told by literal words; most lines hold none. All the words are looked for
at once (Aho-Corasick, in C), so that the cost does not grow with the number of formulas.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import ahocorasick

from provenance.language.lexicon import Formula, lexicon

NOTICE = ("©", "copyright", "(c)", "ⓒ", "&copy", "rights reserved", "copr.")
"""One of these stands in every copyright notice, in lower case."""
LICENSE = (
    "creative commons", "creative-commons", "creativecommons", "cc by", "cc-by", "cc0", "(cc", "cc lizenz", "cc-lizenz",
    "licen", "lizenz", "public domain",
)  # fmt: skip
"""One of these stands near every licence that a page names."""

MORE_FROM = ("more from", "mehr von", "mehr aus", "plus de", "más de", "altro da", "meer van")
"""One of these begins a line of furniture that names the site."""


def automaton(words: Mapping[str, object]) -> ahocorasick.Automaton:
    """What finds all the words in one pass; its `iter` gives (offset of the last letter, what the word stands for)."""
    built = ahocorasick.Automaton()
    for word, meaning in words.items():
        built.add_word(word, meaning)
    built.make_automaton()
    return built


@cache
def all_triggers() -> frozenset[str]:
    """Every word that makes some grammar worth trying, in lower case."""
    return frozenset({*(word for formula in _formulas() for word in formula.triggers), *NOTICE, *LICENSE, *MORE_FROM})


@cache
def _automaton() -> ahocorasick.Automaton:
    return automaton({word: word for word in all_triggers()})


def _formulas() -> tuple[Formula, ...]:
    return lexicon().formulas + lexicon().usage_terms


def find_triggers(lines: Sequence[str]) -> dict[int, set[str]]:
    """Line number → the trigger words that stand in it; lines without any are left out.

    Args:
        lines: the lines in lower case.
    """
    ends, length = [], 0
    for line in lines:
        length += len(line) + 1
        ends.append(length)
    found: dict[int, set[str]] = {}
    for end, word in _automaton().iter("\n".join(lines)):
        found.setdefault(bisect_right(ends, end), set()).add(word)
    return found


@cache
def _by_trigger(terms: bool) -> dict[str, tuple[int, ...]]:
    """Each trigger, and the places in the data of the formulas that it calls for."""
    table: dict[str, tuple[int, ...]] = {}
    for place, formula in enumerate(lexicon().usage_terms if terms else lexicon().formulas):
        for trigger in formula.triggers:
            table[trigger] = (*table.get(trigger, ()), place)
    return table


def formulas_for(words: Collection[str], low: str, *, terms: bool = False) -> list[Formula]:
    """The formulas that are called for by a line, in the order of the data: those of credits, or of usage terms.

    Args:
        words: the triggers that stand in the line.
        low: the line in lower case.
        terms: whether the formulas of usage terms are wanted.
    """
    table = _by_trigger(terms)
    places = sorted({place for word in words if word in table for place in table[word]})
    formulas = lexicon().usage_terms if terms else lexicon().formulas
    return [formulas[place] for place in places if formulas[place].is_called_for(low)]
