"""How fast records become graphs and graphs records: articles a second, and ratios within this run.

    python benchmarks/graph.py [--seconds 1]

One invented article in memory; no file and no network. Only the ratios mean something on another machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import rdflib

from provenance.graph import article_triples, from_graph, parse, serialize, to_graph
from provenance.model import Article
from provenance.model.projection import project

DIGEST = "ab" * 32


def article() -> Article:
    """A republished story with fourteen statements, a chain of two hops and a photo."""
    foundation = {
        "id": "https://w3id.org/news-provenance/agency/harbor-bridge",
        "name": "Harbor Bridge News Foundation",
        "type": "Organization",
    }
    post = {"id": "org-1", "name": "The Lantern Post", "type": "Organization"}
    mara = {"id": "person-1", "name": "Mara Quill", "type": "Person", "role": "Harbor Correspondent"}
    license = {"type": "License", "id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    said = [
        ("headline", "Ferry Crews Ask to Come Home"),
        ("language", "en"),
        ("url", "https://lantern.example/ferry"),
        ("byline", "By Mara Quill, Harbor Bridge News Foundation"),
        ("byline_state", "named"),
        ("author", mara),
        ("publisher", post),
        ("copyright_holder", foundation),
        ("copyright_year", 2016),
        ("copyright_notice", "Copyright 2016 Harbor Bridge News Foundation"),
        ("credit", {**foundation, "role": "original_publisher"}),
        ("original_url", "https://harborbridge.example/ferry"),
        ("date_published", "2016-06-07T10:00:00+00:00"),
        ("license", license),
    ]
    return project(
        [
            {
                "id": f"s-{n}",
                "property": property,
                "value": value,
                "value_as_read": str(value),
                "basis": "stated",
                "method": "json_ld",
                "chosen": True,
                "origin": {"pointer": f"main > p:nth-child({n})", "line": n, "column": 1, "text": f"found here: {n}"},
            }
            for n, (property, value) in enumerate(said, 1)
        ],
        id=f"ni:///sha-256;{DIGEST}#copy",
        digest=f"sha256:{DIGEST}",
        source_format="html",
        read_at="2026-11-22T16:10:00+00:00",
        tool_version="0.1.0",
        chain=[
            {"sequence": 1, "party": foundation, "action": "created", "basis": "stated", "statements": ["s-11"]},
            {"sequence": 2, "party": post, "action": "republished", "follows": [1], "basis": "inferred"},
        ],
        assets=[{"id": "asset-1", "url": "https://lantern.example/ferry.jpg", "credit": "Mara Quill"}],
    )


def rate(work: Callable[[], object], seconds: float) -> float:
    """How often `work` runs in a second of CPU time."""
    work()  # imports and caches are not what is measured
    done, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        work()
        done += 1
    return done / (time.process_time() - start)


def table(title: str, peer: str, rows: dict[str, Callable[[], object]], seconds: float) -> None:
    """Print the rates, and how many times that of the peer each is."""
    rates = {name: rate(work, seconds) for name, work in rows.items()}
    print(f"\n{title:44}{'articles/s':>12}{'times ' + peer:>24}")
    for name, found in rates.items():
        print(f"{name:44}{found:>12,.0f}{found / rates[peer]:>24.1f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1.0, help="CPU time for each row")
    seconds = parser.parse_args().seconds
    record = article()
    triples = article_triples(record)
    graph = to_graph(record)
    texts = {format: serialize(record, format) for format in ("nquads", "turtle", "jsonld")}
    print(f"{len(record.statements)} statements, {len(triples)} triples an article")
    table(
        "out",
        "rdflib: Turtle",
        {
            "our triples, no library": lambda: article_triples(record),
            "our lines: N-Quads": lambda: serialize(record, "nquads"),
            "our JSON-LD": lambda: serialize(record, "jsonld"),
            "pyoxigraph: Turtle": lambda: serialize(record, "turtle"),
            "pyoxigraph: TriG": lambda: serialize(record, "trig"),
            "rdflib: graph": lambda: to_graph(record),
            "rdflib: Turtle": lambda: to_graph(record).serialize(format="turtle"),
        },
        seconds,
    )
    table(
        "back to the record",
        "rdflib: Turtle",
        {
            "from our triples": lambda: from_graph(triples),
            "pyoxigraph: N-Quads": lambda: parse(texts["nquads"], "nquads"),
            "pyoxigraph: Turtle": lambda: parse(texts["turtle"], "turtle"),
            "pyoxigraph: JSON-LD": lambda: parse(texts["jsonld"], "jsonld"),
            "from an rdflib graph": lambda: from_graph(graph),
            "rdflib: Turtle": lambda: from_graph(rdflib.Graph().parse(data=texts["turtle"], format="turtle")),
        },
        seconds,
    )


if __name__ == "__main__":
    main()
