"""The records in a dataset: each by itself, whether its graph kept its name or several were poured together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from provenance.graph.namespaces import RDF, SH, SYND
from provenance.graph.naming import Names
from provenance.graph.term import IRI, Triple

Quad: TypeAlias = tuple[Triple, IRI | None]


def split(quads: Iterable[Quad]) -> tuple[list[list[Triple]], list[Triple]]:
    """The triples of each record, in the order of the document; and those of the graphs that hold no record.

    Graphs of judgements say nothing of articles, only of what was found wrong with them: they are left out.

    Raises:
        GraphError: a copy has a name that is none of ours.
    """
    graphs: dict[IRI | None, list[Triple]] = {}
    copies: dict[IRI | None, list[IRI]] = {}
    judgements: set[IRI | None] = set()
    for triple, graph in quads:
        graphs.setdefault(graph, []).append(triple)
        if triple[1] == RDF.type and triple[2] == SYND.Copy:
            copies.setdefault(graph, []).append(triple[0])
        elif triple[2] == SH.ValidationReport and triple[0].startswith("urn:uuid:"):
            judgements.add(graph)
    records = [triples for graph, found in copies.items() for triples in _apart(graphs.pop(graph), found)]
    rest = [triples for graph, triples in graphs.items() if graph not in judgements]
    return records, [triple for triples in rest for triple in triples]


def _apart(triples: list[Triple], copies: list[IRI]) -> list[list[Triple]]:
    """The triples of a graph by copy. What is no node of one article, an agency or the bytes, belongs to all."""
    if len(copies) == 1:
        return [triples]
    of_reading: dict[str, list[Names]] = {}
    for names in sorted(map(Names, dict.fromkeys(copies)), key=lambda names: -len(names.start)):
        of_reading.setdefault(names.base, []).append(names)
    shared: list[Triple] = []
    parts: dict[IRI | None, list[Triple]] = {None: shared, **{copy: [] for copy in copies}}
    owners: dict[IRI, IRI | None] = {}
    for triple in triples:
        subject = triple[0]
        if subject not in owners:
            owners[subject] = _owner(subject, of_reading)
        parts[owners[subject]].append(triple)
    return [[*shared, *parts[copy]] for copy in dict.fromkeys(copies)]


def _owner(subject: IRI, of_reading: dict[str, list[Names]]) -> IRI | None:
    for names in of_reading.get(subject.partition("#")[0] + "#", ()):
        if subject == names.copy or (subject.startswith(names.start) and subject != names.bytes):
            return names.copy
    return None
