"""From triples back to the record: its statements in their order, projected anew, and the nouns beside them.

Each function returns the fields of one model; `project` validates them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from provenance.errors import GraphError
from provenance.graph.index import Index
from provenance.graph.mapping import kind_of, natural_order, property_of, word_of
from provenance.graph.namespaces import DCTERMS, OA, PROV, RDF, SCHEMA, SCHEMA_VERSIONS, SOFTWARE, SYND
from provenance.graph.naming import Names
from provenance.graph.term import IRI, XSD_BOOLEAN, XSD_INTEGER, Triple, text_of
from provenance.graph.triples import DIGEST_PREFIX
from provenance.model import Article
from provenance.model.projection import project

Fields = dict[str, Any]


def article_from_triples(triples: Iterable[Triple]) -> Article:
    """The record that `triples.article_triples` wrote.

    Raises:
        GraphError: there is no copy, or more than one; a part is missing, doubled or of the wrong kind.
    """
    from pydantic import ValidationError  # what a graph says comes from outside

    graph = Index(triples)
    copies = graph.of_type(SYND.Copy)
    if len(copies) != 1:
        raise GraphError(f"expected one synd:Copy in the graph, found {len(copies)}")
    names = Names(copies[0])
    try:
        return project(_statements(graph, names), **_nouns(graph, names))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise GraphError(f"expected a valid record, found in {place}: {first['msg']}") from error


def _nouns(graph: Index, names: Names) -> Fields:
    """What the record has beside its statements."""

    def in_order(predicate: IRI) -> list[IRI]:
        return sorted(graph.names(names.copy, predicate), key=natural_order)

    assets = sorted(in_order(SCHEMA.associatedMedia), key=lambda node: graph.number(node, SYND.sequence) or 0)
    version = graph.name(names.graph, DCTERMS.conformsTo)
    software = graph.name(names.reading, PROV.wasAssociatedWith)
    return {
        "schema_version": unquote(version.removeprefix(SCHEMA_VERSIONS)),
        "id": str(names.copy),
        "digest": DIGEST_PREFIX + graph.text(names.bytes, SCHEMA.sha256),
        "source_format": graph.text(names.bytes, SYND.sourceFormat),
        "read_at": graph.dated(names.reading, PROV.endedAtTime),
        "tool_version": unquote(software.removeprefix(SOFTWARE)),
        "chain": [_hop(graph, names, node) for node in in_order(SYND.chain)],
        "assets": [_asset(graph, names, node) for node in assets],
        "corrections": [_correction(graph, node) for node in in_order(SCHEMA.correction)],
        "ai_signals": [_signal(graph, names, node) for node in in_order(SYND.aiSignal)],
    }


def _statements(graph: Index, names: Names) -> list[Fields]:
    found = [node for node in graph.of_type(SYND.Statement) if graph.one(node, RDF.subject) == names.copy]
    found.sort(key=lambda node: graph.number(node, SYND.sequence) or 0)
    return [_statement(graph, names, node) for node in found]


def _statement(graph: Index, names: Names, node: IRI) -> Fields:
    property = property_of(graph.name(node, RDF.predicate))
    return {
        "id": names.id_of(node),
        "property": property,
        "value": _value(graph, names, node, property),
        "value_as_read": graph.optional(node, SYND.valueAsRead),
        "basis": graph.word(node, SYND.basis),
        "voice": graph.word(node, SYND.voice),
        "scope": graph.word(node, SYND.scope),
        "method": graph.word(node, SYND.method),
        "chosen": graph.flag(node, SYND.chosen),
        "origin": _origin(graph, graph.name(node, SYND.origin)) if graph.all(node, SYND.origin) else None,
    }


def _value(graph: Index, names: Names, node: IRI, property: str) -> Any:
    object = graph.one(node, RDF.object)
    if SYND.LicenseStatement in graph.all(node, RDF.type):
        return {
            "type": "License",
            "id": graph.optional(node, SYND.licenseId),
            "url": graph.optional(node, RDF.object),
            "name": graph.optional(node, SYND.licenseName),
        }
    if isinstance(object, IRI):
        kind = kind_of(property)
        if kind == "url":
            return str(object)
        return word_of(object) if kind == "word" else _credited(graph, names, node, object)
    if object is not None and object.datatype == XSD_INTEGER:
        return graph.number(node, RDF.object)
    if object is not None and object.datatype == XSD_BOOLEAN:
        return graph.flag(node, RDF.object)
    return graph.dated(node, RDF.object)


def _credited(graph: Index, names: Names, node: IRI, agent: IRI) -> Fields:
    role = graph.one(node, SYND.role)
    return {
        **_agent(graph, names, agent),
        "role": word_of(role) if isinstance(role, IRI) else graph.optional(node, SYND.role),
        "affiliation": graph.optional(node, SYND.affiliation),
    }


def _agent(graph: Index, names: Names, node: IRI) -> Fields:
    return {
        "id": names.id_of(node),
        "name": graph.text(node, SCHEMA.name),
        "type": "Person" if SCHEMA.Person in graph.all(node, RDF.type) else "Organization",
        "url": graph.optional(node, SCHEMA.url),
        "same_as": [text_of(found) for found in graph.listed(node, SCHEMA.sameAs)],
    }


def _named(graph: Index, names: Names, node: IRI, predicate: IRI) -> Fields | None:
    return _agent(graph, names, graph.name(node, predicate)) if graph.all(node, predicate) else None


def _origin(graph: Index, node: IRI) -> Fields:
    quotes = [quote for quote in graph.names(node, OA.hasSelector) if graph.all(quote, OA.exact)]
    return {
        "pointer": graph.optional(node, SYND.pointer),
        "line": graph.number(node, SYND.line),
        "column": graph.number(node, SYND.column),
        "zone": graph.word(node, SYND.zone),
        "text": graph.text(quotes[0], OA.exact) if quotes else None,
    }


def _hop(graph: Index, names: Names, node: IRI) -> Fields:
    parents = [IRI(text_of(parent)) for parent in graph.listed(node, SYND.follows)]
    sequences = [graph.number(parent, SYND.sequence) for parent in parents]
    return {
        "sequence": graph.number(node, SYND.sequence),
        "party": _named(graph, names, node, SYND.party),
        "action": graph.word(node, SYND.action),
        "url": graph.optional(node, SCHEMA.url),
        "date": graph.dated(node, DCTERMS.date),
        # a parent that the chain does not have has its number in its name
        "follows": [names.id_of(p) if number is None else number for p, number in zip(parents, sequences, strict=True)],
        "basis": graph.word(node, SYND.basis),
        "statements": _supporting(graph, names, node),
    }


def _asset(graph: Index, names: Names, node: IRI) -> Fields:
    return {
        "id": names.id_of(node),
        "type": graph.word(node, SYND.assetType),
        "url": graph.optional(node, SCHEMA.contentUrl),
        "caption": graph.optional(node, SCHEMA.caption),
        "credit": graph.optional(node, SCHEMA.creditText),
        "holder": _named(graph, names, node, SCHEMA.copyrightHolder),
        "notice": graph.optional(node, SCHEMA.copyrightNotice),
        "license": graph.optional(node, SCHEMA.license),
        "line": graph.number(node, SYND.line),
    }


def _correction(graph: Index, node: IRI) -> Fields:
    return {"text": graph.text(node, SCHEMA.text), "date": graph.dated(node, SCHEMA.datePublished)}


def _signal(graph: Index, names: Names, node: IRI) -> Fields:
    return {
        "scheme": graph.text(node, SYND.scheme),
        "signal": graph.text(node, SYND.signal),
        "value": graph.optional(node, RDF.value),
        "uses": [text_of(use) for use in graph.listed(node, SYND.aiUse)],
        "answer": graph.optional(node, SYND.answer),
        "scope": graph.word(node, SYND.scope),
        "basis": graph.word(node, SYND.basis),
        "policy": graph.optional(node, SYND.policyAddress),
        "statements": _supporting(graph, names, node),
    }


def _supporting(graph: Index, names: Names, node: IRI) -> list[str]:
    return [names.id_of(text_of(statement)) for statement in graph.listed(node, SYND.supportedBy)]
