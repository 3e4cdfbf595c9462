"""When two names mean the same agent, and the words that stand around names. Nothing that was read is changed."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from provenance.language.agencies import NAMESPACE, Agency, registry
from provenance.language.lexicon import lexicon
from provenance.language.names import same_person as _same_person
from provenance.model import Agent

_SHORT = 4


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """`name` without case, accents, punctuation and a leading article: what two spellings of it have in common.

    >>> key("The  Lantern-Post") == key("lantern post")
    True
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def same(one: Agent, other: Agent) -> bool:
    """Whether the two are one agent: by the registry's IRI or by name."""
    return one.name == other.name or key(one.name) == key(other.name) or (one.id == other.id and "://" in one.id)


def same_person(one: str, other: str) -> bool:
    """Whether two names are of one person as far as the words tell, whatever their accents and punctuation.

    >>> same_person("Inês Q. Roe", "I. Roe"), same_person("Jane Roe", "John Roe")
    (True, False)
    """
    return one == other or (bool(key(one)) and _same_person(key(one), key(other)))


def is_full(name: str) -> bool:
    """Whether a name has two words at least: a login or a first name alone identifies nobody."""
    return " " in name.strip()


def agency(agent: Agent) -> Agency | None:
    """The row of the registry that the agent is, by its IRI or by the whole of its name."""
    return registry().get(agent.id) if agent.id.startswith(NAMESPACE) else agency_named(agent.name)


def agency_named(name: str) -> Agency | None:
    """The row of the registry that bears this name; a short one ("AP") in its own letter case only."""
    return registry().named(name, slot=len(name) <= _SHORT)


def parts(name: str) -> list[str]:
    """What commas, semicolons, bars, slashes and conjunctions separate in a field for one name.

    >>> parts("Ines Calloway and Tobias Renn"), parts("Ines Calloway, Staff Writer")
    (['Ines Calloway', 'Tobias Renn'], ['Ines Calloway', 'Staff Writer'])
    """
    text = name
    for separator in (";", "|", "/", " & ", " and ", " und ", " et ", " y ", " e "):
        if separator in text:
            text = text.replace(separator, ",")
    return [part for part in map(str.strip, text.split(",")) if part] if "," in text else [text]


class Words(NamedTuple):
    """The lexicon's words that stand around a name, case-folded."""

    introductions: frozenset[str]
    honorifics: frozenset[str]
    roles: frozenset[str]
    organisation_words: frozenset[str]


@cache
def words_for() -> Words:
    """The words of all languages, read once. Introductions are the one-word ones: "By", "Von", "Posted"."""
    words = lexicon()
    return Words(
        introductions=frozenset(word for word in words.byline if " " not in word) - {"opinion", "words"},
        honorifics=words.honorifics,
        roles=words.roles,
        organisation_words=words.organisation_words,
    )
