"""Lossless JSON-LD, written directly with the bundled context `vocab/context.jsonld`, and read without the network.

This is the graph, statement by statement; the JSON-LD that search engines want is an exporter's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from provenance.errors import GraphError
from provenance.graph.namespaces import BASE, RDF, READING_PREFIX
from provenance.graph.oxigraph_adapter import parse
from provenance.graph.term import IRI, XSD_BOOLEAN, XSD_INTEGER, Node, Triple
from provenance.resources import vocab

CONTEXT_URL = BASE + "context/0.1"
"""Stands in our documents for the bundled context; it is never fetched."""

_LOCAL = re.compile(r"[A-Za-z0-9_.%:\-]+")
_EXACT = 2**53
"""Beyond it JSON's readers round a number."""


class _Context(NamedTuple):
    document: dict[str, Any]
    prefixes: dict[str, str]
    """Namespace to prefix."""
    terms: dict[str, str]
    """Predicate to key."""
    references: frozenset[str]
    """The keys whose plain strings are IRIs."""


def write(triples: Iterable[Triple], graph: IRI, base: str) -> str:
    """One object for each subject, in the order in which they come, inside the named graph.

    Args:
        base: the namespace of the reading's nodes, abbreviated `r:`.
    """
    context = _context()
    prefixes = {**context.prefixes, base: READING_PREFIX}
    objects: dict[IRI, dict[str, list[Any]]] = {}
    for subject, predicate, node in triples:
        key = context.terms.get(predicate) or _compact(predicate, prefixes)
        value = _value(node, key in context.references, prefixes)
        objects.setdefault(subject, {}).setdefault(key, []).append(value)
    document = {
        "@context": [CONTEXT_URL, {READING_PREFIX: base}],
        "id": _compact(graph, prefixes),
        "@graph": [
            {"id": _compact(subject, prefixes)}
            | {key: values[0] if len(values) == 1 else values for key, values in facts.items()}
            for subject, facts in objects.items()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read(data: str | bytes) -> Iterator[tuple[Triple, IRI | None]]:
    """The triples of a JSON-LD document, each with the name of its graph.

    Raises:
        GraphError: the document is malformed, or names a context that is not ours.
    """
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise GraphError(f"expected JSON, found: {error}") from error
    if isinstance(document, dict) and "@context" in document:
        given = document["@context"]
        contexts = given if isinstance(given, list) else [given]
        document["@context"] = [_context().document if context == CONTEXT_URL else context for context in contexts]
    yield from parse(json.dumps(document), "jsonld")


@cache
def _context() -> _Context:
    document: dict[str, Any] = json.loads(vocab("context.jsonld").read_text(encoding="utf-8"))["@context"]
    bases = {key: value for key, value in document.items() if isinstance(value, str) and "://" in value}
    terms, references = {}, set()
    for key, value in document.items():
        name = value["@id"] if isinstance(value, dict) else value
        prefix, _, local = name.partition(":")
        if prefix in bases:
            terms[bases[prefix] + local] = key
            if isinstance(value, dict):
                references.add(key)
    terms[RDF.type] = "type"
    return _Context(document, {base: prefix for prefix, base in bases.items()}, terms, frozenset({*references, "type"}))


def _compact(name: IRI, prefixes: dict[str, str]) -> str:
    """The abbreviated name, where it has a prefix and nothing in it that reads differently when abbreviated."""
    cut = max(name.rfind("#"), name.rfind("/")) + 1
    prefix, local = prefixes.get(name[:cut]), name[cut:]
    return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else str(name)


def _value(node: Node, is_reference: bool, prefixes: dict[str, str]) -> Any:
    if isinstance(node, IRI):
        return _compact(node, prefixes) if is_reference else {"id": _compact(node, prefixes)}
    if node.language:
        return {"@value": node.text, "@language": node.language}
    if node.datatype == XSD_BOOLEAN:
        return node.text == "true"
    if node.datatype == XSD_INTEGER and abs(int(node.text)) < _EXACT:
        return int(node.text)
    if node.datatype:
        return {"@value": node.text, "type": _compact(node.datatype, prefixes)}
    return {"@value": node.text} if is_reference else node.text
