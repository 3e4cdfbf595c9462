"""When: the window after the original's publication, the least delay, and the day on which the copy comes down."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.terms.actions import permits
from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.result import Breach
from provenance.terms.conditions import holds, leaves
from provenance.terms.instants import Interval, interval, later, phase
from provenance.terms.policy import Constraint, Duty, Rule
from provenance.terms.situation import Situation
from provenance.terms.words import duration

_LATEST = frozenset(("odrl:lt", "odrl:lteq"))


def check_take_down(duty: Duty, case: Case) -> Look:
    """`synd:takeDown`: before its day it is due later; behind it a page that still shows the story breaks the terms."""
    published = _published(case)
    if not duty.after or published is None:
        return Look("cant_tell", "when the original was published is not known")
    try:
        due = later(published, duty.after)
    except ValueError:
        return Look("cant_tell", f"the terms give a time that cannot be read, {duty.after}")
    day = due[0].date().isoformat()
    passed = phase(due, (case.at, case.at))
    if passed == "ahead":
        return Look("cant_tell" if case.is_own_word else "due", f"to come down from {day} on")
    if passed == "around":
        return Look("cant_tell", f"to come down on or about {day}")
    shown = sum(line.is_paragraph for line in case.copy.lines)
    if shown > 1:
        return Look("unmet", f"the story still stands there ({case.copy.text_range()}), and was to come down on {day}")
    return Look("met", f"cut to {shown or 'no'} paragraph{'' if shown == 1 else 's'} since {day}")


def breaches_of_time(case: Case, rules: tuple[Rule, ...]) -> Iterator[Breach]:
    """The copy was published before the terms allow it, or after.

    Args:
        case: the copy; its own date of publication is the time of the use, or else the time of knowledge.
        rules: of the grant.
    """
    if case.is_own_word:
        return  # the copy's own date says nothing of the original's
    said = case.copy.article.date_published
    stated = next(iter(case.copy.article.chosen("date_published")), None)
    try:
        moment = interval(said) if said else (case.at, case.at)
    except ValueError:
        moment = (case.at, case.at)
    number = stated.origin.line if stated and stated.origin else None
    situation = Situation(case.article, case.use, moment, case.at, party=case.party)
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for leaf, broken in _limits(rules):
        if (leaf.operator, leaf.values) in seen:
            continue
        seen.add((leaf.operator, leaf.values))
        truth = holds(leaf, situation, every=True).truth
        if truth in (broken, "unknown"):
            subject = f"{leaf.operator} {' '.join(leaf.values)}"
            yield Breach("time", _sentence(case, leaf, broken, said), truth == broken, number, subject)


def _limits(rules: tuple[Rule, ...]) -> Iterator[tuple[Constraint, str]]:
    """The limits counted from publication, with the truth that breaks them."""
    for rule in rules:
        is_about_text = any(permits(action, "synd:republish") for action in rule.actions)
        if is_about_text and rule.kind in ("permission", "prohibition"):
            for leaf in leaves(rule.conditions):
                if leaf.operand == "synd:sincePublication":
                    yield leaf, "no" if rule.kind == "permission" else "yes"


def _sentence(case: Case, leaf: Constraint, broken: str, said: str | None) -> str:
    span = duration(leaf.values[0]) if leaf.values else "a time"
    is_end = (leaf.operator in _LATEST) == (broken == "no")
    limit = f"within {span}" if is_end else f"not before {span} have passed"
    ours = f"is dated {said}" if said else "has no date, and is taken as of now"
    original = case.article.date_published or "a day that is not known"
    return f"The terms let the story run {limit} of its publication ({original}); the copy {ours}."


def _published(case: Case) -> Interval | None:
    said = case.article.date_published
    try:
        return interval(said) if said else None
    except ValueError:
        return None
