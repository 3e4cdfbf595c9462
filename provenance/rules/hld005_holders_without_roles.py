"""Several parties claim the copyright, and nothing says who holds what.

## What it checks
That no more than one holder is stated of the article.

## Why it matters
Every holder of a part has to grant. "© Harbor Bridge News, The Lantern Post" may mean joint ownership, a text and its
edition, or an owner and a licensee; only the parties know.

## Example
`© 2026 Harbor Bridge News Foundation` under the text, and `"copyrightHolder": {"name": "The Lantern Post"}` in JSON-LD.

## Fix
Say which part each of them holds, or ask both.

## References
- https://schema.org/copyrightHolder
- https://iptc.org/std/NewsML-G2/guidelines/ (rightsInfo with idrefs, for parts)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import Count

CODE = "HLD005"
NAME = "holders-without-roles"
LEVEL: Level = "note"
NEEDS = frozenset({"copyright_holder"})
SHAPE = Count("copyright_holder", maximum=1)
FOREIGN_SHAPE = SHAPE


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the second holder."""
    if SHAPE.holds(context):
        return
    names = [holder.name for holder in article.copyright_holders]
    place = article.statement(article.copyright_holders[1].statements[0])
    message = f"{len(names)} parties are stated as holders: {', '.join(names)}."
    yield Hit(message, "Ask which of them may license the text.", "copyright_holder", " ".join(names), place)
