"""Names of other vocabularies as names of schema.org: `vocab/linked.toml` as Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from provenance.resources import vocab

SCHEMA = "https://schema.org/"


class Words(NamedTuple):
    """What the table knows.

    `spaces`: namespaces whose local names are schema.org's; `prefixes`: prefix → namespace, for documents that forget
    to declare them; `properties`, `types`: IRI → (local name of schema.org, its place among those that say the same).
    """

    spaces: tuple[str, ...]
    prefixes: Mapping[str, str]
    properties: Mapping[str, tuple[str, int]]
    types: Mapping[str, tuple[str, int]]

    def property(self, iri: str) -> tuple[str, int]:
        """The name of a property and its place: 0 of schema.org's own; of an unknown one, the IRI itself."""
        return self._short(iri, self.properties)

    def type(self, iri: str) -> str:
        """The name of a class; of an unknown one, the IRI itself."""
        return self._short(iri, self.types)[0]

    def _short(self, iri: str, known: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
        for space in self.spaces:
            if iri.startswith(space):
                return iri[len(space) :], 0
        return known.get(iri) or (iri, 0)


@cache
def words() -> Words:
    """The table."""
    data = tomllib.loads(vocab("linked.toml").read_text(encoding="utf-8"))
    prefixes: dict[str, str] = data["prefixes"]

    def by_iri(rows: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
        found = {}
        for local, names in rows.items():
            for place, name in enumerate(names, 1):
                prefix, _, rest = name.partition(":")
                found[prefixes[prefix] + rest] = (local, place)
        return found

    return Words(
        tuple(data["schema"]["repeats"]),
        {**prefixes, "schema": SCHEMA},
        by_iri(data["properties"]),
        by_iri(data["types"]),
    )
