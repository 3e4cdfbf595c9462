"""Whose right a use touches, and what each of them offers.

A part may have several parties: who claims it, the agency that supplied it, the house it first ran in, the site that
licenses it. Every one of them must have granted, and each can only grant what it owns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from provenance.language.licenses import by_id, by_name, by_url
from provenance.model import Agent, Article, Asset, License, Named, Reason, Statement
from provenance.model.values import SAID
from provenance.terms.evidence import first_statement, reason_from, said_agents
from provenance.terms.foreign import page_policies
from provenance.terms.grants import Grant, grant_of
from provenance.terms.policy import Constraint, Policy
from provenance.terms.rdf import PREFIXES
from provenance.terms.registry import Terms
from provenance.terms.situation import Situation

_SUPPLIES = {"agency": "supplied this text", "original_publisher": "published this text first"}


class Party(NamedTuple):
    """Somebody whose right is touched; why, and by which statement."""

    agent: Agent
    part: str
    """What it has to do with the part, as the end of a sentence: `claims this text`."""
    statement: Statement | None
    license: License | None = None
    """The licence that the page states, where it is this party's to give."""
    policies: tuple[tuple[Policy, Statement], ...] = ()
    """The ODRL policies that the page states, where they are this party's to make."""


def text_parties(article: Article, engagement: str | None = None) -> tuple[Party, ...]:
    """The parties of the text: stated holders, credited agencies and first publishers, the licensor on the page.

    A house in the byline other than the publisher has written the text. With `engagement` other than staff the
    author's own right is touched too.
    """
    found: dict[str, Party] = {}
    licence = page_licence(article)
    policies = page_policies(article)
    licensor = _licensor(article) if licence or policies else None
    for holder in said_agents(article.copyright_holders):
        found[holder.id] = Party(holder, "claims this text", first_statement(article, holder))
    for credit in said_agents(article.credits):
        if credit.role in _SUPPLIES:
            found.setdefault(credit.id, Party(credit, _SUPPLIES[credit.role], first_statement(article, credit)))
    house = article.publisher.id if article.publisher else None
    for author in said_agents(article.authors):
        is_house = author.type == "Organization" and author.id != house
        if is_house or engagement in ("freelance", "commissioned"):
            found.setdefault(author.id, Party(author, "wrote this text", first_statement(article, author)))
    if licensor:
        by = first_statement(article, licence) if licence else policies[0][1]
        own = found.get(licensor.id) or Party(licensor, "licenses this text", by)
        found[licensor.id] = own._replace(license=licence, policies=policies)
    return tuple(found.values())


def perhaps_touched(article: Article, parties: tuple[Party, ...], engagement: str | None = None) -> str | None:
    """Whose right may be touched besides the parties', as a sentence; None where nothing points to anybody.

    A house that is only inferred to have supplied the text; an author whose own the text is and who is not named.
    """
    known = {party.agent.id for party in parties} | ({article.publisher.id} if article.publisher else set())
    houses = [credit for credit in article.credits if credit.role in _SUPPLIES]
    houses += [author for author in article.authors if author.type == "Organization"]
    if any(house.id not in known for house in houses):
        return "By all appearances somebody else supplied this text: a grant covers only what its grantor owns."
    if engagement in ("freelance", "commissioned") and not said_agents(article.authors):
        return "The author, who was not staff, is not named, and may have rights of their own."
    return None


def asset_parties(asset: Asset) -> tuple[Party, ...]:
    """The party of a photo, chart or video: its stated holder, with the licence that is stated of it."""
    if asset.holder is None:
        return ()
    return (Party(asset.holder, f"claims this {asset.type}", None, _asset_licence(asset)),)


def _asset_licence(asset: Asset) -> License | None:
    """The licence of an asset, which its record keeps as an address or an identifier."""
    named = asset.license
    if named is None:
        return None
    found = by_url(named) or by_id(named) or by_name(named)
    if found is None:
        return License(url=named if "://" in named else None, name=named, scope="asset", basis="stated")
    return License(id=found.id, url=found.url, name=found.name, scope="asset", basis="stated")


def page_licence(article: Article) -> License | None:
    """The licence that the source states of this article."""
    return next((found for found in article.licenses if found.basis in SAID and found.scope == "article"), None)


def page_licences(article: Article) -> tuple[License, ...]:
    """All of them: a dual licence is two grants."""
    return tuple(found for found in article.licenses if found.basis in SAID and found.scope == "article")


def accounted_for(article: Article, parties: tuple[Party, ...]) -> bool:
    """Whether all to whom the page points, by inference too, are among the parties: then each answers for itself."""
    known = {party.agent.id for party in parties}
    house = {article.publisher.id} if article.publisher else set()
    pointed: set[str] = {agent.id for agent in article.copyright_holders}
    pointed |= {agent.id for agent in article.authors if agent.type == "Organization"}
    pointed |= {agent.id for agent in article.credits}
    pointed |= {hop.party.id for hop in article.chain if hop.party}
    stray_origin = bool(article.original_url) and not any(c.role == "original_publisher" for c in article.credits)
    return pointed <= known | house and not stray_origin


def _licensor(article: Article) -> Named | None:
    """Whose the licence on the page is: the stated holder's, whoever shows it; else the publisher's."""
    holders = said_agents(article.copyright_holders)
    publisher = article.publisher
    if publisher is not None and (not holders or any(holder.id == publisher.id for holder in holders)):
        return publisher
    return holders[0] if len(holders) == 1 else publisher


def grants_of(party: Party, situation: Situation, terms: Terms, covered: bool) -> Iterator[Grant]:
    """Everything that a party offers: contracts and permits, recorded terms, the licence on the page.

    A licence on the page to which the party's recorded terms add something is not offered bare.

    Args:
        party: who grants.
        situation: the use.
        terms: what is recorded.
        covered: whether everybody whom the page points to is accounted for.
    """
    article = situation.article
    recorded = [policy for policy in terms.of(party.agent) if not is_refusal(policy) and is_about(policy, situation)]
    inherited = {parent for policy in recorded for parent in policy.parents}
    for policy in recorded:
        yield grant_of(policy, terms.get, party.agent, tuple(_path(policy, party, situation)))
    stated = {policy.id: policy for policy, _ in party.policies}
    for policy, statement in party.policies:
        cap = _page_cap(article, policy.title, statement, party, covered)
        yield grant_of(policy, lambda id: stated.get(id) or terms.get(id), party.agent, (cap,))
    if party.license is None:
        return
    for license in page_licences(article) if situation.asset is None else (party.license,):
        found = terms.licence(license.id)
        if found is not None and not any(_same_licence(license, parent) for parent in inherited):
            found = found._replace(targets=())  # the page itself says that this work is one
            name = license.id or license.name or license.url or "a licence"
            if situation.asset is not None:
                cap = _asset_cap(article, name, situation.asset, party)
            else:
                cap = _page_cap(article, name, first_statement(article, license), party, covered)
            yield grant_of(found, terms.get, party.agent, (cap,))


def _same_licence(license: License, policy: str) -> bool:
    """Whether recorded terms that stand on `policy` stand on this licence, or on another version of it."""
    one = by_id(license.id or "")
    other = by_id(policy.removeprefix(PREFIXES["terms"]))
    return one is not None and other is not None and (one == other or one.elements == other.elements != frozenset())


def is_about(policy: Policy, situation: Situation) -> bool:
    """Whether it is not a permit for another story: it names none, or perhaps the address of this one."""
    named = [c.values for c in policy.targets if isinstance(c, Constraint)] if policy.layer == "permit" else []
    return all(any(situation.is_at(address) != "no" for address in addresses) for addresses in named)


def is_refusal(policy: Policy) -> bool:
    """Whether it is a row that only says no: it overrides grants, and is none."""
    return policy.layer == "permit" and all(rule.kind == "prohibition" for rule in policy.rules)


def _path(policy: Policy, party: Party, situation: Situation) -> Iterator[Reason]:
    """A contract covers what came from its party; copy that came from another has that other's path behind it."""
    if policy.layer == "contract" and situation.obtained_elsewhere:
        yield Reason(
            verdict="ask",
            message=f"The contract is with {party.agent.name}, but the copy came from {situation.use.obtained_from}.",
            clause=policy.id,
        )


def _asset_cap(article: Article, name: str, asset: Asset, party: Party) -> Reason:
    """A licence that a page shows under somebody else's picture is that page's word for it."""
    publisher = article.publisher
    if publisher is None or publisher.id == party.agent.id:
        return Reason(verdict="conditional", message=f"The page states {name} of this {asset.type}.")
    message = f"{publisher.name} states {name} of this {asset.type} of {party.agent.name}: see what the original says."
    return Reason(verdict="ask", message=message)


def _page_cap(article: Article, name: str, statement: Statement | None, party: Party, covered: bool) -> Reason:
    """What is read off a page is conditional at best, and to be asked about where somebody else has a say."""
    publisher = article.publisher
    holders = {agent.id for agent in said_agents(article.copyright_holders)}
    if publisher is not None and publisher.id != party.agent.id:
        message = f"{publisher.name} states {name}, but {party.agent.name} {party.part}: see what the original says."
    elif not covered or not holders <= {party.agent.id} or (publisher is None and not holders):
        message = (
            f"The page states {name} of this article, but also credits or links somebody else:"
            " a licence covers only what its grantor owns."
        )
    else:
        message = f"The page states {name} of this article: keep a dated copy of it."
        return reason_from(article, "conditional", message, statement)
    return reason_from(article, "ask", message, statement)
