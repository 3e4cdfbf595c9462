"""The stated licence has been retired by those who wrote it.

## What it checks
Each licence stated of the article for a note of retirement in `vocab/licenses.ttl`.

## Why it matters
A retired licence stays valid for what was published under it, and its text has faults that later versions mend. New
stories under it point to a template that nobody has looked after.

## Example
`https://creativecommons.org/licenses/nd-nc/1.0/`

## Fix
The current version of the licence; for stories by others, ask the holder.

## References
- https://creativecommons.org/retiredlicenses/
- https://creativecommons.org/ns#deprecatedOn
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.licensing import known

CODE = "LIC003"
NAME = "license-deprecated"
LEVEL: Level = "note"
NEEDS = frozenset({"licenses"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each retired licence, placed where it is stated."""
    for license in article.licenses:
        row = known(license)
        if row is not None and row.deprecated:
            name = license.name or license.id or license.url or row.name
            place = article.statement(license.statements[0]) if license.statements else None
            message = f"The licence {name} has been retired."
            yield Hit(message, "Ask the holder for a current one.", "license", license.id or name, place)
