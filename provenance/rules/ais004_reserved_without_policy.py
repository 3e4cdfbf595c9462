"""Rights to mine the text are reserved, and nothing says where to ask for them.

## What it checks
Each signal that reserves rights for the address of a policy: `tdm-policy` beside a `tdm-reservation` of 1.

## Why it matters
A reservation means: ask. Without an address, whoever wants a licence can only guess whom to ask, and the publisher
loses the licence as surely as the use.

## Example
`<meta name="tdm-reservation" content="1">` alone.

## Fix
Publish a policy with a contact, and name its address: `<meta name="tdm-policy" content="https://…/policy.json">`.

## References
- https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240202/ (tdm-policy)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import EachSignal
from provenance.rules.signals import as_read, in_words, named, place

CODE = "AIS004"
NAME = "reserved-without-policy"
LEVEL: Level = "note"
NEEDS = frozenset({"ai_signals"})
SHAPE = EachSignal("policy", of_answer="reserved")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such signal."""
    if SHAPE.holds(context):
        return
    for signal in article.ai_signals:
        if signal.answer == "reserved" and signal.policy is None:
            message = (
                f"{as_read(signal)} ({named(article, signal)}) reserves the rights to {in_words(signal.uses)}, "
                "without an address where to ask."
            )
            help = "Ask the publisher, if you want to mine it."
            yield Hit(message, help, "ai_signal", f"{signal.scheme} {as_read(signal)}", place(article, signal))
