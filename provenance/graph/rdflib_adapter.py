"""To rdflib's graphs and back. rdflib is imported where it is used: it takes a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from provenance.graph.namespaces import PREFIXES, READING_PREFIX
from provenance.graph.naming import Names
from provenance.graph.term import IRI, XSD_STRING, Literal, Node, Triple
from provenance.graph.triples import article_triples
from provenance.model import Article

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node as RdflibNode


def to_rdflib(article: Article) -> rdflib.Graph:
    """The graph of a record, named as its reading names it, with our prefixes.

    Raises:
        GraphError: as `triples.article_triples`.
    """
    from rdflib import Graph, URIRef

    names = Names(article.id)
    graph = Graph(identifier=URIRef(names.graph), bind_namespaces="none")
    _fill(graph, article_triples(article), names)
    return graph


def to_rdflib_dataset(article: Article) -> rdflib.Dataset:
    """A dataset with one named graph, that of the record; its default graph is empty.

    Raises:
        GraphError: as `triples.article_triples`.
    """
    from rdflib import Dataset, URIRef

    names = Names(article.id)
    dataset = Dataset()
    _fill(dataset.graph(URIRef(names.graph)), article_triples(article), names)
    return dataset


def from_rdflib(graph: rdflib.Graph) -> Iterator[Triple]:
    """The triples of a graph, or of all graphs of a dataset together."""
    from rdflib import Dataset

    rows = (quad[:3] for quad in graph.quads()) if isinstance(graph, Dataset) else graph
    for subject, predicate, object in rows:
        yield IRI(str(subject)), IRI(str(predicate)), _node(object)


def _fill(graph: rdflib.Graph, triples: Iterable[Triple], names: Names) -> None:
    import rdflib

    for prefix, base in {**PREFIXES, READING_PREFIX: names.base}.items():
        graph.bind(prefix, base)
    for subject, predicate, object in triples:
        if isinstance(object, IRI):
            node: RdflibNode = rdflib.URIRef(object)
        else:
            datatype = rdflib.URIRef(object.datatype) if object.datatype else None
            node = rdflib.Literal(object.text, datatype=datatype, lang=object.language)
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), node))


def _node(node: RdflibNode) -> Node:
    from rdflib import Literal as RdflibLiteral

    if not isinstance(node, RdflibLiteral):
        return IRI(str(node))
    datatype = None if node.datatype is None or str(node.datatype) == XSD_STRING else IRI(str(node.datatype))
    return Literal(str(node), datatype, node.language)
