"""Strong Kleene logic with a fourth value: what only the licensor can judge.

`yes`, `judged`, `unknown`, `no` are ordered so that a conjunction is the last of its members and a disjunction the
first: what is surely no stays no whatever else is not known. A rule is never dropped because a fact is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Truth = Literal["yes", "judged", "unknown", "no"]

_ORDER: dict[Truth, int] = {"yes": 0, "judged": 1, "unknown": 2, "no": 3}


def all_of(truths: Iterable[Truth]) -> Truth:
    """Conjunction; yes for none at all."""
    return max(truths, key=_ORDER.__getitem__, default="yes")


def any_of(truths: Iterable[Truth]) -> Truth:
    """Disjunction; no for none at all."""
    return min(truths, key=_ORDER.__getitem__, default="no")


def one_of(truths: Iterable[Truth]) -> Truth:
    """Exactly one (odrl:xone)."""
    found = list(truths)
    if found.count("yes") > 1:
        return "no"
    open_ones = [truth for truth in found if truth in ("judged", "unknown")]
    if not open_ones:
        return "yes" if "yes" in found else "no"
    return all_of(open_ones)


def known(value: bool | None) -> Truth:
    """The truth of something computed; None is unknown."""
    return "unknown" if value is None else "yes" if value else "no"
