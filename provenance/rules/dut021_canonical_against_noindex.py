"""A canonical link to another site, noindex and an audit of the page ask for different things.

## What it checks
On a copy held against terms: whether they ask for a canonical link to another site, or whether the page has one and
noindex as well.

## Why it matters
Republishers are asked for the link by terms, told by Google to set noindex instead, and failed by Lighthouse for the
link; both together contradict each other.

## Example
`<link rel="canonical" href="https://harborbridge.example/…">` beside `<meta name="robots" content="noindex">`.

## Fix
Do what the terms ask for, and only one of the two unless they ask for both.

## References
- https://developers.google.com/search/docs/crawling-indexing/canonicalization
- https://developer.chrome.com/docs/lighthouse/seo/canonical
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, breaches

CODE = "DUT021"
NAME = "canonical-against-noindex"
LEVEL: Level = "note"
NEEDS = HELD


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the link or the tag."""
    yield from breaches(context, "indexing")
