"""The byline holds something that is not a name: the site, a login, a desk, "Staff", an e-mail address.

## What it checks
That a byline that is there names somebody. It holds where the byline or another place of the page states an author or
credits an organisation: an agency is no person's name, and still a credit.

## Why it matters
"admin" cannot be credited. Search engines ask for the author's name alone, and licences ask for the reporter.

## Example
`By admin` · `By Staff` · `By news@lantern.example`

## Fix
Replace it with the reporter's name, or name the organisation as the author in so many words.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import AnyOf, Count, Is, Not

CODE = "ATT004"
NAME = "byline-not-a-name"
LEVEL: Level = "warning"
NEEDS = frozenset({"byline_state"})
SHAPE = AnyOf((Not(Is("byline_state", ("not_a_name",))), Count("author", minimum=1), Count("credit", minimum=1)))


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the byline, with its words."""
    if SHAPE.holds(context):
        return
    words = f"“{article.byline}”" if article.byline else "The byline"
    place = context.chosen("byline") or context.chosen("byline_state")
    yield Hit(
        f"{words} names nobody who could be credited.", "Find the author's name.", "byline", article.byline, place
    )
