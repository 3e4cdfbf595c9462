"""Precedence: which methods win, in the order that measuring on real pages supports, and how a table is applied."""

from __future__ import annotations

import re
from typing import Any

from provenance.model.values import RIGHTS_PROPERTIES, SAID
from provenance.readers.raw import Candidate, Raw

Order = dict[str, int]
"""Methods with their places in a precedence, the best first."""


def order(*methods: str) -> Order:
    """The precedence in which these methods win."""
    return {method: place for place, method in enumerate(methods)}


AUTHOR_ORDER = order(
    "editor", "byline_element", "byline_line", "author_element", "author_link", "item_field", "json_ld", "sign_off",
    "microdata", "tail_byline", "meta_author", "vendor_meta", "author_box",
)  # fmt: skip
HINT_ORDER = order("dated_line", "follow_name", "tip_address", "bio_sentence")
DATE_ORDER = order(
    "editor", "item_field", "json_ld", "open_graph", "microdata", "byline_line", "time_element", "date_element",
    "byline_element", "date_line", "vendor_meta", "url_path", "opening_date", "date_above", "date_tail", "date_label",
)  # fmt: skip
ORIGIN_ORDER = order(
    "editor", "origin_formula", "item_field", "json_ld", "republication_counter", "canonical_link", "vendor_meta"
)
PUBLISHER_ORDER = order(
    "editor", "item_field", "og_site_name", "json_ld", "vendor_meta", "feed_field", "more_from", "host", "microdata"
)
HEADLINE_ORDER = order(
    "editor", "item_field", "title_line", "title_element", "json_ld", "open_graph", "vendor_meta", "title_tag"
)
BYLINE_ORDER = order(
    "editor", "byline_element", "byline_line", "author_element", "tail_byline", "author_box", "item_field", "json_ld",
    "microdata", "meta_author", "vendor_meta",
)  # fmt: skip
URL_ORDER = order("editor", "given_url", "item_field", "open_graph")
PRINTED_DATE_ORDER = order(
    "byline_element", "byline_line", "author_element", "date_element", "time_element", "date_line", "url_path"
)
SINGLE = {
    "canonical_url": order("canonical_link"),
    "language": order("editor", "item_field", "lang_attribute", "json_ld", "vendor_meta", "feed_field"),
    "genre": order("item_field", "json_ld", "vendor_meta"),
    "date_modified": DATE_ORDER,
    "date_published": DATE_ORDER,
    "embargo_until": DATE_ORDER,
    "expires": DATE_ORDER,
    "embargo_open_ended": order("editor", "item_field"),
    "status": order("editor", "signal", "item_field"),
    "headline": HEADLINE_ORDER,
    "robots": order("meta_robots"),
    "is_accessible_for_free": order("item_field", "json_ld", "open_graph"),
    "usage_terms": order("editor", "item_field", "terms_sentence"),
}
"""The properties of one value that nothing but precedence decides."""
_DATES = frozenset(("date_published", "date_modified", "embargo_until", "expires"))


def of(raw: Raw, property: str) -> list[Candidate]:
    """The candidates of one property, in reading order."""
    return raw.by_property.get(property, [])


def by_order(rows: list[Candidate], order: Order) -> list[Candidate]:
    """The rows whose method the order names, best first; equal methods stay in reading order."""
    ranked = [row for row in rows if row["method"] in order]
    return sorted(ranked, key=lambda row: order[row["method"]]) if len(ranked) > 1 else ranked


def choose_first(raw: Raw, property: str, order: Order) -> Candidate | None:
    """Choose the best candidate of a property that has one value; template dates are passed over."""
    for row in by_order(of(raw, property), order):
        if property in RIGHTS_PROPERTIES and not is_said_of_text(row):
            continue
        if row["value"] not in (None, "") and not (property in _DATES and impossible(row["value"])):
            row["chosen"] = True
            return row
    return None


def is_said_of_text(row: Candidate) -> bool:
    """Whether a statement of rights is one of this text, and no template's: only such may fill a rights field."""
    return row["basis"] in SAID and row["scope"] == "article"


def impossible(iso: str) -> bool:
    """Template dates: 0001-01-01, 1970-01-01T00:00, and what is no date at all."""
    return not re.match(r"(?:1[5-9]|20)\d\d-\d\d", iso) or iso.startswith("1970-01-01")


def spot(row: Candidate) -> tuple[Any, ...]:
    """Line and column of a candidate: what was read in one place belongs together."""
    where = row["origin"] or {}
    return where.get("line"), where.get("column")
