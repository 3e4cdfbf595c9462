from __future__ import annotations

import re
from string import Formatter
from typing import Any

import pytest
from hypothesis import given

from provenance.exporters import credit_line
from provenance.exporters.credit import _sentences
from provenance.language.agencies import registry

from .records import AGENCY, ANA, FOUNDATION, LANTERN, ORIGINAL, articles, fact, only_said, record, syndicated

BEN = {"id": "person-2", "type": "Person", "name": "Ben Ode"}


def test_the_whole_line() -> None:
    article = record(
        fact("author", ANA),
        fact("credit", {**AGENCY, "url": "https://tidewire.example/"}),
        fact("copyright_holder", {**AGENCY, "role": None}),
        fact("copyright_year", 2020),
        fact("original_url", ORIGINAL),
    )
    line = credit_line(article)
    assert line.text == f"By Ana Ruiz, Tidewire. © 2020 Tidewire. Originally published at {ORIGINAL}"
    assert line.html == (
        'By Ana Ruiz, <a href="https://tidewire.example/">Tidewire</a>. © 2020 Tidewire. Originally published at'
        f' <a href="{ORIGINAL}">{ORIGINAL}</a>'
    )
    assert (line.language, line.missing) == ("en", ())


def test_gaps_of_a_syndicated_story_are_questions_even_where_an_inference_would_fill_them() -> None:
    article = record(
        fact("author", ANA, "inferred"),
        fact("publisher", LANTERN, "inferred"),
        fact("copyright_holder", FOUNDATION),
        fact("copyright_year", 2016),
    )
    line = credit_line(article)
    assert line.text == ("[who wrote this?] © 2016 Harbor Bridge News Foundation. [where did it first appear?]")
    assert line.missing == ("author", "origin")
    assert "<mark>[who wrote this?]</mark>" in line.html


def test_a_withheld_name_is_not_asked_for() -> None:
    article = record(fact("byline_state", "withheld"), fact("original_url", ORIGINAL))
    assert credit_line(article).missing == ("owner",)


def test_a_wire_story_has_its_agency_as_origin() -> None:
    line = credit_line(record(fact("credit", AGENCY)))
    assert line.text == "By Tidewire. [who owns this?]"


def test_a_story_of_the_house_asks_nothing() -> None:
    assert credit_line(record(fact("author", ANA), fact("author", BEN))).text == "By Ana Ruiz and Ben Ode."
    assert credit_line(record()).text == ""


def test_affiliations() -> None:
    shared = [{**agent, "affiliation": "Tidewire"} for agent in (ANA, BEN)]
    assert credit_line(record(*(fact("author", a) for a in shared))).text == "By Ana Ruiz and Ben Ode, Tidewire."
    mixed = record(fact("author", shared[0]), fact("author", {**BEN, "affiliation": "Harbor Bridge"}))
    assert credit_line(mixed).text == "By Ana Ruiz (Tidewire) and Ben Ode (Harbor Bridge)."


def test_an_agency_is_named_once_whatever_the_byline_calls_it() -> None:
    agency = next(row for row in registry() if row.aliases)
    for name in agency.aliases:
        credited = fact("credit", {"id": agency.id, "type": "Organization", "name": agency.name, "role": "agency"})
        line = credit_line(record(fact("author", {**ANA, "affiliation": name}), credited))
        assert line.text.startswith(f"By Ana Ruiz, {agency.name}. ")


def test_a_distributor_and_a_name_that_ends_in_a_stop() -> None:
    article = record(
        fact("copyright_holder", {**FOUNDATION, "name": "Harbor Inc."}),
        fact("credit", {**LANTERN, "role": "distributor"}),
        fact("credit", {**FOUNDATION, "role": "original_publisher"}),
    )
    assert credit_line(article, language="de-AT").text == (
        "[wer hat das geschrieben?] © Harbor Inc. Verbreitet durch The Lantern Post."
        " Zuerst erschienen bei Harbor Bridge News Foundation."
    )


def test_the_language_is_the_articles_unless_asked() -> None:
    article = record(fact("language", "pt-BR"), fact("author", ANA))
    assert credit_line(article).text == "Por Ana Ruiz."
    assert credit_line(article, language="nl").text == "Door Ana Ruiz."
    assert credit_line(article, language="xx").language == "en"
    assert credit_line(record(fact("language", "fr", "inferred"), fact("author", ANA))).language == "en"


@given(article=articles())
def test_an_inference_only_ever_asks(article: Any) -> None:
    def answered(markup: str) -> str:
        return re.sub(r" ?<mark>.*?</mark> ?", "", markup, flags=re.DOTALL).strip()

    assert answered(credit_line(article).html) == answered(credit_line(only_said(article)).html)


@given(article=articles())
def test_html_has_no_markup_but_ours(article: Any) -> None:
    markup = credit_line(article).html
    assert set(re.findall(r"<[^>]*", markup)) <= {"<mark", "</mark", "</a", *re.findall(r'<a href="[^"<>]*"', markup)}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_every_language_has_every_sentence_with_the_same_slots(language: str) -> None:
    def slots(template: str) -> set[str]:
        return {slot for _, slot, _, _ in Formatter().parse(template) if slot}

    sentences = _sentences()
    assert sentences[language].keys() == sentences["en"].keys()
    assert {key: slots(text) for key, text in sentences[language].items()} == {
        key: slots(text) for key, text in sentences["en"].items()
    }
    assert credit_line(syndicated(), language=language).language == language
