"""Ways out: pure functions from a record to text that other programs or people read.

`EXPORTERS` is the whole list; `export` is the one door for the faces.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from provenance.errors import UsageError
from provenance.exporters.credit import CreditLine, credit_line
from provenance.exporters.facts import CopyFacts
from provenance.exporters.head import to_head
from provenance.exporters.schemaorg import to_schemaorg
from provenance.model import Article

if TYPE_CHECKING:
    from provenance.graph import GraphFormat


class Exporter(NamedTuple):
    """One way out. `write(article)` gives text; `media_type` is what a web server or a file chooser should call it.

    `of_copy(article, copy)` describes our own copy instead; None where only the page read can be described.
    """

    write: Callable[[Article], str]
    media_type: str
    description: str
    of_copy: Callable[[Article, CopyFacts], str] | None = None


def export(article: Article, name: str, *, as_copy: CopyFacts | None = None) -> str:
    """The article in the format `name`, a key of `EXPORTERS`.

    Raises:
        UsageError: there is no such format, or it can't describe a copy and `as_copy` is given.
        GraphError: the record cannot be written in that RDF format.
    """
    exporter = EXPORTERS.get(name)
    if exporter is None:
        raise UsageError(f"expected one of {', '.join(EXPORTERS)}, found {name}")
    if as_copy is None:
        return exporter.write(article)
    if exporter.of_copy is None:
        able = ", ".join(key for key, other in EXPORTERS.items() if other.of_copy)
        raise UsageError(f"{name} records the page that was read; only {able} can describe a copy of ours")
    return exporter.of_copy(article, as_copy)


def _schemaorg(article: Article, copy: CopyFacts | None = None) -> str:
    return json.dumps(to_schemaorg(article, as_copy=copy), ensure_ascii=False, indent=2) + "\n"


def _head(article: Article, copy: CopyFacts | None = None) -> str:
    return to_head(article, as_copy=copy) + "\n"


def _credit(article: Article) -> str:
    return credit_line(article).text + "\n"


def _graph(article: Article, *, format: GraphFormat) -> str:
    from provenance.graph import serialize  # loads only where a graph is asked for

    return serialize(article, format).rstrip("\n") + "\n"


def _rdf(format: GraphFormat, media_type: str, description: str) -> Exporter:
    return Exporter(partial(_graph, format=format), media_type, description)


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "schemaorg": Exporter(_schemaorg, "application/ld+json", "schema.org JSON-LD for search engines", _schemaorg),
        "head": Exporter(_head, "text/html", "what belongs into a page's <head>: JSON-LD, canonical link", _head),
        "credit": Exporter(_credit, "text/plain", "the credit line so far, with a question for each gap"),
        "turtle": _rdf("turtle", "text/turtle", "the graph of the reading, Turtle"),
        "trig": _rdf("trig", "application/trig", "the graph of the reading, named, TriG"),
        "nquads": _rdf("nquads", "application/n-quads", "the graph of the reading, named, a line per quad"),
        "ntriples": _rdf("ntriples", "application/n-triples", "the graph of the reading, a line per triple"),
        "jsonld": _rdf("jsonld", "application/ld+json", "the graph of the reading, JSON-LD without loss"),
        "rdfxml": _rdf("rdfxml", "application/rdf+xml", "the graph of the reading, RDF/XML (not every character)"),
    }
)

__all__ = [
    "EXPORTERS",
    "CopyFacts",
    "CreditLine",
    "Exporter",
    "credit_line",
    "export",
    "to_head",
    "to_schemaorg",
]
