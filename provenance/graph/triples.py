"""From the record to triples: the graph of one reading, without an RDF library.

A plain triple about the copy exists only where the statement behind the field is stated or told by an editor. All else
is a `synd:Statement`, which describes a triple (rdf:subject, rdf:predicate, rdf:object) and does not assert it. No node
is blank. `unread` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.errors import GraphError
from provenance.graph.claims import agent_triples, said_statements, statement_triples
from provenance.graph.mapping import MEDIA_TYPES
from provenance.graph.namespaces import DCTERMS, PROV, RDF, SCHEMA, SCHEMA_VERSIONS, SOFTWARE, SYND
from provenance.graph.naming import Names
from provenance.graph.said import copy_triples
from provenance.graph.story import Chain, asset_triples, correction_triples, signal_triples
from provenance.graph.term import IRI, Triple, date_node, quoted, text_node
from provenance.model import Article

DIGEST_PREFIX = "sha256:"


def graph_name(article: Article) -> IRI:
    """The name of the article's graph: `ni:///sha-256;…#graph`.

    Raises:
        GraphError: the article's id is no digest name with a fragment.
    """
    return Names(article.id).graph


def article_triples(article: Article) -> list[Triple]:
    """The graph of a record: without duplicates, the triples of a subject together, always in the same order.

    The record must be the projection of its statements, as `model.projection.project` builds it: that is what comes
    back. Lossless for any text but lone surrogates, for dates that are none and for URLs that are no IRIs.

    Raises:
        GraphError: an id is no IRI, a text is no Unicode, or two nouns that the graph must keep apart share one id.
    """
    names = Names(article.id)
    said = said_statements(article)
    chain = Chain(article, names, said)
    triples = [
        *_reading_triples(article, names),
        *copy_triples(article, names, chain, said),
        *agent_triples(article, names),
        *chain.triples(),
        *asset_triples(article, names),
        *correction_triples(article, names),
        *signal_triples(article, names),
        *statement_triples(article, names, said),
    ]
    return list(dict.fromkeys(triples))


def _reading_triples(article: Article, names: Names) -> Iterator[Triple]:
    """The graph about itself, the reading that made it, and the bytes that were read."""
    software = IRI(SOFTWARE + quoted(article.tool_version))
    read_at = date_node(article.read_at)
    if not article.digest.startswith(DIGEST_PREFIX):
        raise GraphError(f"expected a digest such as {DIGEST_PREFIX}…, found {article.digest!r}")
    yield names.graph, RDF.type, PROV.Bundle
    yield names.graph, PROV.wasGeneratedBy, names.reading
    yield names.graph, DCTERMS.conformsTo, IRI(SCHEMA_VERSIONS + quoted(article.schema_version))
    yield names.reading, RDF.type, PROV.Activity
    yield names.reading, PROV.used, names.bytes
    yield names.reading, PROV.wasAssociatedWith, software
    yield names.reading, PROV.endedAtTime, read_at
    if read_at.text != article.read_at:
        yield names.reading, SYND.lexical, text_node(article.read_at)
    yield software, RDF.type, PROV.SoftwareAgent
    yield names.bytes, RDF.type, PROV.Entity
    yield names.bytes, RDF.type, SCHEMA.MediaObject
    if article.source_format in MEDIA_TYPES:
        yield names.bytes, SCHEMA.encodingFormat, text_node(MEDIA_TYPES[article.source_format])
    yield names.bytes, SYND.sourceFormat, text_node(article.source_format)
    yield names.bytes, SCHEMA.sha256, text_node(article.digest.removeprefix(DIGEST_PREFIX))
    yield names.bytes, SCHEMA.encodesCreativeWork, names.copy
