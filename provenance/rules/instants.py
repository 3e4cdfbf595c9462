"""Dates of the record, as rules ask about them. The intervals themselves are those of `terms.instants`."""

from __future__ import annotations

from functools import lru_cache

from provenance.terms.instants import Interval
from provenance.terms.instants import interval as _interval


@lru_cache(maxsize=4096)
def interval(text: str) -> Interval | None:
    """The earliest and the latest instant that the ISO date can mean, or None for what is no date."""
    try:
        return _interval(text)
    except (ValueError, OverflowError):
        return None


def lacks_zone(text: str) -> bool:
    """Whether the ISO date carries a time of day but not the clock that the time is on."""
    clock = text[10:]
    return clock[:1] in ("T", "t", " ") and not clock.endswith(("Z", "z")) and "+" not in clock and "-" not in clock
