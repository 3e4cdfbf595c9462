"""A copyright notice names nobody.

## What it checks
That an article with a copyright notice of its own also has a holder, read from that notice or stated elsewhere.

## Why it matters
"© 2026. All rights reserved." tells a republisher that somebody objects, and not who. A notice is the sign, the year
and the name.

## Example
`© 2026. All rights reserved.`

## Fix
`© 2026 Harbor Bridge News Foundation`

## References
- https://www.copyright.gov/title17/92chap4.html#401 (form of notice)
- https://schema.org/copyrightNotice
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import AnyOf, Count

CODE = "HLD003"
NAME = "notice-without-holder"
LEVEL: Level = "warning"
NEEDS = frozenset({"copyright_notice"})
SHAPE = AnyOf((Count("copyright_notice", maximum=0), Count("copyright_holder", minimum=1)))
FOREIGN_SHAPE = SHAPE


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the notice."""
    if not SHAPE.holds(context):
        message = f"The notice “{article.copyright_notice}” names no holder."
        place = context.chosen("copyright_notice")
        yield Hit(message, "Complete the notice.", "copyright_notice", article.copyright_notice, place)
