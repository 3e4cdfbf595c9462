"""Credit formulas and sign-offs: who is credited, in which role, and which sentences credit nobody."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.language.credits import find_credits, find_sign_off, has_agency_boilerplate
from provenance.language.lexicon import lexicon
from tests.language.tables import cases


@pytest.mark.parametrize("case", cases("credits"))
def test_credit_formulas_are_read(case: dict[str, Any]) -> None:
    text = case["text"]
    found = list(find_credits(text, text.lower()))
    assert [[credit.role, credit.name] for credit in found] == case["credits"]
    for credit in found:
        assert text[credit.name_start : credit.name_end] == credit.name
        assert 0 <= credit.start < credit.end <= len(text)


@pytest.mark.parametrize("case", cases("sign_offs"))
def test_sign_offs_are_read(case: dict[str, Any]) -> None:
    signed = find_sign_off(case["text"], case["text"].lower())
    assert [[person.part, person.name] for person in signed] == case["signed"]


def test_a_link_is_a_party_even_in_small_letters() -> None:
    text = "This story was originally published by the harbor bulletin."
    assert not list(find_credits(text, text.lower()))
    (credit,) = find_credits(text, text.lower(), linked=[text.index("the harbor")])
    assert credit.name == "the harbor bulletin"


def test_the_sentence_of_the_agencies() -> None:
    formulas = lexicon().formulas
    text = "this material may not be published, broadcast, rewritten or redistributed."
    assert has_agency_boilerplate(text, formulas)
    assert not has_agency_boilerplate("the report may not be published before june.", formulas)
