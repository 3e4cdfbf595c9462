"""The format is written otherwise than its specification or its profile advises.

## What it checks
Forms that are advised and not required, and names that no version of the format knows.

## Why it matters
Nothing is lost here. Other readers may be stricter, and a name of nobody's is read by nobody.

## Example
`<author>Ines Calloway</author>` in RSS, where an e-mail address is expected: a name goes into `<dc:creator>`.

## Fix
Follow the advice where it costs nothing.

## References
- https://www.rssboard.org/rss-profile
- https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#date
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.forms import FAULTS, hits

CODE = "FMT007"
NAME = "advice-not-followed"
LEVEL: Level = "note"
NEEDS = FAULTS


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such fault."""
    yield from hits(context, "advice", "Follow the advice where it costs nothing.")
