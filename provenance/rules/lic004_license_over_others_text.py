"""A licence is stated over a text that is somebody else's.

## What it checks
A licence that the site or nobody in particular states of the article, on a page that shows another party's text: an
agency in the byline, dateline or credit, or another's copyright line. A licence in the words of the holder or the
supplier, or in the sentence that credits the origin, passes.

## Why it matters
A licence covers what its giver owns. Agency copy under a site's Creative Commons line is not free: who relies on the
line infringes all the same.

## Example
`WILLOW HARBOR (AP) — …` on a site whose template says `CC BY 4.0`.

## Fix
Exempt partners' stories from the template's licence; do not rely on it.

## References
- https://creativecommons.org/licenses/by/4.0/legalcode (section 2(a)(1): "the Licensed Rights in the Licensed
  Material")
- https://schema.org/license
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "LIC004"
NAME = "license-over-others-text"
LEVEL: Level = "warning"
NEEDS = frozenset({"upstream"})

_ORIGINS_OWN_WORDS = frozenset({"origin_formula", "credit_formula", "distributor_formula"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such licence, placed at it."""
    if not article.licenses:
        return
    others = [(s, agent) for s, agent in context.upstream if s.property == "copyright_holder" or agent.role == "agency"]
    others += [pair for pair in context.wire if pair not in others]
    if not others:
        return
    owner = others[0][1].name
    for license in article.licenses:
        place = article.statement(license.statements[0]) if license.statements else None
        if license.voice in ("holder", "supplier") or (place and place.method in _ORIGINS_OWN_WORDS):
            continue
        name = license.name or license.id or license.url
        message = f"The licence {name} is stated over a text of {owner}."
        help = f"Do not rely on it: ask {owner}."
        yield Hit(message, help, "license", license.id or license.url or license.name, place)
