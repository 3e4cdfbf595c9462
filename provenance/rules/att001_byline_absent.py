"""Nobody signs the article: it has no byline, and nothing else states an author or a source.

## What it checks
That the page shows a byline, in whatever state, states an author in its markup, or credits another party.

## Why it matters
Licences that allow republication nearly always ask for the author's name. Many pages are unsigned and need no author,
which is why this is a note.

## Example
A page with a headline and a text, without a byline, `author` in JSON-LD or `<meta name="author">`.

## Fix
Print the byline, or ask the publisher whether the story is meant to be unsigned.

## References
- https://schema.org/author
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import AnyOf, Count, Is

CODE = "ATT001"
NAME = "byline-absent"
LEVEL: Level = "note"
FOREIGN_SHAPE = Count("author", minimum=1)
SHAPE = AnyOf(
    (Is("byline_state", ("empty", "not_a_name", "withheld", "named")), FOREIGN_SHAPE, Count("credit", minimum=1))
)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, where neither byline nor author is stated."""
    if not SHAPE.holds(context):
        yield Hit("No byline, and no author in the markup.", "Find out who wrote it, or that it is unsigned.", "byline")
