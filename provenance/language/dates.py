"""Dates as articles print them → ISO 8601, as precise as read.

A date without a time stays a date; a time without a zone stays without one ("EST" is no offset: Australia has one
too). Nothing is widened to midnight UTC. Only the digits 0-9 are read, so that what comes out is ISO 8601 itself.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from provenance.language.lexicon import any_of, lexicon

# Every run is bounded: texts come with thousands of spaces, and none of them may cost more than one look.
_THREE_DIGITS = re.compile(r"[0-9][^0-9]*[0-9][^0-9]*[0-9]")  # the cheapest thing that no date is without
_ZONE = r"(?P<z>Z\b|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?(?![0-9]))"
_ISO = re.compile(
    r"(?<![0-9])(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?![0-9])"
    r"(?:[T ]{1,2}(?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2})(?P<f>[.,][0-9]{1,9})?)?"
    rf"\s?{_ZONE}?)?"
)
_COMPACT = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2][0-9]|3[01])"
    rf"(?:T(?P<H>[0-9]{{2}})(?P<M>[0-9]{{2}})(?P<S>[0-9]{{2}})?{_ZONE}?)?(?![0-9])"
)
_NUMERIC = re.compile(
    r"(?<![0-9.])(?P<a>[0-9]{1,4})(?P<sep>[./-])\s?(?P<b>[0-9]{1,2})(?P=sep)\s?(?P<c>[0-9]{1,4})(?![0-9])"
)
_CTIME = re.compile(  # Tue Jan 28 15:28:56 CET 2020
    r"(?P<month>[A-Z][a-z]{2}) {1,2}(?P<d>[0-9]{1,2}) (?P<H>[0-9]{2}):(?P<M>[0-9]{2}):(?P<S>[0-9]{2}) "
    r"(?:(?P<z>UTC|GMT|[+-][0-9]{4}) |[A-Z]{3,4} )?(?P<y>[0-9]{4})(?![0-9])"
)
_SPACED = re.compile(r"(?<![0-9])(?P<d>[0-9]{1,2}) ?\| ?(?P<m>[0-9]{1,2}) ?\| ?(?P<y>[0-9]{4})(?![0-9])")


class FoundDate(NamedTuple):
    """A date in a text: its ISO form, where it stands (`start`, `end`), and whether day and month could be swapped."""

    iso: str
    start: int
    end: int
    ambiguous: bool = False


@lru_cache(maxsize=1024)  # one page asks several times for the date of one line
def parse(text: str, *, month_first: bool = False) -> FoundDate | None:
    """The first date in `text`, or None.

    Args:
        text: a short text: an attribute, a byline, a line of the head.
        month_first: read `3/4/2020` as March 4 (American pages) instead of 3 April.

    Returns:
        The date with its ISO form; only real calendar dates with years from 1 to 9999 are returned.
    """
    if not _THREE_DIGITS.search(text):
        return None
    iso = _first(_ISO, text, _dated) if "-" in text else None
    if iso and not iso.start:
        return iso
    found = [
        iso,
        *(_first(pattern, text, _textual) for pattern in _textual_patterns()),
        _first(_CTIME, text, _textual) if ":" in text else None,
        _first(_SPACED, text, _dated) if "|" in text else None,
        _first(_COMPACT, text, _dated),
        _first(_NUMERIC, text, lambda match: _numeric(match, month_first)),
    ]
    return min((each for each in found if each), key=lambda each: each.start, default=None)


def normalise(text: str, *, month_first: bool = False) -> str | None:
    """The ISO form of a metadata value that should be a date: its first date, or None."""
    found = parse(text[:120], month_first=month_first)
    return found.iso if found else None


def day(iso: str) -> datetime.date | None:
    """The calendar day of an ISO text, or None where it has none (a year, a month, an impossible day)."""
    try:
        return datetime.date.fromisoformat(iso[:10])
    except ValueError:
        return None


def instant(iso: str) -> datetime.datetime | None:
    """The instant of an ISO text that has a time and a zone; None where it has not: it is an interval then."""
    try:
        value = datetime.datetime.fromisoformat(iso)
    except ValueError:
        return None
    return value if value.tzinfo else None


def _first(pattern: re.Pattern[str], text: str, read: Callable[[re.Match[str]], FoundDate | None]) -> FoundDate | None:
    """The first match that is a date of the calendar."""
    for match in pattern.finditer(text):
        if found := read(match):
            return found
    return None


def _real(year: int, month: int, day_: int) -> bool:
    try:
        datetime.date(year, month, day_)
    except ValueError:
        return False
    return True


def _full_year(digits: str) -> int:
    """Two digits mean the years 1969 to 2068, as POSIX reads them."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 69 else 2000)


def _clock(match: re.Match[str]) -> str:
    """The time part as ISO, as precise as read; "" where there is none or it is not a time."""
    groups = match.groupdict()
    if groups.get("H") is None:
        return ""
    hour, minute, second = int(groups["H"]), int(groups.get("M") or 0), int(groups.get("S") or 0)
    half = (groups.get("ap") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or second > 59:
        return ""
    fraction = (groups.get("f") or "").replace(",", ".")
    seconds = f":{second:02d}{fraction}" if groups.get("S") else ""
    return f"T{hour:02d}:{minute:02d}{seconds}{_zone(groups.get('z'))}"


def _zone(text: str | None) -> str:
    if not text:
        return ""
    text = text.upper()
    if text in ("Z", "UTC", "GMT"):
        return "Z"
    digits = text.replace(":", "")
    hours, minutes = digits[1:3], digits[3:5] or "00"
    return f"{digits[0]}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) <= 59 else ""


def _dated(match: re.Match[str]) -> FoundDate | None:
    year, month, day_ = int(match["y"]), int(match["m"]), int(match["d"])
    if not _real(year, month, day_):
        return None
    return FoundDate(f"{year:04d}-{month:02d}-{day_:02d}{_clock(match)}", match.start(), match.end())


@cache
def _textual_patterns() -> tuple[re.Pattern[str], ...]:
    """`7 June 2016`, `June 7, 2016`, `2016 June 7`. Any word may stand for the month: it is looked up."""
    longest, shortest = max(map(len, lexicon().months)), min(map(len, lexicon().months))
    month = rf"(?P<month>[^\W\d_]{{{shortest},{longest}}})\.?"
    year = r"(?P<y>[0-9]{4}|['’][0-9]{2})(?![0-9])"
    day_ = r"(?P<d>[0-9]{1,2})"
    of = r"(?:\s{1,3}(?:(?:de|del|of)\b|d['’])\s{0,3}|[\s.\-/]{0,3},?\s{0,3})"
    return (
        re.compile(
            rf"(?<!\w){day_}(?:st|nd|rd|th|er|º|°|\.|e)?{of}{month}(?:\s{{1,3}}(?:de|del|of)\s{{1,3}}|[\s,.\-/]{{1,4}}){year}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w){month}\s{{0,3}}{day_}(?:st|nd|rd|th)?(?:\s{{0,3}}[,.]\s{{0,3}}|\s{{1,3}}(?:del?\s{{1,3}})?){year}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w)(?P<y>[0-9]{{4}})[\s,.\-/]{{1,4}}{month}[\s.\-/]{{0,4}}{day_}(?![0-9])",
            re.IGNORECASE,
        ),
    )


@cache
def _time_after() -> re.Pattern[str]:
    """The time that follows a date: ` at 8:16 p.m.`, `, 08.16 Uhr`, ` à 8 h 16`, ` - 20:16 GMT`."""
    return re.compile(
        rf"[\s,|–—-]{{0,5}}(?:{any_of(lexicon().before_time)}\s{{1,3}})?"
        r"(?P<H>[0-9]{1,2})(?:(?:[:.]|\s?h\s?)(?P<M>[0-9]{2})(?![0-9])(?::(?P<S>[0-9]{2}))?|(?=\s?[ap]\.?\s?m\b))"
        r"\s{0,3}(?P<ap>[ap]\.?\s?m\b\.?)?"
        rf"(?:\s{{0,3}}{any_of(lexicon().after_time)}\b)?\s{{0,3}}{_ZONE}?",
        re.IGNORECASE,
    )


def _with_time(iso: str, match: re.Match[str], ambiguous: bool = False) -> FoundDate:
    """The date, with the time that may follow it."""
    time = _time_after().match(match.string, match.end())
    clock = _clock(time) if time else ""
    return FoundDate(iso + clock, match.start(), time.end() if time and clock else match.end(), ambiguous)


def _textual(match: re.Match[str]) -> FoundDate | None:
    year = _full_year(match["y"].lstrip("'’"))
    month = lexicon().months.get(match["month"].casefold())
    if not month or not _real(year, month, int(match["d"])):
        return None
    iso = f"{year:04d}-{month:02d}-{int(match['d']):02d}"
    if "H" in match.groupdict():
        return FoundDate(iso + _clock(match), match.start(), match.end())
    return _with_time(iso, match)


def _numeric(match: re.Match[str], month_first: bool) -> FoundDate | None:
    """`7.6.2016`, `3/14/2020`, `2016/06/07`; `12/11/10` says too little to be read."""
    a, b, c, slash = match["a"], int(match["b"]), match["c"], match["sep"] == "/"
    ambiguous = False
    if len(a) == 4:
        year, month, day_ = int(a), b, int(c)
    elif len(a) <= 2 and (len(c) == 4 or (len(c) == 2 and match["sep"] == ".")):
        year, first = _full_year(c), int(a)
        ambiguous = slash and first <= 12 and b <= 12 and first != b
        american = first <= 12 and (b > 12 or (month_first and slash))
        month, day_ = (first, b) if american else (b, first)
    else:
        return None
    if year < 1000 or not _real(year, month, day_):
        return None
    return _with_time(f"{year:04d}-{month:02d}-{day_:02d}", match, ambiguous)
