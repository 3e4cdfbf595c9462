"""A suppression has no effect: it gives no reason, has ended, or does not say what it excuses.

## What it checks
Nothing about articles: the finding is made where `provenance validate` meets a comment
`<!-- provenance: ignore ... -->` or a row of `[[suppressions]]` that excuses nothing, one for each. What it was meant
to excuse is reported as ever.

## Why it matters
A finding that was waved through needs somebody who answers for it: a reason, and better a day on which it is looked at
again. A misspelt or outdated one must not go on hiding what it once hid.

## Example
`<!-- provenance: ignore ATT003 -->`, which gives no reason; `until=2024-12-31`, in 2026; a code that no rule has.

## Fix
Write `<!-- provenance: ignore ATT003 reason="Withheld for safety." until=2027-12-31 -->`, or take the suppression away.

## References
- https://docs.oasis-open.org/sarif/sarif/v2.1.0/ (section 3.35, suppression object: kind, justification)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article, Finding, Location
from provenance.model.values import Level
from provenance.rules.context import Context, Hit, fingerprint

CODE = "SUP001"
NAME = "void-suppression"
LEVEL: Level = "warning"
NEEDS: frozenset[str] = frozenset()


def check(article: Article, context: Context) -> Iterator[Hit]:
    """No hits: an article does not know what was excused in it."""
    yield from ()


def void(why: str, text: str, location: Location, file: str, article: str | None = None) -> Finding:
    """The finding for a suppression that excuses nothing, because of `why`; `text` is the suppression as written.

    `file` is the file that it stands in, under a name that is the same on every machine.
    """
    return Finding(
        code=CODE,
        name=NAME,
        level=LEVEL,
        message=f"This suppression has no effect: {why}.",
        help='Write what it excuses, why, and until when (reason="…" until=2027-12-31), or take it away.',
        article=article,
        location=location,
        fingerprint=fingerprint(CODE, file, None, text, 0),
    )
