"""Our copy shows a picture of the original that the terms do not cover.

## What it checks
On a copy held against terms: each picture that is the original's by its file, its credit or its place, against the
same terms as the text. The holder's logo and counter are left out.

## Why it matters
Most terms give the text and keep the pictures, which are often an agency's.

## Example
A photo with `Photo: Tobias Renn / Harbor Bridge News` under terms for texts only.

## Fix
Take another picture, or ask for this one.

## References
- https://schema.org/ImageObject
- https://www.w3.org/TR/odrl-model/#policy-asset
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, breaches

CODE = "DUT019"
NAME = "image-not-covered"
LEVEL: Level = "error"
NEEDS = HELD


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such picture, placed at it."""
    yield from breaches(context, "image")
