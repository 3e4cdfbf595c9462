"""The publication date: what the page prints against what its markup says."""

from __future__ import annotations

from provenance.language.dates import day, instant
from provenance.readers.raw import Candidate, Raw
from provenance.resolve.order import by_order, of

_MARKUP_DATES = frozenset(("json_ld", "open_graph", "microdata", "vendor_meta"))
_PRINTED_DATES = (
    "byline_element",
    "byline_line",
    "author_element",
    "date_element",
    "time_element",
    "date_line",
    "url_path",
)


def prefer_printed_date(raw: Raw) -> None:
    """Let the date that the page prints win over its markup where markup only shifts it.

    Markup gives an instant, often in UTC: the day before or after the one that readers see. And where the page prints
    a later date beside its byline, markup gives the day on which the page was first made.
    """
    chosen = next((row for row in of(raw, "date_published") if row["chosen"]), None)
    if chosen is None or chosen["method"] not in _MARKUP_DATES:
        return
    stamp = day(chosen["value"])
    local = next(
        (row for row in of(raw, "date_published") if row["method"] in _MARKUP_DATES and _same_instant(row, chosen)),
        None,
    )
    if stamp is None:
        return
    for row in by_order(of(raw, "date_published"), _PRINTED_DATES):
        printed = day(row["value"])
        if printed is None or printed == stamp:
            return
        apart = (printed - stamp).days
        if abs(apart) == 1 or (apart > 1 and row["method"] in _PRINTED_DATES[:4]):
            winner = local if local and day(local["value"]) == printed else row
            chosen["chosen"], winner["chosen"] = False, True
        return


def _same_instant(row: Candidate, chosen: Candidate) -> bool:
    left, right = instant(row["value"]), instant(chosen["value"])
    return row is not chosen and left is not None and left == right and row["value"][:10] != chosen["value"][:10]
