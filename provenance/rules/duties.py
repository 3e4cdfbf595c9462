"""What the rules about duties share: the duties and breaches of a copy that was held against terms, as hits.

`context.held` is None where no copy was held against anything: then there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from provenance.model import OwedDuty
from provenance.rules.context import Context, Hit

HELD = frozenset({"held"})
"""The need of these rules: that the article is a copy of ours that was held against terms."""


def unmet(context: Context, actions: Collection[str]) -> Iterator[Hit]:
    """The duties of these actions that the copy does not meet."""
    for held in context.held.duties if context.held else ():
        if held.duty.state == "unmet" and held.duty.action in actions:
            yield _hit("Not done", held.duty, held.number)


def requested(context: Context) -> Iterator[Hit]:
    """What the terms ask for without requiring it, and the copy does not have."""
    for held in context.held.duties if context.held else ():
        if held.duty.state == "requested" and held.duty.where:
            yield _hit("Asked for", held.duty, held.number)


def not_visible(context: Context) -> Iterator[Hit]:
    """The duties that cannot be told, and the breaches that are not sure."""
    if context.held is None:
        return
    for held in context.held.duties:
        if held.duty.state == "cant_tell":
            yield _hit("Can't tell", held.duty, held.number)
    for breach in context.held.breaches:
        if not breach.is_sure:
            yield Hit(f"Can't tell: {breach.message}", property=breach.kind, value=breach.subject, line=breach.number)


def breaches(context: Context, kind: str) -> Iterator[Hit]:
    """What is surely wrong beside duties, of one kind."""
    for breach in context.held.breaches if context.held else ():
        if breach.is_sure and breach.kind == kind:
            yield Hit(breach.message, property=kind, value=breach.subject, line=breach.number)


def _hit(lead: str, duty: OwedDuty, number: int | None) -> Hit:
    where = f" ({duty.where})" if duty.where else ""
    see = f"The clause: {duty.source}" if duty.source else None
    return Hit(f"{lead}: {duty.text.rstrip('.')}{where}.", see, "duty", duty.clause, line=number)
