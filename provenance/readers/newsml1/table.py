"""What the elements of NewsML 1 mean: `vocab/newsml1.toml` as Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from provenance.model.values import Action
from provenance.readers.fields import KINDS, Reads
from provenance.readers.newsml.table import Rows, rows_of
from provenance.readers.newsml.table import table as of_iptc
from provenance.resources import vocab


class PartyRow(NamedTuple):
    """What an element that names parties means: its name, how it is read, and what its parties did to the story."""

    name: str
    property: str
    reads: Reads
    action: Action


class Table(NamedTuple):
    """`prefixes`: namespace → prefix; `envelope`, `item`: paths from the `NewsEnvelope` and a `NewsItem`; `component`
    and `part`: from a `NewsComponent` around the main text or beside it; `rights`: from any, in `groups` (name → path);
    `period` and `periods`: the dates of one usage and of several; `parties` in the order of the story's way; the rest:
    words, without case.
    """

    prefixes: Mapping[str, str]
    envelope: Rows
    item: Rows
    component: Rows
    part: Rows
    rights: Rows
    period: Rows
    periods: Rows
    groups: Mapping[str, str]
    parties: tuple[PartyRow, ...]
    statuses: Mapping[str, str]
    waiting: frozenset[str]
    embargoed: frozenset[str]
    signals: Mapping[str, str]
    main: frozenset[str]
    caption: frozenset[str]
    text: frozenset[str]


@cache
def table() -> Table:
    """The tables of `vocab/newsml1.toml`; the namespaces of the texts inside are those of `vocab/newsml.toml`."""
    data = tomllib.loads(vocab("newsml1.toml").read_text(encoding="utf-8"))
    return Table(
        {**of_iptc().prefixes, **data["namespaces"]},
        rows_of(data["envelope"]),
        rows_of(data["item"]),
        rows_of(data["component"]),
        rows_of(data["part"]),
        rows_of(data["rights"]),
        rows_of(data["period"]),
        rows_of(data["periods"]),
        data["groups"],
        tuple(PartyRow(row["name"], row["property"], KINDS[row["reads"]], row["action"]) for row in data["parties"]),
        data["statuses"],
        frozenset(data["waiting"]["words"]),
        frozenset(data["waiting"]["embargoed"]),
        data["signals"],
        frozenset(data["roles"]["main"]),
        frozenset(data["roles"]["caption"]),
        frozenset(data["text"]["words"]),
    )
