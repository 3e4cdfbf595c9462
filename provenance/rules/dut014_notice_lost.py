"""The original's copyright notice is not on our copy.

## What it checks
On a copy held against terms that ask for it: for a notice that names the holder, where the original prints one.

## Why it matters
A notice of ours over somebody else's text claims it.

## Example
`© 2026 Valley Courier LLC` alone, under a story of Küstenblatt.

## Fix
Print the holder's notice with the story.

## References
- https://creativecommons.org/licenses/by/4.0/legalcode (section 3(a)(1)(A)(ii))
- https://schema.org/copyrightNotice
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT014"
NAME = "notice-lost"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_notice", "Notice")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
