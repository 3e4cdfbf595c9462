"""The canonical link gives another site the story, while the page claims it for its own.

## What it checks
A `rel=canonical` to a site of another name, on a page that states, or whose template states, the page's own site as
holder of the text. Country editions, mirrors and redirectors (`vocab/hosts.toml`) are not other sites.

## Why it matters
Either the link is right and the claim is a template's, or the claim is right and search engines send the readers
away.

## Example
`<link rel="canonical" href="https://harborbridge.example/ferry">` and `"copyrightHolder": {"name": "The Lantern
Post"}`.

## Fix
Correct the one that is wrong. For partners' copies search engines now advise noindex rather than a canonical link.

## References
- https://support.google.com/news/publisher-center/answer/9606800
- https://www.rfc-editor.org/rfc/rfc6596
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.hosts import canonical_is_foreign, host_of
from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "CHN009"
NAME = "canonical-against-claim"
LEVEL: Level = "note"
NEEDS = frozenset({"canonical_url"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the canonical link."""
    canonical, url = article.canonical_url, article.url
    if not canonical or not url or canonical == url:
        return
    if not canonical_is_foreign(url, canonical):
        return
    there = host_of(canonical)
    for statement, holder in context.agents("copyright_holder"):
        if context.is_claim(statement) and context.is_site(holder):
            message = f"The canonical link leads to {there}, while {holder.name} claims the copyright."
            help = "Find out which of the two first published the story."
            yield Hit(message, help, "canonical_url", there, context.chosen("canonical_url"))
            return
