"""The sentence about the holder is not on our copy.

## What it checks
On a copy held against terms that prescribe a tagline: that it stands there, word for word, and where they want it.

## Why it matters
Taglines name the funders: grants depend on them.

## Example
`Tidewater Ledger is a nonprofit newsroom that covers the uplands.` was cut with the end of the story.

## Fix
Paste the tagline back.

## References
- https://schema.org/description
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT010"
NAME = "tagline-lost"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_tagline",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
