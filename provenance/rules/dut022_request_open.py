"""Something that the terms ask for, and do not require, is not on our copy.

## What it checks
On a copy held against terms: their requests, as a logo that they would like to see.

## Why it matters
A wish that costs nothing keeps a licensor friendly.

## Example
`Show the logo, if you can.`

## Fix
Do it, or leave it.

## References
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, requested

CODE = "DUT022"
NAME = "request-open"
LEVEL: Level = "note"
NEEDS = HELD


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each request that is not followed."""
    yield from requested(context)
