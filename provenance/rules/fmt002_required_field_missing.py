"""A field that the format requires is missing.

## What it checks
The fields that the format's specification requires and that this project reads: ids, titles, dates, authors, links,
versions. A fault of the feed around the items is told once, with its first item.

## Why it matters
A copy without an id or a date cannot be told from a later version of it, and a feed without an author says nothing of
who answers for its entries. Readers fill such gaps by guessing, each in its own way.

## Example
An Atom entry without `<updated>`; an RSS channel without `<link>`; ninjs without `uri`; a NewsML-G2 item without a
`provider`.

## Fix
Add the field; the message names the section of the specification.

## References
- https://www.rssboard.org/rss-specification
- https://www.rfc-editor.org/rfc/rfc4287#section-4.1
- https://www.jsonfeed.org/version/1.1/
- https://iptc.org/std/ninjs/
- https://iptc.org/std/NewsML-G2/specification/
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.forms import FAULTS, hits

CODE = "FMT002"
NAME = "required-field-missing"
LEVEL: Level = "warning"
NEEDS = FAULTS


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such fault."""
    yield from hits(context, "missing", "Add the field.")
