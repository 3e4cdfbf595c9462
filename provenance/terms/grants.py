"""Grants: a policy with the layers it stands on, ready to be held against a use.

An addition inherits its licence and adds to it; a waiver or an exception inherits it and lifts clauses, and is an
alternative beside it. Layers stay apart: where two of them permit the same thing, both permissions' conditions and
duties bind, since a child that narrows its parent's permission must not be undone by the parent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from provenance.model import Agent, Reason
from provenance.terms.policy import Duty, Policy, Rule

Lookup = Callable[[str], Policy | None]


class Grant(NamedTuple):
    """One alternative that a party offers, with what is known of how it came to be looked at."""

    policy: Policy
    layers: tuple[tuple[Rule, ...], ...]
    """The policy's own rules first, then its parents', without what was waived."""
    party: Agent | None
    doubts: tuple[str, ...] = ()
    caps: tuple[Reason, ...] = ()
    """Why it can at best be so mild: a licence read off a page, a match by inference."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all layers."""
        return tuple(rule for layer in self.layers for rule in layer)

    @property
    def holder(self) -> str:
        """Whom to name as the one whose terms they are."""
        return self.party.name if self.party else "the holder"


def grant_of(policy: Policy, lookup: Lookup, party: Agent | None = None, caps: tuple[Reason, ...] = ()) -> Grant:
    """The grant that a policy makes, with the clauses of everything that it inherits.

    Args:
        policy: the policy.
        lookup: finds an inherited policy by IRI; None for one that is not recorded.
        party: who grants.
        caps: reasons that hold the verdict down.
    """
    layers: list[tuple[Rule, ...]] = []
    doubts: list[str] = []
    _gather(policy, lookup, frozenset(), (), layers, doubts)
    return Grant(policy, tuple(layers), party, tuple(doubts), caps)


def _gather(
    policy: Policy,
    lookup: Lookup,
    waived: frozenset[str],
    path: tuple[str, ...],
    layers: list[tuple[Rule, ...]],
    doubts: list[str],
) -> None:
    if policy.id in path:
        doubts.append(f"{policy.id} inherits from itself, by way of {path[-1]}")
        return
    doubts += policy.doubts
    layers.append(tuple(_kept(rule, waived) for rule in policy.rules if rule.id not in waived))
    for parent in policy.parents:
        found = lookup(parent)
        if found is None:
            doubts.append(f"{policy.id} inherits from {parent}, which is not recorded")
        else:
            _gather(found, lookup, waived | policy.waives, (*path, policy.id), layers, doubts)


def _kept(rule: Rule, waived: frozenset[str]) -> Rule:
    if not any(duty.id in waived for duty in rule.duties):
        return rule
    return rule._replace(duties=tuple(duty for duty in rule.duties if duty.id not in waived))


def duties_of(grant: Grant) -> tuple[Duty, ...]:
    """Every duty and obligation that the grant could ask for, whatever the use."""
    return tuple(duty for rule in grant.rules for duty in rule.duties)
