"""What a query gave, and its text in the formats of the SPARQL recommendations."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from typing import Literal as OneOf

from provenance.errors import UsageError
from provenance.store.graph.sparql import PREFIXES

Kind = OneOf["rows", "boolean", "graph"]

RESULTS = {"json": "JSON", "csv": "CSV", "tsv": "TSV", "xml": "XML"}
"""The formats of rows and of yes or no: SPARQL 1.1 Query Results JSON, CSV, TSV, XML; in pyoxigraph's names."""
GRAPHS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD"}
"""The formats of the graph that CONSTRUCT or DESCRIBE gives."""
_FITTING: dict[Kind, tuple[str, ...]] = {"rows": tuple(RESULTS), "boolean": tuple(RESULTS), "graph": tuple(GRAPHS)}
_MADE_BY: dict[Kind, str] = {"rows": "SELECT", "boolean": "ASK", "graph": "CONSTRUCT and DESCRIBE"}


@dataclass(frozen=True)
class Answer:
    """What a query gave: rows (SELECT), yes or no (ASK), or a graph (CONSTRUCT, DESCRIBE).

    `bindings` holds terms as SPARQL 1.1 Query Results JSON has them, `triples` N-Triples; `labels` gives the name of
    each node in the rows that has one. `is_cut`: there was more than the limit.
    """

    kind: Kind
    variables: list[str] = field(default_factory=list)
    bindings: list[dict[str, dict[str, Any]]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    boolean: bool = False
    triples: str = ""
    is_cut: bool = False


def serialize(answer: Answer, format: str) -> str:
    """The answer in a format of `RESULTS` or `GRAPHS`. The triples of a graph stand in the order of their names.

    Raises:
        UsageError: the format is not one for this kind of answer.
    """
    if format not in _FITTING[answer.kind]:
        raise UsageError(
            f"{_MADE_BY[answer.kind]} can be had as text, {', '.join(_FITTING[answer.kind])}; not as {format}"
        )
    if answer.kind == "graph":
        return _graph(answer.triples, format)
    text = json.dumps(_results_json(answer), ensure_ascii=False, indent=2) + "\n"
    if format == "json":
        return text
    import pyoxigraph

    results = pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.JSON)
    written = results.serialize(format=getattr(pyoxigraph.QueryResultsFormat, RESULTS[format])) or b""
    return written.decode() + ("" if written.endswith(b"\n") else "\n")


def _results_json(answer: Answer) -> dict[str, Any]:
    if answer.kind == "boolean":
        return {"head": {}, "boolean": answer.boolean}
    return {"head": {"vars": answer.variables}, "results": {"bindings": answer.bindings}}


def _graph(triples: str, format: str) -> str:
    import pyoxigraph

    rows = sorted(pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), key=str)
    used = {prefix: base for prefix, base in PREFIXES.items() if f"<{base}" in triples}
    rdf_format = getattr(pyoxigraph.RdfFormat, GRAPHS[format])
    written = pyoxigraph.serialize([quad.triple for quad in dict.fromkeys(rows)], format=rdf_format, prefixes=used)
    lines = (written or b"").decode().split("\n")
    first = next((n for n, line in enumerate(lines) if not line.startswith("@prefix ")), 0)
    text = "\n".join([*sorted(lines[:first]), *lines[first:]])  # they come in the order of a hash map
    return text if text.endswith("\n") or not text else text + "\n"
