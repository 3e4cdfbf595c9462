"""Links in the text of the original are missing in our copy.

## What it checks
On a copy held against its original: that every address that the original's text links is linked by the copy. A
relative link that now leads into our own site is lost.

## Why it matters
Links are the sources of a story. Pasting as plain text drops them all.

## Example
A contract that the original links is only mentioned.

## Fix
Copy the text with its links, and make relative ones absolute.

## References
- https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-a-element
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT005"
NAME = "links-lost"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_links",)


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
