"""Our copy was published outside the time that the terms allow, or should have come down.

## What it checks
On a copy held against its original: its date of publication against windows and delays that count from the
original's, and the day on which it was to come down against the day of the check.

## Why it matters
A window that has closed is a permission that has ended.

## Example
Published on 2027-02-20; the terms give 90 days from 2026-11-01.

## Fix
Take the story down, or cut it to a link.

## References
- https://www.w3.org/TR/odrl-model/#constraint
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, breaches, unmet

CODE = "DUT018"
NAME = "published-out-of-time"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("take_down", "delete")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each limit that the copy's date breaks, and one for a day that has passed."""
    yield from breaches(context, "time")
    yield from unmet(context, _ACTIONS)
