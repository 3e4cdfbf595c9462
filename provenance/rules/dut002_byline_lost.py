"""An author of the original is not in our copy's byline, or not in the form that the terms ask for.

## What it checks
On a copy held against terms: that each author whom the original names stands in the visible byline. A caption, a
citation or markup is none. Where the terms give a form (`by {author}, Harbor Bridge`), that form.

## Why it matters
Content systems replace the author by the account that pasted the text.

## Example
`By Courier Staff` over a story by Mara Quillfeather.

## Fix
Set the byline to the original's authors.

## References
- https://schema.org/author
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT002"
NAME = "byline-lost"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_byline",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
