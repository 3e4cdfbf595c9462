"""How rules and reports name a signal on AI use: its scheme, where it was read, what it speaks of."""

from __future__ import annotations

from provenance.language.ai_signals import schemes, words
from provenance.model import AiSignal, Article, Statement

HEARD = frozenset({"article", "site"})
"""The scopes of signals that speak of the text; others speak of its pictures or of a part."""
REFUSALS = frozenset({"reserved", "denied", "payment"})
"""The answers that leave no use free."""


def named(article: Article, signal: AiSignal) -> str:
    """`Content-Signal in robots.txt`: the scheme, and where the signal was read."""
    known = schemes().get(signal.scheme)
    title = known.title if known else signal.scheme
    first = place(article, signal)
    carrier = words().carriers.get(first.method) if first else None
    return title if carrier in (None, title) else f"{title} in {carrier}"


def as_read(signal: AiSignal) -> str:
    """`ai-train=no`: its key and its word."""
    return signal.signal if signal.value is None else f"{signal.signal}={signal.value}"


def in_words(uses: tuple[str, ...]) -> str:
    """`text and data mining, training of AI`; `use by AI` where none is named."""
    names: dict[str, str] = {**words().uses}
    return ", ".join(names[use] for use in uses) or "use by AI"


def place(article: Article, signal: AiSignal) -> Statement | None:
    """The first statement that the signal rests on."""
    return article.statement(signal.statements[0]) if signal.statements else None
