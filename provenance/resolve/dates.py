"""The publication date: what the page prints against what its markup says."""

from __future__ import annotations

from provenance.language.dates import day, instant
from provenance.readers.raw import Candidate, Raw
from provenance.resolve.order import PRINTED_DATE_ORDER, by_order, of

_MARKUP_DATES = frozenset(("json_ld", "open_graph", "microdata", "vendor_meta"))
_BESIDE_THE_BYLINE = frozenset(("byline_element", "byline_line", "author_element", "date_element"))


def prefer_printed_date(raw: Raw) -> None:
    """Let the date that the page prints win over its markup where markup only shifts it.

    Markup gives an instant, often in UTC: the day before or after the one that readers see. And where the page prints
    a later date beside its byline, markup gives the day on which the page was first made.
    """
    chosen = next((row for row in of(raw, "date_published") if row["chosen"]), None)
    if chosen is None or chosen["method"] not in _MARKUP_DATES:
        return
    stamp = day(chosen["value"])
    if stamp is None:
        return
    for row in by_order(of(raw, "date_published"), PRINTED_DATE_ORDER):
        printed = day(row["value"])
        if printed is None or printed == stamp:
            return
        apart = (printed - stamp).days
        if abs(apart) == 1 or (apart > 1 and row["method"] in _BESIDE_THE_BYLINE):
            local = _elsewhere(raw, chosen)
            winner = local if local and day(local["value"]) == printed else row
            chosen["chosen"], winner["chosen"] = False, True
        return


def _elsewhere(raw: Raw, chosen: Candidate) -> Candidate | None:
    """The same instant as markup gives it by another clock, on another day."""
    rows = of(raw, "date_published")
    return next((row for row in rows if row["method"] in _MARKUP_DATES and _same_instant(row, chosen)), None)


def _same_instant(row: Candidate, chosen: Candidate) -> bool:
    left, right = instant(row["value"]), instant(chosen["value"])
    return row is not chosen and left is not None and left == right and row["value"][:10] != chosen["value"][:10]
