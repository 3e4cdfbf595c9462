"""A picture of the original stands on our copy without its credit.

## What it checks
On a copy held against its original: that each picture which both show has the original's credit in its caption.

## Why it matters
The photographer's right is not the text's: without the credit the picture is used without permission.

## Example
A caption that ends before `Photo: Anneke Voss / Quarry Desk`.

## Fix
Restore the credit, or take another picture.

## References
- https://schema.org/creditText
- https://iptc.org/standards/photo-metadata/
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT011"
NAME = "image-credits-lost"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_image_credits",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
