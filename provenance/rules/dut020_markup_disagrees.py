"""Our copy's markup names another author or holder than its byline or the original.

## What it checks
On a copy held against terms: the authors in schema.org markup against those of the original and the byline, and its
copyright holder against whose terms they are.

## Why it matters
Search engines show what the markup says: the account that pasted the story, and us as its owner.

## Example
`"author": {"name": "Dale Ferris"}` over a story by Mara Quillfeather.

## Fix
Fill the markup from the original: `provenance export --to schemaorg` prints it.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article
- https://schema.org/copyrightHolder
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, breaches

CODE = "DUT020"
NAME = "markup-disagrees"
LEVEL: Level = "warning"
NEEDS = HELD


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for the authors, one for each holder, placed in the markup."""
    yield from breaches(context, "markup")
