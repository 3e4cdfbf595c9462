"""A step of the chain is older than the step it follows.

## What it checks
The dates of every hop against those of its parents. Dates without time or zone are intervals, so that only a surely
earlier step counts.

## Why it matters
A republication before its original means that the roles are swapped: the page that looks like the source is the copy.

## Example
Created by Harbor Bridge News on 2026-06-09, republished by The Lantern Post on 2026-06-07.

## Fix
Check both dates at their pages; correct the chain.

## References
- https://iptc.org/std/NewsML-G2/guidelines/ (hopHistory)
- https://www.w3.org/TR/prov-constraints/ (ordering of events)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.instants import interval

CODE = "CHN006"
NAME = "chain-out-of-order"
LEVEL: Level = "warning"
NEEDS = frozenset({"chain"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each pair of steps in the wrong order."""
    if len(article.chain) < 2:
        return
    hops = {hop.sequence: hop for hop in article.chain}
    for hop in article.chain:
        later = interval(hop.date) if hop.date else None
        for sequence in hop.follows:
            parent = hops.get(sequence)
            earlier = interval(parent.date) if parent and parent.date else None
            if parent and later and earlier and later[1] < earlier[0]:
                message = f"Step {hop.sequence} of the chain ({hop.date}) is before step {sequence} ({parent.date})."
                place = article.statement(hop.statements[0]) if hop.statements else None
                yield Hit(message, "Check which of them is the original.", "chain", f"{sequence}>{hop.sequence}", place)
