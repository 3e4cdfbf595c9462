"""The markup gives the site as an author in a person's place.

## What it checks
Authors in JSON-LD and microdata with the name of the site: typed as a person, or beside a byline that names people.
A story without a human author may have the site as its author, as an Organization; the page of one person may bear that
person's name.

## Why it matters
Search engines ask for the author's name and not the publisher's. The reporter goes uncredited.

## Example
`"author": {"@type": "Person", "name": "The Lantern Post"}`

## Fix
The reporter in `author`, the site in `publisher`.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("don't specify the
  publisher's name")
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import VISIBLE, Context, Hit
from provenance.rules.names import key

CODE = "SRC003"
NAME = "site-as-author"
LEVEL: Level = "warning"
NEEDS = frozenset({"marked_authors"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the first such author."""
    signed = {key(agent.name) for _, agent in context.agents("author", VISIBLE)}
    for statement, name, kind in context.marked_authors:
        if (kind == "Person" or context.visible_people) and context.is_site_name(name) and key(name) not in signed:
            message = f"The markup names the site, {name}, as an author."
            yield Hit(message, "Name the reporter there, and the site as publisher.", "author", name, statement)
            return
