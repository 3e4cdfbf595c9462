"""Nothing on our copy links the original, or only its home page is linked.

## What it checks
On a copy held against terms: for a link that readers can see, to the article, the home page or either, as the terms
say. Schemes, `www.`, last slashes, tracking parameters and redirectors make no difference; nofollow is fine.

## Why it matters
The link is how readers find corrections, and how search engines tell the original from its copies.

## Example
`https://harborbridge.example/` where the address of the article is asked for.

## Fix
Link the original's own address.

## References
- https://schema.org/isBasedOn
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT004"
NAME = "original-not-linked"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("link_original",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
