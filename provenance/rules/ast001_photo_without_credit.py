"""A picture in the article names neither photographer nor owner.

## What it checks
Each image of the article for a credit, a holder or a notice of its own. One finding counts them all.

## Why it matters
Pictures are licensed apart from the text: a licence to republish the story seldom covers them. Without a credit one
can't even ask.

## Example
`<figure><img src="ferry.jpg"><figcaption>The ferry at dawn.</figcaption></figure>`

## Fix
Add the credit to the caption, or leave the picture out of the republication.

## References
- https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
- https://schema.org/creditText
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "AST001"
NAME = "photo-without-credit"
LEVEL: Level = "note"
NEEDS = frozenset({"assets"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for all such pictures, placed at the first."""
    images = [asset for asset in article.assets if asset.type == "image"]
    bare = [asset for asset in images if not (asset.credit or asset.holder or asset.notice)]
    if bare:
        which = "The picture" if len(images) == 1 else f"{len(bare)} of {len(images)} pictures"
        verb = "names" if len(bare) == 1 else "name"
        message = f"{which} {verb} neither photographer nor owner."
        yield Hit(message, "Leave them out, or ask for their terms.", "asset", bare[0].url, line=bare[0].line)
