"""The supplier is credited in the metadata alone, where readers don't see it.

## What it checks
An agency, original publisher or distributor that JSON-LD, microdata or meta tags name, and no byline, dateline,
credit or copyright line. Files as agencies send them (ninjs, NewsML, NITF, ANS) are nothing but metadata, and are left
out.

## Why it matters
Licences ask for a credit that readers see. What stands in the metadata is lost as soon as somebody copies the text.

## Example
`"sourceOrganization": {"name": "Harbor Bridge News"}` in JSON-LD, and only `By Ines Calloway` on the page.

## Fix
Print the credit line.

## References
- https://schema.org/sourceOrganization
- https://schema.org/creditText
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import METADATA, WIRE, Context, Hit

CODE = "CHN003"
NAME = "credit-only-in-markup"
LEVEL: Level = "note"
NEEDS = frozenset({"upstream"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each supplier that only metadata names."""
    if article.source_format in WIRE:
        return
    seen = set()
    for statement, agent in context.upstream:
        if agent.name not in seen and context.methods_naming(agent) <= METADATA:
            seen.add(agent.name)
            message = f"{agent.name} is credited in the metadata only."
            yield Hit(message, "Print the credit where readers see it.", statement.property, agent, statement)
