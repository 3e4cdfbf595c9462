"""Credit formulas and sign-offs: "originally published by X", "Distributed by X", "(Reporting by A; editing by B)".

The formulas are data (`vocab/language`); here is only how the party named in one is cut out of its sentence, and what
is no party at all: a date, the site itself, "here".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from provenance.language.agencies import registry
from provenance.language.byline_words import byline_prefix
from provenance.language.dates import parse
from provenance.language.lexicon import Formula, any_of, holds_one, lexicon, shortest
from provenance.language.names import clean, evident, looks_like_organisation, tidy


class Credit(NamedTuple):
    """A credited party: the role of its formula, its name, and the places of formula and name in the line."""

    role: str
    name: str
    start: int
    end: int
    name_start: int
    name_end: int


class SignedOff(NamedTuple):
    """A person in a sign-off and the part played: `author`, `contributor` or `editor`."""

    part: str
    name: str
    start: int
    end: int


_FIND_WITHIN = 40  # how far behind a party the word may stand that ends it
_NO_COMPANY = (  # "Little, Brown and Company", "Harbor Bridge, Inc."
    r"(?!\s(?:Inc|LLC|Ltd|GmbH|S\.A)\b|\s[^\W\d_][\w'’.-]*\s(?:and|&)\s(?:Company|Co|Sons|Brothers|Associates|Partners)\b)"
)
_EDGES = " .,;:\"“”'‘’«»-–—"


def find_credits(
    text: str, low: str, linked: Collection[int] = (), formulas: Sequence[Formula] | None = None
) -> Iterator[Credit]:
    """Every credit formula in a line.

    Args:
        text: the line.
        low: the same in lower case (callers have it already; its length must be the same).
        formulas: those to try, from `triggers.formulas_for`; all of them where it is not given.
        linked: where links start in the line: a party that is a link may be written in small letters.
    """
    seen = set()
    for formula in lexicon().formulas if formulas is None else formulas:
        if formula.boilerplate or not formula.is_called_for(low):
            continue
        match = formula.pattern.search(low)
        credit = _credit(formula, text, match, linked) if match else None
        if credit and (credit.role, credit.name) not in seen:  # two formulas may fit one sentence
            seen.add((credit.role, credit.name))
            yield credit


def has_agency_boilerplate(low: str, formulas: Sequence[Formula]) -> bool:
    """Whether the sentence of the agencies stands there: "may not be published, broadcast, rewritten …"."""
    return any(formula.boilerplate and formula.is_called_for(low) for formula in formulas)


@cache
def _party_end() -> re.Pattern[str]:
    """Where a party's name ends: punctuation, a date, the words that go on about the text."""
    words = lexicon()
    dated = rf"{any_of(words.date_leads)} (?:{any_of(words.months.keys() | words.weekdays)}|[0-9]{{1,2}})"
    return re.compile(
        rf"[;|()\[\]\n<>•·…]|[.!?](?=\s|$)(?<!\b[A-Z]\.)|:(?=\s|$)|,(?=\s){_NO_COMPANY}|\s[-–—]\s|"
        rf"\s(?:{any_of(words.party_ends)}|{dated})\b|\s(?:{any_of(words.before_place | words.date_leads)}\s)?https?://",
        re.IGNORECASE,
    )


@cache
def _party_lead() -> re.Pattern[str]:
    """What stands before a party's name and is no part of it: "our partner", "der", "media partner"."""
    return re.compile(rf"(?:{any_of(lexicon().party_leads)}\s{{1,3}}){{1,4}}(?=[A-ZÀ-Þ\"“„«])")


@cache
def _not_a_party() -> re.Pattern[str]:
    words = lexicon()
    never = words.not_parties | words.weekdays | words.months.keys()
    return re.compile(rf"(?:{any_of(never)}|[0-9])\b(?!\.\w)", re.IGNORECASE)


def _credit(formula: Formula, text: str, match: re.Match[str], linked: Collection[int]) -> Credit | None:
    start, end = match.span("source")
    if formula.words.startswith("{source}"):
        start = _sentence_start(text, start, end)
    else:
        stop = _party_end().search(text, start, end + _FIND_WITHIN)
        while stop and stop.start() - start < 2 and stop.start() < end:
            start = stop.end()
            stop = _party_end().search(text, start, end + _FIND_WITHIN)
        if stop and stop.start() < end:
            end = stop.start()
    known = registry().leading(text[start:end], slot=formula.role in ("agency", "contributor"))
    if not known and (lead := _party_lead().match(text, start, end)):
        start = lead.end()
    name = clean(text[start:end]).strip(_EDGES)
    if known and (not known[1] or not known[1][:1].isalnum()):
        whole = text[start:end]
        name = clean(whole[: len(whole) - len(known[1])]).strip(_EDGES)
    found = text.find(name, start)
    at = found if found >= 0 else start
    linked_here = at in linked
    if not _is_party(name, linked_here):
        return None
    if formula.role == "original_publisher" and not (known or linked_here or looks_like_organisation(name)):
        before = text[_sentence_start(text, 0, match.start()) : match.start()]
        if before.strip() and not _work().search(before):
            return None  # "The virus first appeared in Paris"
    return Credit(formula.role, name, match.start(), max(match.start() + 1, min(end, match.end())), at, at + len(name))


@cache
def _work() -> re.Pattern[str]:
    """A word for a text: what a sentence about publishing is about."""
    return re.compile(rf"(?<!\w){any_of(lexicon().works)}(?!\w)", re.IGNORECASE)


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence that ends with the formula begins: after the last full stop, dash or bracket."""
    cut = max((text.rfind(mark, start, end) for mark in (". ", "(", "—", "–", "|", ": ", "\n")), default=-1)
    return cut + 1 if cut >= start else start


def _is_party(name: str, linked: bool) -> bool:
    words = name.split(" ")
    if not 2 <= len(name) <= 90 or len(words) > 10 or _not_a_party().match(name):
        return False
    if parse(name) or not any(char.isalpha() for char in name):
        return False
    first = words[0].strip("\"“'")
    if registry().named(name, slot=True):
        return True
    if first.casefold().strip(".") in lexicon().months and words[-1].strip(".,").isdigit():
        return False
    return linked or first[:1].isupper() or first[:1].isdigit() or "." in first[1:-1]


def find_sign_off(text: str, low: str) -> list[SignedOff]:
    """The people of an agency sign-off: `(Reporting by A and B; Editing by C)`.

    `low` is the text in lower case, of the same length. Editors are returned as editors: they are never authors.
    """
    if not holds_one(low, _sign_off_words()):
        return []
    leads = lexicon().sign_off
    found: list[SignedOff] = []
    matches = list(_sign_off_lead().finditer(low))
    for match, following in zip_longest(matches, matches[1:]):
        end = following.start() if following else len(text)
        stop = _SIGN_OFF_END.search(text, match.end(), end)
        part = text[match.end() : stop.start() if stop else end]
        for piece in _name_separator().split(part):
            piece = piece.strip()
            by = byline_prefix().match(piece)
            name = _place_after_name().sub("", piece[by.end() :] if by else piece).strip(" .,;")
            if evident(tidy(name)):
                at = text.find(name, match.end())
                found.append(SignedOff(leads[match["lead"]], tidy(name), at, at + len(name)))
    return found


_SIGN_OFF_END = re.compile(r"[;)\]|]|\.(?=\s{1,3}[A-Z][a-z]|\s{0,3}$)(?<![A-Z]\.)")


@cache
def _sign_off_words() -> tuple[str, ...]:
    """Words of which one stands in every sign-off."""
    return shortest(lexicon().sign_off)


@cache
def _sign_off_lead() -> re.Pattern[str]:
    """A lead-in, in lower case, where a sign-off's part can begin: at the start, or after a bracket, a stop, a dash."""
    return re.compile(rf"(?:^|(?<=[(\[;,.:–—-])|(?<=[(\[;,.:–—-]\s))(?P<lead>{any_of(lexicon().sign_off)})\s{{1,3}}")


@cache
def _name_separator() -> re.Pattern[str]:
    joint = any_of(lexicon().conjunctions)
    return re.compile(rf"\s{{0,3}},\s{{0,3}}(?:{joint}\s{{1,3}})?|\s{{1,3}}{joint}\s{{1,3}}", re.IGNORECASE)


@cache
def _place_after_name() -> re.Pattern[str]:
    """ "Jane Roe in Harborville" → where the name ends."""
    return re.compile(rf"\s{{1,3}}{any_of(lexicon().before_place)}\s{{1,3}}[A-ZÀ-Þ].*$", re.DOTALL)
