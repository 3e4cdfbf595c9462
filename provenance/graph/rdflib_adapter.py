"""To rdflib's graphs and back. rdflib is imported where it is used: it takes a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from provenance.errors import GraphError
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


def parse(data: bytes, format: str, base: str | None = None) -> Iterator[tuple[Triple, IRI | None]]:
    """The triples of a document in a syntax that only rdflib reads (`trix`, `hext`, `n3`), each with its graph's name.

    Dates come as rdflib writes them anew. What a formula of N3 holds is asserted nowhere, and left out.

    Raises:
        GraphError: the document is malformed.
    """
    from rdflib import BNode, Dataset, URIRef
    from rdflib import Literal as RdflibLiteral
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    dataset = Dataset()
    try:
        dataset.parse(data=data, format=format, publicID=base)
    except Exception as error:  # its parsers let whatever happens escape
        raise GraphError(f"expected {format}, found: {error}") from error
    for subject, predicate, object, graph in dataset.quads():
        if all(isinstance(node, (URIRef, BNode, RdflibLiteral)) for node in (subject, predicate, object)):
            name = None if graph in (None, DATASET_DEFAULT_GRAPH_ID) else _name(graph)
            yield (_name(subject), _name(predicate), _node(object)), name


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
        return _name(node)
    datatype = None if node.datatype is None or str(node.datatype) == XSD_STRING else IRI(str(node.datatype))
    return Literal(str(node), datatype, node.language)


def _name(node: object) -> IRI:
    """The name of a node; that of a blank one begins with `_:`, as the other adapter has it."""
    from rdflib import BNode

    return IRI(f"_:{node}" if isinstance(node, BNode) else str(node))
