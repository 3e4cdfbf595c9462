"""A date cannot be right.

## What it checks
Every date of publication and of change on the page, chosen or not: it must be a day of the calendar, not before 1600,
not after the moment of the check, and the change not before the publication.

The option `tolerance_hours` (24) allows for clocks and zones that are wrong by less than a day.

## Why it matters
Dates like 0001-01-01 come from empty fields of a CMS. Feeds sort by them, and windows of licences count from them.

## Example
`"datePublished": "0001-01-01T00:00:00Z"`

## Fix
Leave the date out of the markup where the CMS has none.

## References
- https://schema.org/datePublished
- https://developers.google.com/search/docs/appearance/publication-dates (no future dates)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.instants import interval

CODE = "DAT003"
NAME = "impossible-date"
LEVEL: Level = "warning"
NEEDS = frozenset({"date_modified", "date_published"})
OPTIONS = {"tolerance_hours": 24}

_FIRST_NEWSPAPER = datetime(1600, 1, 1, tzinfo=UTC)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each different impossible value, and one for a change before the publication."""
    tolerance = timedelta(hours=context.option(CODE, "tolerance_hours", OPTIONS["tolerance_hours"]))
    for property in ("date_published", "date_modified"):
        seen = set()
        for statement in context.said.get(property, ()):
            value = statement.value
            if isinstance(value, str) and value not in seen:
                seen.add(value)
                if doubt := _doubt(value, context.at + tolerance):
                    message = f"The date {value} {doubt}."
                    yield Hit(message, "Do not rely on it; find the true date.", property, value, statement)
    published, modified = article.date_published, article.date_modified
    if published and modified and published != modified:
        first, change = interval(published), interval(modified)
        if first and change and change[1] < first[0] - tolerance:
            message = f"The article was changed ({modified}) before it was published ({published})."
            place = context.chosen("date_modified")
            yield Hit(message, "Find out which of the dates is true.", "date_modified", "before publication", place)


def _doubt(value: str, latest: datetime) -> str | None:
    span = interval(value)
    if span is None:
        return (
            "is not in the calendar" if value[:5].rstrip("-").isdigit() and value[4:5] == "-" else "is no ISO 8601 date"
        )
    if span[1] < _FIRST_NEWSPAPER:
        return "is older than newspapers"
    return "lies in the future" if span[0] > latest else None
