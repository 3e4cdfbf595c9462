"""Datelines and trailing agency marks: `PARIS, Jan 18 (Reuters) -`, `/TASS/`, `… text. (dpa)`, `— AFP`.

A dateline in the first paragraph was right 28 times of 28, a bare agency word anywhere 28 % of the time: so agencies
are read only in these slots.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from provenance.language.agencies import Agency, registry
from provenance.language.lexicon import any_of, lexicon
from provenance.language.names import clean


class AgencyMark(NamedTuple):
    """Agencies read in a slot: each as written and as known, with the slot's text and place in the line."""

    agencies: tuple[tuple[str, Agency], ...]
    text: str
    start: int
    end: int
    place: str | None = None
    """Where the story was written: "LOUISVILLE, Ky.", without the date."""


_HEAD, _TAIL = 130, 90  # how many characters of a paragraph can hold a mark
_OPENING = re.compile(
    r"\W{0,3}(?P<place>[^\W\d_][^()\n]{0,70}?)?\s{0,3}[,:]?\s{0,3}"
    r"\(\s{0,3}(?P<who>[^()\n]{2,50}?)\s{0,3}\)\s{0,3}(?:[-–—―_:.,|]{1,3}|(?<=\s)(?=[A-ZÀ-Þ]))"
)
_SLASHED = re.compile(r"(?P<place>[^\n/]{0,60}?)\s{0,3}/(?P<who>[A-Z][\w. -]{1,25})/\s{0,3}\.?\s{0,3}[-–—_.]{0,2}")
_BARE = re.compile(r"(?P<who>[A-Za-z/. -]{2,25}?)\s{0,3}(?:[-–—|:]|\n)\s{1,3}(?=[A-ZÀ-Þ])")
_IN_BRACKETS = re.compile(r"[(\[]\s{0,3}(?P<who>[^()\[\]\n]{2,60})[)\]]\s{0,3}\.?\s{0,3}$")
_AFTER_DASH = re.compile(r"[-–—/]\s{0,3}(?P<who>[A-Za-zÀ-ÿ./ ][A-Za-zÀ-ÿ./ -]{1,40})$")
_AFTER_TEXT = re.compile(r"(?<=[.!?”»\"])\s{1,3}(?P<who>[A-Z]{3,5})$")  # El puente reabrió. EFE
_BETWEEN = re.compile(r"\s{0,3}(?:[/,;+]|\s(?:and|und|et|y|e|&)\s)\s{0,3}")
_NEXT_SENTENCE = re.compile(r"[.!?]\s{1,3}[a-z]")


def dateline(text: str) -> AgencyMark | None:
    """The agency dateline that opens a paragraph, or None."""
    head = text[:_HEAD]
    for mark, pattern in (("(", _OPENING), ("/", _SLASHED)):
        match = pattern.match(head) if mark in head else None
        if not match:
            continue
        place = clean(_date_of_place().sub("", match["place"] or "")).strip(" ,:-–—_")
        if place and not _is_place(place):
            continue
        if agencies := _agencies(match["who"]):
            return _mark(agencies, match, 0, place or None)
    match = _BARE.match(head)
    if match and match["who"].strip() != "PA" and (agencies := _agencies(match["who"])):  # "PA" is a state as well
        return _mark(agencies, match, 0)
    return None


def trailing_mark(text: str) -> AgencyMark | None:
    """The agency mark that closes a text, `(dpa)` or `— AFP`, or None."""
    start = max(0, len(text) - _TAIL)
    tail = text[start:].rstrip()
    bare = tail.removesuffix(".")
    for match in (
        _IN_BRACKETS.search(tail) if bare.rstrip().endswith((")", "]")) else None,
        _AFTER_DASH.search(bare),
        _AFTER_TEXT.search(bare) if bare[-1:].isupper() else None,
    ):
        if match and (agencies := _agencies(match["who"])):
            return _mark(agencies, match, start)
    return None


def _mark(
    agencies: tuple[tuple[str, Agency], ...], match: re.Match[str], shift: int, place: str | None = None
) -> AgencyMark:
    return AgencyMark(agencies, clean(match.group()), match.start() + shift, match.end() + shift, place)


def _agencies(text: str) -> tuple[tuple[str, Agency], ...]:
    """All the agencies of a slot that holds nothing else: "APA/AP", "mit Material von dpa"; () otherwise."""
    text = _lead_in().sub("", clean(text)).strip(" .,;:")
    known = registry()
    whole = known.named(text, slot=True) or known.desk(text)
    if whole:
        return ((text, whole),)
    found: list[tuple[str, Agency]] = []
    for piece in _BETWEEN.split(text):
        piece = _lead_in().sub("", piece)
        agency = known.named(piece, slot=True) or known.desk(piece)
        if agency:
            found.append((piece, agency))
        elif len(piece) > 5 or not piece.islower():  # desk initials beside an agency are skipped
            return ()
    return tuple(found)


@cache
def _lead_in() -> re.Pattern[str]:
    """What may stand before an agency in its slot: "with", "mit Material von", "Quelle:"."""
    return re.compile(rf"^{any_of(lexicon().agency_leads)}(?:\s{{0,2}}:\s{{0,2}}|\s{{1,2}}|(?<=['’]))", re.IGNORECASE)


@cache
def _date_of_place() -> re.Pattern[str]:
    """The day after a dateline's place: ", Jan 18, 2020", ", 7 de junio", "Friday"."""
    month, weekday = any_of(lexicon().months), any_of(lexicon().weekdays)
    year = r"(?:,?\s{0,2}(?:del?\s)?[0-9]{4})?"
    return re.compile(
        rf"[\s,]{{1,3}}(?:{weekday}[\s,.]{{1,3}})?"
        rf"(?:{month}\.?\s?[0-9]{{1,2}}\.?{year}|[0-9]{{1,2}}(?:\.|er|st|nd|rd|th)?\s{{1,2}}(?:de\s)?{month}\.?{year}|{weekday})"
        r"[\s,.:–—_-]{0,4}$",
        re.IGNORECASE,
    )


def _is_place(text: str) -> bool:
    """Capitalised, short, not a sentence: "LOUISVILLE, Ky.", "Frankfurt/Main", "NEW YORK and PARIS"."""
    words = re.split(r"[\s,/]+", text)
    particles = lexicon().particles
    small = [word for word in words if word[:1].islower() and word.casefold() not in particles]
    return len(words) <= 8 and len(small) <= 1 and not _NEXT_SENTENCE.search(text)
