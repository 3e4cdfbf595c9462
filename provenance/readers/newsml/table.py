"""What the elements of NewsML-G2 and NITF mean: `vocab/newsml.toml` as Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from provenance.readers.fields import KINDS, Reads
from provenance.readers.newsml.values import OWN_KINDS
from provenance.resources import vocab


class Row(NamedTuple):
    """What a path means. `order` is its place in the table: rows are read in that order, not in the document's."""

    order: int
    property: str
    kind: str
    reads: Reads


Rows = Mapping[str, list[Row]]
"""Path → its rows: an element may say several things."""


class Table(NamedTuple):
    """`prefixes`: namespace → prefix; `item`, `part`, `rights`, `nitf`: the paths from that element down; `links`: word
    of a relation → property; `signals`: word → status; `source_roles`: piece of a word → role of a credit;
    `hop_actions`: word → action; `vocabularies`: pieces of the addresses of controlled vocabularies.
    """

    prefixes: Mapping[str, str]
    item: Rows
    part: Rows
    rights: Rows
    nitf: Rows
    links: Mapping[str, str]
    signals: Mapping[str, str]
    source_roles: Mapping[str, str]
    hop_actions: Mapping[str, str]
    vocabularies: frozenset[str]


@cache
def table() -> Table:
    """The tables of `vocab/newsml.toml`."""
    data = tomllib.loads(vocab("newsml.toml").read_text(encoding="utf-8"))
    return Table(
        data["namespaces"],
        rows_of(data["item"]),
        rows_of(data["part"]),
        rows_of(data["rights"]),
        rows_of(data["nitf"]),
        data["links"],
        data["signals"],
        data["source_roles"],
        data["hop_actions"],
        frozenset(data["vocabularies"]["pieces"]),
    )


def rows_of(rows: list[dict[str, Any]]) -> Rows:
    """Rows of a table file, `{paths, property, reads}`, by path."""
    found: dict[str, list[Row]] = {}
    kinds = KINDS | OWN_KINDS
    paths = [(path, row) for row in rows for path in row["paths"]]
    for order, (path, row) in enumerate(paths):
        found.setdefault(path, []).append(Row(order, row["property"], row["reads"], kinds[row["reads"]]))
    return found
