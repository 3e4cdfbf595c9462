"""Whether something that the terms require was done, our copy does not show.

## What it checks
On a copy held against terms: duties that no page shows (a mail to the holder, a tag on social media), those for which
a fact or the original is missing, and what a plain text cannot show.

## Why it matters
Not seen is not done: somebody has to look.

## Example
`Tell Harbor Bridge News that you ran it within 2 days.`

## Fix
Check it by hand; name the original with `--original` or give it as SOURCE.

## References
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, not_visible

CODE = "DUT023"
NAME = "duty-not-visible"
LEVEL: Level = "note"
NEEDS = HELD


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty, and for each doubt about a picture or a date."""
    yield from not_visible(context)
