"""The data that stands beside the readings in every store: organisations, licences, terms, our own words.

One named graph for each file of `vocab/`, so that a query can ask for the kind of an agency or the title of a licence.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from provenance.graph.namespaces import BASE
from provenance.resources import vocab

_FILES = ("syndication.ttl", "agencies.ttl", "licenses.ttl", "terms/*.ttl")


def files() -> list[Path]:
    """The files, always in the same order."""
    return [path for pattern in _FILES for path in sorted(vocab().glob(pattern))]


@cache
def digest() -> str:
    """A digest of them all: a store with another one is out of date."""
    found = sha256()
    for path in files():
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def quads() -> bytes:
    """The files as N-Quads, each as the graph of its own name (`…/news-provenance/vocab/agencies.ttl`)."""
    import pyoxigraph

    store = pyoxigraph.Store()  # in memory: one load of all into a store on disk is faster than one of each
    for path in files():
        graph = pyoxigraph.NamedNode(f"{BASE}vocab/{path.relative_to(vocab()).as_posix()}")
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE, to_graph=graph)
    return store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""
