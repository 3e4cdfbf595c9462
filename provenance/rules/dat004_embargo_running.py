"""The story is under embargo.

## What it checks
Whether the embargo ends after the moment of the check, may end after it (a date without zone), or has no end.

## Why it matters
To publish under embargo breaks the supplier's terms whatever the licence says.

## Example
`"embargoedUntil": "2027-01-01T06:00:00Z"`, checked in December 2026; an empty `<embargoed/>` in NewsML-G2.

## Fix
Wait, and check again after the embargo has ended.

## References
- https://iptc.org/std/NewsML-G2/guidelines/ (embargoed)
- https://iptc.org/std/ninjs/ (embargoedUntil)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.instants import interval

CODE = "DAT004"
NAME = "embargo-running"
LEVEL: Level = "error"
NEEDS = frozenset({"embargo_open_ended", "embargo_until"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the embargo."""
    if article.embargo_open_ended:
        place = context.chosen("embargo_open_ended")
        message = "The story is under an embargo without an end."
        yield Hit(message, "Wait until the supplier lifts it.", "embargo_open_ended", True, place)
    end = article.embargo_until
    if end is None or (span := interval(end)) is None or span[1] <= context.at:
        return
    surely = span[0] > context.at
    message = f"The story is under embargo until {end}." if surely else f"The embargo until {end} may still be running."
    yield Hit(message, "Do not publish it before.", "embargo_until", end, context.chosen("embargo_until"))
