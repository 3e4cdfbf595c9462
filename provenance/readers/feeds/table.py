"""What the elements of a feed mean: `vocab/feeds.toml` as Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from provenance.model.values import Basis, Scope, Voice
from provenance.readers.fields import KINDS, Reads
from provenance.resources import vocab


class Speaks(NamedTuple):
    """How a field speaks: the keys are those of `fields.Field`."""

    method: str
    basis: Basis
    voice: Voice
    scope: Scope


class Row(NamedTuple):
    """What a name means. `order` is its place in the table: rows are read in that order, not in the document's."""

    order: int
    property: str
    kind: str
    reads: Reads
    speaks: Speaks


class Table(NamedTuple):
    """`prefixes`: namespace → prefix; `item`, `feed`, `source`: short name → row; `links`: rel → row; `media` and
    `extension`: name → what it is for `media` and `jsonfeed`.
    """

    prefixes: Mapping[str, str]
    item: Mapping[str, Row]
    feed: Mapping[str, Row]
    source: Mapping[str, Row]
    links: Mapping[str, Row]
    media: Mapping[str, str]
    media_speaks: Speaks
    extension: Mapping[str, str]


@cache
def table() -> Table:
    """The tables of `vocab/feeds.toml`."""
    data = tomllib.loads(vocab("feeds.toml").read_text(encoding="utf-8"))
    speaks = data["speaks"]
    links = [{"names": [rel], **row} for rel, row in data["links"].items()]
    return Table(
        data["namespaces"],
        _rows(data["item"], speaks["item"]),
        _rows(data["feed"], speaks["feed"]),
        _rows(data["source"], speaks["source"]),
        _rows(links, speaks["item"]),
        data["media"],
        Speaks(**speaks["media"]),
        data["extension"],
    )


def _rows(rows: list[dict[str, Any]], speaks: Mapping[str, Any]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        own = Speaks(**{key: row.get(key, value) for key, value in speaks.items()})
        for name in row["names"]:
            found[name] = Row(len(found), row["property"], row["reads"], KINDS[row["reads"]], own)
    return found
