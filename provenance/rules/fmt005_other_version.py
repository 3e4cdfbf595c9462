"""The version of the format is missing or unknown, or names of another version are used.

## What it checks
The version that a document names, where its format asks for one, and names that only another version of the format
knows.

## Why it matters
A reader that goes by the version passes over names that it does not have. `embargoedUntil` in ninjs 2 is no embargo:
it was `embargoed` there.

## Example
`"embargoedUntil"` in an object whose `standard` says ninjs 2.1; `<rss>` without `version`.

## Fix
Name the version that is meant, and use its names.

## References
- https://iptc.org/std/ninjs/
- https://www.rssboard.org/rss-specification
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.forms import FAULTS, hits

CODE = "FMT005"
NAME = "other-version"
LEVEL: Level = "warning"
NEEDS = FAULTS


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such fault."""
    yield from hits(context, "version", "Name the version that is meant, and use its names.")
