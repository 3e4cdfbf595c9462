"""RDF as a plain view: subject → predicate → values, for the loader of terms. No policy is understood here.

Our own files are Turtle; a house's or a stranger's may be in any syntax that pyoxigraph reads. Nothing is fetched:
JSON-LD with the ODRL context is read by the copy of its prefixes and terms in `vocab/odrl-context.jsonld`, that of
schema.org as the bare vocabulary, and with any other remote context it is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from provenance.errors import TermsError
from provenance.resources import vocab

PREFIXES = {
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "synd": "https://w3id.org/news-provenance/ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "agency": "https://w3id.org/news-provenance/agency/",
    "terms": "https://w3id.org/news-provenance/terms/",
}
"""The vocabularies that terms are written in; IRIs of ODRL and of our own are shortened by them (`odrl:sell`)."""

_SHORTENED = (("odrl", PREFIXES["odrl"]), ("synd", PREFIXES["synd"]))
_ODRL_CONTEXT = re.compile(r"https?://www\.w3\.org/ns/odrl(?:\.jsonld|/2/?)?")
_SCHEMA_CONTEXT = re.compile(r"https?://(?:www\.)?schema\.org(?:/|/docs/jsonldcontext\.(?:json|jsonld))?")
MAX_BYTES = 1_000_000
"""A document of terms is at most so long."""
_MAX_CONTEXTS = 50
"""So many contexts stand in one document: each may be put in whole."""


class Value(NamedTuple):
    """An object of a triple. IRIs of ODRL and of our vocabulary are short; a literal has its text."""

    text: str
    is_iri: bool
    language: str | None = None


class View:
    """A graph by subject and predicate, in the order of the file."""

    def __init__(self, triples: Iterator[tuple[str, str, Value]], source: str | None = None) -> None:
        self.source = source
        self._rows: dict[str, dict[str, list[Value]]] = {}
        for subject, predicate, value in triples:
            self._rows.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def __contains__(self, subject: str) -> bool:
        return subject in self._rows

    def subjects(self) -> Iterator[str]:
        """Every subject, in the order in which it first stood."""
        yield from self._rows

    def all(self, subject: str, predicate: str) -> list[Value]:
        """The values, in order; none is an empty list."""
        return self._rows.get(subject, {}).get(predicate, [])

    def texts(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The texts of the values, in order."""
        return tuple(value.text for value in self.all(subject, predicate))

    def one(self, subject: str, predicate: str) -> str | None:
        """The text of the first value, or None."""
        values = self.all(subject, predicate)
        return values[0].text if values else None

    def predicates(self, subject: str) -> Iterator[str]:
        """What is said of a subject."""
        yield from self._rows.get(subject, ())


def short(iri: str) -> str:
    """`odrl:sell` for an IRI of ODRL or of our vocabulary; another IRI as it is."""
    for prefix, namespace in _SHORTENED:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def long(name: str) -> str:
    """The IRI that a short name stands for: the inverse of `short`."""
    for prefix, namespace in _SHORTENED:
        if name.startswith(f"{prefix}:"):
            return namespace + name[len(prefix) + 1 :]
    return name


def read_rdf(data: bytes, *, format: str = "turtle", source: str | None = None, nameless: str = "_:") -> View:
    """The view of an RDF document.

    Args:
        data: the document.
        format: `turtle`, `ntriples`, `trig`, `nquads`, `xml`, `n3` or `jsonld`.
        source: its file or address, for messages.
        nameless: what the names of blank nodes begin with; a number follows, in the order of the document, so that the
            same document always gives the same names.

    Raises:
        TermsError: it does not parse, is too long, or its JSON-LD context would have to be fetched.
    """
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

    kinds = {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "xml": RdfFormat.RDF_XML,
        "n3": RdfFormat.N3,
        "jsonld": RdfFormat.JSON_LD,
    }
    _check(data, format, source)
    if format == "jsonld":
        data = _local_context(data, source)
    numbers: dict[str, int] = {}

    def name(node: Any) -> str:
        return f"{nameless}{numbers.setdefault(node.value, len(numbers) + 1)}"

    def value(node: Any) -> Value:
        if isinstance(node, NamedNode):
            return Value(short(node.value), True)
        if isinstance(node, Literal):
            return Value(node.value, False, node.language)
        return Value(name(node), True)

    def triples() -> Iterator[tuple[str, str, Value]]:
        for quad in parse(data, format=kinds[format], base_iri="about:policy"):
            if isinstance(quad.subject, NamedNode):
                subject = quad.subject.value
            elif isinstance(quad.subject, BlankNode):
                subject = name(quad.subject)
            else:
                continue  # a quoted triple says nothing of a policy
            yield subject, short(quad.predicate.value), value(quad.object)

    try:
        return View(triples(), source)
    except (SyntaxError, ValueError, OSError) as error:
        raise TermsError(f"expected {format}: {error}", source=source) from None


def read_file(path: Path) -> View:
    """The view of a file; its syntax is told by its ending.

    Raises:
        TermsError: the file cannot be read, or its ending is not one of an RDF syntax.
    """
    format = FORMATS.get(path.suffix.lower())
    if format is None:
        raise TermsError(f"expected a file that ends in {', '.join(FORMATS)}", source=str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TermsError(f"cannot be read: {error.strerror or error}", source=str(path)) from None
    return read_rdf(data, format=format, source=str(path))


FORMATS = {
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".trig": "trig",
    ".nq": "nquads",
    ".rdf": "xml",
    ".xml": "xml",
    ".n3": "n3",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}
"""File ending → syntax."""


def _check(data: bytes, format: str, source: str | None) -> None:
    """Refuse what a parser could choke on: length, and entities of XML, which multiply."""
    if len(data) > MAX_BYTES:
        raise TermsError(f"expected at most {MAX_BYTES} bytes, found more", source=source)
    if format == "xml" and (b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data):
        raise TermsError("expected XML in UTF-8 without a document type", source=source)


def _local_context(data: bytes, source: str | None) -> bytes:
    """The document with the contexts at hand put in for their addresses; any other address is refused."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise TermsError(f"expected JSON: {error}", source=source) from None
    known = json.loads(vocab("odrl-context.jsonld").read_text("utf-8"))["@context"]
    put_in = 0

    def put(node: Any) -> Any:
        if isinstance(node, list):
            return [put(item) for item in node]
        if isinstance(node, dict):
            return {key: context(item) if key == "@context" else put(item) for key, item in node.items()}
        return node

    def context(node: Any) -> Any:
        nonlocal put_in
        if isinstance(node, list):
            return [context(item) for item in node]
        if isinstance(node, str):
            put_in += 1
            if put_in > _MAX_CONTEXTS:
                raise TermsError(f"expected at most {_MAX_CONTEXTS} contexts", source=source)
            if _ODRL_CONTEXT.fullmatch(node):
                return known
            if _SCHEMA_CONTEXT.fullmatch(node):
                return {"@vocab": PREFIXES["schema"]}
            raise TermsError(f"the context {node!r} is not at hand, and none is fetched", source=source)
        return node

    try:
        return json.dumps(put(document)).encode()
    except RecursionError:
        raise TermsError("the document is nested too deeply", source=source) from None
