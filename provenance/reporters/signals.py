"""Signals on AI use in plain words, for the table of facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from provenance.language.ai_signals import words
from provenance.model import AiSignal, Article, Statement
from provenance.rules.signals import as_read, in_words, named

CLOSING = "said to machines; no verdict rests on it"


class Told(NamedTuple):
    """One line: what is said, by which signals, and the statements behind it."""

    text: str
    statements: tuple[Statement, ...]


def told(article: Article) -> Iterator[Told]:
    """What the signals of an article say, use by use and answer by answer; what says the same is one line."""
    found: dict[str, list[AiSignal]] = {}
    for signal in article.ai_signals:
        found.setdefault(_meaning(signal), []).append(signal)
    for meaning, signals in found.items():
        statements = tuple(s for signal in signals for id in signal.statements if (s := article.statement(id)))
        sources = dict.fromkeys(named(article, signal) for signal in signals)
        policy = next((signal.policy for signal in signals if signal.policy), None)
        yield Told(f"{meaning} ({', '.join(sources)}){f'; terms at {policy}' if policy else ''}", statements)


def _meaning(signal: AiSignal) -> str:
    of = "media: " if signal.scope == "asset" else "a part: " if signal.scope == "part" else ""
    if signal.answer is None:
        return f"{of}“{as_read(signal)}”: not understood"
    if signal.answer == "unspecified":
        return f"{of}“{as_read(signal)}”: {words().answers[signal.answer]}"
    return f"{of}{in_words(signal.uses)}: {words().answers[signal.answer]}"
