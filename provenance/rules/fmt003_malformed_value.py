"""A value is not written as its format asks.

## What it checks
Dates, addresses, languages, ids and words of closed lists, against the form that the format's specification gives them.
What is not understood at all and is about rights, is FMT006.

## Why it matters
What this tool still understands, the next one may not: a date without a zone or in the order of another country moves
by hours or months, a relative address points nowhere once the item has left its feed.

## Example
`<pubDate>03/04/2026</pubDate>`, where RSS asks for `Tue, 03 Mar 2026 09:30:00 +0100`.

## Fix
Write the value as the message shows.

## References
- https://www.rfc-editor.org/rfc/rfc822#section-5
- https://www.rfc-editor.org/rfc/rfc3339#section-5.6
- https://www.rssboard.org/rss-specification
- https://iptc.org/std/ninjs/
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.forms import FAULTS, hits

CODE = "FMT003"
NAME = "malformed-value"
LEVEL: Level = "warning"
NEEDS = FAULTS


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such fault."""
    yield from hits(context, "form", "Write the value as the format asks.")
