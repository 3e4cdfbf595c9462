"""The registry of licences: addresses and phrases that name one, and whether the file keeps to ccREL."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat, parse

from provenance.language.licenses import License, by_id, by_name, by_url, licenses, mentions
from provenance.resources import vocab

ROWS = licenses()
HERE = [row for row in ROWS if row.url]
FAMILIES = [row for row in ROWS if not row.url]


def id_of(license: License | None) -> str | None:
    return license.id if license else None


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC-BY-NC-ND-4.0"),
        ("http://www.creativecommons.org/licenses/by-nc-nd/4.0", "CC-BY-NC-ND-4.0"),
        (" //creativecommons.org/licenses/BY/4.0/deed.de#s1", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/us/legalcode?x=1", "CC-BY-3.0-US"),
        ("https://creativecommons.org/licenses/by/4.0/legalcode.fr", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-sa/3.0/igo/rdf", "CC-BY-SA-3.0-IGO"),
        ("https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/1.0/", "CC-BY-NC-ND-1.0"),
        ("https://creativecommons.org/licenses/sa/1.0/", "CC-SA-1.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.en", "CC0-1.0"),
        ("http://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("https://www.usa.gov/publicdomain/label/1.0/", "US-Government-Works"),
        ("https://creativecommons.org/licenses/by/3.0/xx/", None),
        ("https://creativecommons.org/licenses/by/", None),
        ("https://creativecommons.org/", None),
        ("https://creativecommons.org.example/licenses/by/4.0/", None),
        ("https://lantern.example/licenses/by/4.0/", None),
        ("ftp://creativecommons.org/licenses/by/4.0/", None),
        ("CC BY 4.0", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_address_names_one_licence_or_none(url: str, id: str | None) -> None:
    assert id_of(by_url(url)) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("CC BY-NC-ND 4.0", "CC-BY-NC-ND-4.0"),
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("(CC BY-SA) 3.0", "CC-BY-SA-3.0"),
        ("cc by 4.0", "CC-BY-4.0"),
        ("CC BY 2.0 UK", "CC-BY-2.0-UK"),
        ("CC\u00a0BY\u2011SA 4.0", "CC-BY-SA-4.0"),
        ("Creative Commons Attribution-NoDerivatives 4.0 International", "CC-BY-ND-4.0"),
        (
            "Creative Commons Attribution-Noncommercial-No Derivative Works 3.0 United States License",
            "CC-BY-NC-ND-3.0-US",
        ),
        ("licensed under a Creative Commons Attribution-ShareAlike 3.0 Unported License.", "CC-BY-SA-3.0"),
        ("Attribution-NonCommercial 4.0 International (CC BY-NC 4.0)", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution License (CC BY 4.0)", "CC-BY-4.0"),
        ("Creative-Commons-Lizenz CC BY-SA 3.0 DE", "CC-BY-SA-3.0-DE"),
        ("Namensnennung – Nicht-kommerziell – Keine Bearbeitung 3.0 Deutschland", "CC-BY-NC-ND-3.0-DE"),
        ("Paternité - Pas d’Utilisation Commerciale - Pas de Modification 2.0 France", "CC-BY-NC-ND-2.0-FR"),
        ("Atribución-NoComercial-CompartirIgual 4.0 Internacional", None),
        ("Atribución-NoComercial-CompartirIgual 4.0", "CC-BY-NC-SA-4.0"),
        ("CC0", "CC0-1.0"),
        ("CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", "CC0-1.0"),
        ("Public Domain Mark 1.0", "CC-PDM-1.0"),
        ("U.S. Government Work", "US-Government-Works"),
        ("CC BY-ND", "CC-BY-ND"),
        ("Attribution-NonCommercial", "CC-BY-NC"),
        ("Creative Commons", None),
        ("Creative Commons license", None),
        ("Attribution", None),
        ("CC", None),
        ("by 4.0", None),
        ("CC BY 3.0 PL", None),
        ("CC BY-ND-SA 4.0", None),
        ("CC BY 4.5", None),
        ("CC BY 4.0 or CC BY-SA 4.0", None),
        ("CC BY 4.0, except photos", None),
        ("Creative Commons by Ana Moreau", None),
        ("", None),
    ],
)
def test_a_phrase_names_one_licence_or_none(text: str, id: str | None) -> None:
    assert id_of(by_name(text)) == id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Licensed under CC BY-NC-ND 4.0, photos (CC BY 2.0).", ["CC BY-NC-ND 4.0", "CC BY 2.0"]),
        ("Foto: Ana Moreau / CC BY-SA 3.0 AT, Lantern", ["CC BY-SA 3.0 AT"]),
        ("Republished under a Creative Commons Attribution licence.", ["Creative Commons Attribution"]),
        ("Exports grew BY 2.5 per cent; cc by mail; attribution matters. Photo: CC BY 3.0 PL", []),
        ("This story is available under a Creative Commons license.", []),
        ("", []),
    ],
)
def test_prose_is_searched_for_licences(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in mentions(text)] == found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_licence_is_found_by_its_own_name_identifier_and_address(row: License) -> None:
    assert by_id(row.id.lower()) is row
    assert by_name(row.name) is row
    if row.id.startswith("CC"):
        assert by_name(row.id) is row
        assert by_name(row.id.replace("-", " ")) is row
    if row.url:
        assert by_url(row.url) is row
        assert (
            by_url(row.url.replace("https://", "http://www.").rstrip("/") + "/deed.de") is row or "usa.gov" in row.url
        )


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    by_url(text)
    by_name(text)
    last = 0
    for start, end, _ in mentions(f"CC {text} 4.0"):
        assert last <= start < end
        last = end


def test_nothing_is_claimed_twice() -> None:
    assert len({row.id for row in ROWS}) == len({row.name for row in ROWS}) == len(ROWS)
    assert len({row.url for row in HERE}) == len(HERE)


def test_identifiers_versions_ports_and_addresses_agree() -> None:
    for row in HERE:
        if not row.elements:
            continue
        parts = [row.version, row.port] if row.port else [row.version]
        assert row.id.endswith("-" + "-".join(filter(None, parts)))
        assert set(row.id.removeprefix("CC-").split("-")) == {*row.elements, *parts}
        kind, version, *port = (
            (row.url or "").removeprefix("https://creativecommons.org/licenses/").strip("/").split("/")
        )
        assert (set(kind.upper().split("-")), version) == (row.elements, row.version)
        assert [part.upper() for part in port] == ([row.port] if row.port else [])


def test_elements_say_what_is_permitted_required_and_prohibited() -> None:
    for row in ROWS:
        assert row.permits >= {"Reproduction", "Distribution"}
        assert ("DerivativeWorks" in row.permits) == ("ND" not in row.elements)
        assert ("ShareAlike" in row.requires) == ("SA" in row.elements)  # a copy in circulation gets BY-NC-ND wrong
        assert ("Attribution" in row.requires) == ("BY" in row.elements)
        assert ("Notice" in row.requires) == bool(row.elements)
        assert row.prohibits == ({"CommercialUse"} if "NC" in row.elements else set())


def test_every_version_and_the_main_ports_are_there() -> None:
    kinds = ("BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND")
    for kind in kinds:
        assert by_id(f"CC-{kind}") in FAMILIES
        for version in ("1.0", "2.0", "2.5", "3.0", "4.0"):
            assert by_id(f"CC-{kind}-{version}")
        for port in ("US", "DE", "FR", "ES", "IT", "NL", "AU", "AT", "CH", "BR", "IGO"):
            assert by_id(f"CC-{kind}-3.0-{port}")
        for latest in ("2.0-UK", "2.5-CA", "2.1-JP"):  # they have no 3.0
            assert by_id(f"CC-{kind}-{latest}")
    assert len(FAMILIES) == len(kinds)


def test_successors_lead_to_the_newest_version() -> None:
    for row in HERE:
        steps = 0
        while row.replaced_by:
            newer = by_url(row.replaced_by)
            assert newer is not None
            assert newer.elements == row.elements
            assert (newer.version or "") > (row.version or "")
            row, steps = newer, steps + 1
        assert row.deprecated or row.version == "4.0" or not row.elements
        assert steps <= 4
    assert id_of(by_url((by_id("CC-BY-NC-ND-1.0") or ROWS[0]).replaced_by or "")) == "CC-BY-NC-ND-2.0"


def test_withdrawn_licences_are_deprecated() -> None:
    assert {row.id for row in ROWS if row.deprecated and not row.port} == {
        "CC-NC-1.0",
        "CC-NC-SA-1.0",
        "CC-ND-1.0",
        "CC-ND-NC-1.0",
        "CC-SA-1.0",
        "CC-PDDC",
    }


def test_the_file_has_no_blank_node_and_canonical_addresses() -> None:
    quads = list(parse(path=str(vocab("licenses.ttl")), format=RdfFormat.TURTLE))
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert all(re.fullmatch(r"https://(?:creativecommons\.org/\S+/|www\.usa\.gov/\S+)", row.url or "") for row in HERE)
    identifiers = {quad.object.value for quad in quads if quad.predicate.value == "http://spdx.org/rdf/terms#licenseId"}
    assert identifiers == {row.id for row in ROWS if row.is_spdx}
    assert {"CC-BY-4.0", "CC-BY-3.0-US", "CC0-1.0"} <= identifiers
    assert "CC-BY-NC-ND-3.0-US" not in identifiers
