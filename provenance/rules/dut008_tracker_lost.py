"""The holder's republication counter is not among what our copy loads.

## What it checks
On a copy held against terms with a counter: that a picture, script or frame has its fingerprint, lazily loaded or
not. Counters of ads and statistics are no substitute; what stands in a comment or only in `<noscript>` does not load.

## Why it matters
It is how nonprofit newsrooms prove to their funders that they are read. Editors and ad blockers strip it.

## Example
The pixel at the end of the text was dropped with the last paragraph.

## Fix
Paste the counter again, in the source view.

## References
- https://wordpress.org/plugins/republication-tracker-tool/
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT008"
NAME = "tracker-lost"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("keep_tracker", "accept_tracking")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
