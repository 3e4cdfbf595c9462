"""What is wrong with recorded terms: for those who write them, and for a build that must not ship what misleads.

An error makes a policy say something else than it means, or nothing; a warning makes it weaker than it could be; a note
is worth knowing. Every check is a generator of problems of one policy or of one file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from provenance.language.agencies import NAMESPACE as AGENCIES
from provenance.language.agencies import registry
from provenance.model.values import Level
from provenance.resources import vocab
from provenance.terms.actions import KNOWN, UNRELATED
from provenance.terms.conditions import COMPUTED, leaves
from provenance.terms.credit import SLOTS, slots_of
from provenance.terms.evaluate import STALE
from provenance.terms.grants import Grant, Lookup, grant_of
from provenance.terms.instants import day_bounds, interval
from provenance.terms.loading import OWN_PROFILE, load_policies
from provenance.terms.operands import is_date, is_duration, profile, trouble
from provenance.terms.policy import Condition, Policy
from provenance.terms.rdf import View, read_file, short
from provenance.terms.registry import Terms
from provenance.terms.table import clauses, flat
from provenance.terms.words import has_words

LONGEST_QUOTE = 200
"""A quote shows the words that a clause rests on; it does not reprint the terms."""
DEPRECATED = {
    "odrl:attachSource": "",
    "odrl:attachPolicy": "odrl:nextPolicy",
    "odrl:shareAlike": "synd:shareAlike",
    "odrl:commercialize": "synd:useCommercially",
    "odrl:share": "odrl:distribute",
    "odrl:copy": "odrl:reproduce",
    "odrl:preview": "",
    "odrl:license": "odrl:grantUse",
    "odrl:secondaryUse": "",
}
"""Actions that ODRL 2.2 has deprecated, with what to write instead, where there is such a thing."""
_STANDING_ON_ANOTHER = frozenset(("addition", "waiver", "exception"))


class Problem(NamedTuple):
    """Something wrong with a clause, a policy or a file."""

    level: Level
    clause: str
    """The IRI of the clause, the policy or the node; the file where it is about the whole file."""
    message: str
    file: str


_Check = Callable[[Policy, Lookup], Iterator[tuple[Level, str, str]]]


def lint(documents: Mapping[Path, View], terms: Terms, *, at: datetime, folder: Path | None = None) -> list[Problem]:
    """Every problem of some files of terms, by file, in the order of the clauses.

    Args:
        documents: the files by their paths.
        terms: what else is recorded, for what the files inherit.
        at: the instant at which a reading is stale or not.
        folder: the folder in which files are named after the holder whose terms they hold; files elsewhere are not.
    """
    loaded = {path: load_policies(view) for path, view in documents.items()}
    given = {id: policy for policies in loaded.values() for id, policy in policies.items()}

    def lookup(id: str) -> Policy | None:
        return given.get(id) or terms.get(id)

    found: list[Problem] = []
    for path, view in documents.items():
        policies = loaded[path]
        problems = [
            *_words(view),
            *_unused(view, policies),
            *(row for policy in policies.values() for check in _CHECKS for row in check(policy, lookup)),
            *(row for policy in policies.values() for row in _sources(policy, view.source)),
            *(row for policy in policies.values() for row in _readings(policy, at)),
            *(_homes(policies, path.stem, lookup) if folder and path.resolve().parent == folder.resolve() else ()),
            *_overlaps(policies.values()),
        ]
        if not policies:
            problems.append(("error", str(path), "it holds no policy of ODRL 2.2"))
        found += dict.fromkeys(Problem(level, clause, message, str(path)) for level, clause, message in problems)
    return found


# ── A file ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _words(view: View) -> Iterator[tuple[Level, str, str]]:
    """Words of ODRL and of the profile that neither has."""
    for subject in view.subjects():
        for predicate in view.predicates(subject):
            values = (value.text for value in view.all(subject, predicate) if value.is_iri)
            for word in (short(predicate), *values):
                if word in DEPRECATED:
                    instead = f": write {DEPRECATED[word]}" if DEPRECATED[word] else ""
                    yield "warning", subject, f"{word} is deprecated in ODRL 2.2{instead}"
                elif word.startswith(("odrl:", "synd:")) and word not in _known_words():
                    yield "error", subject, f"{word} is not a word of {'ODRL 2.2' if word[0] == 'o' else 'the profile'}"


@cache
def _known_words() -> frozenset[str]:
    context = json.loads(vocab("odrl-context.jsonld").read_text("utf-8"))["@context"]
    odrl = {term if isinstance(term, str) else term["@id"] for term in context.values()}
    own = {short(word) for view in (profile(), read_file(vocab("syndication.ttl"))) for word in view.subjects()}
    return frozenset(odrl | own | {"odrl:uid", "odrl:core"})


def _unused(view: View, policies: Mapping[str, Policy]) -> Iterator[tuple[Level, str, str]]:
    """Nodes to which no policy leads: often a name with a slip of the pen on one side."""
    reached, below = set(policies), list(policies)
    while below:
        node = below.pop()
        for predicate in view.predicates(node):
            new = {v.text for v in view.all(node, predicate) if v.is_iri and v.text in view} - reached
            reached |= new
            below += new
    for subject in view.subjects():
        if subject not in reached and policies:
            yield "warning", subject, "no policy of this file leads here"


def _homes(policies: Mapping[str, Policy], stem: str, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    """Whether the policies of a file of the registry are found: by their holder, and by their name."""
    for policy in policies.values():
        for party in policy.assigners:
            slug = party.removeprefix(AGENCIES)
            if slug != stem:
                yield "error", policy.id, f"{party} grants it, so it belongs into {slug}.ttl, and nobody finds it here"
            elif registry().get(party) is None:
                yield "error", policy.id, f"{party} is not in the registry of agencies"
        if lookup(policy.id) is None:
            yield "error", policy.id, f"nothing finds it by its name in {stem}.ttl"


def _overlaps(policies: Iterable[Policy]) -> Iterator[tuple[Level, str, str]]:
    """Two versions of one holder's terms for the same works that are in force on the same day."""
    for one, other in combinations(policies, 2):
        is_same = one.assigners and one.assigners == other.assigners and one.layer == other.layer
        if not is_same or _reach(one.targets) != _reach(other.targets):
            continue
        is_dated = any((one.valid_from, one.valid_through, other.valid_from, other.valid_through))
        if not is_dated and one.title.casefold() == other.title.casefold():
            yield "warning", other.id, f"it has the title, holder and reach of {one.id}, and neither says when it holds"
        elif is_dated and _begins(one) < _ends(other) and _begins(other) < _ends(one):
            yield "error", other.id, f"it is in force at the same time as {one.id}, for the same works"


def _reach(conditions: tuple[Condition, ...]) -> frozenset[tuple[str, str, tuple[str, ...]]]:
    return frozenset((leaf.operand, leaf.operator, tuple(sorted(leaf.values))) for leaf in leaves(conditions))


def _begins(policy: Policy) -> str:
    text = policy.valid_from
    return day_bounds(text)[0][0].isoformat() if text and is_date(text) else ""


def _ends(policy: Policy) -> str:
    text = policy.valid_through
    return day_bounds(text)[1][0].isoformat() if text and is_date(text) else "~"


# ── A policy ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _doubts(policy: Policy, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    for doubt in policy.doubts:
        yield "error", policy.id, doubt


def _layers(policy: Policy, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    """What a policy stands on: its parents, and the clauses of theirs that it lifts."""
    grant = grant_of(policy, lookup)
    for doubt in grant.doubts:
        if doubt not in policy.doubts:
            yield "error", policy.id, doubt
    if policy.layer in _STANDING_ON_ANOTHER and not policy.parents:
        yield "error", policy.id, f"it is an {policy.layer} to nothing: odrl:inheritFrom is missing"
    if policy.waives and not any(rule.kind == "permission" for rule in policy.rules):
        yield "warning", policy.id, "it waives clauses, and permits nothing in their place"
    whole = grant_of(policy._replace(waives=frozenset()), lookup)
    inherited = {rule.id for layer in whole.layers[1:] for rule in layer}
    inherited |= {duty.id for layer in whole.layers[1:] for rule in layer for duty in rule.duties}
    for clause in sorted(policy.waives - inherited):
        yield "error", policy.id, f"it waives {clause}, which nothing that it inherits has"


def _clashes(policy: Policy, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    """What is permitted and forbidden at once."""
    if policy.conflict is None:
        yield (
            "warning",
            policy.id,
            "it does not state odrl:conflict, and then a clash voids it",
        )
    grant = grant_of(policy, lookup)
    if policy.conflict != "prohibit":
        for action in sorted(_named(grant, "permission") & _named(grant, "prohibition")):
            yield "error", policy.id, f"it permits and forbids {action}, and odrl:conflict does not say which wins"
    plain = [rule for rule in policy.rules if not rule.conditions and not rule.targets]
    own = Grant(policy, (tuple(plain),), None)
    for action in sorted(_named(own, "permission") & _named(own, "prohibition")):
        yield "error", policy.id, f"it permits and forbids {action} itself, so the permission is void"


def _named(grant: Grant, kind: str) -> set[str]:
    return {action for rule in grant.rules if rule.kind == kind for action in rule.actions}


def _actions(policy: Policy, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    """Actions that no use does, so that their rule is unknown or idle."""
    for rule in policy.rules:
        for action in rule.actions:
            if action not in KNOWN | UNRELATED and action not in DEPRECATED:
                yield "error", rule.id, f"no use that can be asked about does {action}"
    if OWN_PROFILE not in policy.profiles:
        yield "warning", policy.id, f"it does not state odrl:profile <{OWN_PROFILE}>"


def _conditions(policy: Policy, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    for leaf in leaves(_all_conditions(policy)):
        if leaf.operand not in COMPUTED:
            yield "error", leaf.id, f"nothing here computes {leaf.operand}: it is always unknown"
        elif (wrong := trouble(leaf)) is not None:
            yield "error", leaf.id, wrong


def _all_conditions(policy: Policy) -> tuple[Condition, ...]:
    found = [*policy.targets]
    for rule in policy.rules:
        found += (*rule.targets, *rule.conditions, *(c for duty in flat(rule.duties) for c in duty.conditions))
    return tuple(found)


def _duties(policy: Policy, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    """Duties that no sentence tells, slots that nothing fills, spans that are none."""
    for duty in (each for rule in policy.rules for each in flat(rule.duties)):
        if duty.action and not duty.label and not has_words(duty.action):
            yield "error", duty.id, f"nothing says what {duty.action} asks for: give it an rdfs:label"
        for slot in sorted(slots_of(duty.template or "") - SLOTS):
            yield "error", duty.id, f"its template has the slot {{{slot}}}, expected one of {', '.join(sorted(SLOTS))}"
        for span in (duty.within, duty.after):
            if span is not None and not is_duration(span):
                yield "error", duty.id, f"expects a duration as P2D, found {span!r}"


def _dates(policy: Policy, lookup: Lookup) -> Iterator[tuple[Level, str, str]]:
    for text in (policy.valid_from, policy.valid_through):
        if text is not None and not is_date(text):
            yield "error", policy.id, f"expects an ISO 8601 date, found {text!r}"
    if _begins(policy) >= _ends(policy):
        yield "error", policy.id, f"it ends ({policy.valid_through}) before it begins ({policy.valid_from})"


def _sources(policy: Policy, file: str | None) -> Iterator[tuple[Level, str, str]]:
    """Clauses that nobody can look up, and quotes that are reprints."""
    everything = [policy, *clauses(policy)]
    if lost := [clause.id for clause in everything if clause.evidence.source in (None, file)]:
        yield "error", lost[0], "neither it nor its policy says where it was read (dcterms:source)"
    for clause in everything:
        length = len(clause.evidence.quote or "")
        if length > LONGEST_QUOTE:
            yield "warning", clause.id, f"its quote has {length} characters, expected at most {LONGEST_QUOTE}"


def _readings(policy: Policy, at: datetime) -> Iterator[tuple[Level, str, str]]:
    """Readings that are too old to grant anything, and clauses that nobody compared with their source."""
    found = clauses(policy)
    for date in dict.fromkeys(c.evidence.date_read for c in (policy, *found) if not c.evidence.fixed):
        if date is None:
            if policy.evidence.verified:
                yield "error", policy.id, "it is verified, and does not say when (synd:dateRead)"
        elif not is_date(date):
            yield "error", policy.id, f"expects an ISO 8601 date of reading, found {date!r}"
        elif at >= interval(date)[0] + STALE:
            yield (
                "warning",
                policy.id,
                f"last read on {date}, over {STALE.days} days ago: it grants nothing alone",
            )
    unverified = [clause for clause in found if not clause.evidence.verified]
    if unverified:
        yield "note", policy.id, f"{len(unverified)} of {len(found)} clauses were not verified at their source"


_CHECKS: tuple[_Check, ...] = (_doubts, _layers, _clashes, _actions, _conditions, _duties, _dates)
