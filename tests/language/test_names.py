"""What is a person's name, what only stands where one is expected, and what is left without titles and shouting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.language.names import (
    clean,
    evident,
    fold,
    has_email,
    is_not_a_name,
    is_site,
    looks_like_organisation,
    lowered,
    plausible,
    same_person,
    strip_honorifics,
    tidy,
    without_email,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Roe", "Jane Roe"),
        ("  Jane\u00a0 Roe ", "Jane Roe"),
        ("Jane\u200b Roe", "Jane Roe"),
        ("Jane Roe.", "Jane Roe"),
        ("Jane Roe,", "Jane Roe"),
        ("– Jane Roe –", "Jane Roe"),
        ("“Jane Roe”", "Jane Roe"),
        ("JANE ROE", "Jane Roe"),
        ("JANE O'HARA-MCNEIL", "Jane O'Hara-McNeil"),
        ("JANE O’HARA", "Jane O’Hara"),
        ("MARY MCDOWELL", "Mary McDowell"),
        ("ANNA VON DER WIESE", "Anna von der Wiese"),
        ("LUDWIG VAN QUILL", "Ludwig van Quill"),
        ("MARÍA DE LA CRUZ", "María de la Cruz"),
        ("JÜRGEN MÜLLER", "Jürgen Müller"),
        ("J.R. POE", "J.R. Poe"),
        ("MAX POE III", "Max Poe III"),
        ("Max Poe Jr.", "Max Poe Jr."),
        ("Max Poe Sr.", "Max Poe Sr."),
        ("Jane Roe, PhD", "Jane Roe"),
        ("Jane Roe, Ph.D.", "Jane Roe"),
        ("Jane Roe, MD, MPH", "Jane Roe"),
        ("JANE O'HARA-MCNEIL, PhD", "Jane O'Hara-McNeil"),
        ("Jane R.", "Jane R."),
        ("AFP", "AFP"),
        ("jane roe", "jane roe"),
        ("", ""),
    ],
)
def test_a_name_is_tidied(name: str, expected: str) -> None:
    assert tidy(name) == expected


@pytest.mark.parametrize(
    ("name", "bare", "honorific"),
    [
        ("Dr. Jane Roe", "Jane Roe", "Dr."),
        ("Prof. Dr. Jana Roth", "Jana Roth", "Prof. Dr."),
        ("Frau Jana Roth", "Jana Roth", "Frau"),
        ("Mme Jeanne Rivet", "Jeanne Rivet", "Mme"),
        ("Sir Max Poe", "Max Poe", "Sir"),
        ("Jane Roe", "Jane Roe", None),
        ("Dr.", "Dr.", None),
    ],
)
def test_honorifics_are_split_off(name: str, bare: str, honorific: str | None) -> None:
    assert strip_honorifics(name) == (bare, honorific)


PEOPLE = [
    "Jane Roe",
    "Jane Q. Roe",
    "J. R. Poe",
    "J.R. Poe",
    "Jane O'Hara",
    "Jane O’Hara-McNeil",
    "Jean-Luc d'Orsay",
    "Jean-François Le Goff",
    "Ludwig van der Wiese",
    "Piet van 't Hof",
    "Álvaro del Río",
    "Şebnem Öztürk",
    "Łucja Żak",
    "Giovanni Di Maio",
    "Max Poe Jr.",
    "Max Poe III",
    "JANE ROE",
    "April Summers",
    "Theresa May",
    "Julio Rey",
    "Avril Poe",
    "Juana Rey Ibáñez",
]
NEVER = [
    "",
    "Staff",
    "admin",
    "No Author",
    "jane.roe@lantern.example",
    "https://lantern.example/jane",
    "www.lantern.example",
    "lantern.com",
    "12345",
    "Facebook",
    "Redaktion",
    "La Rédaction",
    "Redacción",
    "Redação",
    "La redazione",
    "Webredactie",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_people_have_names(name: str) -> None:
    assert evident(name)
    assert plausible(name)
    assert not is_not_a_name(name)
    assert not looks_like_organisation(name)


@pytest.mark.parametrize("text", NEVER)
def test_placeholders_are_no_names(text: str) -> None:
    assert is_not_a_name(text)
    assert not evident(text)
    assert not plausible(text)


@pytest.mark.parametrize("text", ["Jane", "Madonna", "JaneRoe", "Jane roe"])
def test_a_slot_holds_names_that_running_text_does_not_give(text: str) -> None:
    assert plausible(text)
    assert not evident(text)


@pytest.mark.parametrize(
    "text",
    [
        "June 7",
        "Monday June",
        "Read More",
        "The Bridge",
        "How the bridge fell",
        "Jane Roe: the bridge",
        "What now?",
        "Jane Roe of the Harbor Bridge News Foundation in town",
        "AFP",
        "Follow Us",
    ],
)
def test_other_text_is_not_taken_for_a_person(text: str) -> None:
    assert not evident(text)


@pytest.mark.parametrize(
    "name",
    [
        "Lantern News",
        "The Lantern Post",
        "Harbor Bridge News Foundation",
        "Universidad de Puerto Claro",
        "Hafenfreunde e.V.",
        "Laternen-Verlag GmbH",
        "Port-Clair Presse",
        "Radio Laterne",
        "Redazione Lanterna",
        "Persbureau Lantaarn",
    ],
)
def test_organisations_carry_words_of_their_own(name: str) -> None:
    assert looks_like_organisation(name)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Jane Roe", "JANE ROE", True),
        ("Jane Roe", "Jane  Roe.", True),
        ("Gary B. Graves", "GARY GRAVES", True),
        ("J. Roe", "Jane Roe", True),
        ("Jane Roe", "John Roe", False),
        ("Jane Roe", "Jane Poe", False),
        ("Jane", "Jane Roe", False),
        ("", "", True),
    ],
)
def test_one_person_under_two_names(left: str, right: str, same: bool) -> None:
    assert same_person(left, right) is same
    assert same_person(right, left) is same


@pytest.mark.parametrize("name", ["The Lantern Post", "lantern post", "LanternPost.com", "lanternpost", "Lantern-Post"])
def test_a_site_is_known_by_its_name_and_host(name: str) -> None:
    assert is_site(name, ["the lantern post"])
    assert is_site(name, ["lanternpost.com"])
    assert not is_site(name, ["bridge weekly"])
    assert not is_site("", ["the lantern post"])


def test_keys_for_comparing() -> None:
    assert fold(" “Jane\u00a0ROE”. ") == "jane roe"
    assert fold("ＪＡＮＥ Roe") == "jane roe"
    assert clean(" Jane \n\t Roe\u200b") == "Jane Roe"


@given(st.text())
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lowered(text)) == len(text)
    assert lowered(text) == text.lower() or "İ" in text


def test_mail_addresses() -> None:
    assert has_email("Jane Roe jane.roe@lantern.example")
    assert has_email("Jane Roe [email protected]")
    assert not has_email("Jane @ Harborville, @janeroe")
    assert without_email("Jane Roe jane.roe@lantern.example, Harborville") == "Jane Roe , Harborville"


@pytest.mark.parametrize(
    ("text", "placeholder"), [("jane.roe.4711", True), ("j_roe", True), ("jane.roe", True), ("J. Roe", False)]
)
def test_an_account_is_not_a_name(text, placeholder):
    assert is_not_a_name(text) is placeholder
