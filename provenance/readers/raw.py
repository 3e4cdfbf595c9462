"""What a reader hands to `resolve`: candidates, not decisions.

`Raw` and `Article` are different types on purpose: a candidate is a plain dict with the keys of `Statement` (without
`id`, and `chosen` still false), whose values still are as the source has them, only typed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from provenance.language.agencies import Agency
from provenance.model.values import Basis, Scope, Voice, Zone

if TYPE_CHECKING:
    from provenance.language.ai_signals import Meaning

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
Candidate = dict[str, Any]

MAX_IN_LINE = 50
"""So many notices, or people of a sign-off, are read from one line; more is no text that somebody wrote."""
MAX_TEXT = 5_000
"""A fact is at most so many characters long; what is longer is a text, and no fact."""
MAX_SAME = 200
"""So many candidates of one property are kept by one method and of one scope: beyond, a page only repeats itself."""


class Signal(NamedTuple):
    """A signal on AI use: the scheme, its key and its word as read, what that means, and the candidate that says it.

    `policy` is the address of the terms. One that `is_policy` says nothing else: it belongs to its scheme's others.
    """

    scheme: str
    key: str
    word: str | None
    meanings: tuple[Meaning, ...]
    policy: str | None
    is_policy: bool
    said: Candidate


@dataclass(slots=True)
class Raw:
    """Everything that one reading of one article found."""

    format: str
    digest: str
    url: str | None = None
    candidates: list[Candidate] = field(default_factory=list)
    by_property: dict[str, list[Candidate]] = field(default_factory=dict)
    """The candidates again, by property: `resolve` asks for them many times."""
    assets: list[dict[str, Any]] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)
    hops: list[dict[str, Any]] = field(default_factory=list)
    """The way of the story as the source itself tells it, origin first: `action`, and the candidates that say it,
    `party` and `date`, each None where nothing does; `follows`, the numbers of its parents from 1, where they are not
    the hop before alone.
    """
    signals: list[Signal] = field(default_factory=list)
    """Signals on AI use; `readers.signals` adds them, each with its candidate."""
    said: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """How many candidates there are of a property, by a method, of a scope."""
    site: frozenset[str] = frozenset()
    """Folded names of the site itself, as far as the page tells: an author or a credit of that name says nothing."""

    def say(
        self,
        property: str,
        value: Any,
        method: str,
        *,
        as_read: str | None = None,
        basis: Basis = "stated",
        voice: Voice = "unattributed",
        scope: Scope = "article",
        origin: dict[str, Any] | None = None,
        longest: int = MAX_TEXT,
    ) -> Candidate:
        """Add a candidate and return it; one of over `longest` characters, or one too many of its kind, stays out."""
        candidate: Candidate = {
            "property": property,
            "value": value,
            "value_as_read": as_read[:MAX_TEXT] if as_read else as_read,
            "basis": basis,
            "voice": voice,
            "scope": scope,
            "method": method,
            "chosen": False,
            "origin": origin,
        }
        text = value["name"] if isinstance(value, dict) else value
        kind = (property, method, scope)
        if self.said[kind] >= MAX_SAME or (isinstance(text, str) and len(text) > longest):
            return candidate
        self.said[kind] += 1
        self.candidates.append(candidate)
        self.by_property.setdefault(property, []).append(candidate)
        return candidate


def is_binary(text: str) -> bool:
    """Whether more than 1 % of the first characters are control characters: decoded bytes that are no text."""
    start = text[:8192]
    return len(_CONTROLS.findall(start)) * 100 > len(start)


def digest(data: bytes) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the bytes read: the name of the reading."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def person(
    name: str, *, url: str | None = None, role: str | None = None, affiliation: str | None = None
) -> dict[str, Any]:
    """An agent value of type Person; its id is given by `resolve`."""
    return {"name": name, "type": "Person", "url": url, "role": role, "affiliation": affiliation}


def organisation(
    name: str, agency: Agency | None = None, *, url: str | None = None, role: str | None = None
) -> dict[str, Any]:
    """An agent value of type Organization; under its IRI and usual name where the registry knows it."""
    if agency:
        return {"id": agency.id, "name": agency.name, "type": "Organization", "url": agency.url, "role": role}
    return {"name": name, "type": "Organization", "url": url, "role": role}


def origin(
    zone: Zone,
    text: str | None = None,
    *,
    line: int | None = None,
    column: int | None = None,
    pointer: str | None = None,
) -> dict[str, Any]:
    """An `Origin` as a dict."""
    return {"zone": zone, "text": text, "line": line, "column": column, "pointer": pointer}
