"""The holder's logo is not on our copy.

## What it checks
On a copy held against terms that ask for it: for a picture, drawing or background that names the holder by its text,
title or file name and is no photo.

## Why it matters
Some foundations license their stories for nothing but the logo, the byline and the name.

## Example
No picture names the foundation.

## Fix
Put the logo beside the credit, with the holder's name as its alternative text.

## References
- https://schema.org/logo
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT009"
NAME = "logo-missing"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_logo",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
