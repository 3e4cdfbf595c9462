"""What the keys of ANS mean: `vocab/ans.toml` as Python, and how a path finds its values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from provenance.readers.jsontext import step
from provenance.readers.raw import MAX_SAME
from provenance.resources import vocab


class Row(NamedTuple):
    """What some paths mean: the property, and the way to read a value."""

    paths: tuple[str, ...]
    property: str
    reads: str


class Flag(NamedTuple):
    """What it means that a value is true, or that it is false."""

    path: str
    when: bool
    property: str
    says: str


class Table(NamedTuple):
    """`story` and `asset`: rows in the order of reading; `additional`: key without case and "_" → what it is for
    `feeds.extensions`; `categories`: word → role of a credit; `nobody`: words for no name; `photographers`: keys of
    credits; `items` and `wrappers`: types of articles, and of what holds several; `media`: type → kind of asset;
    `texts`: type of an element → tag.
    """

    story: tuple[Row, ...]
    asset: tuple[Row, ...]
    flags: tuple[Flag, ...]
    additional: Mapping[str, str]
    categories: Mapping[str, str]
    nobody: frozenset[str]
    photographers: frozenset[str]
    items: tuple[str, ...]
    wrappers: tuple[str, ...]
    media: Mapping[str, str]
    texts: Mapping[str, str]


@cache
def table() -> Table:
    """The tables of `vocab/ans.toml`."""
    data = tomllib.loads(vocab("ans.toml").read_text(encoding="utf-8"))
    return Table(
        _rows(data["story"]),
        _rows(data["asset"]),
        tuple(Flag(**row) for row in data["flags"]),
        data["additional"],
        data["categories"],
        frozenset(data["nobody"]["names"]),
        frozenset(data["photographers"]["keys"]),
        tuple(data["types"]["items"]),
        tuple(data["types"]["wrappers"]),
        data["media"],
        data["texts"],
    )


def _rows(rows: list[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(Row(tuple(row["paths"]), row["property"], row["reads"]) for row in rows)


def find(value: Any, path: str, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """(pointer, value) of what a path leads to from a value; nothing where it leads nowhere, or to null."""
    if not path:
        if value is not None:
            yield pointer, value
        return
    key, _, rest = path.partition("/")
    if key != "*":
        if isinstance(value, dict) and key in value:
            yield from find(value[key], rest, f"{pointer}/{step(key)}")
    elif isinstance(value, list):
        for number, each in enumerate(value[:MAX_SAME]):
            yield from find(each, rest, f"{pointer}/{number}")
    elif isinstance(value, dict):
        for name, each in list(value.items())[:MAX_SAME]:
            yield from find(each, rest, f"{pointer}/{step(name)}")
