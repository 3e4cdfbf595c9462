"""The word lists of `vocab/compliance.toml`: what edits, appeals for donations, logos and walls are called."""

from __future__ import annotations

from functools import cache

from provenance.resources import vocab


@cache
def words(name: str) -> frozenset[str]:
    """One list, case-folded: words or phrases."""
    return frozenset(word.casefold() for word in _lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    import tomllib  # asked for only where a copy is checked

    lists: dict[str, list[str]] = tomllib.loads(vocab("compliance.toml").read_text("utf-8"))
    return lists
