"""An author in the markup has the wrong type.

## What it checks
Authors of `@type` Organization in JSON-LD and microdata that the visible byline shows to be people. Agencies typed as
people are `ATT008`'s, the site typed as a person is `SRC003`'s. Of others' data `vocab/shapes-schemaorg.ttl` asks
that each author is typed as one of the two at all.

## Why it matters
Search engines ask for the right type. Whoever filters for agency copy finds this story, and whoever looks for the
reporter does not.

## Example
`By Ines Calloway` on the page, `"author": {"@type": "Organization", "name": "Ines Calloway"}` in its JSON-LD.

## Fix
`"@type": "Person"`.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("use the appropriate Type")
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import Typed
from provenance.rules.names import key

CODE = "SRC004"
NAME = "author-of-wrong-type"
LEVEL: Level = "warning"
NEEDS = frozenset({"visible_people"})
FOREIGN_SHAPE = Typed("author", ("Person", "Organization"))


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each person of the byline that the markup calls an organisation."""
    people = {key(agent.name) for _, agent in context.visible_people}
    for statement, name, kind in context.marked_authors:
        if kind is not None and kind.endswith("Organization") and key(name) in people:
            message = f"{name} is a person in the byline and an organisation in the markup."
            yield Hit(message, "Type the author as a Person.", "author", name, statement)
