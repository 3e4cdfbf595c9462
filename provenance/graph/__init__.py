"""The graph of a record, out and back. Our own terms are documented in `vocab/syndication.ttl`.

`to_graph` and `from_graph` speak rdflib, `serialize` and `parse` text, `article_triples` and `article_from_triples`
plain tuples. The mapping (`triples`, `unread`) knows no RDF library, and importing this package imports none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args
from typing import Literal as OneOf

from provenance.errors import GraphError, UsageError
from provenance.graph.dataset import split
from provenance.graph.namespaces import PREFIXES, READING_PREFIX
from provenance.graph.naming import Names
from provenance.graph.term import IRI, Literal, Triple
from provenance.graph.triples import article_triples, graph_name
from provenance.graph.unread import article_from_triples
from provenance.model import Article, Report

if TYPE_CHECKING:
    import rdflib

GraphFormat = OneOf["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"]
FORMATS: tuple[GraphFormat, ...] = get_args(GraphFormat)

__all__ = [
    "FORMATS",
    "IRI",
    "GraphFormat",
    "Literal",
    "Triple",
    "article_from_triples",
    "article_triples",
    "from_graph",
    "graph_name",
    "parse",
    "parse_all",
    "serialize",
    "serialize_judgement",
    "to_dataset",
    "to_graph",
]


def to_graph(article: Article) -> rdflib.Graph:
    """The graph of a record as an `rdflib.Graph`, named `ni:///sha-256;…#graph`, without blank nodes.

    Raises:
        GraphError: as `triples.article_triples`.
    """
    from provenance.graph.rdflib_adapter import to_rdflib

    return to_rdflib(article)


def to_dataset(article: Article) -> rdflib.Dataset:
    """The same graph as the one named graph of an `rdflib.Dataset`.

    Raises:
        GraphError: as `triples.article_triples`.
    """
    from provenance.graph.rdflib_adapter import to_rdflib_dataset

    return to_rdflib_dataset(article)


def from_graph(graph: rdflib.Graph | Iterable[Triple]) -> Article:
    """The record in an rdflib graph or dataset, or in a list of our own triples.

    Raises:
        GraphError: the graph does not hold exactly one record that we wrote.
    """
    if isinstance(graph, list):
        return article_from_triples(graph)
    from rdflib import Graph

    from provenance.graph.rdflib_adapter import from_rdflib

    return article_from_triples(from_rdflib(graph) if isinstance(graph, Graph) else graph)


def serialize(article: Article, format: GraphFormat) -> str:
    """The graph of a record as text; the same record always gives the same text.

    TriG, N-Quads and JSON-LD name the graph, the others hold its triples alone. All give the record back exactly.

    Raises:
        UsageError: there is no such format.
        GraphError: as `triples.article_triples`; or RDF/XML cannot carry a control character that the record holds.
    """
    names = Names(article.id)
    return _text(article_triples(article), names.graph, names.base, format)


def serialize_judgement(report: Report, article: Article, format: GraphFormat) -> str:
    """The second graph, of the findings and decisions about one article, as text. It does not come back as a record.

    Raises:
        UsageError, GraphError: as `serialize`.
    """
    from provenance.graph.judgement import judgement_name, report_to_triples

    names = Names(article.id)
    return _text(report_to_triples(report, article), judgement_name(report, article), names.base, format)


def _text(triples: list[Triple], graph: IRI, base: str, format: GraphFormat) -> str:
    _check_format(format)
    if format == "ntriples":
        from provenance.graph.lines import ntriples

        return ntriples(triples)
    if format == "nquads":
        from provenance.graph.lines import nquads

        return nquads(triples, graph)
    if format == "jsonld":
        from provenance.graph import jsonld

        return jsonld.write(triples, graph, base)
    from provenance.graph import oxigraph_adapter

    return oxigraph_adapter.serialize(triples, graph, format, {**PREFIXES, READING_PREFIX: base})


def parse(data: str | bytes, format: GraphFormat) -> Article:
    """The one record in a document: the inverse of `serialize`. Nothing is fetched.

    Raises:
        UsageError: there is no such format.
        GraphError: the document is malformed, or does not hold exactly one record that we wrote.
    """
    articles = parse_all(data, format)
    if len(articles) != 1:
        raise GraphError(f"expected one record in the document, found {len(articles)}")
    return articles[0]


def parse_all(data: str | bytes, format: GraphFormat) -> list[Article]:
    """The records in a document, one for each copy; graphs of findings are passed over.

    Raises:
        UsageError: there is no such format.
        GraphError: the document is malformed, or a graph with a copy cannot be read back.
    """
    _check_format(format)
    if format == "jsonld":
        from provenance.graph import jsonld

        quads = jsonld.read(data)
    else:
        from provenance.graph import oxigraph_adapter

        quads = oxigraph_adapter.parse(data, format)
    return [article_from_triples(triples) for triples in split(quads)[0]]


def _check_format(format: str) -> None:
    if format not in FORMATS:
        raise UsageError(f"expected a format of {', '.join(FORMATS)}, found {format!r}")
