"""What a machine-readable signal on AI use means: the rows of `vocab/ai_signals.toml`.

Every scheme has its own keys and words; here they become a use (to mine, to index, to answer from, to train, to list)
and an answer (allowed, reserved, denied …). A word that a scheme does not know means nothing: it is never guessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, get_args

from provenance.model.values import AiAnswer, AiUse
from provenance.resources import vocab

USES: tuple[AiUse, ...] = get_args(AiUse)
ANY = "*"


class Meaning(NamedTuple):
    """One answer to some uses; no uses where the answer is to whatever the terms cover."""

    answer: AiAnswer
    uses: tuple[AiUse, ...]


class Scheme(NamedTuple):
    """A scheme: what it is called, the meanings of its words by folded key, and its ways.

    `is_open`: it may have keys that are not known, which are no mistakes. `policy`: the key that gives the address of
    the terms. `offers`: what it says several times are offers to choose from, and no contradictions.
    """

    name: str
    title: str
    meanings: Mapping[str, Mapping[str, tuple[Meaning, ...]]]
    is_open: bool
    policy: str | None
    offers: bool

    def knows(self, key: str) -> bool:
        """Whether it has the key."""
        return key.lower() in self.meanings

    def means(self, key: str, word: str | None) -> tuple[Meaning, ...]:
        """What a word at a key means; () where it is not one that the scheme knows there."""
        words = self.meanings.get(key.lower())
        if words is None:
            return (Meaning("unspecified", ()),) if self.is_open else ()
        return words.get((word or "").lower()) or words.get(ANY, ())


class Words(NamedTuple):
    """Words for people: of uses, of answers, and of the methods by which signals are read."""

    uses: Mapping[str, str]
    answers: Mapping[str, str]
    carriers: Mapping[str, str]


def schemes() -> Mapping[str, Scheme]:
    """The schemes by name."""
    return _table()[0]


def words() -> Words:
    """How to say it to people."""
    return _table()[1]


def in_order(uses: Iterable[AiUse]) -> tuple[AiUse, ...]:
    """The uses, each once, in the order of the vocabulary."""
    wanted = set(uses)
    return tuple(use for use in USES if use in wanted)


@cache
def _table() -> tuple[Mapping[str, Scheme], Words]:
    data = tomllib.loads(vocab("ai_signals.toml").read_text(encoding="utf-8"))
    schemes = {}
    for name, row in data["schemes"].items():
        found: dict[str, dict[str, tuple[Meaning, ...]]] = {
            key.lower(): {word: (Meaning(answer, in_order(uses)),) for word, answer in row["words"].items()}
            for key, uses in row.get("keys", {}).items()
        }
        for key, meant in row.get("meanings", {}).items():
            found[key.lower()] = {
                word.lower(): tuple(Meaning(answer, in_order(uses)) for answer, uses in answers.items())
                for word, answers in meant.items()
            }
        schemes[name] = Scheme(
            name, row["title"], found, row.get("open", False), row.get("policy"), row.get("offers", False)
        )
    return schemes, Words(data["uses"], data["answers"], data["carriers"])
