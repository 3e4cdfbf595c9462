"""The story is republished, and nothing links to where it first appeared.

## What it checks
A copy with an original publisher, a distributor or another's copyright, for an address of the original: in the origin
formula or as a canonical link to another site. News agencies are left out: their stories seldom have a public address.
So are files as suppliers send them (ninjs, NewsML, NITF, ANS): they are what a copy is made from.

## Why it matters
Nearly every open licence for news asks for the link. Without it nobody can look up the terms, the corrections or the
author.

## Example
`This story was originally published by Harbor Bridge News.` without a link.

## Fix
Link the name, or the words "originally published", to the story.

## References
- https://schema.org/isBasedOn
- https://creativecommons.org/licenses/by/4.0/legalcode (section 3(a)(1)(A)(v): a URI to the material)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import WIRE, Context, Hit
from provenance.rules.names import agency

CODE = "CHN005"
NAME = "no-origin-link"
LEVEL: Level = "warning"
NEEDS = frozenset({"upstream"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the first party that should be linked."""
    if article.original_url or article.source_format in WIRE:
        return
    for statement, agent in context.upstream:
        row = agency(agent)
        if statement.property != "author" and agent.role != "agency" and (row is None or row.kind != "newsAgency"):
            message = f"The story comes from {agent.name}, and nothing links to the original."
            yield Hit(message, "Find the original and link it.", "original_url", agent, statement)
            return
