"""The small syntaxes that signals are written in: lists of `key=word`, and directives for robots."""

from __future__ import annotations

from collections.abc import Iterator

MAX_PAIRS = 50
"""So many pairs are read of one line: the schemes have eight keys at the most."""
RSL_TYPE = "application/rsl+xml"
_NO_AI = frozenset(("noai", "noimageai"))
_WITH_VALUE = frozenset(("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"))
"""Directives that have a value behind a colon; any other word before one is the name of a robot."""


def pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """(key, word, both as written) of `search=yes, ai-train=no`.

    A dictionary of structured fields (RFC 9651) may have parameters behind a word, which are left in what is written.
    """
    for part in text.split(",")[:MAX_PAIRS]:
        whole = part.strip()
        if whole:
            key, _, word = whole.partition(";")[0].partition("=")
            yield key.strip(), word.strip(), whole


def directives(text: str) -> Iterator[str]:
    """The directives for robots that speak of AI, as written, up to those that are for one robot by its name."""
    folded = text.lower()
    if "noai" not in folded and "noimageai" not in folded:
        return
    for part in text.split(","):
        word = part.strip()
        name, colon, _ = word.partition(":")
        if colon and name.strip().lower() not in _WITH_VALUE:  # "examplebot: noai, nofollow": all behind it too
            return
        if word.lower() in _NO_AI:
            yield word
