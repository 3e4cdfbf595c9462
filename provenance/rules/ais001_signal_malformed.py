"""A signal on AI use says something that its scheme does not know.

## What it checks
Each signal's key and word against `vocab/ai_signals.toml`: a TDM reservation other than 0 and 1, a `Content-Signal` of
an unknown key or with another word than yes and no, an RSL `<content>` without a licence, a `tdmrep.json` that is no
list of rules. Keys that a scheme leaves open, as `Content-Usage` does, are no mistakes.

## Why it matters
A crawler that does not understand a signal passes over it, as the schemes say it must. Whoever wrote
`tdm-reservation: yes` believes that rights are reserved, and has reserved none.

## Example
`<meta name="tdm-reservation" content="yes">` · `Content-Signal: ai_train=no`

## Fix
Write one of the words that the scheme knows; the finding names them.

## References
- https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240202/
- https://contentsignals.org/
- https://rslstandard.org/rsl
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.language.ai_signals import ANY, schemes
from provenance.model import AiSignal, Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.declared import EachSignal
from provenance.rules.signals import as_read, named, place

CODE = "AIS001"
NAME = "signal-malformed"
LEVEL: Level = "warning"
NEEDS = frozenset({"ai_signals"})
SHAPE = EachSignal("answer")


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each signal that was not understood."""
    if SHAPE.holds(context):
        return
    for signal in article.ai_signals:
        if signal.answer is None:
            message = f"The signal “{as_read(signal)}” ({named(article, signal)}) says nothing that its scheme knows."
            yield Hit(message, _help(signal), "ai_signal", f"{signal.scheme} {as_read(signal)}", place(article, signal))


def _help(signal: AiSignal) -> str:
    known = schemes().get(signal.scheme)
    if known is None or not known.knows(signal.signal):
        keys = ", ".join(known.meanings) if known else ""
        return f"Correct it: {known.title} knows {keys}." if known else "Correct it."
    words = [word for word in known.meanings[signal.signal.lower()] if word not in ("", ANY)]
    return f"Correct it: {signal.signal} is one of {', '.join(words)}." if words else "Say what it licenses."
