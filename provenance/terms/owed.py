"""From a decision back to the clauses behind it: which duty of which party a thing to be done comes from."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Agent, PartDecision
from provenance.terms.grants import duties_of, grant_of
from provenance.terms.policy import Duty
from provenance.terms.registry import Terms, agent_of


def owed_clauses(part: PartDecision, terms: Terms) -> Iterator[tuple[Agent | None, Duty]]:
    """The clauses behind the duties of a part, in the order of its grants, each with the party it is owed to.

    Args:
        part: a decision on one part.
        terms: the terms by which it was decided.
    """
    owed = {duty.clause for duty in part.duties}
    for considered in part.grants_considered:
        policy = terms.get(considered.id) if considered.used else None
        if policy is None:
            continue
        party = agent_of(policy.assigners[0]) if policy.assigners else None
        for duty in duties_of(grant_of(policy, terms.get, party)):
            if duty.id in owed:
                yield party, duty
