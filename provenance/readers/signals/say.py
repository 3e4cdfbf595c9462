"""How a signal on AI use gets into what was read: a statement in the words of its scheme, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from provenance.language.ai_signals import Meaning, schemes
from provenance.model.values import Basis, Scope, Voice
from provenance.readers.raw import MAX_SAME, Candidate, Raw, Signal
from provenance.readers.signals.words import directives

PROPERTY = "ai_signal"


class Voiced(NamedTuple):
    """How the place speaks where a signal stands: `Raw.say` has the same words."""

    method: str
    basis: Basis = "stated"
    voice: Voice = "site_template"
    scope: Scope = "article"


def say_signal(
    raw: Raw,
    scheme: str,
    key: str,
    word: str | None,
    voiced: Voiced,
    origin: dict[str, Any] | None,
    *,
    as_read: str | None = None,
    policy: str | None = None,
    meanings: Iterable[Meaning] | None = None,
) -> None:
    """Add one signal.

    Args:
        raw: where it goes.
        scheme: a scheme of the vocabulary.
        key: its key as read.
        word: its word as read; None for a key that stands alone.
        voiced: how the place speaks.
        origin: the place.
        as_read: the words of the source, if they are not the word, or the key that stands alone.
        policy: where the terms can be read or asked for.
        meanings: what it means, where that depends on more than the word; else as the vocabulary has it.
    """
    known = schemes()[scheme]
    text = key if word is None else f"{key}={word}"
    candidate = raw.say(
        PROPERTY,
        f"{scheme} {text}",
        voiced.method,
        as_read=as_read or word or key,
        basis=voiced.basis,
        voice=voiced.voice,
        scope=voiced.scope,
        origin=origin,
    )
    if not raw.candidates or raw.candidates[-1] is not candidate:  # one too many of its kind
        return
    is_policy = key.lower() == known.policy
    meant = () if is_policy else tuple(known.means(key, word) if meanings is None else meanings)
    raw.signals.append(Signal(scheme, key, word, meant, word if is_policy else policy, is_policy, candidate))


def say_directives(raw: Raw, text: str, voiced: Voiced, place: Callable[[str], dict[str, Any]]) -> None:
    """Add what directives for robots say of AI; `place` gives the origin of a word. `noimageai` speaks of pictures."""
    for word in directives(text):
        own = voiced._replace(scope="asset") if word.lower() == "noimageai" else voiced
        say_signal(raw, "robots", word, None, own, place(word))


def pass_signals(raw: Raw, source: Raw) -> None:
    """Give the signals of a whole to one of its parts, each with a statement of its own."""
    for signal in source.signals[: max(0, MAX_SAME - len(raw.signals))]:
        own: Candidate = dict(signal.said)
        raw.candidates.append(own)
        raw.by_property.setdefault(PROPERTY, []).append(own)
        raw.signals.append(signal._replace(said=own))
