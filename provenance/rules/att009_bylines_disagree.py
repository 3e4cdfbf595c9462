"""The byline that readers see and the metadata name different people.

## What it checks
The people in the visible byline or sign-off against those in JSON-LD, microdata and meta tags. It fires where both name
people and no one stands in both. Initials and middle names make no difference.

## Why it matters
One of the two credits the wrong person: often the editor who pasted the story, or the author of the page before.

## Example
`By Ines Calloway` on the page, `"author": {"@type": "Person", "name": "Marek Holt"}` in its JSON-LD.

## Fix
Write the visible authors into the markup; editors and producers have properties of their own.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("include all authors")
- https://schema.org/editor
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import METADATA, Context, Hit
from provenance.rules.names import is_full, same_person

CODE = "ATT009"
NAME = "bylines-disagree"
LEVEL: Level = "warning"
NEEDS = frozenset({"visible_people"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the author in the metadata."""
    visible = context.visible_people
    if not visible:
        return
    for _, other in context.agents("author", METADATA):
        if any(same_person(one.name, other.name) for _, one in visible):
            return
    marked = [(s, a) for s, a in context.people("author", METADATA) if is_full(a.name)]
    if not marked:
        return
    statement, other = marked[0]
    message = f"The byline names {visible[0][1].name}, the metadata {other.name}."
    yield Hit(message, "Find out which of them wrote it, and name that one in both places.", "author", other, statement)
