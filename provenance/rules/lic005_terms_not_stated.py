"""The story comes from elsewhere, and the page states no terms for using it.

## What it checks
A copy that credits another party, or links an original on another site, for a licence, usage terms or restrictions.

## Why it matters
Silence permits nothing. The terms have to be read where the story comes from; most pages state none, which is why this
is a note.

## Example
`Copyright 2026 Harbor Bridge News Foundation` at the end of the text, and nothing about reuse.

## Fix
Read the terms at the holder's site, or ask; record what you were told.

## References
- https://schema.org/usageInfo
- https://schema.org/license
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "LIC005"
NAME = "terms-not-stated"
LEVEL: Level = "note"
NEEDS = frozenset({"original_url", "upstream"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the party whose terms are missing."""
    if article.licenses or article.usage_terms or article.restrictions or not context.is_syndicated:
        return
    statement, agent = context.upstream[0] if context.upstream else (context.stated_original, None)
    whose = f" of {agent.name}" if agent else ""
    yield Hit(
        f"The page does not state the terms{whose}.", "Read or ask for them at the source.", "license", None, statement
    )
