"""Dates as articles print them → ISO 8601, as precise as read.

A date without a time stays a date; a time without a zone stays without one. Nothing is widened to midnight UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from functools import cache

from provenance.language.lexicon import lexicon

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[T ]{1,2}(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?P<f>[.,]\d{1,9})?)?\s?(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d{2}|19\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?:T(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?(?P<z>Z|[+-]\d{4})?)?(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.])(?P<a>\d{1,4})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<c>\d{2,4})(?![\d])")
_TIME = re.compile(
    r"^[\s,|–—-]*(?:at |um |à |a las |às |alle |om |- )?\s*(?P<H>\d{1,2})(?:[:.h](?P<M>\d{2}))(?::(?P<S>\d{2}))?\s*(?P<ap>[ap]\.?\s?m\.?(?![a-z]))?"
    r"(?:\s*(?:Uhr|hrs|h)\b)?\s*(?P<z>Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_CTIME = re.compile(r"(?P<month>[A-Z][a-z]{2}) {1,2}(?P<d>\d{1,2}) (?P<H>\d{2}):(?P<M>\d{2}):(?P<S>\d{2}) (?:(?P<z>UTC|GMT|[+-]\d{4}) |[A-Z]{3,4} )?(?P<y>\d{4})")
_SPACED = re.compile(r"(?<!\d)(?P<d>\d{1,2}) ?\| ?(?P<m>\d{1,2}) ?\| ?(?P<y>\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its ISO form, where it stands (`start`, `end`), and whether day and month could be swapped."""

    iso: str
    start: int
    end: int
    ambiguous: bool = False


def parse(text: str, *, month_first: bool = False) -> FoundDate | None:
    """The first date in `text`, or None.

    Args:
        text: a short text: an attribute, a byline, a line of the head.
        month_first: read `3/4/2020` as March 4 (American pages) instead of 3 April.

    Returns:
        The date with its ISO form; only real calendar dates with years from 1 to 9999 are returned.
    """
    best: FoundDate | None = None
    for find in (_iso, _textual, _ctime, _compact, lambda t: _numeric(t, month_first)):
        found = find(text)
        if found and (best is None or found.start < best.start):
            best = found
    return best


def normalise(text: str, *, month_first: bool = False) -> str | None:
    """The ISO form of a metadata value that should be a date: its first date, or None."""
    found = parse(text[:120], month_first=month_first)
    return found.iso if found else None


def day(iso: str) -> Date | None:
    """The calendar day of an ISO text, or None where it has none (a year, a month, an impossible day)."""
    try:
        return Date.fromisoformat(iso[:10])
    except ValueError:
        return None


def instant(iso: str) -> datetime | None:
    """The instant of an ISO text that has a time and a zone; None where it has not: it is an interval then."""
    try:
        value = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return value if value.tzinfo else None


def _real(year: int, month: int, day_: int) -> bool:
    try:
        Date(year, month, day_)
    except ValueError:
        return False
    return True


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
    if year < 1 or not _real(year, month, day_):
        return None
    return FoundDate(f"{year:04d}-{month:02d}-{day_:02d}{_clock(match)}", match.start(), match.end())


def _iso(text: str) -> FoundDate | None:
    match = _ISO.search(text)
    return _dated(match) if match else None


def _ctime(text: str) -> FoundDate | None:
    """`Tue Jan 28 15:28:56 CET 2020`, as C's and Java's clocks print; `28 | 01 | 2020`, as some templates do."""
    match = _CTIME.search(text)
    if match:
        month = lexicon().months.get(match["month"].lower())
        if month and _real(int(match["y"]), month, int(match["d"])):
            return FoundDate(f"{match['y']}-{month:02d}-{int(match['d']):02d}{_clock(match)}", match.start(), match.end())
    spaced = _SPACED.search(text)
    return _dated(spaced) if spaced else None


def _compact(text: str) -> FoundDate | None:
    match = _COMPACT.search(text)
    return _dated(match) if match else None


@cache
def _textual_patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, lexicon().months), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?"
    year = r"(?P<y>\d{4}|['’]\d{2})"
    of = r"(?:\s+(?:de|del|of|d['’])\s*|[\s.\-/]*,?\s*)"
    return (
        re.compile(rf"(?<!\w)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.|e)?{of}{month}(?:\s+(?:de|del|of)\s+|[\s,.\-/]+){year}(?!\d)", re.I),
        re.compile(rf"(?<!\w){month}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[,.]\s*|\s+(?:de\s+)?){year}(?!\d)", re.I),
        re.compile(rf"(?<!\w)(?P<y>\d{{4}})[\s,.\-/]+{month}[\s.\-/]*(?P<d>\d{{1,2}})(?!\d)", re.I),
    )


def _textual(text: str) -> FoundDate | None:
    best: FoundDate | None = None
    for pattern in _textual_patterns():
        match = pattern.search(text)
        if not match or (best and match.start() >= best.start):
            continue
        year_text = match["y"]
        year = int(year_text) if year_text.isdigit() else 2000 + int(year_text[1:])
        month = lexicon().months.get(match["month"].casefold())
        if not month or not _real(year, month, int(match["d"])):
            continue
        time = _TIME.match(text[match.end() : match.end() + 40])
        clock = _clock(time) if time else ""
        end = match.end() + (time.end() if time and clock else 0)
        best = FoundDate(f"{year:04d}-{month:02d}-{int(match['d']):02d}{clock}", match.start(), end)
    return best


def _numeric(text: str, month_first: bool) -> FoundDate | None:
    for match in _NUMERIC.finditer(text):
        a, b, c = match["a"], int(match["b"]), match["c"]
        ambiguous = False
        if len(a) == 4:
            year, month, day_ = int(a), b, int(c)
        elif len(a) <= 2 and len(c) in (2, 4):
            year = int(c) if len(c) == 4 else 2000 + int(c)
            first, second = int(a), b
            by_slash = match["sep"] == "/"
            ambiguous = by_slash and first <= 12 and second <= 12 and first != second
            american = first <= 12 and (second > 12 or (month_first and by_slash))
            month, day_ = (first, second) if american else (second, first)
            if len(c) == 2 and match["sep"] != ".":
                continue  # 12/11/10 says too little to be read
        else:
            continue
        if not (1000 <= year <= 9999 and _real(year, month, day_)):
            continue
        time = _TIME.match(text[match.end() : match.end() + 40])
        clock = _clock(time) if time else ""
        end = match.end() + (time.end() if time and clock else 0)
        return FoundDate(f"{year:04d}-{month:02d}-{day_:02d}{clock}", match.start(), end, ambiguous)
    return None
