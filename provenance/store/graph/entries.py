"""What the index takes: an entry for each version of an article, and each publication of ours; as named graphs.

A version becomes up to three graphs: what was read, what was judged last, and which version came before. The last two
derive from the first (`prov:wasDerivedFrom`), so that all three are found again, and forgotten, by its name. A
publication is a graph of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from provenance.graph.judgement import judgement_name, report_to_triples
from provenance.graph.namespaces import DCTERMS, PROV, RDF, SCHEMA
from provenance.graph.naming import Names
from provenance.graph.term import IRI, Triple, date_node, is_web_iri, text_node, url_node
from provenance.graph.triples import article_triples
from provenance.model import Article, Report
from provenance.store.nouns import Usage


class Entry(NamedTuple):
    """One version of an article as it is now."""

    sequence: int
    """Of the latest thing that concerns it: entries come in this order."""
    article_id: str
    article: Article | None
    """None where it was erased."""
    report: Report | None = None
    """The latest judgement on it."""
    supersedes: str | None = None
    """The id of the version before it."""


class Source(Protocol):
    """Whatever keeps the entries: the ledger, or a list in a test."""

    @property
    def identity(self) -> str:
        """What tells this source from another at the same place; another one makes the index stale."""

    @property
    def sequence(self) -> int:
        """The sequence of the latest change; 0 where there is nothing."""

    def entries(self, since: int) -> Iterable[Entry]:
        """The entries that changed after `since`, in the order of their sequence."""

    def usages(self) -> Iterable[Usage]:
        """All publications, ended or not."""


def graphs(entry: Entry) -> Iterator[tuple[IRI, list[Triple]]]:
    """The named graphs of an entry, that of the reading first; none where the article was erased.

    Raises:
        GraphError: as `provenance.graph.article_triples`.
    """
    article = entry.article
    if article is None:
        return
    names = Names(entry.article_id)
    yield names.graph, article_triples(article)
    if entry.report is not None:
        yield judgement_name(entry.report, article), report_to_triples(entry.report, article)
    if entry.supersedes is not None:
        order = names.minted("order")
        yield (
            order,
            [
                (order, PROV.wasDerivedFrom, names.graph),
                (names.copy, PROV.wasRevisionOf, IRI(entry.supersedes)),
            ],
        )


def usage_graph(usage: Usage) -> tuple[IRI, list[Triple]]:
    """The graph of one publication of ours: a `schema:PublicationEvent` that used the copy.

    Raises:
        GraphError: the article's id is no digest name with a fragment, or a text is no Unicode.
    """
    names = Names(usage.article)
    node = names.minted("usage", usage.sequence)
    triples: list[Triple] = [
        (node, RDF.type, SCHEMA.PublicationEvent),
        (node, RDF.type, PROV.Activity),
        (node, PROV.used, names.copy),
        (node, SCHEMA.url if is_web_iri(usage.where) else SCHEMA.location, url_node(usage.where)),
        (node, DCTERMS.medium, text_node(usage.medium)),
        (node, SCHEMA.startDate, date_node(usage.started)),
    ]
    if usage.ended is not None:
        triples.append((node, SCHEMA.endDate, date_node(usage.ended)))
    return node, triples
