"""No date of publication is stated.

## What it checks
That the page states when the article was published, visibly or in its markup.

## Why it matters
Embargoes, windows ("the first 90 days"), changes of terms and the order of the chain all count from this date.

## Example
A page that says only `Updated 2 hours ago`.

## Fix
`<time datetime="2026-06-07T09:30:00+02:00">`, or `datePublished` in JSON-LD.

## References
- https://schema.org/datePublished
- https://developers.google.com/search/docs/appearance/publication-dates
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import Count

CODE = "DAT001"
NAME = "date-missing"
LEVEL: Level = "warning"
SHAPE = Count("date_published", minimum=1)
FOREIGN_SHAPE = SHAPE


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, where no date is stated."""
    if not SHAPE.holds(context):
        message = "No date of publication is stated."
        yield Hit(message, "Find the date where the story first appeared.", "date_published")
