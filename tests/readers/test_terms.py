"""Terms of use and licences in sentences: the same grammar for pages and pasted text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.model import Article
from provenance.readers.terms import license_address, sentences, states_terms

FREE = (
    "Content created by the Harbor Bridge News Foundation is available without charge to any eligible news publisher"
    " that can provide a large audience. All republished articles must include our logo and our reporter's byline."
)
STORY = """Five towns ask for gauges

By Ines Calloway

The five towns of the marsh asked the state for gauges of their own last week, after a flood in September.

The state said that it would think about the gauges, and that the marsh had always been a little wet.
"""


def read(tail: str) -> Article:
    return provenance.read((STORY + "\n" + tail + "\n").encode(), format="text")[0]


@pytest.mark.parametrize(
    "sentence",
    [
        FREE,
        "This article may be republished with attribution and a link.",
        "You are free to republish this story, online or in print.",
        "Republish our articles for free, online or in print, under a Creative Commons licence.",
        "If you would like to republish this article, please keep the byline.",
        "We encourage other newsrooms to republish this story at no cost.",
        "Permission is granted to reprint the text as long as the author is named.",
        "Veröffentlichung und Nachdruck honorarfrei; ein Belegexemplar wird erbeten.",
        "Dieser Text darf unter Nennung der Quelle kostenlos weiterverwendet werden.",
        "Abdruck mit Quellenangabe gestattet.",
        "Cet article peut être republié gratuitement.",
        "Republiez nos articles gratuitement, en ligne ou sur papier.",
        "Este artículo se puede reproducir citando la fuente.",
        "Se permite la reproducción total o parcial siempre que se cite la fuente.",
        "Esta reportagem pode ser reproduzida livremente.",
        "Questo articolo può essere ripubblicato citando la fonte.",
        "Dit artikel mag worden overgenomen met bronvermelding.",
    ],
)
def test_terms_of_this_text(sentence):
    assert states_terms(sentence)
    article = read(sentence)
    assert article.usage_terms == sentence
    (said,) = article.chosen("usage_terms")
    assert said.origin is not None
    assert (said.method, said.scope, said.origin.line) == ("terms_sentence", "article", 9)


@pytest.mark.parametrize(
    "sentence",
    [
        "All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "No part of this article may be reproduced without permission.",
        "Do not reproduce without permission.",
        "Reprinted with permission.",
        "Republish this story",
        "Nachdruck, auch auszugsweise, nicht gestattet.",
        "La reproduction de cet article n'est pas autorisée.",
        "Prohibida la reproducción total o parcial sin autorización.",
        "Riproduzione riservata",
        "The virus can be reproduced in the lab, the team found.",
        "Republicans are free to vote as they like.",
        "Die Verwendung von Streusalz ist auf Gehwegen erlaubt.",
    ],
)
def test_no_terms_of_use(sentence):
    assert not states_terms(sentence)
    assert read(sentence).usage_terms is None


def test_conditions_that_follow_belong_to_the_terms_and_what_precedes_does_not():
    article = read("Ines Calloway covers the coast. " + FREE)
    assert article.usage_terms == FREE


def test_terms_of_pictures_are_not_the_text_s():
    article = read("The photos may be republished free of charge with credit.")
    assert article.usage_terms is None
    assert [s.scope for s in article.said("usage_terms")] == ["asset"]


def test_terms_in_furniture_are_the_site_s():
    page = f"""<html><body><article><h1>Five towns ask for gauges</h1><p>{STORY}</p></article>
      <footer><p>{FREE}</p></footer></body></html>"""
    article = provenance.read(page.encode(), url="https://lantern.example/gauges")[0]
    assert article.usage_terms is None
    assert [(s.scope, s.basis) for s in article.said("usage_terms")] == [("site", "default")]


def test_a_pasted_licence():
    article = read("This work is licensed under a Creative Commons Attribution 4.0 International License.")
    assert [license.id for license in article.licenses] == ["CC-BY-4.0"]


def test_a_pasted_credit_without_a_name():
    article = read("This story was originally published by .")
    assert [s.value_as_read for s in article.said("credit")] == ["This story was originally published by ."]
    assert "CHN004" in {finding.code for finding in provenance.check(article).findings}


def test_a_lead_in_that_the_next_line_completes_is_not_empty():
    assert None not in [s.value for s in read("Originally published by\nHarbor Bridge News Foundation").said("credit")]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("http://creativecommons.org/licenses/by/3.0/deed.de", "https://creativecommons.org/licenses/by/3.0/"),
        ("//creativecommons.org/licenses/by/4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/3.0/xx/", "https://creativecommons.org/licenses/by/3.0/xx/"),
        ("https://creativecommons.org/licenses/", None),
        ("https://creativecommons.org/", None),
        ("https://lantern.example/licensing", None),
        ("https://[", None),
    ],
)
def test_addresses_of_licences(href, address):
    assert license_address(href) == address


@given(st.text())
def test_sentences_leave_nothing_out(text):
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@given(st.text(max_size=200))
def test_any_text_may_be_asked_for_terms(text):
    assert states_terms(text) in (True, False)
