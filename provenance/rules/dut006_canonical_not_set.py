"""Our copy's canonical address is not the original's.

## What it checks
On a copy held against terms that ask for it: for one `<link rel=canonical>` in the head, with the original's address.
In the body, relative, or twice with different addresses it says something else, or nothing.

## Why it matters
It tells search engines which page to show.

## Example
`<link rel="canonical" href="/our-copy/">`.

## Fix
Let the content system set the original's address for this story.

## References
- https://www.rfc-editor.org/rfc/rfc6596
- https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT006"
NAME = "canonical-not-set"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("set_canonical",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
