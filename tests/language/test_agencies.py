"""The registry of news organisations: how texts name its rows, and whether the file keeps its own rules."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat, parse

from provenance.language.agencies import NAMESPACE, Agencies, Agency, DatedName, registry
from provenance.resources import vocab

BRIDGE = Agency(
    id=f"{NAMESPACE}bridge",
    name="The Harbor Bridge News Foundation",
    kind="newsFoundation",
    url="https://bridge.example/",
    hosts=("bridge.example",),
    aliases=("Harbor Bridge, Inc.", "Fundación Puente"),
    short_names=("HBNF", "hbnf"),
)
LANTERN = Agency(
    id=f"{NAMESPACE}lantern",
    name="Lantern",
    kind="nonprofitNewsroom",
    url="https://lantern.example/",
    hosts=("lantern.example", "news.bridge.example"),
    aliases=("The Lantern Post", "Harbor Bridge"),
    short_names=("Lantern",),
)
TOWN = Agencies([BRIDGE, LANTERN], articles=["the", "la", "l"], titles=["agence", "newswire"])


def name_of(agency: Agency | None) -> str | None:
    return agency.name if agency else None


@pytest.mark.parametrize(
    "text",
    [
        "Harbor Bridge News Foundation",
        "THE HARBOR BRIDGE NEWS FOUNDATION",
        " the\u00a0Harbor-Bridge  News\nFoundation ",
        "Harbor Bridge News Foundation.",
        "l’agence Harbor Bridge News Foundation",
        "Ｈａｒｂｏｒ Bridge News Foundation",
        "Harbor Bridge, Inc.",
        "Harbor Bridge Inc",
        "FUNDACION PUENTE",
        "Fundacio\u0301n Puente",
    ],
)
def test_a_name_is_recognised_in_its_variants(text: str) -> None:
    assert TOWN.named(text) is BRIDGE


@pytest.mark.parametrize(
    "text", ["", " ", "Harbor", "Harbor. Bridge", "Bridge News", "Harbor Bridge (Inc)", "the", "HBNF"]
)
def test_what_is_not_the_whole_name_names_nobody(text: str) -> None:
    assert TOWN.named(text) is not BRIDGE


def test_a_short_name_counts_only_in_a_slot_and_in_its_letter_case() -> None:
    assert TOWN.named("HBNF") is None
    assert TOWN.named("HBNF", slot=True) is BRIDGE
    assert TOWN.named("hbnf", slot=True) is BRIDGE
    assert TOWN.named("Hbnf", slot=True) is None
    assert TOWN.named("l'agence HBNF", slot=True) is BRIDGE


def test_a_name_that_is_also_a_word_is_trusted_as_a_whole_field_only() -> None:
    assert TOWN.named("Lantern") is LANTERN
    assert TOWN.leading("Lantern light fell on the quay") is None
    assert TOWN.leading("Lantern / Ana Moreau", slot=True) == (LANTERN, "/ Ana Moreau")
    assert list(TOWN.mentions("She held a Lantern.")) == []


def test_the_longest_name_wins() -> None:
    assert TOWN.named("Harbor Bridge") is LANTERN
    assert TOWN.leading("Harbor Bridge News Foundation reporter") == (BRIDGE, "reporter")
    assert TOWN.trailing("Ana Moreau, the Harbor Bridge News Foundation") == (BRIDGE, "Ana Moreau,")


def test_leading_and_trailing_end_on_word_boundaries() -> None:
    assert TOWN.leading("HBNF Staff Writer", slot=True) == (BRIDGE, "Staff Writer")
    assert TOWN.leading("HBNFStaff", slot=True) is None
    assert TOWN.leading("Ana Moreau, HBNF", slot=True) is None
    assert TOWN.trailing("Ana Moreau, HBNF", slot=True) == (BRIDGE, "Ana Moreau,")
    assert TOWN.trailing("Ana Moreau/HBNF.", slot=True) == (BRIDGE, "Ana Moreau/")
    assert TOWN.trailing("Ana Moreau, HBNF (photo)", slot=True) is None
    assert TOWN.leading("") is TOWN.trailing("") is None


def test_mentions_give_offsets_of_full_names_and_never_of_short_ones() -> None:
    text = "The HBNF story by the Harbor Bridge, Inc. and «The Lantern Post»: HBNF, Harbor. Bridge."
    assert [(text[start:end], row) for start, end, row in TOWN.mentions(text)] == [
        ("the Harbor Bridge, Inc.", BRIDGE),
        ("The Lantern Post", LANTERN),
    ]


def test_scripts_without_spaces_are_read_by_character() -> None:
    assert registry().leading("新华社北京6月7日电") == (registry().named("Xinhua"), "北京6月7日电")


def test_a_host_belongs_to_the_longest_suffix_of_whole_labels() -> None:
    assert TOWN.at_host("bridge.example") is BRIDGE
    assert TOWN.at_host("WWW.Bridge.example.") is BRIDGE
    assert TOWN.at_host("bridge.example:8080") is BRIDGE
    assert TOWN.at_host("edition.news.bridge.example") is LANTERN
    assert TOWN.at_host("drawbridge.example") is None
    assert TOWN.at_host("") is None


@pytest.mark.parametrize("text", ["xx/hbnf", "HBNF/ab", "(ab/cd/HBNF)", "hbnf / lno"])
def test_desk_codes_name_the_agency(text: str) -> None:
    assert TOWN.desk(text) is BRIDGE


@pytest.mark.parametrize(
    "text", ["hbnf", "HBNF", "x/hbnf", "Ana/hbnf", "XX/hbnf", "hbnf/Lantern", "abcdef/hbnf", "ab/cd", "/", ""]
)
def test_what_is_no_desk_code(text: str) -> None:
    assert TOWN.desk(text) is None


def test_two_rows_cannot_claim_one_name() -> None:
    rival = Agency(id=f"{NAMESPACE}rival", name="FUNDACION-PUENTE", kind="syndicate", url="https://rival.example/")
    with pytest.raises(ValueError, match="fundacion puente"):
        Agencies([BRIDGE, rival])


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    agencies = registry()
    agencies.named(text, slot=True)
    agencies.desk(text)
    agencies.at_host(text)
    for edge in (agencies.leading, agencies.trailing):
        found = edge(text, slot=True)
        assert found is None or found[1] in text
    last = 0
    for start, end, row in agencies.mentions(text):
        assert last <= start < end <= len(text)
        assert agencies.named(text[start:end]) is row
        last = end


@given(
    st.sampled_from(list(registry())), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(" \u00a0-")
)
def test_every_name_is_found_in_any_case_and_spacing(row: Agency, case: type[str.upper], space: str) -> None:
    for name in (row.name, *row.aliases):
        if name.isascii():  # case mapping is not reversible elsewhere ("İ")
            assert registry().named(case(name).replace(" ", space)) is row


def test_well_known_namings() -> None:
    known = registry()
    assert name_of(known.named("Associated Press")) == "The Associated Press"
    assert known.named("AP") is None
    assert name_of(known.named("AP", slot=True)) == "The Associated Press"
    assert known.named("Ap", slot=True) is None
    assert name_of(known.named("La Presse canadienne")) == "The Canadian Press"
    assert name_of(known.named("dpa Deutsche Presse-Agentur GmbH")) == "Deutsche Presse-Agentur"
    assert name_of(known.named("Cable News Network, Inc.")) == "CNN"
    assert name_of(known.named("Associated Press of Pakistan")) == "Associated Press of Pakistan"
    assert name_of(known.leading("Associated Press writer")[0]) == "The Associated Press"  # type: ignore[index]
    assert known.leading("The 19th of June was a Sunday") is None
    assert name_of(known.desk("dpa/lno")) == name_of(known.desk("xx/dpa")) == "Deutsche Presse-Agentur"
    assert name_of(known.desk("SDA/xx")) == "Keystone-SDA"
    assert name_of(known.named("dpa-AFX", slot=True)) == "Deutsche Presse-Agentur"
    assert name_of(known.at_host("www.apnews.com")) == "The Associated Press"
    assert name_of(known.get(f"{NAMESPACE}dcnf")) == "Daily Caller News Foundation"


def test_changed_names_keep_their_dates() -> None:
    row = registry().named("Kaiser Health News")
    assert row is registry().named("KFF Health News")
    assert row is not None
    assert row.names == (DatedName("Kaiser Health News", "2009", "2023"), DatedName("KFF Health News", "2023", None))


# ── The file ──

SYND = "https://w3id.org/news-provenance/ns#"
ROWS = list(registry())
STRICT = {"newsAgency", "newsFoundation", "syndicate", "nonprofitNewsroom", "releaseWire"}
IRI = re.compile(r"https?://[a-z0-9.-]+(?:/[\w.~%&=+/#-]*)?")
HOST = re.compile(r"(?!www\.)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def test_the_registry_is_wide() -> None:
    assert len(ROWS) >= 160
    assert sum(row.kind in STRICT for row in ROWS) >= 120
    assert len({row.country for row in ROWS}) > 60


def test_every_row_is_complete_and_well_formed() -> None:
    countries = re.compile("[A-Z]{2}")
    for row in ROWS:
        assert re.fullmatch(re.escape(NAMESPACE) + r"[a-z0-9]+(?:-[a-z0-9]+)*", row.id), row.id
        assert row.hosts, row.id
        assert IRI.fullmatch(row.url), row.url
        assert all(HOST.fullmatch(host) for host in row.hosts), row.hosts
        assert row.country is None or countries.fullmatch(row.country), row.id
        assert row.parent is None or registry().get(row.parent), row.parent
        assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", iri) for iri in row.same_as), row.id
        for name in (row.name, *row.aliases, *row.short_names):
            assert name == " ".join(name.split()), name


def test_home_pages_are_on_a_host_of_the_row_or_of_nobody_else() -> None:
    for row in ROWS:
        owner = registry().at_host(row.url.split("/")[2])
        assert owner in (row, None) or owner.id == row.parent or row.parent == owner.id, (row.id, owner.id)


def test_names_short_names_hosts_and_iris_are_claimed_once() -> None:
    # `Agencies` refuses what two rows claim; here: nothing is said twice in one row either
    for row in ROWS:
        for values in (row.hosts, row.aliases, row.short_names, row.same_as):
            assert len(values) == len(set(values)), row.id
        assert row.name not in row.aliases, row.id
    assert [iri for iri, count in Counter(iri for row in ROWS for iri in row.same_as).items() if count > 1] == []


def test_a_name_of_one_word_behind_an_article_is_guarded() -> None:
    # "The Guardian", "The 19th": without their article they are words
    for row in ROWS:
        for name in (row.name, *row.aliases):
            first, *rest = name.split()
            if first in ("The", "THE", "Der", "DER", "Die", "Le", "La") and len(rest) == 1:
                assert name in row.short_names, name


def test_dated_names_are_in_order() -> None:
    for row in ROWS:
        for name in row.names:
            dates = [date for date in (name.valid_from, name.valid_through) if date]
            assert all(re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date) for date in dates), row.id
            assert dates == sorted(dates), row.id


def test_the_file_has_no_blank_node_and_only_the_seven_kinds() -> None:
    quads = list(parse(path=str(vocab("agencies.ttl")), format=RdfFormat.TURTLE))
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    concepts = {quad.subject.value for quad in quads if quad.predicate.value.endswith("core#inScheme")}
    assert {SYND + row.kind for row in ROWS} == concepts
    assert len(concepts) == 7


def test_the_rows_are_sorted() -> None:
    slugs = [row.id.removeprefix(NAMESPACE) for row in ROWS]
    assert slugs == sorted(slugs)
