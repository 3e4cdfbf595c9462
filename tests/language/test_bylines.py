"""Bylines in seven languages, their five states, and the sentences that only begin like one."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.language.bylines import parse_byline
from provenance.language.names import fold
from tests.language.tables import cases


@pytest.mark.parametrize("case", cases("bylines"))
def test_a_byline_is_read(case: dict[str, Any]) -> None:
    people = [{"name": who} if isinstance(who, str) else who for who in case.get("people", ())]
    byline = parse_byline(
        case["text"],
        site=[fold(name) for name in case.get("site", ())],
        slot=case.get("slot", False),
        month_first=case.get("month_first", False),
    )
    assert [who.name for who in byline.people] == [who["name"] for who in people]
    for who, expected in zip(byline.people, people, strict=True):
        assert {key: getattr(who, key) for key in expected} == expected
    assert [body.name for body in byline.bodies] == case.get("bodies", [])
    assert (byline.date.iso if byline.date else None) == case.get("date")
    assert byline.state == case.get("state", "named")
    assert byline.text == case["text"]


def test_an_agency_of_the_registry_is_told_from_other_organisations() -> None:
    known, other = (parse_byline(f"By Jane Roe, {name}").bodies[0] for name in ("Associated Press", "Lantern Tribune"))
    assert known.agency
    assert known.agency.name == "The Associated Press"
    assert other.agency is None


def test_a_label_is_remembered() -> None:
    assert parse_byline("By Jane Roe").labelled
    assert not parse_byline("Jane Roe", slot=True).labelled


def test_where_the_date_stands() -> None:
    byline = parse_byline("By Jane Roe Published June 7, 2016")
    assert byline.date
    assert byline.text[byline.date.start : byline.date.end] == "June 7, 2016"


def test_the_page_decides_which_number_is_the_month() -> None:
    dates = [parse_byline("By Jane Roe 3/4/2020", month_first=first).date for first in (False, True)]
    assert [date and date.iso for date in dates] == ["2020-04-03", "2020-03-04"]


@pytest.mark.parametrize(
    "text", ["By Jane Roe with AP", "By Jane Roe and AP", "Par Jeanne Roux avec AFP", "Von Jana Roh mit dpa"]
)
def test_a_second_source_is_not_whom_the_person_works_for(text: str) -> None:
    byline = parse_byline(text)
    assert [who.affiliation for who in byline.people] == [None]
    assert [body.agency is not None for body in byline.bodies] == [True]
