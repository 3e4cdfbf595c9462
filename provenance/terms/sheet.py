"""A policy as an editor reads it: permitted, forbidden, disputed, to do, owed after; under it what it inherits.

The words are those of the decision (`terms.words`), so that `terms show` and `check` say the same of the same clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from provenance.terms.conditions import JUDGED, leaves
from provenance.terms.grants import Lookup
from provenance.terms.policy import Binding, Condition, Duty, Evidence, Policy, Rule
from provenance.terms.table import clauses, name_of, short_id
from provenance.terms.words import covers, does, doing, duty_sentence

Kind = Literal["permitted", "forbidden", "disputed", "to_do", "afterwards", "requested"]
BINDINGS: dict[Binding, str] = {
    "at_publication": "the terms that were in force when the story was published bind",
    "at_use": "the terms that are in force when the story is used bind",
    "irrevocable_once_offered": "an offer once made is not taken back",
    "not_stated": "which version binds is not stated",
}


class Line(NamedTuple):
    """One clause."""

    id: str
    kind: Kind
    text: str
    label: str | None
    """The clause as the recorder put it, where `text` only lists its actions."""
    limits: tuple[str, ...]
    """For whom, for what and when, each as "these media: web"."""
    questions: tuple[str, ...]
    """What only the holder can say."""
    evidence: Evidence
    is_unclear: bool = False
    """Whether the terms leave open that it is a condition."""
    is_waived: bool = False
    """Whether the policy on top lifts it."""


class Layer(NamedTuple):
    """The clauses of one policy."""

    policy: Policy
    lines: tuple[Line, ...]
    targets: tuple[str, ...]
    """What the work must be, beside being the holder's, or under the licence."""


EVIDENT = frozenset(("synd:copyrightHolder", "synd:license"))
"""What every policy's works are: its holder's, or under its licence."""


def layers(policy: Policy, lookup: Lookup) -> tuple[Layer, ...]:
    """The policy, and what it inherits, each once, the nearest first; a parent that is not recorded is left out."""
    return tuple(_layers(policy, lookup, frozenset(), set()))


def _layers(policy: Policy, lookup: Lookup, waived: frozenset[str], seen: set[str]) -> Iterator[Layer]:
    seen.add(policy.id)
    holder = " and ".join(map(name_of, policy.assigners)) or "the holder"
    lines = {line.id: line for rule in reversed(policy.rules) for line in _lines(rule, holder, waived)}
    targets = tuple(covers(leaf) for leaf in leaves(policy.targets) if leaf.operand not in EVIDENT)
    yield Layer(
        policy, tuple(lines[short_id(clause.id)] for clause in clauses(policy) if short_id(clause.id) in lines), targets
    )
    for parent in policy.parents:
        found = lookup(parent)
        if found is not None and found.id not in seen:
            yield from _layers(found, lookup, waived | policy.waives, seen)


def _lines(rule: Rule, holder: str, waived: frozenset[str]) -> Iterator[Line]:
    limits, questions = _split((*rule.targets, *rule.conditions))
    if rule.kind != "obligation":
        kind: Kind = "permitted" if rule.kind == "permission" else "disputed" if rule.contested else "forbidden"
        if rule.force == "request":
            kind = "requested"
        text = _listed([(does if kind == "permitted" else doing)(action) for action in rule.actions])
        is_unclear = rule.force == "unclear"
        yield Line(
            short_id(rule.id), kind, text, rule.label, limits, questions, rule.evidence, is_unclear, rule.id in waived
        )
    for duty in rule.duties:
        yield _duty(duty, "afterwards" if rule.kind == "obligation" else "to_do", holder, {rule.id, duty.id} & waived)


def _duty(duty: Duty, kind: Kind, holder: str, waived: set[str]) -> Line:
    limits, questions = _split(duty.conditions)
    text = duty_sentence(duty, holder)
    label = duty.label if duty.label not in (None, text) else None
    kind = "requested" if duty.force == "request" else kind
    return Line(
        short_id(duty.id), kind, text, label, limits, questions, duty.evidence, duty.force == "unclear", bool(waived)
    )


def _split(conditions: tuple[Condition, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What limits a clause, and what is to be asked."""
    found = list(leaves(conditions))
    judged = [leaf for leaf in found if leaf.operand in JUDGED]
    return (
        tuple(covers(leaf) for leaf in found if leaf not in judged),
        tuple(leaf.label or JUDGED[leaf.operand] for leaf in judged),
    )


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else "nothing that is known here"
