"""Statements with their origins, and the agents that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from provenance.errors import GraphError
from provenance.graph.mapping import CREDIT_ROLES, PLAIN_TEXT, WORDS, kind_of, listed, property_iri, word_iri
from provenance.graph.namespaces import DCTERMS, OA, PROV, RDF, SCHEMA, SYND
from provenance.graph.naming import Names
from provenance.graph.term import (
    IRI,
    Literal,
    Node,
    Triple,
    boolean_node,
    date_node,
    integer_node,
    is_web_iri,
    text_node,
    url_node,
)
from provenance.model import Agent, Article, LicenseRef, Origin, Statement
from provenance.model.values import RIGHTS_PROPERTIES, SAID

RFC5147 = IRI("http://tools.ietf.org/rfc/rfc5147")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")


def said_statements(article: Article) -> list[Statement]:
    """The chosen statements that may stand as plain triples: stated or told by an editor; rights, of this article."""
    return [
        statement
        for statement in article.statements
        if statement.chosen
        and statement.basis in SAID
        and (statement.scope == "article" or statement.property not in RIGHTS_PROPERTIES)
    ]


def object_node(statement: Statement, names: Names, said: Iterable[Statement]) -> Node | None:
    """The object of a statement: None for no value, and for a licence that has no address.

    The headline has a language tag only where the page, or an editor, states the language of the article.

    Raises:
        GraphError: an agent stands where only text can, so that its name would be read back as that text.
    """
    property, value = statement.property, statement.value
    if isinstance(value, Agent):
        if kind_of(property) in ("url", "word"):
            raise GraphError(f"expected text as the {property}, found the agent {value.id!r}", place=statement.id)
        return names.of("agent", value.id)
    if isinstance(value, LicenseRef):
        return None if value.url is None else url_node(value.url)
    if isinstance(value, bool):
        return boolean_node(value)
    if isinstance(value, int):
        return integer_node(value)
    if value is None:
        return None
    kind = kind_of(property)
    if kind == "url":
        return url_node(value)
    if kind == "date":
        return date_node(value)
    if kind == "word" and value in WORDS[property]:
        return word_iri(value)
    return text_node(value, _language(said) if property == "headline" and statement.chosen else None)


def _language(said: Iterable[Statement]) -> str | None:
    language = next((statement.value for statement in said if statement.property == "language"), None)
    return language.lower() if isinstance(language, str) and _LANGUAGE_TAG.fullmatch(language) else None


def statement_triples(article: Article, names: Names, said: list[Statement]) -> Iterator[Triple]:
    """Every statement, chosen and lost, and then the origins; equal origins are one node."""
    origins: dict[Origin, int] = {}
    seen: set[str] = set()
    for number, statement in enumerate(article.statements, 1):
        if statement.id in seen:
            raise GraphError(f"expected an id of its own for every statement, found {statement.id!r} twice")
        seen.add(statement.id)
        node = names.of("statement", statement.id)
        yield node, RDF.type, SYND.Statement
        if isinstance(statement.value, LicenseRef):
            yield node, RDF.type, SYND.LicenseStatement
        yield node, RDF.subject, names.copy
        yield node, RDF.predicate, property_iri(statement.property)
        yield from _value_triples(node, statement, object_node(statement, names, said))
        if statement.value_as_read is not None:
            yield node, SYND.valueAsRead, text_node(statement.value_as_read)
        yield node, SYND.basis, word_iri(statement.basis)
        yield node, SYND.scope, word_iri(statement.scope)
        yield node, SYND.voice, word_iri(statement.voice)
        yield node, SYND.method, word_iri(statement.method)
        yield node, SYND.chosen, boolean_node(statement.chosen)
        yield node, SYND.sequence, integer_node(number)
        if statement.origin is not None:
            origin = origins.setdefault(statement.origin, len(origins) + 1)
            yield node, SYND.origin, names.minted("o", origin)
    for origin_of, origin in origins.items():
        yield from _origin_triples(origin_of, origin, article, names)


def _value_triples(node: IRI, statement: Statement, object: Node | None) -> Iterator[Triple]:
    """The value, and what an agent or a licence is in this place only: the agent's own node is shared by all uses."""
    value = statement.value
    if object is not None:
        yield node, RDF.object, object
    if isinstance(value, str) and isinstance(object, Literal) and object.text != value:
        yield node, SYND.lexical, text_node(value)
    if isinstance(value, LicenseRef):
        if value.id is not None:
            yield node, SYND.licenseId, text_node(value.id)
        if value.name is not None:
            yield node, SYND.licenseName, text_node(value.name)
    elif isinstance(value, Agent):
        if value.role is not None:
            yield node, SYND.role, word_iri(value.role) if value.role in CREDIT_ROLES else text_node(value.role)
        if value.affiliation is not None:
            yield node, SYND.affiliation, text_node(value.affiliation)


def _origin_triples(origin: Origin, number: int, article: Article, names: Names) -> Iterator[Triple]:
    """Where in the bytes: the literal text as a quote, and for plain text the line as RFC 5147 counts it, from 0."""
    node, quote, lines = (names.minted("o", number, part) for part in (None, "quote", "line"))
    in_plain_text = origin.line is not None and article.source_format == PLAIN_TEXT
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, _source(origin, names)
    if origin.text is not None:
        yield node, OA.hasSelector, quote
    if in_plain_text:
        yield node, OA.hasSelector, lines
    if origin.pointer is not None:
        yield node, SYND.pointer, text_node(origin.pointer)
    if origin.line is not None:
        yield node, SYND.line, integer_node(origin.line)
    if origin.column is not None:
        yield node, SYND.column, integer_node(origin.column)
    yield node, SYND.zone, word_iri(origin.zone)
    if origin.text is not None:
        yield quote, RDF.type, OA.TextQuoteSelector
        yield quote, OA.exact, text_node(origin.text)
    if origin.line is not None and in_plain_text:
        yield lines, RDF.type, OA.FragmentSelector
        yield lines, RDF.value, text_node(f"line={origin.line - 1},{origin.line}")
        yield lines, DCTERMS.conformsTo, RFC5147


def _source(origin: Origin, names: Names) -> IRI:
    """What a place lies in: the bytes, or the address of a header or a file of the site, which the pointer then is."""
    address = (origin.pointer or "").partition("#")[0]
    return IRI(address) if is_web_iri(address) else names.bytes


def agent_triples(article: Article, names: Names) -> Iterator[Triple]:
    """One node for each agent that a statement, a hop or an asset names.

    Raises:
        GraphError: one id stands for two agents.
    """
    agents: dict[str, Agent] = {}
    for agent in _named(article):
        known = agents.setdefault(agent.id, agent)
        if known is not agent and _self_description(known) != _self_description(agent):
            raise GraphError(f"expected one description of the agent {agent.id!r}, found {known!r} and {agent!r}")
    for agent in agents.values():
        node = names.of("agent", agent.id)
        yield node, RDF.type, SCHEMA.Person if agent.type == "Person" else SCHEMA.Organization
        yield node, RDF.type, PROV.Person if agent.type == "Person" else PROV.Organization
        yield node, SCHEMA.name, text_node(agent.name)
        if agent.url is not None:
            yield node, SCHEMA.url, url_node(agent.url)
        yield from listed(node, SCHEMA.sameAs, [url_node(url) for url in agent.same_as])
        if node.startswith(names.base):  # the registry's agents are found by their IRI, the others only by name
            yield node, SYND.nameKey, text_node(" ".join(agent.name.casefold().split()))


def _named(article: Article) -> Iterator[Agent]:
    for statement in article.statements:
        if isinstance(statement.value, Agent):
            yield statement.value
    for hop in article.chain:
        if hop.party:
            yield hop.party
    for asset in article.assets:
        if asset.holder:
            yield asset.holder


def _self_description(agent: Agent) -> tuple[object, ...]:
    return agent.name, agent.type, agent.url, agent.same_as
