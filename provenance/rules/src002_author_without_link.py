"""An author in the markup has neither `url` nor `sameAs`.

## What it checks
Each person among the authors in JSON-LD and microdata for an address that identifies them.

## Why it matters
Names are not unique. The address of a profile tells search engines and archives which Ines Calloway wrote the story.

## Example
`"author": {"@type": "Person", "name": "Ines Calloway"}`

## Fix
`"author": {"@type": "Person", "name": "Ines Calloway", "url": "https://lantern.example/staff/ines-calloway"}`

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("use additional fields":
  type, url, sameAs)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article, Credited, Statement
from provenance.model.values import Level
from provenance.rules.context import MARKUP, Context, Hit

CODE = "SRC002"
NAME = "author-without-link"
LEVEL: Level = "note"
NEEDS = frozenset({"author"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each person without an address anywhere in the markup."""
    linked: dict[str, bool] = {}
    places: dict[str, tuple[Statement, Credited]] = {}
    for statement, agent in context.agents("author", MARKUP):
        if agent.type == "Person":
            places.setdefault(agent.name, (statement, agent))
            linked[agent.name] = linked.get(agent.name, False) or bool(agent.url or agent.same_as)
    for name, (statement, agent) in places.items():
        if not linked[name]:
            message = f"The author {name} has neither url nor sameAs in the markup."
            yield Hit(message, "Link the author's profile.", "author", agent, statement)
