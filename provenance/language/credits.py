"""Credit formulas and sign-offs: "originally published by X", "Distributed by X", "(Reporting by A; editing by B)".

The formulas are data (`vocab/language`); here is only how the party named in one is cut out of its sentence, and what
is no party at all: a date, the site itself, "here".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from provenance.language.agencies import registry
from provenance.language.bylines import byline_prefix
from provenance.language.dates import parse
from provenance.language.lexicon import Formula, lexicon
from provenance.language.names import clean, evident, tidy


@dataclass(frozen=True, slots=True)
class Credit:
    """A credited party: the role of its formula, its name, and the places of formula and name in the line."""

    role: str
    name: str
    start: int
    end: int
    name_start: int
    name_end: int


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A person in a sign-off and the part played: `author`, `contributor` or `editor`."""

    part: str
    name: str
    start: int
    end: int


_STOP = re.compile(
    r"[;|()\[\]\n<>•·…]|[.!?](?=\s|$)(?<!\b[A-Z]\.)|:(?=\s|$)|,(?=\s)|\s[-–—]\s|"
    r"\s(?:under|here|with (?:the )?(?:kind )?permission|as part of|through|and (?:is|was|has|are|have|republished|reprinted)|"
    r"and (?:has been|can be)|in (?:its|their|the|january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"on (?:its|their|the|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|\d|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"erschienen|veröffentlicht|publiziert|contributed|is available|which|that|where|where|et est|sous licence|bajo licencia|am \d|le \d|el \d|and do|and does)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:(?:the|our|die|der|das|dem|le|la|les|el|los|partner|sister site|sister publication|its|media partner|magazin|website|blog)\s+)+(?=[A-ZÀ-Þ\"“])", re.I)
_NOT_A_PARTY = re.compile(
    r"^(?:this|that|here|these|it|a|an|us|me|you|him|her|them|his|their|my|your|one|two|permission|press release|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|\d|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?!\.\w)",
    re.IGNORECASE,
)


def find_credits(text: str, low: str, linked: Collection[int] = ()) -> Iterator[Credit]:
    """Every credit formula in a line.

    Args:
        text: the line.
        low: the same in lower case (callers have it already; its length must be the same).
        linked: where links start in the line: a party that is a link may be written in small letters.
    """
    for formula in lexicon().formulas:
        if formula.boilerplate or not any(trigger in low for trigger in formula.triggers):
            continue
        match = formula.pattern.search(text)
        if match:
            credit = _credit(formula, text, match, linked)
            if credit:
                yield credit


def has_agency_boilerplate(low: str) -> bool:
    """Whether the sentence of the agencies stands there: "may not be published, broadcast, rewritten …"."""
    return any(
        formula.boilerplate and any(trigger in low for trigger in formula.triggers) for formula in lexicon().formulas
    )


def _credit(formula: Formula, text: str, match: re.Match[str], linked: Collection[int]) -> Credit | None:
    start, end = match.span("source")
    if formula.words.startswith("{source}"):
        start = _sentence_start(text, start, end)
    else:
        stop = _STOP.search(text, start)
        while stop and stop.start() - start < 2 and stop.start() < end:
            start = stop.end()
            stop = _STOP.search(text, start)
        if stop and stop.start() < end:
            end = stop.start()
    lead = _LEAD.match(text[start:end])
    known = registry().leading(text[start:end], slot=formula.role == "agency" or formula.role == "contributor")
    if lead and not known:
        start += lead.end()
    name = clean(text[start:end]).strip(" .,;:\"“”'‘’«»-–—")
    if known and (not known[1] or not known[1][:1].isalnum()):
        whole = text[start:end]
        name = clean(whole[: len(whole) - len(known[1])]).strip(" .,;:\"“”")
    found = text.find(name, start)
    at = found if found >= 0 else start
    if not _is_party(name, at in linked):
        return None
    return Credit(formula.role, name, match.start(), max(match.start() + 1, min(end, match.end())), at, at + len(name))


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence that ends with the formula begins: after the last full stop, dash or bracket."""
    cut = max((text.rfind(mark, start, end) for mark in (". ", "(", "—", "–", "|", ": ", "\n")), default=-1)
    return cut + 1 if cut >= start else start


def _is_party(name: str, linked: bool) -> bool:
    words = name.split(" ")
    if not 2 <= len(name) <= 90 or len(words) > 10 or _NOT_A_PARTY.match(name):
        return False
    if parse(name) or not any(char.isalpha() for char in name):
        return False
    first = words[0].strip("\"“'")
    if registry().named(name, slot=True):
        return True
    if first.casefold().strip(".") in lexicon().months and words[-1].strip(".,").isdigit():
        return False
    return linked or first[:1].isupper() or first[:1].isdigit() or "." in first[1:-1]


def find_sign_off(text: str) -> list[SignedOff]:
    """The people of an agency sign-off: `(Reporting by A and B; Editing by C)`.

    Editors are returned as editors: they are never authors.
    """
    leads = lexicon().sign_off
    pattern = re.compile(r"(?<!\w)(" + "|".join(sorted(map(re.escape, leads), key=len, reverse=True)) + r")\s+", re.I)
    found: list[SignedOff] = []
    matches = list(pattern.finditer(text))
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        stop = re.compile(r"[;)\]|]|\.(?=\s+[A-Z][a-z]|\s*$)(?<![A-Z]\.)").search(text, match.end(), end)
        part = text[match.end() : stop.start() if stop else end]
        lead = match.group(1).casefold()
        for piece in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", part):
            name = re.sub(r"\s+(?:in|at|for|from)\s+.*$", "", byline_prefix().sub("", piece)).strip(" .,;")
            if evident(tidy(name)):
                at = text.find(name, match.end())
                found.append(SignedOff(leads[lead], tidy(name), at, at + len(name)))
    return found
