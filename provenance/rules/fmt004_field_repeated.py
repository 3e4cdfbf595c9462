"""A field stands several times where its format allows it once.

## What it checks
Titles, links, ids, dates and persons' names that the specification allows at most once. Fields of rights are FMT006.

## Why it matters
Some readers take the first, some the last. Two of them show different dates for one story.

## Example
Two `<updated>` in an Atom entry.

## Fix
Keep the one that is meant.

## References
- https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2
- https://www.rssboard.org/rss-profile
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.forms import FAULTS, hits

CODE = "FMT004"
NAME = "field-repeated"
LEVEL: Level = "warning"
NEEDS = FAULTS


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such fault."""
    yield from hits(context, "repeated", "Keep the one that is meant.")
