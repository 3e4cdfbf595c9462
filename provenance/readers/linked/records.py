"""Graphs of our own → the records that they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provenance.errors import GraphError, ItemError
from provenance.graph.namespaces import RDF, SYND
from provenance.graph.term import Triple
from provenance.graph.unread import article_from_triples
from provenance.model.article import Article


def read_records(graphs: Iterable[list[Triple]]) -> Iterator[Article | ItemError]:
    """The records, each of the format that it was read from; one that has lost parts is an item that cannot be read.

    Args:
        graphs: the triples of each record, as `graph.dataset.split` gives them.
    """
    for triples in graphs:
        try:
            yield article_from_triples(triples)
        except GraphError as error:
            copy = next((subject for subject, predicate, object in triples if (predicate, object) == _IS_COPY), None)
            yield ItemError(error.message, copy and f"<{copy}>")


_IS_COPY = (RDF.type, SYND.Copy)
