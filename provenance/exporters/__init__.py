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
from provenance.exporters.creditblock import credit_block, render
from provenance.exporters.facts import CopyFacts
from provenance.exporters.head import to_head
from provenance.exporters.schemaorg import to_schemaorg
from provenance.model import Article, Decision

if TYPE_CHECKING:
    from provenance.graph import GraphFormat
    from provenance.terms.registry import Terms


class Exporter(NamedTuple):
    """One way out. `write(article)` gives text; `media_type` is what a web server or a file chooser should call it.

    `of_copy(article, copy)` describes our own copy instead; None where only the page read can be described.
    """

    write: Callable[[Article], str]
    media_type: str
    description: str
    of_copy: Callable[[Article, CopyFacts], str] | None = None
    by_terms: Callable[[Article, CopyFacts | None, Judged], str] | None = None
    """Writes what the terms ask for, where it was decided by them; None where terms make no difference."""


class Judged(NamedTuple):
    """A decision on the article, and the terms by which it was made."""

    decision: Decision
    terms: Terms


def export(article: Article, name: str, *, as_copy: CopyFacts | None = None, judged: Judged | None = None) -> str:
    """The article in the format `name`, a key of `EXPORTERS`.

    Raises:
        UsageError: there is no such format, or it can't describe a copy and `as_copy` is given.
        GraphError: the record cannot be written in that RDF format.
    """
    exporter = EXPORTERS.get(name)
    if exporter is None:
        raise UsageError(f"expected one of {', '.join(EXPORTERS)}, found {name}")
    if judged is not None and exporter.by_terms is not None:
        return exporter.by_terms(article, as_copy, judged)
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


def _credit(article: Article, copy: CopyFacts | None = None, judged: Judged | None = None) -> str:
    ours = {"publisher": copy.publisher, "our_url": copy.url} if copy else {}
    part = next((part for part in judged.decision.parts if part.part == "text"), None) if judged else None
    return render(credit_block(article, part, judged.terms if judged else None, ours))


def _graph(article: Article, *, format: GraphFormat) -> str:
    from provenance.graph import serialize  # loads only where a graph is asked for

    return serialize(article, format).rstrip("\n") + "\n"


def _odrl(article: Article) -> str:
    from provenance.exporters.odrl import to_odrl  # loads only where terms are asked for

    return to_odrl(article)


def _rdf(format: GraphFormat, media_type: str, description: str) -> Exporter:
    return Exporter(partial(_graph, format=format), media_type, description)


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "schemaorg": Exporter(_schemaorg, "application/ld+json", "schema.org JSON-LD for search engines", _schemaorg),
        "head": Exporter(_head, "text/html", "what belongs into a page's <head>: JSON-LD, canonical link", _head),
        "credit": Exporter(
            _credit,
            "text/plain",
            "the credit that the terms ask for, as text and HTML, open where a fact is missing",
            by_terms=_credit,
        ),
        "odrl": Exporter(_odrl, "text/turtle", "the recorded terms of the article's parties, ODRL 2.2 in Turtle"),
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
    "Judged",
    "credit_block",
    "credit_line",
    "export",
    "to_head",
    "to_schemaorg",
]
