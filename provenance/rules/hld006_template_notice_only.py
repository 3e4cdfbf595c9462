"""The only copyright notice is the site's own, in its footer or its template.

## What it checks
Whether a holder is known for the site or by default alone. Copies that come from elsewhere are `HLD001`'s.

## Why it matters
A footer notice covers the site as a collection. A freelance's or an agency's text on it may be another's, so that the
tool does not take the footer's name for the holder.

## Example
`© 2026 The Lantern Post. All rights reserved.` at the foot of every page.

## Fix
None is needed for a site's own reporting; `copyrightHolder` in the story's markup makes the claim explicit.

## References
- https://www.copyright.gov/title17/92chap2.html#201 (contributions to collective works)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "HLD006"
NAME = "template-notice-only"
LEVEL: Level = "note"
NEEDS = frozenset({"copyright_holder"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the notice."""
    if article.copyright_holders or context.is_syndicated:
        return
    for statement, holder in context.agents("copyright_holder"):
        if statement.basis == "default" or statement.scope == "site":
            message = f"Only the site's own notice names a holder: {holder.name}."
            yield Hit(message, "Take it for the site, not for this text.", "copyright_holder", holder, statement)
            return
