"""Which version of somebody's terms binds: the one at publication, the one at use, or any that was once offered.

Terms say so, or do not (`synd:binding`); not stated, across a change of terms, is to be asked.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from provenance.terms.instants import Interval, day_bounds, phase
from provenance.terms.policy import Policy
from provenance.terms.truth import Truth, all_of, known


class Bound(NamedTuple):
    """Whether terms bind; `has_changed`: they were others at one of publication and use, and do not say which binds."""

    truth: Truth
    has_changed: bool = False
    instants: tuple[datetime, ...] = ()


def binds(policy: Policy, when: Interval, published: Interval | None) -> Bound:
    """Whether this version of the terms binds.

    Args:
        policy: the version.
        when: the time of the use.
        published: the time of publication; None where that is not known.
    """
    edges = _edges(policy)
    instants = tuple(moment for edge in edges if edge for moment in edge)
    at_use = _in_force(policy, edges, when)
    at_publication: Truth = _in_force(policy, edges, published) if published else "unknown"
    if policy.binding == "at_use":
        return Bound(at_use, instants=instants)
    if policy.binding == "at_publication":
        return Bound(at_publication, instants=instants)
    if policy.binding == "irrevocable_once_offered":
        return Bound(_offered(policy, edges, when, published), instants=instants)
    if at_use == at_publication:
        return Bound(at_use, instants=instants)
    return Bound("unknown", "yes" in (at_use, at_publication), instants)


def validity(policy: Policy) -> str:
    """When the terms were in force, in words."""
    if policy.valid_from and policy.valid_through:
        return f"from {policy.valid_from} to {policy.valid_through}"
    return f"from {policy.valid_from}" if policy.valid_from else f"until {policy.valid_through}"


def _edges(policy: Policy) -> tuple[Interval | None, Interval | None]:
    """When the version begins and ends; None where it does not, or where no calendar has the day."""
    try:
        begins = day_bounds(policy.valid_from)[0] if policy.valid_from else None
        ends = day_bounds(policy.valid_through)[1] if policy.valid_through else None
    except ValueError:
        return None, None
    return begins, ends


def _in_force(policy: Policy, edges: tuple[Interval | None, Interval | None], moment: Interval) -> Truth:
    return all_of((_begun(policy, edges[0], moment), _lasts(policy, edges[1], moment)))


def _offered(
    policy: Policy, edges: tuple[Interval | None, Interval | None], when: Interval, published: Interval | None
) -> Truth:
    """Whether the terms were in force at any time between publication and use."""
    lasts = _lasts(policy, edges[1], published or when)
    if published is None and lasts != "yes":
        lasts = "unknown"
    return all_of((_begun(policy, edges[0], when), lasts))


def _begun(policy: Policy, begins: Interval | None, moment: Interval) -> Truth:
    if begins is None:
        return known(True if policy.valid_from is None else None)
    return known({"passed": True, "ahead": False}.get(phase(begins, moment)))


def _lasts(policy: Policy, ends: Interval | None, moment: Interval) -> Truth:
    if ends is None:
        return known(True if policy.valid_through is None else None)
    return known({"passed": False, "ahead": True}.get(phase(ends, moment)))
