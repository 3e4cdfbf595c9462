"""The byline is there, but nobody stands in it.

## What it checks
That the byline is not empty, as in "By Published on June 7, 2016" or a "By" with nothing after it.

## Why it matters
A template left room for a name and the name was lost on the way. Whoever republishes from this copy loses the credit
that the reporter is owed.

## Example
`By Published on June 7, 2016`

## Fix
Restore the name from the original, or ask the holder; remove the "By" if the story is meant to be unsigned.

## References
- https://schema.org/author
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import Is, Not

CODE = "ATT003"
NAME = "byline-empty"
LEVEL: Level = "warning"
NEEDS = frozenset({"byline_state"})
SHAPE = Not(Is("byline_state", ("empty",)))


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the byline."""
    if not SHAPE.holds(context):
        place = context.chosen("byline") or context.chosen("byline_state")
        yield Hit("The byline is empty: it names nobody.", "Restore the author's name.", "byline", None, place)
