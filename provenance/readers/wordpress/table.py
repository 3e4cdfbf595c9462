"""What the elements and the custom fields of a WordPress export mean: `vocab/wordpress.toml` as Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from provenance.readers.feeds.table import Row, Speaks
from provenance.readers.feeds.table import table as of_feeds
from provenance.readers.fields import KINDS, Reads
from provenance.readers.wordpress.values import OWN_KINDS
from provenance.resources import vocab


class Meta(NamedTuple):
    """What a custom field means. `order` is its place in the table; `url` is the field with the address beside it."""

    order: int
    property: str
    reads: Reads
    url: str | None
    method: str | None


class Table(NamedTuple):
    """`prefixes`: namespace → prefix; `item`: short name → row; `meta` and `attachment`: key of a custom field → what
    it means, of a post and of an attachment; `articles` and `attachments`: post types.
    """

    prefixes: Mapping[str, str]
    item: Mapping[str, Row]
    meta: Mapping[str, Meta]
    attachment: Mapping[str, Meta]
    articles: frozenset[str]
    attachments: str


@cache
def table() -> Table:
    """The tables of `vocab/wordpress.toml`; prefixes of the other namespaces are those of `vocab/feeds.toml`."""
    data = tomllib.loads(vocab("wordpress.toml").read_text(encoding="utf-8"))
    kinds = KINDS | OWN_KINDS
    feeds = of_feeds()
    speaks = feeds.item["title"].speaks
    return Table(
        {**feeds.prefixes, **data["namespaces"]},
        _rows(data["item"], kinds, speaks),
        _metas(data["meta"], kinds),
        _metas(data["attachment"], kinds),
        frozenset(data["types"]["articles"]),
        data["types"]["attachment"],
    )


def _rows(rows: list[dict[str, Any]], kinds: Mapping[str, Reads], speaks: Speaks) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        for name in row["names"]:
            found[name] = Row(len(found), row["property"], row["reads"], kinds[row["reads"]], speaks)
    return found


def _metas(rows: list[dict[str, Any]], kinds: Mapping[str, Reads]) -> dict[str, Meta]:
    found: dict[str, Meta] = {}
    for row in rows:
        for key in row["keys"]:
            found[key] = Meta(len(found), row["property"], kinds[row["reads"]], row.get("url"), row.get("method"))
    return found
