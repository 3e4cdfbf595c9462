"""The link to the original and the canonical link lead to different sites.

## What it checks
An original address and a canonical address that both leave this site, for other sites each.

## Why it matters
A compiled or twice republished story has several parents; here the page names two and says nothing of how they relate.
The rights may lie with either.

## Example
`Originally published by <a href="https://harborbridge.example/ferry">` with a canonical link to `willowtimes.example`.

## Fix
Follow both, and record which is the origin.

## References
- https://www.rfc-editor.org/rfc/rfc6596
- https://schema.org/isBasedOn
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.hosts import canonical_is_foreign, host_of
from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "CHN010"
NAME = "origins-disagree"
LEVEL: Level = "warning"
NEEDS = frozenset({"original_url"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the original's link."""
    original, canonical, url = article.original_url, article.canonical_url, article.url
    if not original or not canonical or not url or original == canonical:
        return
    if all(canonical_is_foreign(*pair) for pair in ((url, original), (url, canonical), (original, canonical))):
        message = f"The original is linked at {host_of(original)}, the canonical link leads to {host_of(canonical)}."
        place = context.chosen("original_url")
        yield Hit(message, "Find out which of them is the origin.", "original_url", host_of(original), place)
