"""The credit that the terms ask for is not on our copy as they ask for it.

## What it checks
On a copy held against terms: the sentence that they prescribe, word for word but for letter case, quotes and white
space, its slots filled with the right facts, in its place, its words linked to the right address; or, where they
prescribe no sentence, that author and holder are named and the original is linked.

## Why it matters
The credit is the price of nearly every free licence. A sentence of one's own, or a link to the home page, is what
licensors complain of most.

## Example
`First published at Harbor Bridge News.` where the terms say `This story was originally published by Harbor Bridge
News.`

## Fix
Paste the credit that `provenance check` prints for the original.

## References
- https://creativecommons.org/licenses/by/4.0/legalcode (section 3(a))
- https://www.w3.org/TR/odrl-model/#duty
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.duties import HELD, unmet

CODE = "DUT001"
NAME = "credit-not-printed"
LEVEL: Level = "error"
NEEDS = HELD

_ACTIONS = ("credit", "attribute", "Attribution")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such duty that is not met, placed at what was found instead."""
    yield from unmet(context, _ACTIONS)
