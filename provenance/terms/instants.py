"""A date as an interval of instants: what a date without time or zone can mean, and what it cannot.

ISO 8601 text that stops at a day, a month or a year, or names no zone, is not midnight UTC: somewhere on Earth that
day begins 14 hours earlier (UTC+14, Kiribati) and ends 12 hours later (UTC−12, the International Date Line West).
Every comparison of dates in this project goes through `interval` and `phase`, so that an unknown zone stays unknown.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal, TypeAlias

Interval: TypeAlias = tuple[datetime, datetime]
"""The earliest instant and the latest, both in UTC. Equal where the text names one instant."""

Phase = Literal["ahead", "around", "passed"]
"""Where a dated event lies, seen from an instant: surely to come, not decidable, surely over."""

_EASTERNMOST = timezone(timedelta(hours=14))
_WESTERNMOST = timezone(timedelta(hours=-12))
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_TIMED = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d.*", re.ASCII)
_DURATION = re.compile(
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)
_ANYWHERE = timedelta(hours=26)
"""How long one clock time takes to come to every zone."""
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


def interval(iso_text: str) -> Interval:
    """All instants that `iso_text` may name, as `(earliest, latest)` in UTC.

    A year, a month or a day spans its whole length; without a zone it begins in UTC+14 and ends in UTC−12. A time
    without a zone spans the 26 hours between them. A time with a zone is one instant, however few digits it has.

    Args:
        iso_text: `2016`, `2016-06`, `2016-06-07`, `2016-06-07T09:30`, each with or without `Z` or `+hh:mm`.

    Raises:
        ValueError: the text is none of these, or names a day that no calendar has.
    """
    text = iso_text.strip()
    if match := _DATE.fullmatch(text):
        year, month, day, zone = match.groups()
        return _span(int(year), int(month) if month else None, int(day) if day else None, zone)
    if not _TIMED.fullmatch(text):
        raise ValueError(f"expected an ISO 8601 date, found {iso_text!r}")
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        instant = _in_utc(moment)
        return instant, instant
    return _in_utc(moment.replace(tzinfo=_EASTERNMOST)), _in_utc(moment.replace(tzinfo=_WESTERNMOST))


def phase(event: Interval, at: Interval) -> Phase:
    """Whether `event` is still `ahead` of `at`, has `passed`, or overlaps it (`around`): three-valued, never a guess.

    An event that happens exactly at an instant has passed at that instant: an embargo until noon is over at noon.
    """
    if at[0] >= event[1]:
        return "passed"
    return "ahead" if at[1] < event[0] else "around"


def day_bounds(iso_text: str) -> tuple[Interval, Interval]:
    """When what `iso_text` names begins, and when it ends, each as an interval of instants.

    "Until 2026-12-31" ends with that day, "from 2026-12-31" begins with it: without a zone either is an interval of 26
    hours, not the whole day. A time is its own beginning and end.

    Raises:
        ValueError: as `interval`.
    """
    first, last = interval(iso_text)
    if last - first <= _ANYWHERE:
        if _DATE.fullmatch(iso_text.strip()):
            return (first, first), (last, last)  # a date that names its zone
        return (first, last), (first, last)
    return (first, first + _ANYWHERE), (last - _ANYWHERE, last)


def later(event: Interval, duration: str) -> Interval:
    """`event` moved by an xsd:duration: years and months by the calendar, the rest exactly.

    Raises:
        ValueError: the duration is none.
    """
    match = _DURATION.fullmatch(duration.strip())
    if not match or not any(match.groups()) or duration.endswith("T"):
        raise ValueError(f"expected a duration as P90D, found {duration!r}")
    sign = -1 if match[1] else 1
    years, months, weeks, days, hours, minutes, seconds = (float(part or 0) for part in match.groups()[1:])
    exact = timedelta(days=days + 7 * weeks, hours=hours, minutes=minutes, seconds=seconds)
    whole = int(12 * years + months)
    moved = [_months(moment, sign * whole) for moment in event]
    try:
        return moved[0] + sign * exact, moved[1] + sign * exact
    except OverflowError:
        return (_LAST, _LAST) if sign > 0 else (_FIRST, _FIRST)


def _months(moment: datetime, count: int) -> datetime:
    """The same day so many months on; the last of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return _LAST if count > 0 else _FIRST
    last = (datetime(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day if year < 9999 else 28
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _span(year: int, month: int | None, day: int | None, zone: str | None) -> Interval:
    first = datetime(year, month or 1, day or 1)
    try:
        if month is None:
            end = first.replace(year=year + 1)
        elif day is None:
            end = (first + timedelta(days=31)).replace(day=1)
        else:
            end = first + timedelta(days=1)
    except (OverflowError, ValueError):  # the last year that Python's calendar has
        end = datetime.max
    if zone is not None:
        stated = datetime.fromisoformat(f"2000-01-01T00:00{zone}").tzinfo
        return _in_utc(first.replace(tzinfo=stated)), _in_utc(end.replace(tzinfo=stated))
    return _in_utc(first.replace(tzinfo=_EASTERNMOST)), _in_utc(end.replace(tzinfo=_WESTERNMOST))


def _in_utc(moment: datetime) -> datetime:
    """`moment` in UTC, held inside the years 1 to 9999: templates do print 0001-01-01."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year == 1 else _LAST
