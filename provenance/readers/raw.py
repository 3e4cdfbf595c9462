"""What a reader hands to `resolve`: candidates, not decisions.

`Raw` and `Article` are different types on purpose: a candidate is a plain dict with the keys of `Statement` (without
`id`, and `chosen` still false), whose values still are as the source has them, only typed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from provenance.language.agencies import Agency
from provenance.model.values import Basis, Scope, Voice, Zone

Candidate = dict[str, Any]


@dataclass(slots=True)
class Raw:
    """Everything that one reading of one article found."""

    format: str
    digest: str
    url: str | None = None
    candidates: list[Candidate] = field(default_factory=list)
    assets: list[dict[str, Any]] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)
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
    ) -> Candidate:
        """Add a candidate and return it."""
        candidate: Candidate = {
            "property": property,
            "value": value,
            "value_as_read": as_read,
            "basis": basis,
            "voice": voice,
            "scope": scope,
            "method": method,
            "chosen": False,
            "origin": origin,
        }
        self.candidates.append(candidate)
        return candidate


def digest(data: bytes) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the bytes read: the name of the reading."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def person(name: str, *, url: str | None = None, role: str | None = None, affiliation: str | None = None) -> dict[str, Any]:
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
    zone: Zone, text: str | None = None, *, line: int | None = None, column: int | None = None, pointer: str | None = None
) -> dict[str, Any]:
    """An `Origin` as a dict."""
    return {"zone": zone, "text": text, "line": line, "column": column, "pointer": pointer}
