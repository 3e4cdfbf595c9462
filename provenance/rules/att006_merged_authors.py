"""One author object in the markup names several people.

## What it checks
The `name` of each author in JSON-LD and microdata: two or more full names in one are a merge.

## Why it matters
Search engines and databases read "Willow Lane, Regula Felix" as one person of that name. The second author is lost to
everybody who credits from the markup.

## Example
`"author": {"@type": "Person", "name": "Ines Calloway and Tobias Renn"}`

## Fix
One object per author: `"author": [{"@type": "Person", "name": "Ines Calloway"}, {"@type": "Person", "name": "Tobias
Renn"}]`.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("one author per field")
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.names import parts, words_for

CODE = "ATT006"
NAME = "merged-authors"
LEVEL: Level = "warning"
NEEDS = frozenset({"marked_authors"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each name in which several people stand."""
    for statement, name, _ in context.marked_authors:
        people = parts(name)
        if len(people) > 1 and all(_is_full_name(person) for person in people):
            message = f"One author in the markup is {len(people)} people: “{name}”."
            yield Hit(message, "Give each author an object of their own.", "author", name, statement)


def _is_full_name(text: str) -> bool:
    """Two to five words, each with a capital but the particles, and none of them a role or an organisation's word."""
    words = text.split()
    lexicon = words_for()
    return (
        2 <= len(words) <= 5
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and text.casefold() not in lexicon.roles
        and not any(word.casefold() in lexicon.organisation_words for word in words)
    )
