"""What XML formats require, by parent element: `vocab/formats.toml` as Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from provenance.readers.faults import Kind
from provenance.readers.forms.values import FORMS, Fits, Form
from provenance.resources import vocab


class Row(NamedTuple):
    """What is asked of a child or an attribute. `fault` is the kind that all its faults are of, None for their own."""

    names: tuple[str, ...]
    required: bool
    single: bool
    fits: Fits | None
    words: str
    """What `fits` asks for."""
    where: Mapping[str, str]
    fault: Kind | None
    source: str


@dataclass(slots=True)
class Parent:
    """What is asked inside one element: `needs` are the required children, any of the names each; `children` are those
    whose form or number matters, or that are parents themselves (they have no row if they are nothing else);
    `attributes` name and row.
    """

    needs: list[tuple[frozenset[str], Row]] = field(default_factory=list)
    children: dict[str, tuple[Row | None, bool]] = field(default_factory=dict)
    attributes: list[tuple[str, Row]] = field(default_factory=list)


Profile = Mapping[str, Parent]
"""Short name of an element → what is asked inside it."""


def profile(root: str, version: str = "") -> Profile:
    """The profile of a document by its root element and the version that this names; empty where there is none."""
    data = _data()
    versions: Mapping[str, str] = data["roots"].get(root, {})
    name = next((name for start, name in versions.items() if version.startswith(start)), None)
    return _profile(name or next(reversed(list(versions.values())), ""))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(vocab("formats.toml").read_text(encoding="utf-8"))


@cache
def _profile(name: str) -> Profile:
    found: dict[str, Parent] = {}
    data = _data()
    for each in (name, *data["include"].get(name, ())):
        for row in data["rows"].get(each, ()):
            for parent in row["in"]:
                _add(found.setdefault(parent, Parent()), _row(row))
    for asked in found.values():
        rows = {name: row for name, (row, _) in asked.children.items()}
        asked.children = {name: (rows.get(name), name in found) for name in (*found, *rows)}
    return found


def _row(row: Mapping[str, Any]) -> Row:
    words = tuple(row.get("words", ()))
    form = (
        FORMS[row["form"]] if "form" in row else Form(lambda text, _: text in words, _any_of(words)) if words else None
    )
    return Row(
        tuple(row["names"]),
        row["count"] in ("1", "1+"),
        row["count"] in ("1", "0-1"),
        form.fits if form else None,
        form.words if form else "",
        row.get("where", {}),
        row.get("fault"),
        row["source"],
    )


def _any_of(words: tuple[str, ...]) -> str:
    return " or ".join(words)


def _add(parent: Parent, row: Row) -> None:
    if row.names[0].startswith("@"):
        parent.attributes += [(name[1:], row) for name in row.names]
        return
    if row.required:
        parent.needs.append((frozenset(row.names), row))
    if row.single or row.fits:
        parent.children.update(dict.fromkeys(row.names, (row, False)))
