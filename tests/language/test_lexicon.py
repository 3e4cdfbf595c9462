"""The word tables of `vocab/language`: complete, in lower case, and nothing in them that no code reads."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.language.lexicon import Formula, Lexicon, any_of, holds_one, lexicon, shortest, word_list
from provenance.resources import vocab

FILES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(vocab("language").glob("*.toml"))}
LANGUAGES = sorted(set(FILES) - {"common"})


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from word_list(value)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_what_every_grammar_needs(language: str) -> None:
    table = FILES[language]
    assert table["language"] == language
    assert len(table["months"].splitlines()) == 12
    assert len([day for day in word_list(table["weekdays"]) if len(day) > 4]) >= 7
    for key in ("byline", "inner_byline", "conjunctions", "not_names", "withheld", "date_labels", "modified_labels"):
        assert table[key]
    for key in ("rights_reserved", "party_ends", "agency_leads", "before_time", "before_place", "formulas"):
        assert table[key]


@pytest.mark.parametrize("name", FILES)
def test_words_are_written_as_texts_are_folded(name: str) -> None:
    for key, value in FILES[name].items():
        for word in _words(value):
            assert word == word.casefold().strip(), key


@pytest.mark.parametrize("name", FILES)
def test_no_word_list_is_left_unread(name: str) -> None:
    read = set(Lexicon._fields) | {"language", "translated_by", "edited_by"}
    assert set(FILES[name]) <= read


def test_every_formula_compiles_and_names_a_party() -> None:
    for formula in lexicon().formulas:
        assert formula.triggers
        assert all(trigger == trigger.casefold() for trigger in formula.triggers)
        assert formula.boilerplate or "source" in formula.pattern.groupindex, formula.words
    for formula in lexicon().usage_terms:
        assert formula.pattern.groups == 0, formula.words


def test_every_formula_is_written_as_it_is_read() -> None:
    for formula in lexicon().formulas + lexicon().usage_terms:
        assert formula.words == formula.words.lower()


@given(st.sampled_from(lexicon().formulas + lexicon().usage_terms), st.data())
def test_a_formula_is_called_for_wherever_it_fits(formula: Formula, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(formula.pattern))
    assert formula._replace(triggers=("",)).is_called_for(text)


def test_a_formula_is_called_for_by_its_own_words() -> None:
    (formula,) = [formula for formula in lexicon().usage_terms if formula.words.startswith("available for (")]
    assert formula.is_called_for("this story is available for republication.")
    assert not formula.is_called_for("the bridge is free to cross.")  # a trigger of its family


@given(st.sets(st.text("ab ", min_size=1, max_size=4)), st.text("ab ", max_size=12))
def test_the_shortest_words_tell_as_much_as_all(words: set[str], text: str) -> None:
    assert holds_one(text, shortest(words)) == any(word in text for word in words)


def test_the_longest_word_is_tried_first() -> None:
    assert any_of(["by", "by the", "a.b"]) == "(?:by the|a\\.b|by)"
