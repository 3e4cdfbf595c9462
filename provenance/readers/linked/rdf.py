"""RDF of any syntax: graphs of our own come back as the records they were, others are read for the articles in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from provenance.errors import ItemError, UnreadableError
from provenance.graph.dataset import split
from provenance.model.article import Article
from provenance.readers.linked.jsonld import read_json
from provenance.readers.linked.records import read_records
from provenance.readers.linked.syntax import MAX_BYTES, quads
from provenance.readers.linked.triples import read_triples
from provenance.readers.raw import Raw, digest
from provenance.readers.sniff import is_json
from provenance.readers.stream import Stream


def read_rdf(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | Article | ItemError]:
    """Read Turtle, TriG, N-Triples, N-Quads, N3, RDF/XML, JSON-LD, TriX or HexTuples.

    Args:
        stream: the bytes.
        url: the address of the file: relative names are resolved against it.
        charset: the encoding that the server names, for XML and JSON.

    Yields:
        Lines that cannot be read; the records of our own graphs, whole; the articles that the other graphs describe.

    Raises:
        UnreadableError: it is no RDF, or there is no article in it.
        TooLargeError: see `syntax`.
    """
    data = stream.read(MAX_BYTES + 1)
    if is_json(data):
        yield from read_json(data, url, charset)
        return
    is_found = False
    found, broken = quads(data, charset=charset, base=url or f"urn:{digest(data)}")
    records, rest = split(found)
    for each in chain(broken, read_records(records), read_triples(rest, data, url or "")):
        is_found = True
        yield each
    if not is_found:
        raise UnreadableError("expected RDF that describes an article, found none in it")
