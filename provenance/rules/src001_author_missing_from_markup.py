"""An author whom readers see is missing from the page's schema.org markup.

## What it checks
Each person in the visible byline against the authors in JSON-LD and microdata. Pages without author markup are left
alone, and so are pages whose markup names other people altogether: those are `ATT009`'s.

## Why it matters
Search engines show the authors of the markup. Who is missing there is not credited in results, and not found.

## Example
`By Ines Calloway and Tobias Renn` on the page, `"author": {"@type": "Person", "name": "Ines Calloway"}` in its JSON-LD.

## Fix
Add an author object for each person in the byline.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("include all authors")
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import MARKUP, Context, Hit
from provenance.rules.names import key, parts, same_person

CODE = "SRC001"
NAME = "author-missing-from-markup"
LEVEL: Level = "warning"
NEEDS = frozenset({"marked_authors"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each missing author, placed at the byline."""
    if not context.visible_people or not context.marked_authors:
        return
    marked = [part for _, name, _ in context.marked_authors for part in (name, *parts(name))]  # ATT006 names them, too
    missing = {
        agent.name: (statement, agent)
        for statement, agent in context.visible_people
        if not any(key(agent.name) in key(name) or same_person(agent.name, name) for name in marked)
    }
    people_marked = any(True for _ in context.people("author", MARKUP))
    everybody = len(missing) == len({agent.name for _, agent in context.visible_people})
    if everybody and people_marked:
        return
    for statement, agent in missing.values():
        message = f"{agent.name} stands in the byline and not in the page's markup."
        yield Hit(message, "Add an author object for each author.", "author", agent, statement)
