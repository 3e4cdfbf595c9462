"""What is said plainly of the copy: the chosen statements that are stated, or told by an editor."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.graph.claims import object_node
from provenance.graph.mapping import CREDIT_ROLES, PROPERTIES, property_iri, word_iri
from provenance.graph.namespaces import DCAT, ODRL, PROV, RDF, SCHEMA, SYND
from provenance.graph.naming import Names
from provenance.graph.story import Chain
from provenance.graph.term import IRI, Node, Triple, is_web_iri, url_node
from provenance.model import Agent, Article, LicenseRef, Statement


def copy_triples(article: Article, names: Names, chain: Chain, said: list[Statement]) -> Iterator[Triple]:
    """The block of the copy, and one node for each attribution of an author or a credited agent.

    A holder is `schema:copyrightHolder` and never an attribution: to hold a right is not to have made the work.

    Args:
        said: as `claims.said_statements` finds them.
    """
    copy = names.copy
    attributed = list(dict.fromkeys(_attributed(said)))
    for kind in (SCHEMA.NewsArticle, PROV.Entity, SYND.Copy):
        yield copy, RDF.type, kind
    for name in PROPERTIES:
        for statement in said:
            if statement.property == name:
                for predicate, node in _facts(statement, names, said):
                    yield copy, predicate, node
    for number, _ in enumerate(attributed, 1):
        yield copy, PROV.qualifiedAttribution, names.minted("attr", number)
    for hop in chain.makers:
        yield copy, PROV.wasGeneratedBy, hop
    for hop in chain.nodes:
        yield copy, SYND.chain, hop
    for number, _ in enumerate(article.corrections, 1):
        yield copy, SCHEMA.correction, names.minted("correction", number)
    for asset in article.assets:
        yield copy, SCHEMA.associatedMedia, names.of("asset", asset.id)
    for number, _ in enumerate(article.ai_signals, 1):
        yield copy, SYND.aiSignal, names.minted("signal", number)

    for number, (agent, role) in enumerate(attributed, 1):
        attribution = names.minted("attr", number)
        yield attribution, RDF.type, PROV.Attribution
        yield attribution, PROV.agent, names.of("agent", agent)
        yield attribution, DCAT.hadRole, role


def _facts(statement: Statement, names: Names, said: list[Statement]) -> Iterator[tuple[IRI, Node]]:
    """The plain triples of one statement: what it says, and what follows from an origin or a licence that is said."""
    if isinstance(statement.value, LicenseRef):
        yield from _license(statement.value)
        return
    node = object_node(statement, names, said)
    if node is not None:
        yield property_iri(statement.property), node
        if statement.property == "original_url" and isinstance(node, IRI):
            yield SCHEMA.isBasedOn, node
            yield PROV.wasDerivedFrom, node


def _attributed(said: list[Statement]) -> Iterator[tuple[str, IRI]]:
    """The ids of the agents that the copy is attributed to, each with its role."""
    for statement in said:
        agent = statement.value
        if not isinstance(agent, Agent):
            continue
        if statement.property == "author":
            yield agent.id, SYND.author
        elif statement.property == "credit" and agent.role in CREDIT_ROLES:
            yield agent.id, word_iri(agent.role)


def _license(license: LicenseRef) -> Iterator[tuple[IRI, Node]]:
    """The licence by its address, else by its name: that one is stated must be seen even where it has no address."""
    label = license.url or license.name or license.id
    if label:
        yield SCHEMA.license, url_node(label)
    if license.url and is_web_iri(license.url):
        yield ODRL.hasPolicy, IRI(license.url)
