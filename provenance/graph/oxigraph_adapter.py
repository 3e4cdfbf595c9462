"""Turtle, TriG and RDF/XML out, and every format in, through pyoxigraph: strict, in Rust, and never on the network.

Its parsers keep a literal's text as it stands, which rdflib's do not (`Z` becomes `+00:00`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from provenance.errors import GraphError
from provenance.graph.term import IRI, XSD_STRING, Literal, Node, Triple

if TYPE_CHECKING:
    import pyoxigraph

Format = OneOf["turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld"]

_FORMATS: dict[Format, str] = {
    "turtle": "TURTLE",
    "trig": "TRIG",
    "nquads": "N_QUADS",
    "ntriples": "N_TRIPLES",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON_LD",
}
# What XML 1.0 has no way to write, not even as a character reference.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE = re.compile(r"^Parser error at [^:]*: ")
_NAMESPACE = re.compile(r'xmlns:[^=]+="[^"]*"')


def serialize(triples: Iterable[Triple], graph: IRI, format: Format, prefixes: dict[str, str]) -> str:
    """The triples in a format; those that have named graphs put them into `graph`.

    Args:
        prefixes: prefix to namespace; written in alphabetical order, so that the same record is the same file.

    Raises:
        GraphError: RDF/XML cannot carry a character of a text.
    """
    import pyoxigraph

    rdf_format = getattr(pyoxigraph.RdfFormat, _FORMATS[format])
    rows = list(triples)
    if format == "rdfxml":
        _check_xml(rows)
    names: dict[IRI, pyoxigraph.NamedNode] = {}

    def name(iri: IRI) -> pyoxigraph.NamedNode:
        return names.get(iri) or names.setdefault(iri, pyoxigraph.NamedNode(iri))

    def node(term: Node) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
        if isinstance(term, IRI):
            return name(term)
        if term.language:
            return pyoxigraph.Literal(term.text, language=term.language)
        return pyoxigraph.Literal(term.text, datatype=name(term.datatype) if term.datatype else None)

    statements: list[pyoxigraph.Triple] | list[pyoxigraph.Quad]
    if rdf_format.supports_datasets:
        statements = [pyoxigraph.Quad(name(s), name(p), node(o), name(graph)) for s, p, o in rows]
    else:
        statements = [pyoxigraph.Triple(name(s), name(p), node(o)) for s, p, o in rows]
    text = pyoxigraph.serialize(statements, format=rdf_format, prefixes=prefixes) or b""
    return _in_order(text.decode(), format)


def parse(data: str | bytes, format: Format, base: str | None = None) -> Iterator[tuple[Triple, IRI | None]]:
    """The triples of a document, each with the name of its graph; `base` is what relative names are resolved against.

    Raises:
        GraphError: the document is malformed, or it would need the network; its place is the line, where one is known.
    """
    import pyoxigraph

    def name(term: object) -> IRI:
        # what our graphs never have, a blank node or a quoted triple, keeps its own notation
        return IRI(term.value if isinstance(term, pyoxigraph.NamedNode) else term)

    def node(term: object) -> Node:
        if not isinstance(term, pyoxigraph.Literal):
            return name(term)
        if term.language:
            return Literal(term.value, None, term.language)
        datatype = term.datatype.value
        return Literal(term.value, None if datatype == XSD_STRING else IRI(datatype))

    default = pyoxigraph.DefaultGraph()
    try:
        for quad in pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, _FORMATS[format]), base_iri=base):
            graph = None if quad.graph_name == default else name(quad.graph_name)
            yield (name(quad.subject), name(quad.predicate), node(quad.object)), graph
    except (SyntaxError, ValueError, OSError) as error:
        line = getattr(error, "lineno", None)
        found = _PLACE.sub("", getattr(error, "msg", str(error)))
        raise GraphError(f"expected {format}, found: {found}", place=f"line {line}" if line else None) from error


def _check_xml(triples: Iterable[Triple]) -> None:
    for subject, predicate, object in triples:
        bad = None if isinstance(object, IRI) else _NOT_XML.search(object.text)
        if bad:
            raise GraphError(
                f"RDF/XML cannot carry the character U+{ord(bad[0]):04X}, found in the value of {predicate};"
                " use Turtle, N-Triples or JSON-LD",
                place=subject,
            )


def _in_order(text: str, format: Format) -> str:
    """Sort the prefix declarations, which come in the order of a hash map, and keep carriage returns in XML."""
    if format == "rdfxml":
        start, root, rest = text.partition("<rdf:RDF ")
        head, end, body = rest.partition(">")
        declared = sorted(_NAMESPACE.findall(head))
        # a parser of XML reads a bare carriage return as a line feed
        return start + root + " ".join(declared) + end + body.replace("\r", "&#13;")
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if not line.startswith("@prefix ")), 0)
    return "\n".join([*sorted(lines[:first]), "", *lines[first:]])
