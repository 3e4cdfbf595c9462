"""Two policies side by side: what became stricter, milder, new, gone, in plain words.

Two versions of a newsroom's terms, or two editions, are cut into clauses differently; so what is compared is what the
clauses say: for each thing that one can do with a story whether it is permitted, and within which limits; and what is
owed for it. Clauses that are inherited count, those that are waived do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from provenance.terms.actions import INCLUDED_IN, SILENT, forbids, permits
from provenance.terms.conditions import JUDGED, leaves
from provenance.terms.grants import Grant, Lookup, grant_of
from provenance.terms.instants import interval, later
from provenance.terms.operands import is_date, is_duration, is_number
from provenance.terms.policy import Constraint, Duty, Policy, Rule
from provenance.terms.sheet import BINDINGS, EVIDENT
from provenance.terms.table import name_of, short_id
from provenance.terms.use import Use
from provenance.terms.words import covers, doing, duty_sentence, unlinked

Sense = Literal["stricter", "milder", "new", "gone", "changed"]

_CONTAINING = frozenset(INCLUDED_IN.values()) - {"odrl:extract"} | {"odrl:derive", "odrl:modify"}
ACTIONS = tuple(action for action in INCLUDED_IN if action not in _CONTAINING)
"""What one can do with a story, each by itself."""
_STANDINGS = ("permitted", "permitted within limits", "not spoken of", "disputed", "forbidden")
_FORCES = ("request", "unclear", "condition")
_Limit = tuple[str, frozenset[Constraint]]
"""A kind of rule, and the constraints of one rule of that kind."""


class Change(NamedTuple):
    """One difference. `before` and `after` say what each side has; None where it has nothing of the kind."""

    sense: Sense
    what: str
    before: str | None
    after: str | None
    clauses: tuple[str, ...]
    """The clauses that it rests on, of both sides."""


def compare(before: Policy, after: Policy, lookup: Lookup, lookup_after: Lookup | None = None) -> tuple[Change, ...]:
    """What changed from the one policy to the other: what may be done, then what is owed, then what they stand on.

    Args:
        before: the older, or the one side.
        after: the newer, or the other side.
        lookup: finds the policies that they inherit.
        lookup_after: the same for `after`, where it differs.
    """
    old, new = grant_of(before, lookup), grant_of(after, lookup_after or lookup)
    return (*_uses(old, new), *_duties(old, new), *_frames(before, after))


# ── What may be done ─────────────────────────────────────────────────────────────────────────────────────────────────


class _Standing(NamedTuple):
    """How it stands with one action."""

    word: str
    limits: frozenset[_Limit]
    """What permissions, and prohibitions, of it are limited to."""
    clauses: tuple[str, ...]

    def sentence(self) -> str:
        words = [f"{'not ' if kind == 'prohibition' else ''}{_cases_words(cases)}" for kind, cases in self.limits]
        return f"{self.word}: {'; '.join(sorted(words))}" if words else self.word


def _uses(old: Grant, new: Grant) -> Iterator[Change]:
    for action in ACTIONS:
        before, after = _standing(old, action), _standing(new, action)
        sense = _sense(before, after)
        if sense is not None:
            clauses = tuple(dict.fromkeys((*before.clauses, *after.clauses)))
            yield Change(sense, doing(action), before.sentence(), after.sentence(), clauses)


def _standing(grant: Grant, action: str) -> _Standing:
    use = Use(extent=_EXTENTS.get(action, "full"))
    hit = [
        rule
        for rule in grant.rules
        if rule.kind == "prohibition" and rule.force != "request" and any(forbids(a, action, use) for a in rule.actions)
    ]
    flat = [rule for rule in hit if not _limit(rule)[1]]
    if flat:
        hard = [rule for rule in flat if not rule.contested]
        word = "forbidden" if hard else "disputed"
        return _Standing(word, frozenset(), tuple(rule.id for rule in hard or flat))
    permitting = [
        rule
        for layer in grant.layers
        for rule in _widest([r for r in layer if r.kind == "permission" and any(permits(a, action) for a in r.actions)])
    ]
    limits = frozenset(limit for rule in (*permitting, *hit) if (limit := _limit(rule))[1])
    word = "permitted" if permitting or action in SILENT else "not spoken of"
    if limits and permitting:
        word = "permitted within limits"
    return _Standing(word, limits, tuple(rule.id for rule in (*permitting, *hit)))


_EXTENTS = {"odrl:extract": "excerpt", "synd:headlineOnly": "headline"}


def _widest(permissions: list[Rule]) -> list[Rule]:
    """The permissions of one layer that count: one without a limit makes the others idle."""
    free = [rule for rule in permissions if not _limit(rule)[1]]
    return free[:1] or permissions


def _limit(rule: Rule) -> _Limit:
    return rule.kind, frozenset(map(_nameless, leaves((*rule.targets, *rule.conditions))))


def _nameless(leaf: Constraint) -> Constraint:
    """The same constraint, without the name by which it differs from its like in the other policy."""
    return leaf._replace(id="", values=tuple(sorted(leaf.values)))


def _sense(before: _Standing, after: _Standing) -> Sense | None:
    ranks = _STANDINGS.index(before.word), _STANDINGS.index(after.word)
    if ranks[0] != ranks[1]:
        return "stricter" if ranks[0] < ranks[1] else "milder"
    gone, come = before.limits - after.limits, after.limits - before.limits
    if not gone and not come:
        return None
    if len(gone) == len(come) == 1 and {kind for kind, _ in gone} == {kind for kind, _ in come}:
        ((kind, old),), ((_, new),) = gone, come
        return _sense_of_limit(kind, old, new)
    if not gone and all(kind == "prohibition" for kind, _ in come):
        return "stricter"
    if not come and all(kind == "prohibition" for kind, _ in gone):
        return "milder"
    return "changed"


def _sense_of_limit(kind: str, old: frozenset[Constraint], new: frozenset[Constraint]) -> Sense:
    """A permission that reaches less is stricter; a prohibition, or a duty, that reaches less is milder."""
    lost, won = old - new, new - old
    reaches_more: bool | None = None
    if not lost or not won:
        reaches_more = not won
    elif len(lost) == len(won) == 1:
        reaches_more = _is_wider(*lost, *won)
    if reaches_more is None:
        return "changed"
    return "milder" if reaches_more == (kind == "permission") else "stricter"


def _is_wider(old: Constraint, new: Constraint) -> bool | None:
    """Whether the new constraint holds in more cases than the old one; None where they can't be compared."""
    if (old.operand, old.operator) != (new.operand, new.operator):
        return None
    if old.operator in _BOUNDS:
        amounts = tuple(_amount(leaf.values[0]) if len(leaf.values) == 1 else None for leaf in (old, new))
        if amounts[0] is None or amounts[1] is None or amounts[0] == amounts[1]:
            return None
        return (amounts[0] < amounts[1]) == _BOUNDS[old.operator]
    if old.operator in _SETS and (set(old.values) <= set(new.values) or set(new.values) <= set(old.values)):
        return (len(old.values) < len(new.values)) == _SETS[old.operator]
    return None


_BOUNDS = {"odrl:lteq": True, "odrl:lt": True, "odrl:gteq": False, "odrl:gt": False}
_SETS = {"odrl:isAnyOf": True, "odrl:eq": True, "odrl:isPartOf": True, "odrl:isNoneOf": False, "odrl:neq": False}
"""Operator → whether a larger bound, or more values, makes it hold in more cases."""


def _amount(text: str) -> float | None:
    """A bound as a number, for comparing it with its like: seconds of a duration or of a date, or a number."""
    if is_number(text):
        return float(text)
    if is_duration(text):
        start = interval("2000-01-01T00:00Z")
        return (later(start, text)[0] - start[0]).total_seconds()
    return interval(text)[0].timestamp() if is_date(text) else None


def _cases_words(cases: frozenset[Constraint]) -> str:
    """Constraints in words: `for these media: web and if “Has the author agreed?”`."""
    words = [f"if “{covers(leaf)}”" if leaf.operand in JUDGED else f"for {covers(leaf)}" for leaf in cases]
    return " and ".join(sorted(words)) or "always"


# ── What is owed ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _duties(old: Grant, new: Grant) -> Iterator[Change]:
    before, after = _owed(old), _owed(new)
    pairs = _paired(before, after)
    for one, other in pairs:
        yield from _duty_change(one, other, old, new)
    for one in before:
        if one not in [pair[0] for pair in pairs]:
            yield Change("gone", "what is asked for", duty_sentence(one, old.holder), None, (one.id,))
    for other in after:
        if other not in [pair[1] for pair in pairs]:
            yield Change("new", "what is asked for", None, duty_sentence(other, new.holder), (other.id,))


def _owed(grant: Grant) -> list[Duty]:
    """The duties, each action's in their order; one that two layers have counts once, as the nearer has it."""
    found: dict[str, Duty] = {}
    for rule in grant.rules:
        for duty in rule.duties:
            found.setdefault(duty.id, duty)
    return list(found.values())


def _paired(before: Iterable[Duty], after: Iterable[Duty]) -> list[tuple[Duty, Duty]]:
    """Duties of both sides that are the same one: those that say the same, then those of one action in their order."""
    left, right = list(before), list(after)
    pairs: list[tuple[Duty, Duty]] = []
    for likeness in (_said, _key):
        for one in list(left):
            other = next((each for each in right if likeness(each) == likeness(one)), None)
            if other is not None:
                pairs.append((one, other))
                left.remove(one)
                right.remove(other)
    return pairs


def _key(duty: Duty) -> tuple[str, ...]:
    """Which duty it is: its action; for what only a sentence says, the sentence; for a choice, its options."""
    if duty.options:
        return ("choice", *sorted(option.action for option in duty.options))
    return (duty.action, duty.label or "") if duty.action == "synd:observe" else (duty.action,)


def _said(duty: Duty) -> tuple[object, ...]:
    """What a duty says, without its name, its evidence and its label."""
    return _key(duty), tuple(_details(duty).values()), _cases(duty), tuple(map(_said, duty.options))


def _cases(duty: Duty) -> frozenset[Constraint]:
    """When a duty binds."""
    return frozenset(map(_nameless, leaves(duty.conditions)))


def _details(duty: Duty) -> dict[str, str | None]:
    """The particulars of a duty, by what they are called."""
    return {
        "the words": unlinked(duty.template) if duty.template else None,
        "the place": duty.position,
        "the link": duty.link_to,
        "the counter": ", ".join(sorted(duty.fingerprints)) or None,
        "the contact": duty.contact,
        "the time": duty.within,
        "the time until then": duty.after,
        "the force": duty.force,
    }


def _duty_change(one: Duty, other: Duty, old: Grant, new: Grant) -> Iterator[Change]:
    sentence = duty_sentence(other, new.holder)
    clauses = tuple(dict.fromkeys((one.id, other.id)))
    before, after = _details(one), _details(other)
    for name in before:
        if before[name] == after[name]:
            continue
        if name == "the force":
            sense: Sense = "stricter" if _FORCES.index(one.force) < _FORCES.index(other.force) else "milder"
        else:
            sense = _sense_of_detail(before[name], after[name])
        yield Change(sense, f"{name} of: {sentence}", before[name], after[name], clauses)
    if _cases(one) != _cases(other):
        sense = _sense_of_limit("duty", _cases(one), _cases(other))
        yield Change(
            sense, f"when it binds: {sentence}", _cases_words(_cases(one)), _cases_words(_cases(other)), clauses
        )
    inner = _paired(one.options, other.options)
    for option in one.options:
        if option not in [pair[0] for pair in inner]:
            yield Change("stricter", f"a choice: {sentence}", duty_sentence(option, old.holder), None, (option.id,))
    for option in other.options:
        if option not in [pair[1] for pair in inner]:
            yield Change("milder", f"a choice: {sentence}", None, duty_sentence(option, new.holder), (option.id,))


def _sense_of_detail(before: str | None, after: str | None) -> Sense:
    """More that is prescribed is stricter; less time is, too."""
    if before is None or after is None:
        return "stricter" if before is None else "milder"
    if is_duration(before) and is_duration(after):
        return "stricter" if (_amount(after) or 0) < (_amount(before) or 0) else "milder"
    return "changed"


# ── What they stand on ───────────────────────────────────────────────────────────────────────────────────────────────


def _frames(before: Policy, after: Policy) -> Iterator[Change]:
    """Licence, reach, validity and party; whether that is stricter shows in what may be done."""
    both = tuple(dict.fromkeys((before.id, after.id)))
    frames = (_frame(before), _frame(after))
    for what, old in frames[0].items():
        if old != frames[1][what]:
            yield Change("changed", what, old, frames[1][what], both)


def _frame(policy: Policy) -> dict[str, str | None]:
    targets = [covers(leaf) for leaf in leaves(policy.targets) if leaf.operand not in EVIDENT]
    return {
        "the holder": " and ".join(map(name_of, policy.assigners)) or None,
        "the licence that it stands on": ", ".join(map(short_id, policy.parents)) or None,
        "the works that it covers": "; ".join(sorted(targets)) or None,
        "the day from which it holds": policy.valid_from,
        "the day until which it holds": policy.valid_through,
        "which version binds": BINDINGS[policy.binding],
    }
