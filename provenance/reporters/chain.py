"""The way of a story as a small drawing: who made it, who passed it on, and where a step is unknown.

    Harbor Bridge News Foundation ╌╌▶ The Lantern Post
    created                           republished 2016-06-07

A solid arrow is a step that was stated, a dashed one a step that we conclude, `?` a step that must exist and is not
known. A story compiled from several parents shows them joined by `+`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from provenance.model import Hop
from provenance.reporters.layout import Style, clean, columns, cut, pad

STATED, INFERRED = "──▶", "╌╌▶"
UNKNOWN = "?"
_DAY = len("2026-01-31")  # the record has the time


class Step(NamedTuple):
    """One station of the drawing: names, what they did, and whether the way to here is only inferred."""

    name: str
    action: str
    inferred: bool


def draw(hops: Sequence[Hop], style: Style) -> list[str]:
    """The drawing's lines, at most `style.width` columns wide: on one row where it fits, else from top to bottom."""
    drawn: list[str] = []
    for component in components(hops):
        steps = _steps(component)
        drawn += _across(steps, style) or _down(steps, style)
    return drawn


def has_inferred(hops: Sequence[Hop]) -> bool:
    """Whether the drawing needs the legend of the dashed arrow."""
    return any(step.inferred for component in components(hops) for step in _steps(component)[1:])


def components(hops: Sequence[Hop]) -> list[list[Hop]]:
    """The hops that hang together, each group in display order: two unconnected ways are two drawings."""
    groups: list[list[Hop]] = []
    for hop in sorted(hops, key=lambda h: h.sequence):
        linked = [g for g in groups if any(h.sequence in hop.follows or hop.sequence in h.follows for h in g)]
        groups = [g for g in groups if g not in linked]
        groups.append([h for g in linked for h in g] + [hop])
    return [sorted(group, key=lambda h: h.sequence) for group in groups]


def _steps(hops: Sequence[Hop]) -> list[Step]:
    """One step for each generation of hops. A first hop that made nothing has an unknown one before it."""
    steps = []
    levels = generations(hops)
    if any(hop.action != "created" or hop.follows for hop in levels[0]):
        steps.append(Step(UNKNOWN, "", inferred=True))
    for hops_here in levels:
        names = [clean(hop.party.name) if hop.party else UNKNOWN for hop in hops_here]
        facts = [f"{hop.action} {hop.date[:_DAY]}" if hop.date else hop.action for hop in hops_here]
        steps.append(
            Step(
                name=" + ".join(dict.fromkeys(names)),
                action=clean(", ".join(dict.fromkeys(facts))),
                inferred=any(hop.basis == "inferred" for hop in hops_here),
            )
        )
    return steps


def generations(hops: Sequence[Hop]) -> list[list[Hop]]:
    """Hops by their distance from an origin. In a circle, which a rule reports, the lowest number counts as origin."""
    depth: dict[int, int] = {}
    for hop in hops:
        depth[hop.sequence] = 1 + max((depth[parent] for parent in hop.follows if parent in depth), default=-1)
    levels = sorted(set(depth.values()))
    return [[hop for hop in hops if depth[hop.sequence] == level] for level in levels]


def _across(steps: Sequence[Step], style: Style) -> list[str] | None:
    top = bottom = ""
    for index, step in enumerate(steps):
        arrow = f" {_arrow(step, style)} " if index else ""
        top += arrow + step.name
        bottom = pad(bottom + " " * columns(arrow) + step.action, columns(top))
        top = pad(top, columns(bottom))
    if max(columns(top), columns(bottom)) > style.width:
        return None
    return [row for row in (top.rstrip(), bottom.rstrip()) if row]


def _down(steps: Sequence[Step], style: Style) -> list[str]:
    lines = []
    for index, step in enumerate(steps):
        lead = f"{_arrow(step, style)} " if index else ""
        lines.append(cut(f"{lead}{step.name}   {step.action}".rstrip(), style.width, style.glyph("…")))
    return lines


def _arrow(step: Step, style: Style) -> str:
    return style.glyph(INFERRED if step.inferred else STATED)
