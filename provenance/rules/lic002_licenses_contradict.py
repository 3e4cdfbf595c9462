"""The page states two licences for one text.

## What it checks
The licences stated of the article, chosen or not: more than one, counted by identifier or else by address.

## Why it matters
A dual licence is a choice, a contradiction is an error, and the page does not say which it is. The stricter one may
be the true one.

## Example
`<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">` in the head, and "CC BY-NC-ND 4.0" below
the text.

## Fix
State one licence, or say in words that readers may choose.

## References
- https://schema.org/license
- https://www.rfc-editor.org/rfc/rfc4946
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article, LicenseRef
from provenance.model.values import SAID, Level
from provenance.rules.addresses import normalise
from provenance.rules.context import Context, Hit

CODE = "LIC002"
NAME = "licenses-contradict"
LEVEL: Level = "warning"
NEEDS = frozenset({"license"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit, placed at the second licence."""
    first: str | None = None
    for statement in context.said.get("license", ()):
        value = statement.value
        if not isinstance(value, LicenseRef) or statement.basis not in SAID or statement.scope != "article":
            continue
        label = value.id or (normalise(value.url) if value.url else None)
        if label is None:
            continue
        if first is None:
            first = label
        elif label != first:
            message = f"Two licences are stated: {first} and {label}."
            yield Hit(message, "Ask which of them holds.", "license", f"{first} {label}", statement)
            return
