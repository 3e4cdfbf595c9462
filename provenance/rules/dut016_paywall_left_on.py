"""Our copy stands behind a paywall, and the terms do not allow it.

## What it checks
On a copy held against terms that want the story free: for markup that says that it is not free to read, tiers, and
elements that keep readers out.

## Why it matters
Who gives a story away for nothing seldom lets others charge for it.

## Example
`"isAccessibleForFree": false`.

## Fix
Turn the wall off for this story.

## References
- https://schema.org/isAccessibleForFree
- https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT016"
NAME = "paywall-left-on"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("disable_paywall",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
