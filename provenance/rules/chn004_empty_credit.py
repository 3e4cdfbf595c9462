"""A credit formula is there, but nobody stands in it.

## What it checks
Credit, distributor and origin formulas without a party: "Source:", "Originally published by".

## Why it matters
The story comes from somewhere, and the name was lost on the way: a link that was stripped, a field that was empty.

## Example
`This story was originally published by .`

## Fix
Restore the name and the link from the original.

## References
- https://schema.org/creditText
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "CHN004"
NAME = "empty-credit"
LEVEL: Level = "warning"
NEEDS = frozenset({"credit"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each formula without a party."""
    for statement in context.said.get("credit", ()):
        if statement.value is None or statement.value == "":
            words = f"“{statement.value_as_read}”" if statement.value_as_read else "A credit line"
            message = f"{words} credits nobody."
            yield Hit(message, "Restore the name that it had.", "credit", statement.value_as_read, statement)
