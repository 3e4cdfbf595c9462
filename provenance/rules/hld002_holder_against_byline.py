"""The site claims the copyright in a text that its own page credits to an agency.

## What it checks
Every statement of a holder that is made of this article, chosen or not, stated or from a template: does it name the
site while a byline, dateline or credit names an agency?

## Why it matters
Most such claims are template defaults, and a template cannot acquire rights. Whoever believes it asks the wrong party
for a permission, or takes the site's licence for the agency's.

## Example
`WILLOW HARBOR (AP) — …` on a page whose JSON-LD says `"copyrightHolder": {"name": "The Lantern Post"}`.

## Fix
Leave `copyrightHolder` out of the template, or fill it from the wire's own rights fields.

## References
- https://schema.org/copyrightHolder
- https://iptc.org/std/ninjs/ (copyrightHolder)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "HLD002"
NAME = "holder-against-byline"
LEVEL: Level = "warning"
NEEDS = frozenset({"upstream"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the first claim that contradicts the agency."""
    if not context.wire:
        return
    agency = context.wire[0][1]
    for statement, holder in context.agents("copyright_holder"):
        if context.is_claim(statement) and context.is_site(holder):
            message = f"{holder.name} claims the copyright, while the page credits {agency.name}."
            help = f"Treat {agency.name} as the one to ask, until the claim is explained."
            yield Hit(message, help, "copyright_holder", holder, statement)
            return
