from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.terms.instants import day_bounds, interval, later, phase


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


DATES = st.one_of(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(1990, 2090).map(str),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda moment: moment.isoformat()),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)).map(lambda m: m.isoformat()),
)
EXACT = st.builds(lambda days, hours: f"P{days}DT{hours}H", st.integers(0, 4000), st.integers(0, 23))
"""Durations without years and months: those are no fixed lengths."""


@given(DATES)
def test_a_day_begins_before_it_ends_and_both_lie_within_what_it_means(text: str) -> None:
    first, last = interval(text)
    begins, ends = day_bounds(text)
    assert first == begins[0] <= begins[1]
    assert ends[0] <= ends[1] == last
    assert begins[0] <= ends[0]
    assert begins[1] <= ends[1]


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2026-12-31", (utc(2026, 12, 30, 10), utc(2026, 12, 31, 12)), (utc(2026, 12, 31, 10), utc(2027, 1, 1, 12))),
        ("2026-12-31Z", (utc(2026, 12, 31), utc(2026, 12, 31)), (utc(2027, 1, 1), utc(2027, 1, 1))),
        ("2026-12", (utc(2026, 11, 30, 10), utc(2026, 12, 1, 12)), (utc(2026, 12, 31, 10), utc(2027, 1, 1, 12))),
        ("2026-12-31T18:00Z", (utc(2026, 12, 31, 18),) * 2, (utc(2026, 12, 31, 18),) * 2),
    ],
)
def test_until_a_day_is_to_its_end_and_from_a_day_is_its_beginning(
    text: str, begins: tuple[datetime, datetime], ends: tuple[datetime, datetime]
) -> None:
    assert day_bounds(text) == (begins, ends)


@given(DATES, EXACT, EXACT)
def test_later_moves_both_ends_and_adds_up(text: str, one: str, two: str) -> None:
    start = interval(text)
    assert later(start, "P0D") == start
    assert later(later(start, one), two) == later(later(start, two), one)
    moved = later(start, one)
    assert moved[1] - moved[0] == start[1] - start[0]
    assert moved[0] >= start[0]
    assert later(moved, f"-{one}") == start


@given(DATES, st.integers(0, 60))
def test_months_go_by_the_calendar_and_keep_the_order(text: str, months: int) -> None:
    start = interval(text)
    moved = later(start, f"P{months}M")
    assert moved[0] <= moved[1]
    assert abs((moved[0].year - start[0].year) * 12 + moved[0].month - start[0].month) == months
    assert later(start, "P1Y") == later(start, "P12M")


def test_the_last_day_of_a_shorter_month() -> None:
    assert later((utc(2026, 1, 31), utc(2026, 1, 31)), "P1M")[0] == utc(2026, 2, 28)
    assert later((utc(2028, 1, 31), utc(2028, 1, 31)), "P1M")[0] == utc(2028, 2, 29)


@pytest.mark.parametrize("text", ["", "P", "90 days", "P90", "PT", "P1DT", "PD", "P1.5D"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        later((utc(2026, 1, 1), utc(2026, 1, 1)), text)


@pytest.mark.parametrize("duration", ["P9999Y", "P99999999D", "P120000M", "-P9999Y", "-P99999999D"])
def test_the_ends_of_the_calendar_hold(duration: str) -> None:
    moved = later((utc(2026, 1, 1), utc(2026, 1, 2)), duration)
    assert moved[0] <= moved[1]


@given(DATES, st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_an_event_is_ahead_then_around_then_passed(text: str, at: datetime) -> None:
    event = interval(text)
    order = ("ahead", "around", "passed")
    found = [order.index(phase(event, (moment, moment))) for moment in sorted((at, event[0], event[1]))]
    assert found == sorted(found)
    assert phase(event, (event[1], event[1])) == "passed"
