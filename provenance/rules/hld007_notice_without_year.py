"""A copyright notice has no year.

## What it checks
That an article with a copyright notice of its own also has a year, read from that notice or stated elsewhere.

## Why it matters
The year dates the claim: without it one cannot tell a notice for this story from one that a template prints.

## Example
`© Harbor Bridge News Foundation`

## Fix
`© 2026 Harbor Bridge News Foundation`

## References
- https://www.copyright.gov/title17/92chap4.html#401 (form of notice)
- https://schema.org/copyrightYear
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import AnyOf, Count

CODE = "HLD007"
NAME = "notice-without-year"
LEVEL: Level = "note"
NEEDS = frozenset({"copyright_notice"})
SHAPE = AnyOf((Count("copyright_notice", maximum=0), Count("copyright_year", minimum=1)))
FOREIGN_SHAPE = SHAPE


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the notice."""
    if not SHAPE.holds(context):
        message = f"The notice “{article.copyright_notice}” has no year."
        place = context.chosen("copyright_notice")
        yield Hit(message, "Complete the notice.", "copyright_notice", article.copyright_notice, place)
