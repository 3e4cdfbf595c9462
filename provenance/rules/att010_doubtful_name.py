"""An author's name looks unlike a name.

## What it checks
Each person among the stated authors: figures, an underscore, an address, no capital at all, one word only, or more than
six words.

## Why it matters
It may be a login, a headline that slipped into the field, or two names run together. It may also be right: some people
have one name, which is why this is a note.

## Example
`By jrenn42` · `By Ines`

## Fix
Look the author up on the site, and correct the byline.

## References
- https://www.w3.org/International/questions/qa-personal-names (what one can and cannot know of a name)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import SAID, Level
from provenance.rules.context import Context, Hit

CODE = "ATT010"
NAME = "doubtful-name"
LEVEL: Level = "note"
NEEDS = frozenset({"authors"})

_LONGEST = 6
"""Words; "María del Carmen de la Vega Ortiz" is one person."""
_MARKS = frozenset("0123456789_@/|<>{}=")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each doubtful name."""
    for agent in article.authors:
        if agent.type == "Person" and agent.basis in SAID and (doubt := _doubt(agent.name)):
            place = article.statement(agent.statements[0]) if agent.statements else None
            message = f"“{agent.name}” may not be a person's name: {doubt}."
            yield Hit(message, "Check the spelling with the publisher.", "author", agent, place)


def _doubt(name: str) -> str | None:
    if not _MARKS.isdisjoint(name):
        return "it holds a figure or a sign that names do not have"
    if name.islower():
        return "it has no capital letter"
    spaces = name.count(" ")
    if spaces == 0 and name.isascii():  # scripts without spaces write whole names as one word
        return "it is one word"
    return "it is long" if spaces >= _LONGEST else None
