"""Our copy does not name and link the licence under which we run it.

## What it checks
On a copy held against a licence: for its name and a link to it, with the story and in sight. Another licence, the
site's own, or a link in the head is not it.

## Why it matters
Without it the licence's condition is broken, and readers take the text for ours.

## Example
`Republished under CC BY-ND 4.0.` without a link.

## Fix
Link the licence's name to its address.

## References
- https://creativecommons.org/licenses/by/4.0/legalcode (section 3(a)(1)(C))
- https://schema.org/license
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT013"
NAME = "license-not-shown"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("link_license", "include_license", "share_alike", "ShareAlike")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
