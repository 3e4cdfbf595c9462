"""The supplier has stopped the story: withheld, cancelled or withdrawn.

## What it checks
The publication status that the item carries.

## Why it matters
A kill is sent because something is wrong, often legally. It overrides every licence and contract.

## Example
`"pubStatus": "canceled"`

## Fix
Do not publish; take copies down.

## References
- https://cv.iptc.org/newscodes/pubstatusg2/
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import Is, Not

CODE = "DAT006"
NAME = "withdrawn"
LEVEL: Level = "error"
NEEDS = frozenset({"status"})
SHAPE = Not(Is("status", ("withheld", "canceled", "withdrawn")))


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the status."""
    if not SHAPE.holds(context):
        message = f"The supplier has marked the story as {article.status}."
        yield Hit(message, "Do not publish it; take copies down.", "status", article.status, context.chosen("status"))
