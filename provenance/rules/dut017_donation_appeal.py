"""An appeal for donations stands with a story that may not be used for one.

## What it checks
On a copy held against terms that forbid it: for a link or a short line with the story that asks for money. What
stands in the site's navigation is not looked at.

## Why it matters
Readers would pay for work that others did.

## Example
`Donate now so that we can bring you more of this.` below the text.

## Fix
Leave the box out for this story.

## References
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT017"
NAME = "donation-appeal"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("no_donation_appeal",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
