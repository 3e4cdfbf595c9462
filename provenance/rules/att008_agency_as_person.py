"""The markup types a news agency as a person.

## What it checks
Each author of `@type` Person in JSON-LD and microdata against the registry of agencies.

## Why it matters
The copy then says that a human called "Associated Press" wrote the story: the agency is not credited as the
organisation that owns it, and nobody who filters for agency copy finds it.

## Example
`"author": {"@type": "Person", "name": "Agence France-Presse"}`

## Fix
`"author": {"@type": "Organization", "name": "Agence France-Presse", "url": "https://www.afp.com"}`

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("use the appropriate Type")
- `vocab/agencies.ttl`, the registry
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.names import agency_named

CODE = "ATT008"
NAME = "agency-as-person"
LEVEL: Level = "warning"
NEEDS = frozenset({"marked_authors"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each agency that is typed as a person."""
    for statement, name, kind in context.marked_authors:
        if kind == "Person" and (row := agency_named(name)) and not context.is_site_name(name):
            known_as = "" if name == row.name else f" ({row.name})"
            message = f"{name} is an organisation{known_as}, and the markup calls it a person."
            yield Hit(message, "Type it as an Organization.", "author", name, statement)
