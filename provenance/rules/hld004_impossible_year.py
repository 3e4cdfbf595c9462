"""The year of a copyright notice cannot be right.

## What it checks
The stated years: before 1710, after the day of the check, or more than one year after the story was published.

## Why it matters
A year from the future comes from a template that prints today's date, so that the whole notice is the template's and
says nothing of this story. A year long before any copyright is a misreading or a typing error.

## Example
`© 2031 Harbor Bridge News Foundation` under a story of 2026.

## Fix
The year in which this text was first published.

## References
- https://www.copyright.gov/title17/92chap4.html#401 (the year of first publication)
- Statute of Anne, 1710, the first law of copyright
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.instants import interval

CODE = "HLD004"
NAME = "impossible-year"
LEVEL: Level = "warning"
NEEDS = frozenset({"copyright_years"})

_FIRST_STATUTE = 1710
_NEW_YEAR = timedelta(hours=14)
"""The year begins in the Pacific this long before it does in UTC."""


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each year that cannot be right."""
    for year in article.copyright_years:
        if doubt := _doubt(year, article, context):
            place = next((s for s in context.said["copyright_year"] if s.chosen and s.value == year), None)
            message = f"The copyright year {year} {doubt}."
            yield Hit(message, "Look up the year in which the text first appeared.", "copyright_year", year, place)


def _doubt(year: int, article: Article, context: Context) -> str | None:
    if year < _FIRST_STATUTE:
        return "is older than copyright"
    if year > (context.at + _NEW_YEAR).year:
        return "lies in the future"
    published = interval(article.date_published) if article.date_published else None
    if published is not None and year > published[1].year + 1:
        return f"is later than the story, which is of {published[1].year}"
    return None
