"""Names, addresses and dates as the rules compare them."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Agent
from provenance.rules import addresses, instants, names


@pytest.mark.parametrize("module", [addresses, names])
def test_the_examples_in_the_docstrings(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@given(st.text())
def test_white_space_around_a_name_makes_no_difference(name):
    assert names.key(f"  {name}\t") == names.key(name)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ines Calloway", "INES CALLOWAY", True),
        ("Inês Calloway", "Ines Calloway", True),
        ("I. Calloway", "Ines Calloway", True),
        ("Ines M. Calloway", "Ines Calloway", True),
        ("Ines Calloway", "Tobias Calloway", False),
        ("Ines Calloway", "Ines Renn", False),
        ("", "Ines", False),
    ],
)
def test_same_person(one, other, is_same):
    assert names.same_person(one, other) is is_same
    assert names.same_person(other, one) is is_same


def agent(name, id="org-1", type="Organization"):
    return Agent(id=id, name=name, type=type)


def test_an_agency_is_known_by_iri_name_and_short_name():
    iri = "https://w3id.org/news-provenance/agency/ap"
    assert names.agency(agent("whatever", iri)).id == iri
    assert names.agency(agent("Associated Press")).id == iri
    assert names.agency(agent("AP")).id == iri
    assert names.agency(agent("ap")) is None
    assert names.agency(agent("Ines Calloway", "person-1", "Person")) is None


def test_local_ids_do_not_make_two_agents_one():
    assert not names.same(agent("The Lantern Post"), agent("Harbor Bridge News"))
    assert names.same(agent("The Lantern Post"), agent("Lantern Post", "org-9"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://lantern.example/a", "http://www.lantern.example/a/"),
        ("https://lantern.example/a", "https://amp.lantern.example/a"),
        ("https://lantern.example/a", "https://lantern.example/a/amp/"),
        ("https://lantern.example/a", "https://LANTERN.example/a?fbclid=1&utm_medium=x#c"),
        ("https://lantern.example/a?b=1&c=2", "https://lantern.example/a?c=2&b=1"),
    ],
)
def test_one_page_has_one_address(one, other):
    assert addresses.normalise(one) == addresses.normalise(other)


@pytest.mark.parametrize(
    "other", ["https://lantern.example/b", "https://lantern.example/a?id=2", "https://post.example/a"]
)
def test_other_pages_have_others(other):
    assert addresses.normalise(other) != addresses.normalise("https://lantern.example/a")


@given(st.text())
def test_no_address_is_too_strange(url):
    assert isinstance(addresses.normalise(url), str)


@given(st.text())
def test_no_date_is_too_strange(text):
    span = instants.interval(text)
    assert span is None or span[0] <= span[1]


@pytest.mark.parametrize(
    ("text", "is_lacking"),
    [
        ("2026-11-20", False),
        ("2026-11", False),
        ("2026-11-20T09:30", True),
        ("2026-11-20T09:30:00Z", False),
        ("2026-11-20T09:30-05:00", False),
        ("2026-11-20 09:30+0100", False),
    ],
)
def test_lacks_zone(text, is_lacking):
    assert instants.lacks_zone(text) is is_lacking
