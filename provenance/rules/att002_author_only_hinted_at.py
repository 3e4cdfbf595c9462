"""The author is only hinted at: a "follow" line, a biography or an address names one, and no byline does.

## What it checks
That no author rests on an inference alone. It holds where an author is stated anywhere.

## Why it matters
A name after "Follow … on Twitter" is the author about four times in ten. To print it as the byline can credit the wrong
person; to leave it out can break the licence. The hint is shown with its line, and is never exported.

## Example
`By Published on June 7, 2016` at the top, and `Follow Ines Calloway on Twitter.` at the end.

## Fix
Ask the holder who wrote the story, or read it where it first appeared, and record the answer as an editor's statement.

## References
- https://www.w3.org/TR/prov-o/#wasAttributedTo (an attribution asserts; a hint must not)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import AnyOf, Count, NoHint

CODE = "ATT002"
NAME = "author-only-hinted-at"
LEVEL: Level = "warning"
NEEDS = frozenset({"author"})
SHAPE = AnyOf((NoHint("author"), Count("author", minimum=1)))


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the first hint. The hinted name stays out of the finding: reports travel."""
    if SHAPE.holds(context):
        return
    hint = next(s for s in context.said["author"] if s.chosen and s.basis == "inferred")
    line = f" (line {hint.origin.line})" if hint.origin and hint.origin.line else ""
    yield Hit(
        f"The author is only hinted at{line}; no byline names one.",
        "Confirm the author with the holder before you print a byline.",
        "author",
        None,
        hint,
    )
