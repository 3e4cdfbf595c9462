"""The process that runs one query: an engine cannot be stopped from within, a process can.

It is started with `python -m`. On its input stands a line of JSON (`Job`), and behind it, where there is no store on
disk, the N-Quads to be asked. Its output is `READY`, then one JSON object: the fields of an `answers.Answer`, or an
`error` where the query is at fault.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypedDict

import pyoxigraph

from provenance.graph.namespaces import BASE
from provenance.store.graph import vocabulary
from provenance.store.graph.sparql import PARAMETERS, PREFIXES

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

READY = "\n"
"""Written when everything is loaded: from here on the time of the query runs."""

_LABELS = (
    "https://schema.org/name",
    "https://schema.org/headline",
    "http://purl.org/dc/terms/title",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
)
"""What names a node, the best first."""
_NO_PARAMETER = re.compile(rf"custom function <{PARAMETERS}(.*)>")


class Job(TypedDict):
    """What a worker is told."""

    store: str | None
    """The folder of an Oxigraph store that nobody writes to; None: the N-Quads follow."""
    query: str
    parameters: dict[str, dict[str, str]]
    """By name, as terms of SPARQL results in JSON."""
    limit: int | None
    seconds: float | None
    memory: int
    """Bytes of address space."""
    is_labelled: bool
    """Whether the names of the nodes in the rows are wanted too."""


def main() -> None:
    """Read the job, run it, write the answer."""
    job: Job = json.loads(sys.stdin.buffer.readline())
    _bound(job["seconds"], job["memory"])
    if job["store"] is None:
        store = pyoxigraph.Store()
        store.bulk_load(sys.stdin.buffer, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        store.bulk_load(vocabulary.quads(), format=pyoxigraph.RdfFormat.N_QUADS)
    else:
        store = pyoxigraph.Store.read_only(job["store"])
    sys.stdout.write(READY)
    sys.stdout.flush()
    sys.stdout.write(json.dumps(answer(store, job)))


def _bound(seconds: float | None, memory: int) -> None:
    """Bound memory, and the time that a worker has whose parent died."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds is not None:
        most = int(seconds) + 60  # loading goes before the query, and is not in its time
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def answer(store: pyoxigraph.Store, job: Job) -> dict[str, Any]:
    """What the store says to a query: the fields of an `Answer`, or an `error`."""
    try:
        found = store.query(
            job["query"],
            base_iri=BASE,
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
            custom_functions={
                pyoxigraph.NamedNode(PARAMETERS + name): _constant(term) for name, term in job["parameters"].items()
            },
        )
        return _answered(store, found, job)
    except SyntaxError as error:
        return {"error": f"expected SPARQL 1.1: {error}"}
    except (RuntimeError, ValueError, OSError) as error:
        missing = _NO_PARAMETER.search(str(error))
        return {"error": f"the parameter {missing[1]!r} has no value: --set {missing[1]}=…" if missing else str(error)}


def _answered(store: pyoxigraph.Store, found: Any, job: Job) -> dict[str, Any]:
    limit = job["limit"]
    if isinstance(found, pyoxigraph.QueryBoolean):
        return {"kind": "boolean", "boolean": bool(found)}
    some = list(islice(found, limit)) if limit else list(found)
    is_cut = bool(limit) and next(iter(found), None) is not None
    if isinstance(found, pyoxigraph.QueryTriples):
        lines = pyoxigraph.serialize(some, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
        return {"kind": "graph", "triples": lines.decode(), "is_cut": is_cut}
    names = [variable.value for variable in found.variables]
    return {
        "kind": "rows",
        "variables": names,
        "bindings": [
            {name: _json(term) for name, term in zip(names, row, strict=True) if term is not None} for row in some
        ],
        "labels": dict(_labels(store, (term for row in some for term in row))) if job["is_labelled"] else {},
        "is_cut": is_cut,
    }


def _constant(term: Mapping[str, str]) -> Any:
    """The function behind a parameter: it gives the term, which never becomes text of the query."""
    if term["type"] == "uri":
        node: Term = pyoxigraph.NamedNode(term["value"])
    else:
        datatype = term.get("datatype")
        node = pyoxigraph.Literal(term["value"], datatype=pyoxigraph.NamedNode(datatype) if datatype else None)
    return lambda: node


def _json(term: Term) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, pyoxigraph.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value.endswith("XMLSchema#string"):
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _labels(store: pyoxigraph.Store, terms: Iterable[Term | None]) -> Iterator[tuple[str, str]]:
    """The name of each node that has one: of several the first by alphabet, English or without a language if it can."""
    for node in dict.fromkeys(term for term in terms if isinstance(term, pyoxigraph.NamedNode)):
        for predicate in _LABELS:
            values = [quad.object for quad in store.quads_for_pattern(node, pyoxigraph.NamedNode(predicate), None)]
            texts = [value for value in values if isinstance(value, pyoxigraph.Literal)]
            if texts:
                yield node.value, min(texts, key=lambda text: (text.language not in (None, "en"), text.value)).value
                break


if __name__ == "__main__":
    main()
