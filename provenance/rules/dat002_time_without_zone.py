"""The time of publication does not say on which clock it is.

## What it checks
A date of publication with a time of day and without an offset. A date alone is as precise as it claims, and passes.

## Why it matters
The moment is anywhere within 26 hours. An embargo or a licence window that ends on that day can't be decided, and
search engines fall back on their own zone.

## Example
`"datePublished": "2026-06-07T09:30:00"`

## Fix
`"datePublished": "2026-06-07T09:30:00+02:00"`

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#datePublished (time zone recommended)
- https://www.rfc-editor.org/rfc/rfc3339
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.instants import lacks_zone

CODE = "DAT002"
NAME = "time-without-zone"
LEVEL: Level = "note"
NEEDS = frozenset({"date_published"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the date."""
    date = article.date_published
    if date is not None and lacks_zone(date):
        message = f"The time of publication, {date}, has no time zone."
        yield Hit(message, "Add the offset from UTC.", "date_published", date, context.chosen("date_published"))
