"""What the right operands of a left operand are: dates, durations, numbers, flags, places, words of the profile."""

from __future__ import annotations

import re
from functools import cache

from provenance.resources import vocab
from provenance.terms.instants import interval, later
from provenance.terms.policy import Constraint
from provenance.terms.rdf import View, long, read_file
from provenance.terms.territories import within

DATES = frozenset(("odrl:dateTime", "synd:datePublished"))
DURATIONS = frozenset(("synd:sincePublication", "odrl:elapsedTime", "odrl:delayPeriod"))
NUMBERS = frozenset(("synd:excerptWords", "odrl:percentage", "odrl:count"))
FLAGS = frozenset(("synd:authoredByHolder", "synd:firstPublishedByHolder"))
PLACES = frozenset(("odrl:spatial", "synd:organisationCountry", "synd:organisationSubdivision"))

_ORDER = frozenset(f"odrl:{name}" for name in ("lt", "lteq", "gt", "gteq"))
_EQUAL = frozenset(f"odrl:{name}" for name in ("eq", "neq"))
_SETS = frozenset(f"odrl:{name}" for name in ("isA", "isAnyOf", "isNoneOf", "isAllOf", "isPartOf", "hasPart"))
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)


def is_date(text: str) -> bool:
    """Whether the text is an ISO 8601 date that a calendar has."""
    try:
        interval(text)
    except ValueError:
        return False
    return True


def is_duration(text: str) -> bool:
    """Whether the text is an xsd:duration."""
    try:
        later(interval("2000-01-01T00:00Z"), text)
    except ValueError:
        return False
    return True


def is_number(text: str) -> bool:
    """Whether the text is a number without sign or exponent."""
    return _NUMBER.fullmatch(text) is not None


def trouble(constraint: Constraint) -> str | None:
    """What is wrong with a constraint's operator or values, as the rest of a sentence; None where nothing is."""
    operand, values = constraint.operand, constraint.values
    if not values:
        return "has no right operand"
    if constraint.operator not in _operators(operand):
        return f"compares {operand} by {constraint.operator}, which nothing here computes"
    bad = next((value for value in values if not _fits(value, operand)), None)
    return f"expects {_expected(operand)} for {operand}, found {bad!r}" if bad is not None else None


def _operators(operand: str) -> frozenset[str]:
    if operand in DATES | DURATIONS:
        return _ORDER
    return _ORDER | _EQUAL if operand in NUMBERS else _EQUAL | _SETS


def _fits(value: str, operand: str) -> bool:
    if operand in DATES:
        return is_date(value)
    if operand in DURATIONS:
        return is_duration(value)
    if operand in NUMBERS:
        return is_number(value)
    if operand in FLAGS:
        return value in ("true", "false")
    if operand in PLACES:
        return within(("world",), (value,)) != "unknown"
    words = words_of(operand)
    return not words or value in words


def _expected(operand: str) -> str:
    if operand in DATES:
        return "an ISO 8601 date"
    if operand in DURATIONS:
        return "a duration as P90D"
    if operand in NUMBERS:
        return "a number"
    if operand in FLAGS:
        return "true or false"
    if operand in PLACES:
        return "a code of ISO 3166, or world,"
    return "one of " + ", ".join(words_of(operand))


def words_of(operand: str) -> tuple[str, ...]:
    """The words that the profile lists for a left operand; none where its values are names."""
    return profile().texts(long(operand), "synd:word")


@cache
def profile() -> View:
    """The own ODRL profile, `vocab/terms-profile.ttl`."""
    return read_file(vocab("terms-profile.ttl"))
