"""The chain runs in a circle: a step follows itself, directly or by way of others.

## What it checks
That no hop can be reached from itself by its parents.

## Why it matters
A circle has no origin, so that nobody can be credited for having written the story. It comes from feeds that take each
other's items in.

## Example
Step 1 follows step 2, and step 2 follows step 1.

## Fix
Find the step that did not happen, usually the republication that was taken for the source.

## References
- https://iptc.org/std/NewsML-G2/guidelines/ (hopHistory)
- https://www.w3.org/TR/prov-constraints/ (no cycles among derivations)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "CHN007"
NAME = "chain-circular"
LEVEL: Level = "error"
NEEDS = frozenset({"chain"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each chain with a circle, naming a step on it."""
    parents = {hop.sequence: hop.follows for hop in article.chain}
    if not any(parents.values()):
        return
    for start in parents:
        reached: set[int] = set()
        ahead = list(parents[start])
        while ahead:
            step = ahead.pop()
            if step not in reached:
                reached.add(step)
                ahead.extend(parents.get(step, ()))
        if start in reached:
            yield Hit(f"The chain is circular: step {start} follows itself.", "Find the origin.", "chain", "circle")
            return
