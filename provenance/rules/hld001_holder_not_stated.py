"""The story comes from elsewhere, and nobody claims the copyright.

## What it checks
Whether a copy that credits an agency, an original publisher or a distributor, or links an original on another site,
also names a holder.

## Why it matters
The site that published the copy is often not the one who may license it. Without a stated holder it is a guess whom
to ask, and the tool does not guess.

## Example
`Originally published by Harbor Bridge News.` at the end of a page without a copyright line of its own.

## Fix
Add the holder's notice to the story: `© 2026 Harbor Bridge News Foundation`.

## References
- https://schema.org/copyrightHolder
- https://iptc.org/std/NewsML-G2/guidelines/ (rightsInfo)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "HLD001"
NAME = "holder-not-stated"
LEVEL: Level = "warning"
NEEDS = frozenset({"original_url", "upstream"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the credit that says that the story comes from elsewhere."""
    if article.copyright_holders or not context.is_syndicated:
        return
    help = "Ask where it comes from who holds the rights."
    if context.upstream:
        statement, agent = context.upstream[0]
        message = f"The story comes from {agent.name}, and no holder of its copyright is stated."
        yield Hit(message, help, "copyright_holder", None, statement)
    else:
        message = "The story first appeared elsewhere, and no holder of its copyright is stated."
        yield Hit(message, help, "copyright_holder", None, context.stated_original)
