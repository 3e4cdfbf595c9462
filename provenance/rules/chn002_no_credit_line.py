"""The holder's name stands in the copyright line alone: no byline or credit line says where the story comes from.

## What it checks
A stated holder other than the site, whom no byline, dateline, credit or origin formula and no markup names.

## Why it matters
Terms of republication ask for a credit at the top or the end of the story. A copyright line keeps the claim and loses
the credit; the next republisher will lose both.

## Example
`Copyright 2026 Harbor Bridge News Foundation` at the end of a story on The Lantern Post, and no other word of it.

## Fix
Add the holder's credit sentence, as its terms word it.

## References
- https://schema.org/creditText
- https://iptc.org/std/NewsML-G2/guidelines/ (creditline)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import SAID, Level
from provenance.rules.context import Context, Hit

CODE = "CHN002"
NAME = "no-credit-line"
LEVEL: Level = "warning"
NEEDS = frozenset({"upstream"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each holder without a credit, placed at its claim."""
    seen: set[str] = set()
    credited = {
        agent.name for property in ("author", "credit") for s, agent in context.agents(property) if s.basis in SAID
    }
    for statement, agent in context.upstream:
        if statement.property == "copyright_holder" and agent.name not in credited | seen:
            seen.add(agent.name)
            message = f"{agent.name} holds the copyright, and no credit line says that the story is from there."
            yield Hit(message, f"Credit {agent.name} as its terms ask.", "credit", agent, statement)
