"""The terms leave a choice, and our copy has none of it.

## What it checks
On a copy held against terms that ask for one or all of several things: that at least one is done.

## Why it matters
The choice is a kindness; to do nothing of it is not.

## Example
Neither a link to the original, nor a canonical address, nor the line at the top.

## Fix
Do the easiest of them: the report lists what was looked for.

## References
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT015"
NAME = "no-option-taken"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("any_of",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
