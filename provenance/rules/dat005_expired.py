"""The right to use the story has run out.

## What it checks
Whether the stated date of expiry lies, or may lie, before the moment of the check.

## Why it matters
Suppliers set an expiry where their own licence ends, often for pictures and sports data. After it the copy has to go.

## Example
`"expires": "2026-03-31T23:59:59Z"`, checked in December 2026.

## Fix
Do not republish; ask the supplier for a later version.

## References
- https://schema.org/expires
- https://iptc.org/std/ninjs/ (expires)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.instants import interval

CODE = "DAT005"
NAME = "expired"
LEVEL: Level = "error"
NEEDS = frozenset({"expires"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the date of expiry."""
    end = article.expires
    if end is None or (span := interval(end)) is None or span[0] > context.at:
        return
    verb = "expired" if span[1] <= context.at else "may have expired"
    message = f"The story {verb} on {end}."
    yield Hit(message, "Ask the supplier before any use.", "expires", end, context.chosen("expires"))
