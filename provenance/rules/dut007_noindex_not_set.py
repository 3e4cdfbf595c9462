"""Our copy lets search engines index it, and the terms ask it not to.

## What it checks
On a copy held against terms that ask for it: for a robots meta that says `noindex` or `none`. One for Google News
alone keeps the page in the search.

## Why it matters
A copy on a larger site outranks its original.

## Example
`<meta name="robots" content="index, follow">`.

## Fix
Set `<meta name="robots" content="noindex">` for this story.

## References
- https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT007"
NAME = "noindex-not-set"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("set_noindex",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
