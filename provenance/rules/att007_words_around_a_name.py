"""An author's name in the markup holds more than the name: "By", an honorific, a job title.

## What it checks
The `name` of each author in JSON-LD and microdata, for a word of introduction or an honorific before the name and a
role after it.

## Why it matters
The words become part of the name wherever it is copied: in search results, in databases, in the republisher's byline.

## Example
`"name": "By Ines Calloway"` · `"name": "Dr. Ines Calloway"` · `"name": "Ines Calloway, Staff Writer"`

## Fix
The name alone in `name`; the rest in `jobTitle`, `honorificPrefix` or `honorificSuffix`.

## References
- https://developers.google.com/search/docs/appearance/structured-data/article#author-bp ("only specify the author's
  name")
- https://schema.org/jobTitle
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.names import parts, words_for

CODE = "ATT007"
NAME = "words-around-a-name"
LEVEL: Level = "warning"
NEEDS = frozenset({"marked_authors"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each name with something before or after it."""
    for statement, name, _ in context.marked_authors:
        if extra := _extra(name):
            message = f"“{name}” is more than a name: “{extra}” does not belong to it."
            yield Hit(message, "Keep only the name in the author's name.", "author", name, statement)


def _extra(name: str) -> str | None:
    """The words that do not belong to the name, as written, or None."""
    lexicon = words_for()
    first, _, rest = name.partition(" ")
    if not rest:
        return None
    word = first.casefold()
    if word.rstrip(":") in lexicon.introductions:
        return first
    if word in lexicon.honorifics and len(word.rstrip(".")) > 1:  # "M." is an initial as often as a Monsieur
        return first
    return next((part for part in parts(name)[1:] if part.casefold() in lexicon.roles), None)
