"""Two signals on AI use contradict each other.

## What it checks
For each use (mining, training, …): whether one signal allows it while another denies it, reserves the rights to it or
asks for payment. Signals of the page, of its HTTP headers and of the files of its site are compared; those about
pictures alone are not. Within one scheme the page's own signal goes before the site's default, so that these two do not
contradict each other; nor do the licences of RSL, which are offers to choose from.

## Why it matters
Each crawler reads the scheme that it knows. One that reads the wrong one takes what was meant to be withheld, and is
told that it may.

## Example
`<meta name="tdm-reservation" content="0">` on a page whose HTTP header says `tdm-reservation: 1` · a robots.txt with
`Content-Signal: ai-train=yes` over an item with `dataMining` prohibited.

## Fix
Decide which is meant, and say it in every scheme that the site uses.

## References
- https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240202/
- https://datatracker.ietf.org/doc/draft-ietf-aipref-attach/
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.language.ai_signals import USES, in_order, schemes
from provenance.model import AiSignal, Article
from provenance.model.values import AiUse, Level
from provenance.rules.context import Context, Hit
from provenance.rules.signals import HEARD, REFUSALS, as_read, in_words, named, place

CODE = "AIS002"
NAME = "signals-contradict"
LEVEL: Level = "warning"
NEEDS = frozenset({"ai_signals"})

_VERBS = {"denied": "denies it", "reserved": "reserves the rights to it", "payment": "asks for payment"}


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each two signals, with all the uses that they disagree on."""
    if len(article.ai_signals) < 2:
        return
    heard = [signal for signal in article.ai_signals if signal.scope in HEARD]
    disagreed: dict[tuple[int, int], list[AiUse]] = {}
    for use in USES:
        if pair := _pair(heard, use):
            disagreed.setdefault(pair, []).append(use)
    for (one, other), uses in disagreed.items():
        yes, no = heard[one], heard[other]
        message = (
            f"Two signals contradict each other on {in_words(in_order(uses))}: {as_read(yes)} ({named(article, yes)}) "
            f"allows it, {as_read(no)} ({named(article, no)}) {_VERBS[str(no.answer)]}."
        )
        value = f"{yes.scheme} {as_read(yes)} {no.scheme} {as_read(no)}"
        at = place(article, yes if yes.scope == "article" else no)
        yield Hit(message, "Ask which of them is meant.", "ai_signal", value, at)


def _pair(heard: list[AiSignal], use: AiUse) -> tuple[int, int] | None:
    """The first two signals, by their numbers, of which one allows the use and the other does not leave it free."""
    of = [(number, signal) for number, signal in enumerate(heard) if use in signal.uses]
    mild = {signal.scheme for _, signal in of if signal.answer in ("allowed", "conditional") and _offers(signal)}
    for one, yes in of:
        for other, no in of if yes.answer == "allowed" else ():
            is_free = no.answer not in REFUSALS or no.scheme in mild
            if not is_free and (yes.scheme != no.scheme or yes.scope == no.scope):
                return one, other
    return None


def _offers(signal: AiSignal) -> bool:
    known = schemes().get(signal.scheme)
    return known is not None and known.offers
