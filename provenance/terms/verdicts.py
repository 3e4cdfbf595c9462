"""The order of verdicts: allowed < conditional < ask < unknown < denied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from provenance.model.values import Verdict

MILDEST_FIRST: tuple[Verdict, ...] = get_args(Verdict)
_RANK = {verdict: rank for rank, verdict in enumerate(MILDEST_FIRST)}


def worst(verdicts: Iterable[Verdict], *, default: Verdict = "unknown") -> Verdict:
    """The strictest of `verdicts`; `default` when there is none, since silence allows nothing."""
    return max(verdicts, key=_RANK.__getitem__, default=default)


def rank(verdict: Verdict) -> int:
    """0 for the mildest."""
    return _RANK[verdict]
