"""An item inside a readable source could not be read.

## What it checks
Nothing about articles: the finding is made where an item fails, one for each, and the rest of the source goes on.

## Why it matters
Unreadable is never clean. A batch that skipped the item in silence would call it compliant.

## Example
One broken entry in a feed; one truncated page among a thousand.

## Fix
The message says what was expected and what was found. A source that can't be read at all ends in exit code 2 instead.

## References
- https://docs.oasis-open.org/sarif/sarif/v2.1.0/ (toolExecutionNotifications are for faults of the tool, not of the
  input)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.errors import ItemError, ProvenanceError
from provenance.model import Article, Finding, Location
from provenance.model.values import Level
from provenance.rules.context import Context, Hit, fingerprint

CODE = "FMT001"
NAME = "unreadable-item"
LEVEL: Level = "error"
NEEDS: frozenset[str] = frozenset()


def check(article: Article, context: Context) -> Iterator[Hit]:
    """No hits: what became an article was readable."""
    yield from ()


def unreadable(path: str | None, error: Exception, *, pointer: str | None = None) -> Finding:
    """The finding for an item of `path` that could not be read, because of `error`.

    `pointer` says which item (`item[3]`); without it the error's own place is taken. The message is the error's, the
    fingerprint is of the place; an `ItemError` gives the line too.
    """
    message, place = str(error) or type(error).__name__, pointer
    line = error.line if isinstance(error, ItemError) else None
    if isinstance(error, ProvenanceError):
        message, place = error.message, pointer or error.place
    return Finding(
        code=CODE,
        name=NAME,
        level=LEVEL,
        message=f"This item could not be read: {message}",
        help="Repair the item; the rest of the source was read.",
        location=Location(path=path, line=line, pointer=place),
        fingerprint=fingerprint(CODE, path or "-", None, place, 0),
    )
