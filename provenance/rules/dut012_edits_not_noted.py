"""The text was edited, and our copy does not say so.

## What it checks
On a copy whose use tells of edits, held against terms that want them stated: for the prescribed note, or for a line
before or behind the text that says that it was changed.

## Why it matters
Readers and the author must be able to tell whose words they are.

## Example
A story cut by half, without a note.

## Fix
Add a note as `This story has been shortened.`

## References
- https://creativecommons.org/licenses/by/4.0/legalcode (section 3(a)(1)(B))
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT012"
NAME = "edits-not-noted"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("note_edits", "indicate_changes")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
