"""Dates as pages print them, read as precisely as printed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from provenance.language.dates import day, instant, normalise, parse
from tests.language.tables import cases


@pytest.mark.parametrize("case", cases("dates"))
def test_dates_are_read(case: dict[str, Any]) -> None:
    found = parse(case["text"], month_first=case.get("month_first", False))
    assert (found.iso if found else None) == case.get("iso")
    if found:
        assert "ambiguous" not in case or found.ambiguous == case["ambiguous"]
        assert 0 <= found.start < found.end <= len(case["text"])


def test_the_first_of_several_dates_is_taken_and_placed() -> None:
    text = "Published June 7, 2016; updated 8 June 2016 and 2016-06-09"
    found = parse(text)
    assert found
    assert (found.iso, text[found.start : found.end]) == ("2016-06-07", "June 7, 2016")


def test_only_two_small_numbers_are_ambiguous() -> None:
    found = [parse(text) for text in ("3/4/2020", "3/14/2020", "4/4/2020", "3.4.2020", "2020/3/4")]
    assert [each.ambiguous for each in found if each] == [True, False, False, False, False]


def test_metadata_is_normalised() -> None:
    assert normalise(" Tue, 07 Jun 2016 08:16:53 GMT ") == "2016-06-07T08:16:53Z"
    assert normalise("soon") is None


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2016-06-07", date(2016, 6, 7)),
        ("2016-06-07T08:16Z", date(2016, 6, 7)),
        ("2016-06", None),
        ("2016-02-30", None),
    ],
)
def test_the_day_of_an_iso_text(iso: str, expected: date | None) -> None:
    assert day(iso) == expected


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2016-06-07T08:16:53Z", datetime(2016, 6, 7, 8, 16, 53, tzinfo=UTC)),
        ("2016-06-07T10:16:53+02:00", datetime(2016, 6, 7, 8, 16, 53, tzinfo=UTC)),
        ("2016-06-07T08:16:53", None),
        ("2016-06-07", None),
        ("soon", None),
    ],
)
def test_an_instant_needs_a_time_and_a_zone(iso: str, expected: datetime | None) -> None:
    assert instant(iso) == expected
