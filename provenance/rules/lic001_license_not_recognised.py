"""The licence that the page states is not one that the tool knows.

## What it checks
Each licence stated of the article against `vocab/licenses.ttl`, by its address and its name.

## Why it matters
"CC BY" without a version, or a link to a site's terms of use, has to be read by a person. The tool does not
guess which licence was meant.

## Example
`<link rel="license" href="https://lantern.example/terms">` · "Published under CC BY-ND."

## Fix
State the licence with its full address: `https://creativecommons.org/licenses/by-nd/4.0/`.

## References
- https://spdx.org/licenses/
- https://schema.org/license
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.licensing import known

CODE = "LIC001"
NAME = "license-not-recognised"
LEVEL: Level = "note"
NEEDS = frozenset({"licenses"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each unknown licence, placed where it is stated."""
    for license in article.licenses:
        row = known(license)
        if row is not None and row.url:
            continue
        name = license.name or license.url or license.id
        doubt = "is not one that the tool knows" if row is None else "leaves out the version"
        place = article.statement(license.statements[0]) if license.statements else None
        help = "Read its terms, and record them." if row is None else "Find out which version is meant."
        yield Hit(f"The licence “{name}” {doubt}.", help, "license", license.url or name, place)
