"""Audiences against territories: codes nest, groups expand, and a name that nobody knows is neither in nor out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.terms.territories import is_group, meets, within


@pytest.mark.parametrize(
    ("audience", "places", "inside", "touching"),
    [
        ("US", "US", "yes", "yes"),
        ("US-CA", "US", "yes", "yes"),
        ("US", "US-CA", "no", "yes"),
        ("US-NV", "US-CA", "no", "no"),
        ("US", "world", "yes", "yes"),
        ("world", "US", "no", "yes"),
        ("world", "Worldwide", "yes", "yes"),
        ("DE", "EU", "yes", "yes"),
        ("GB", "EU", "no", "no"),
        ("EU", "DE", "no", "yes"),
        ("EU", "EEA", "yes", "yes"),
        ("EEA", "EU", "no", "yes"),
        ("UK", "GB", "yes", "yes"),
        ("GB", "UK", "yes", "yes"),
        ("US", "usa", "yes", "yes"),
        ("AT", "DACH", "yes", "yes"),
        ("DE", "http://publications.europa.eu/resource/authority/country/DE", "yes", "yes"),
        ("DE", "iso3166:DE", "yes", "yes"),
        ("DE", "Atlantis", "unknown", "unknown"),
        ("Atlantis", "DE", "unknown", "unknown"),
        ("DE FR", "DE", "no", "yes"),
        ("DE FR", "DE FR IT", "yes", "yes"),
        ("DE", "DE Atlantis", "yes", "yes"),
        ("DE", "FR Atlantis", "unknown", "unknown"),
        ("DE Atlantis", "DE", "unknown", "yes"),
    ],
)
def test_within_and_meets(audience: str, places: str, inside: str, touching: str) -> None:
    assert within(tuple(audience.split()), tuple(places.split())) == inside
    assert meets(tuple(audience.split()), tuple(places.split())) == touching


def test_groups_are_known_by_name() -> None:
    assert is_group("eu")
    assert is_group("UK")
    assert not is_group("DE")
    assert not is_group("world")


PLACES = st.lists(
    st.sampled_from(("US", "US-CA", "US-NV", "DE", "EU", "UK", "world", "Atlantis")), min_size=1, max_size=3
)


@given(PLACES, PLACES)
def test_what_lies_within_meets_and_meeting_is_mutual(audience: list[str], places: list[str]) -> None:
    one, other = tuple(audience), tuple(places)
    if within(one, other) == "yes":
        assert meets(one, other) == "yes"
    assert meets(one, other) == meets(other, one)


@given(PLACES, PLACES, PLACES)
def test_more_places_never_make_less_room(audience: list[str], places: list[str], more: list[str]) -> None:
    order = ("no", "unknown", "yes")
    one, two = tuple(places), (*places, *more)
    for holds in (within, meets):
        assert order.index(holds(tuple(audience), two)) >= order.index(holds(tuple(audience), one))
