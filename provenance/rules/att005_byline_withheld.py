"""The byline says that the name is withheld.

## What it checks
Whether the byline declares the author unnamed: "name withheld", "our correspondent".

## Why it matters
Some names are withheld for safety. The tool stops looking for the author, and so should the reader of this note:
hints elsewhere on the page are not to be printed.

## Example
`By our correspondent`

## Fix
None is needed. Keep the wording when you republish.

## References
- https://schema.org/noBylinesPolicy
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import Is, Not

CODE = "ATT005"
NAME = "byline-withheld"
LEVEL: Level = "note"
NEEDS = frozenset({"byline_state"})
SHAPE = Not(Is("byline_state", ("withheld",)))


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the byline."""
    if not SHAPE.holds(context):
        place = context.chosen("byline") or context.chosen("byline_state")
        message = "The author's name is withheld; it may be for safety."
        yield Hit(message, "Keep the byline as it is, and do not look for the name.", "byline", None, place)
