"""The patterns of the byline grammar, and the looks that save trying them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.language import byline_words as patterns
from provenance.language.lexicon import lexicon
from provenance.language.names import clean

WORDS = st.sampled_from(["Jane", "ROE,", "Roe", "Poe;", "|", "-", "Harbor/Bridge", *sorted(lexicon().conjunctions)])
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)


@given(TEXTS | st.text(max_size=40))
def test_what_may_conjoin_is_told_wherever_something_does(text: str) -> None:
    assert patterns.may_conjoin(clean(text)) or not patterns.conjunction().search(clean(text))


@given(TEXTS | st.text(max_size=40))
def test_a_separator_stands_wherever_a_text_is_split(text: str) -> None:
    assert patterns.ANY_SEPARATOR.search(text) or not patterns.SEPARATORS.search(text)


def test_a_text_ends_where_another_credit_begins() -> None:
    credit = patterns.other_credit()
    assert credit.cut("Jane Roe, FOTOS: Max Poe") == "Jane Roe,"
    assert credit.find("Edited by Ida Quill") == 0
    assert credit.cut("Jane Photographer") == "Jane Photographer"  # the word, and nobody behind it


def test_a_text_ends_where_a_label_begins() -> None:
    assert patterns.trailing_label().cut("Jane Roe Published yesterday") == "Jane Roe "
    assert patterns.trailing_label().cut("Jane Unpublished") == "Jane Unpublished"
