"""How values are written: the forms that specifications ask for, by name.

A form is a test of (the text, the element that says it or None); beside it stands what is expected, in words. They ask
for what the specification asks for, which is more than our readers need to understand a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from provenance.readers.fields import iso_date
from provenance.readers.xml import Element

Fits = Callable[[str, Element | None], bool]
"""Whether a text is of a form; the element is given where it may say the value otherwise."""


class Form(NamedTuple):
    """A test, and what it asks for in words."""

    fits: Fits
    words: str


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RFC822 = re.compile(
    r"(?:(?P<a>mon|tue|wed|thu|fri|sat|sun)\s*,\s*)?(?P<d>\d{1,2})\s+"
    r"(?P<b>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+(?P<y>\d{4}|\d\d)\s+"
    r"(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60))?\s*(?:ut|gmt|[ecmp][sd]t|[a-ik-z]|[+-]\d{4})",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\([^()]{0,200}\)")
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
_ZONE = r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)"
_DAY = r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
_RFC3339 = re.compile(rf"{_DAY}T{_TIME}{_ZONE}")
_XSD = re.compile(rf"{_DAY}T{_TIME}{_ZONE}?")
_W3C = re.compile(
    rf"\d{{4}}(?:-(?:0[1-9]|1[0-2]))?|{_DAY}(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?{_ZONE})?"
)
_READ = re.compile(r"(?:1[5-9]|20)\d\d(?:-\d\d)*")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_REFERENCE = re.compile(r"[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_QCODE = re.compile(r"[^\s:]+:\S+")
_LONGEST_DATE = 200
_LICENSE_IN = ("rdf:resource", "href", "url")
_CONCEPT_IN = ("qcode", "uri", "literal")


def _dated(pattern: re.Pattern[str]) -> Fits:
    """A pattern whose day must be one of the calendar."""

    def fits(text: str, element: Element | None) -> bool:
        found = pattern.fullmatch(text)
        if found is None:
            return False
        return not found["d"] or int(found["d"]) <= 28 or _is_day(int(found["y"]), int(found["m"]), int(found["d"]))

    return fits


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _rfc822(text: str, element: Element | None = None) -> bool:
    found = _RFC822.fullmatch(_COMMENT.sub(" ", text).strip() if "(" in text else text)
    if found is None:
        return False
    year = int(found["y"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    try:
        day = date(year, _MONTHS.index(found["b"].lower()) + 1, int(found["d"]))
    except ValueError:
        return False
    return found["a"] is None or _DAYS[day.weekday()] == found["a"].lower()


def _matches(pattern: re.Pattern[str]) -> Fits:
    return lambda text, element: pattern.fullmatch(text) is not None


def _is_mailbox(text: str, element: Element | None) -> bool:
    name, at, host = text.partition("@")
    return at != "" and re.match(r"[^\s<(]", name[-1:]) is not None and re.match(r"[^@\s>)]", host) is not None


def _is_date(text: str, element: Element | None) -> bool:
    if len(text) > _LONGEST_DATE:
        return False
    return _READ.match(iso_date(text) or "") is not None or _W3C.fullmatch(text) is not None


def _is_period(text: str, element: Element | None) -> bool:
    return "start=" in text or "end=" in text or _is_date(text, element)


def _is_permalink(text: str, element: Element | None) -> bool:
    if element is not None and element.attributes.get("isPermaLink", "true").strip().lower() == "false":
        return text != ""
    return _ADDRESS.fullmatch(text) is not None


def _is_license(text: str, element: Element | None) -> bool:
    said = element.attributes if element is not None else {}
    return any(_REFERENCE.fullmatch(said.get(key, "").strip()) for key in _LICENSE_IN) or text != ""


def _is_concept(text: str, element: Element | None) -> bool:
    return element is not None and any(element.attributes.get(key, "").strip() for key in _CONCEPT_IN)


def _is_party(text: str, element: Element | None) -> bool:
    return _is_concept(text, element) or text != "" or (element is not None and bool(element.children))


FORMS: dict[str, Form] = {
    "address": Form(_matches(_ADDRESS), "a whole address, with its scheme"),
    "concept": Form(_is_concept, "a qcode, a uri or a literal"),
    "count": Form(_matches(re.compile(r"\+?\d+")), "a number from 0"),
    "date": Form(_is_date, "a date"),
    "date_or_nothing": Form(lambda text, element: not text or _is_date(text, element), "a date and time, or nothing"),
    "date_time": Form(_dated(_XSD), "a date and time, as 2026-03-03T09:30:00+01:00"),
    "language": Form(_matches(_LANGUAGE), "a language tag, as en-GB"),
    "license": Form(_is_license, "the address or the name of a licence"),
    "mailbox": Form(_is_mailbox, "an e-mail address (a name alone goes into dc:creator)"),
    "party": Form(_is_party, "a name, a qcode, a uri or a literal"),
    "period": Form(_is_period, "a period, as start=2026-03-01; end=2026-04-01"),
    "permalink": Form(_is_permalink, 'a whole address, or isPermaLink="false"'),
    "positive": Form(_matches(re.compile(r"\+?0*[1-9]\d*")), "a number from 1"),
    "qcode": Form(_matches(_QCODE), "a QCode, as stat:usable"),
    "reference": Form(_matches(_REFERENCE), "an address"),
    "rfc3339": Form(_dated(_RFC3339), "a date and time of RFC 3339, as 2026-03-03T09:30:00+01:00"),
    "rfc822": Form(_rfc822, "a date of RFC 822, as Tue, 03 Mar 2026 09:30:00 +0100"),
    "version": Form(_matches(re.compile(r"\d+\.\d+")), "a version, as 2.35"),
    "w3cdtf": Form(_dated(_W3C), "a date of ISO 8601, with the zone where it has a time"),
    "word": Form(lambda text, element: text != "", "something"),
    "year": Form(_matches(re.compile(r"\d{4}(?:\s*[-–,]\s*\d{4})*")), "a year"),
}
"""Every form, by the name that tables use."""
