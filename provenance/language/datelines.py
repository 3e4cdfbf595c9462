"""Datelines and trailing agency marks: `PARIS, Jan 18 (Reuters) -`, `/TASS/`, `… text. (dpa)`, `— AFP`.

A dateline in the first paragraph was right 28 times of 28, a bare agency word anywhere 28 % of the time: so agencies
are read only in these slots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from provenance.language.agencies import Agency, registry
from provenance.language.lexicon import lexicon
from provenance.language.names import clean


@dataclass(frozen=True, slots=True)
class AgencyMark:
    """Agencies read in a slot, with the slot's text and place in the line."""

    agencies: tuple[tuple[str, Agency], ...]
    text: str
    start: int
    end: int
    place: str | None = None


_DATELINE = re.compile(
    r"^\W{0,3}(?P<place>[^\W\d_][^()\n]{0,70}?)?\s*[,:]?\s*\(\s*(?P<who>[^()\n]{2,50}?)\s*\)\s*(?P<dash>[-–—―_:.,|]+|--|\s+[A-ZÀ-Þ])",
)
_SLASHED = re.compile(r"^(?P<place>[^\n/]{0,60}?)\s*/(?P<who>[A-Z][\w. -]{1,25})/\s*\.?\s*[-–—_.]?")
_LEADING = re.compile(r"^(?P<who>[A-Za-z/. -]{2,25}?)\s*(?:[-–—|:]|\n)\s+(?=[A-ZÀ-Þ])")
_TRAILING = re.compile(
    r"(?:[(\[]\s*(?:(?P<lead>with|mit|avec|con|com|met|source|quelle|fuente)\b:?\s*)?(?P<who>[^()\[\]\n]{2,60}?)\s*[)\]]|[-–—/]{1,2}\s*(?P<dash>[A-Za-zÀ-ÿ./ -]{2,40}))\s*\.?\s*$",
    re.IGNORECASE,
)
_MIX = re.compile(r"^(?:mit material von|mit|with|avec|con|source|quelle|fuente|agentur|agence|agencia|from|via)\s*:?\s+", re.I)


def _agencies(text: str) -> tuple[tuple[str, Agency], ...]:
    """All the agencies of a slot that holds nothing else: "APA/AP", "dpa", "Reuters, AFP"; () otherwise."""
    text = clean(text).strip(" .,;:")
    known = registry()
    whole = known.named(text, slot=True) or known.desk(text)
    if whole:
        return ((text, whole),)
    found: list[tuple[str, Agency]] = []
    for piece in re.split(r"\s*(?:[/,;+]|\s(?:and|und|et|y|e|&)\s)\s*", text):
        piece = _MIX.sub("", piece)
        agency = known.named(piece, slot=True) or known.desk(piece)
        if agency:
            found.append((piece, agency))
        elif len(piece) > 5 or not piece.islower():  # desk initials beside an agency are skipped
            return ()
    return tuple(found)


def dateline(text: str) -> AgencyMark | None:
    """The agency dateline that opens a paragraph, or None."""
    head = text[:130]
    for pattern in (_DATELINE, _SLASHED):
        match = pattern.match(head)
        if not match:
            continue
        place = clean(match["place"] or "")
        if place and not _is_place(place):
            continue
        agencies = _agencies(match["who"])
        if agencies:
            return AgencyMark(agencies, clean(match.group()), 0, match.end(), place or None)
    match = _LEADING.match(head)
    if match and (agencies := _agencies(match["who"])) and match["who"].strip() not in ("PA",):
        return AgencyMark(agencies, clean(match.group()), 0, match.end())
    return None


def trailing_mark(text: str) -> AgencyMark | None:
    """The agency mark that closes a text, `(dpa)` or `— AFP`, or None."""
    tail_at = max(0, len(text) - 90)
    match = _TRAILING.search(text, tail_at)
    if not match:
        return None
    words = match["who"] or match["dash"] or ""
    agencies = _agencies(_MIX.sub("", words))
    if not agencies:
        return None
    return AgencyMark(agencies, clean(match.group()), match.start(), match.end())


def _is_place(text: str) -> bool:
    """Capitalised, short, not a sentence: "LOUISVILLE, Ky.", "Frankfurt/Main", "PARIS, Jan 18"."""
    words = re.split(r"[\s,/]+", text)
    if len(words) > 8:
        return False
    small = [
        word
        for word in words
        if word[:1].islower() and word.casefold() not in lexicon().particles and word.casefold().strip(".") not in lexicon().months
    ]
    return len(small) <= 1 and not re.search(r"[.!?]\s+[a-z]", text)
