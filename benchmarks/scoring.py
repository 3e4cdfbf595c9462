"""When two answers are the same answer: pure functions over names, days, URLs and organisations.

Nothing here knows of pages, tools or files, so that the yardstick itself can be tested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

Identify = Callable[[str], str | None]
"""From the name of an organisation to the identifier under which a registry knows it, or None."""

_LEADING = re.compile(r"^(?:by|von|par)\s+")
_SUFFIX = r"(?:jr|phd|ph\.d|md|m\.d)\b"
_BETWEEN = re.compile(rf"\s*(?:;|&|,(?!\s*{_SUFFIX})|(?<=\s)(?:and|und|et|y)(?=\s))\s*")
_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NOT_A_WORD = re.compile(r"[^\w]+")


def tidy(text: str) -> str:
    """NFKC, case-folded, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def names(values: Iterable[str]) -> frozenset[str]:
    """Author labels as a set of single names.

    Each is tidied, loses a leading By, Von or Par, and is split on `, ; &` and the words and, und, et, y, but not
    before Jr, PhD or MD: `["By Ann Reed, PhD and Bo Lind"]` gives `{"ann reed, phd", "bo lind"}`.
    """
    parts = (part for value in values for part in _BETWEEN.split(_LEADING.sub("", tidy(value))))
    return frozenset(name for part in parts if (name := _LEADING.sub("", part.strip(" ,"))))


def day(value: str | None) -> str | None:
    """The calendar day of an ISO 8601 date, as written, without moving it to another zone; None if there is none."""
    match = _DAY.match(value or "")
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def address(url: str | None) -> str | None:
    """A URL without scheme, `www.`, query, fragment and trailing slash; the host in lower case."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path}".rstrip("/") or None


def words(name: str) -> str:
    """The words of an organisation's name, tidied, without punctuation and a leading The."""
    return _NOT_A_WORD.sub(" ", tidy(name)).strip().removeprefix("the ")


def same_organization(one: str, other: str, identify: Identify) -> bool:
    """Whether two names mean one organisation: the same words, or known to the registry as the same.

    "dpa" is "Deutsche Presse-Agentur" only because the registry says so.
    """
    if words(one) == words(other):
        return True
    known = identify(one)
    return known is not None and known == identify(other)


def same_holder(one: str, other: str, identify: Identify) -> bool:
    """As `same_organization`, and also where the words of one stand in the other: a short and a legal name."""
    short, long = sorted((words(one), words(other)), key=len)
    return same_organization(one, other, identify) or (bool(short) and f" {short} " in f" {long} ")


def mentions(text: str, name: str, aliases: Iterable[str] = ()) -> bool:
    """Whether `name`, or one of its aliases, stands in the text in whole words."""
    haystack = f" {words(text)} "
    return any(f" {needle} " in haystack for needle in map(words, (name, *aliases)) if needle)
