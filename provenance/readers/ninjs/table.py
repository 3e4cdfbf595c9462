"""What the keys of ninjs mean: `vocab/ninjs.toml` as Python."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from provenance.model.values import Basis, Scope, Voice
from provenance.resources import vocab

Of = Literal["article", "asset", "other_work"]
"""What an object is to the record: the article itself, or an association of it."""


class Speaks(NamedTuple):
    """How an object speaks: the fields are those of `fields.Field`."""

    method: str
    basis: Basis
    voice: Voice
    scope: Scope


class Row(NamedTuple):
    """What some keys mean: the property, and the way to read a value."""

    keys: tuple[str, ...]
    property: str
    reads: str


class Odrl(NamedTuple):
    """ODRL 2.0 in JSON: its namespaces, and key → key of ODRL 2.2 of a policy, a rule and a constraint."""

    namespaces: tuple[str, ...]
    context: str
    modern: frozenset[str]
    policy: Mapping[str, str]
    rule: Mapping[str, str]
    constraint: Mapping[str, str]


class Table(NamedTuple):
    """`rows` in the order of reading; `parts`: name → keys of the other parts; `galleries`: types that hold media;
    `credits`, `undescribing`: roles of descriptions that credit somebody, or are no caption; `wrappers`: keys under
    which others hold objects; the rest: word → what it stands for.
    """

    rows: tuple[Row, ...]
    speaks: Mapping[Of, Speaks]
    parts: Mapping[str, tuple[str, ...]]
    media: Mapping[str, str]
    galleries: frozenset[str]
    status: Mapping[str, str]
    makers: Mapping[str, str]
    info_sources: Mapping[str, str]
    credits: frozenset[str]
    undescribing: frozenset[str]
    odrl: Odrl
    wrappers: tuple[str, ...]


@cache
def table() -> Table:
    """The tables of `vocab/ninjs.toml`."""
    data = tomllib.loads(vocab("ninjs.toml").read_text(encoding="utf-8"))
    odrl = data["odrl"]
    return Table(
        tuple(Row(tuple(row["keys"]), row["property"], row["reads"]) for row in data["keys"]),
        {of: Speaks(**how) for of, how in data["speaks"].items()},
        {name: tuple(keys) for name, keys in data["parts"].items()},
        data["media"],
        frozenset(data["galleries"]["types"]),
        data["status"],
        data["makers"],
        data["info_sources"],
        frozenset(data["descriptions"]["credits"]),
        frozenset(data["descriptions"]["credits"] + data["descriptions"]["others"]),
        Odrl(**{**odrl, "namespaces": tuple(odrl["namespaces"]), "modern": frozenset(odrl["modern"])}),
        tuple(data["wrappers"]["keys"]),
    )


@cache
def known() -> frozenset[str]:
    """The keys of ninjs: an object with one of them is an item."""
    of_parts = (name for keys in table().parts.values() for name in keys)
    return frozenset(key for row in table().rows for key in row.keys) | frozenset(of_parts) | {"type"}


def part(item: Mapping[str, Any], name: str) -> tuple[str, Any]:
    """The key that an object uses for a part, and its value; the first key and None where it has none."""
    keys = table().parts[name]
    return next(((key, item[key]) for key in keys if item.get(key) not in (None, "", [], {})), (keys[0], None))


def ending(word: str) -> str:
    """The end of a code or an address, without case: `usable` of `stat:usable` and of `http://…/Usable`."""
    return re.split(r"[:/#]", word.strip().rstrip("/"))[-1].strip().lower()
