"""A finished copy held against the terms of its original: each duty met, unmet or can't tell, and where that shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from provenance.language.agencies import registry
from provenance.language.licenses import License, by_id, by_url
from provenance.model import Agent, Article, Decision, OwedDuty, PartDecision
from provenance.terms.compliance.case import Case
from provenance.terms.compliance.copy import Copy
from provenance.terms.compliance.markup import disagreeing_markup, indexing_at_odds
from provenance.terms.compliance.pictures import uncovered_pictures
from provenance.terms.compliance.registry import look
from provenance.terms.compliance.result import Breach, Held, HeldDuty
from provenance.terms.compliance.timing import breaches_of_time
from provenance.terms.conditions import hold
from provenance.terms.decide import decide
from provenance.terms.evidence import said_agents
from provenance.terms.grants import Grant, duties_of, grant_of
from provenance.terms.parties import page_licence
from provenance.terms.policy import Duty, Policy
from provenance.terms.registry import Terms, agent_of, recorded_terms
from provenance.terms.situation import Situation
from provenance.terms.use import DEFAULT_USE, Use, parse_use
from provenance.terms.words import duty_sentence, snake


def held_against(
    decision: Decision,
    article: Article,
    copy: Copy,
    *,
    at: datetime,
    terms: Terms | None = None,
    original: Copy | None = None,
    address: str | None = None,
) -> Held:
    """Hold a copy against the decision on its original.

    Args:
        decision: of `provenance.terms.decide.decide` on the original, for the use that the copy is.
        article: the original as read.
        copy: what our copy shows.
        at: the instant of knowledge, with its zone.
        terms: what is recorded, as the decision had it; the project's own terms, if None.
        original: what the original shows, where its bytes are at hand: the links of its text.
        address: where the original stands, if somebody says so.

    Returns:
        The decision with the states of its duties, and what else is wrong.
    """
    terms = terms or recorded_terms()
    use = parse_use(decision.use, {})
    cases = [
        (grant, _case(grant, article, copy, use, at, original=original, address=address))
        for part in decision.parts
        for grant in _grants_used(part, article, terms)
    ]
    return _held(decision, cases)


def held_as_copy(
    copy: Copy,
    under: str,
    *,
    at: datetime,
    terms: Terms | None = None,
    use: Mapping[str, Any] | None = None,
    defaults: Mapping[str, Any] = DEFAULT_USE,
    address: str | None = None,
) -> Held:
    """Hold a copy against terms by name, without the original: its facts are what the copy says of it.

    Args:
        copy: what our copy shows.
        under: the name or the IRI of the terms.
        at: the instant of knowledge, with its zone.
        terms: what is recorded; the project's own terms, if None.
        use: the use that the copy is, as `decide` takes it.
        defaults: the facts that hold where `use` is silent.
        address: where the original stands, if somebody says so.

    Raises:
        UsageError: no terms of that name, or a wrong `use`.
    """
    terms = terms or recorded_terms()
    article = copy.article
    decision = decide(article, use, at=at, terms=terms, defaults=defaults, under=under)
    facts = parse_use(use, defaults)
    grants = [grant for part in decision.parts for grant in _grants_used(part, article, terms)]
    if not any(part.duties for part in decision.parts):
        policy = terms.get(under)
        grants = [grant_of(policy, terms.get, _party(policy, article, None))] if policy else grants
        decision = _with_duties(decision, grants, article, facts, at)
    cases = [
        (grant, _case(grant, article, copy, facts, at, address=address, is_own_word=True))
        for grant in (each._replace(party=_not_us(each.party, article)) for each in grants)
    ]
    return _held(decision, cases)


# -- which terms ------------------------------------------------------------------------------------------------------


def _grants_used(part: PartDecision, article: Article, terms: Terms) -> Iterator[Grant]:
    """The grants that a part's verdict rests on, with all that they inherit."""
    for considered in part.grants_considered:
        policy = terms.get(considered.id) if considered.used else None
        if policy is not None:
            yield grant_of(policy, terms.get, _party(policy, article, considered.party))


def _party(policy: Policy, article: Article, name: str | None) -> Agent | None:
    """Whose terms they are: the registry's row, the agent that the record names so, or the name alone."""
    iri = policy.assigners[0] if policy.assigners else None
    if iri and registry().get(iri):
        return agent_of(iri)
    named = name or iri
    if named is None:
        return None
    agents = (*article.copyright_holders, *article.credits, *([article.publisher] if article.publisher else []))
    same = next((agent for agent in agents if agent.name == named), None)
    return same or agent_of(named)


def _not_us(party: Agent | None, article: Article) -> Agent | None:
    """The party of a licence without a holder of its own: not who publishes the copy, but whom the copy credits."""
    publisher = article.publisher
    if party is None or publisher is None or party.id != publisher.id:
        return party
    credited = (*said_agents(article.credits), *said_agents(article.copyright_holders))
    return next((agent for agent in credited if agent.role != "contributor" and agent.id != publisher.id), None)


def _license(grant: Grant, article: Article) -> License | None:
    """The licence that the grant is, or stands on; else the one that the original states."""
    for id in (grant.policy.id, *grant.policy.parents):
        if found := by_id(id.rpartition("/")[2]):
            return found
    if grant.policy.url and (found := by_url(grant.policy.url)):
        return found
    stated = page_licence(article)
    return (by_id(stated.id) if stated and stated.id else None) or (
        by_url(stated.url) if stated and stated.url else None
    )


def _case(grant: Grant, article: Article, copy: Copy, use: Use, at: datetime, **rest: Any) -> Case:
    license = _license(grant, article)
    return Case(copy, article, grant.party, use, at, duties=duties_of(grant), license=license, **rest)


def _with_duties(decision: Decision, grants: list[Grant], article: Article, use: Use, at: datetime) -> Decision:
    """A decision in which terms that do not reach the use ask what they could ask: all that is not surely another's."""
    owed = [
        _owed(duty, grant.holder)
        for grant in grants
        for duty in duties_of(grant)
        if hold(duty.conditions, Situation(article, use, (at, at), at, party=grant.party), every=False).truth != "no"
    ]
    text, *rest = decision.parts
    return decision.model_copy(update={"parts": (text.model_copy(update={"duties": tuple(owed)}), *rest)})


def _owed(duty: Duty, holder: str) -> OwedDuty:
    evidence = duty.evidence
    return OwedDuty(
        action=snake(duty.action) if duty.action else "any_of",
        text=duty_sentence(duty, holder),
        state="requested" if duty.force == "request" else "to_do",
        clause=duty.id,
        quote=evidence.quote,
        source=evidence.source,
        date_read=evidence.date_read,
        verified=evidence.verified,
    )


# -- holding ----------------------------------------------------------------------------------------------------------


def _held(decision: Decision, cases: list[tuple[Grant, Case]]) -> Held:
    by_clause: dict[str, tuple[Duty, Case]] = {}
    for grant, case in cases:
        for duty in duties_of(grant):
            by_clause.setdefault(duty.id, (duty, case))
    duties: dict[str | None, HeldDuty] = {}
    parts = []
    for part in decision.parts:
        held = tuple(_hold(owed, by_clause) for owed in part.duties)
        parts.append(part.model_copy(update={"duties": tuple(each.duty for each in held)}))
        duties |= {each.duty.clause: each for each in held if each.duty.clause not in duties}
    owed = tuple(by_clause[clause][0] for clause in duties if clause in by_clause)
    breaches = tuple(dict.fromkeys(_breaches(cases, owed)))
    return Held(decision.model_copy(update={"parts": tuple(parts)}), tuple(duties.values()), breaches)


def _hold(owed: OwedDuty, by_clause: Mapping[str, tuple[Duty, Case]]) -> HeldDuty:
    if owed.clause is None or owed.clause not in by_clause:
        return HeldDuty(owed if owed.state == "requested" else owed.model_copy(update={"state": "cant_tell"}))
    duty, case = by_clause[owed.clause]
    found = look(_of_this_use(duty, case), case)
    is_open_request = owed.state == "requested" and found.state != "met"
    state = "requested" if is_open_request else found.state
    return HeldDuty(owed.model_copy(update={"state": state, "where": found.where}), found.number)


def _of_this_use(duty: Duty, case: Case) -> Duty:
    """A choice without the options that are surely another use's."""
    if not duty.options:
        return duty
    situation = Situation(case.article, case.use, (case.at, case.at), case.at, party=case.party)
    kept = [each for each in duty.options if hold(each.conditions, situation, every=False).truth != "no"]
    return duty._replace(options=tuple(kept) or duty.options)


def _breaches(cases: list[tuple[Grant, Case]], owed: tuple[Duty, ...]) -> Iterator[Breach]:
    for grant, case in cases:
        yield from breaches_of_time(case, grant.rules)
        yield from uncovered_pictures(case, grant)
        yield from disagreeing_markup(case)
        yield from indexing_at_odds(case, owed)


__all__ = ["held_against", "held_as_copy"]
