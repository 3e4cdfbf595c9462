"""Our copy's byline does not say whom the author works for.

## What it checks
On a copy held against terms that ask for it: that the holder, or the house that the original names, stands in the
byline. A credit elsewhere on the page does not count.

## Why it matters
Without it the author seems to be one of ours.

## Example
`By Ines Calloway` where the terms ask for `By Ines Calloway, Lantern Post News Foundation`.

## Fix
Add the house behind the author's name.

## References
- https://schema.org/affiliation
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT003"
NAME = "affiliation-lost"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_affiliation",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
