"""Recorded terms: the files of `vocab/terms/`, opened only for the parties at hand, and what a house adds of its own.

`vocab/terms/propublica.ttl` holds what `agency:propublica` grants: the name of the file is the slug of the holder, so
that one article never costs the reading of everybody's terms. Licences that any holder can offer have a file a family.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from provenance.language.agencies import NAMESPACE as AGENCIES
from provenance.language.agencies import registry
from provenance.model import Agent
from provenance.resources import vocab
from provenance.terms.loading import load_policies
from provenance.terms.policy import Layer, Policy
from provenance.terms.rdf import PREFIXES, read_file

NAMESPACE = PREFIXES["terms"]
PUBLIC_DOMAIN = "public-domain"
"""The file of what has no holder to name it by; a family of licences (`CC-BY-ND`) has a file of its name."""


class Terms:
    """What is recorded, for one run.

    Args:
        own: policies of the house: its contracts, permits and own terms, and files that its configuration names.
        folder: where the files lie; the project's own, if None.
    """

    def __init__(self, own: Iterable[Policy] = (), folder: Path | None = None) -> None:
        self._own = {policy.id: policy for policy in own}
        self._by_party: dict[str, list[Policy]] = {}
        for policy in self._own.values():
            for assigner in policy.assigners:
                self._by_party.setdefault(_key(assigner), []).append(policy)
        self._folder = folder or vocab("terms")

    def of(self, party: Agent) -> tuple[Policy, ...]:
        """Every policy in which that party grants, the house's own rows first.

        A party that the registry of agencies does not know is found by its name.
        """
        own = self._by_party.get(_key(party.id)) or self._by_party.get(_key(party.name)) or []
        if not party.id.startswith(AGENCIES):
            return tuple(own)
        recorded = _file(self._folder, party.id[len(AGENCIES) :]).values()
        return (*own, *(policy for policy in recorded if party.id in policy.assigners))

    def rows(self, layer: Layer) -> Iterator[Policy]:
        """The house's own policies of one layer: its permits, its contracts."""
        return (policy for policy in self._own.values() if policy.layer == layer)

    def get(self, id: str) -> Policy | None:
        """The policy of that IRI, or of that name in our namespace (`propublica`, `CC-BY-4.0`)."""
        if id in self._own:
            return self._own[id]
        iri = id if ":" in id else NAMESPACE + id
        if not iri.startswith(NAMESPACE):
            return None
        name = iri[len(NAMESPACE) :]
        stems = [stem for stem in self._stems() if name == stem or name.startswith(f"{stem}-")]
        for stem in (*sorted(stems, key=len, reverse=True), PUBLIC_DOMAIN):
            if found := _file(self._folder, stem).get(iri):
                return found
        return None

    def licence(self, id: str | None) -> Policy | None:
        """The policy of a licence, by its SPDX identifier."""
        return self.get(NAMESPACE + id) if id else None

    def all(self) -> Iterator[Policy]:
        """Everything that is recorded: the house's own, the newsrooms by name, the licences."""
        yield from self._own.values()
        for stem in self._stems():
            yield from _file(self._folder, stem).values()

    def _stems(self) -> tuple[str, ...]:
        return _stems(self._folder)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def agent_of(party: str) -> Agent:
    """The organisation of an IRI of the registry; another name stands for itself."""
    row = registry().get(party)
    return Agent(id=party, name=row.name if row else party, url=row.url if row else None, type="Organization")


@cache
def recorded_terms() -> Terms:
    """The terms of the project alone."""
    return Terms()


@cache
def _stems(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.ttl")))


@cache
def _file(folder: Path, stem: str) -> dict[str, Policy]:
    if stem not in _stems(folder):
        return {}
    return load_policies(read_file(folder / f"{stem}.ttl"))
