from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.terms.instants import interval, phase


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-01-10", utc(2024, 1, 9, 10), utc(2024, 1, 11, 12)),
        ("2024-02", utc(2024, 1, 31, 10), utc(2024, 3, 1, 12)),
        ("2024", utc(2023, 12, 31, 10), utc(2025, 1, 1, 12)),
        ("2024-01-10Z", utc(2024, 1, 10), utc(2024, 1, 11)),
        ("2024-01-10T09:30", utc(2024, 1, 9, 19, 30), utc(2024, 1, 10, 21, 30)),
        ("2024-01-10T09:30:00+02:00", utc(2024, 1, 10, 7, 30), utc(2024, 1, 10, 7, 30)),
        ("2024-01-10 09:30Z", utc(2024, 1, 10, 9, 30), utc(2024, 1, 10, 9, 30)),
        (" 2024-12 ", utc(2024, 11, 30, 10), utc(2025, 1, 1, 12)),
    ],
)
def test_a_date_means_every_instant_that_it_can_mean(text: str, earliest: datetime, latest: datetime) -> None:
    assert interval(text) == (earliest, latest)


@pytest.mark.parametrize(
    "text", ["", "soon", "June 7, 2016", "2024-02-30", "2024-13", "0000", "2024-W03-1", "12:00", "20240110"]
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"ISO 8601|day|month|year|isoformat"):
        interval(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01", "9999-12-31", "9999", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59-12:00"]
)
def test_the_ends_of_the_calendar_do_not_overflow(text: str) -> None:
    earliest, latest = interval(text)
    assert earliest <= latest


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)
def test_less_precision_never_loses_the_instant(moment: datetime, zone: timezone) -> None:
    exact = moment.replace(tzinfo=zone)
    for text in (exact.isoformat(), moment.isoformat(), f"{moment:%Y-%m-%d}", f"{moment:%Y-%m}", f"{moment:%Y}"):
        earliest, latest = interval(text)
        assert earliest <= exact <= latest


def test_phase_has_three_values() -> None:
    day = interval("2024-01-10")
    assert phase(day, (utc(2024, 1, 9, 9), utc(2024, 1, 9, 9))) == "ahead"
    assert phase(day, (utc(2024, 1, 10), utc(2024, 1, 10))) == "around"
    assert phase(day, (utc(2024, 1, 11, 12), utc(2024, 1, 11, 12))) == "passed"
    noon = interval("2024-01-10T12:00Z")
    assert phase(noon, noon) == "passed"
