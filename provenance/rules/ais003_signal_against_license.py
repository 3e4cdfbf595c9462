"""A signal refuses to machines what the licence of the text permits to all.

## What it checks
Whether the text stands under a licence that permits commercial use and adaptation (CC BY, CC BY-SA, CC0, the public
domain) while a signal denies mining it, training with it or answering from it, reserves the rights to that, or asks for
payment. A licence with NC or ND beside a signal that allows training is no contradiction: whoever holds the rights may
permit more than the licence does.

## Why it matters
A public licence is given to everybody, and adds no exception for machines; a signal cannot take it back. Often the
signal is the default of a site, and the licence is another's.

## Example
"CC BY 4.0" below the text, and `Content-Signal: ai-train=no` in the robots.txt of the site.

## Fix
Ask the holder which is meant. Leave the signal out for texts under such a licence, or offer them under another one.

## References
- https://creativecommons.org/licenses/by/4.0/legalcode.en (sections 2.a.1 and 2.a.5.C)
- https://creativecommons.org/using-cc-licensed-works-for-ai-training-2/
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.language.licenses import License
from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.licensing import known
from provenance.rules.signals import HEARD, REFUSALS, as_read, in_words, named, place

CODE = "AIS003"
NAME = "signal-against-license"
LEVEL: Level = "note"
NEEDS = frozenset({"ai_signals"})

_OPEN = frozenset({"Reproduction", "Distribution", "DerivativeWorks"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each signal that refuses, in each scheme the first."""
    license = next((row for row in map(known, article.licenses) if row and _permits_all(row)), None)
    if license is None:
        return
    seen: set[str] = set()
    for signal in article.ai_signals:
        refused = tuple(use for use in signal.uses if use != "search")
        if signal.answer in REFUSALS and refused and signal.scope in HEARD and signal.scheme not in seen:
            seen.add(signal.scheme)
            message = (
                f"The text is under {license.name}, which permits any use, while {as_read(signal)} "
                f"({named(article, signal)}) withholds {in_words(refused)}."
            )
            help = "Ask the holder which is meant; a signal takes no licence back."
            yield Hit(message, help, "ai_signal", f"{license.id} {as_read(signal)}", place(article, signal))


def _permits_all(license: License) -> bool:
    return license.permits >= _OPEN and "CommercialUse" not in license.prohibits
