"""Custom fields (`wp:postmeta`): what plugins for syndication, search and credits keep with a post."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from provenance.model.values import Scope
from provenance.readers.feeds.extensions import kind_of, tell
from provenance.readers.fields import Field
from provenance.readers.raw import MAX_TEXT, Raw
from provenance.readers.wordpress.table import Meta
from provenance.readers.xml import Element, Part

_LONGEST = 20 * MAX_TEXT
"""Serialised arrays may be long; what is longer is no fact."""


class Stored(NamedTuple):
    """A custom field: its value, the element with that, and the path to it from the item."""

    text: str
    element: Element
    pointer: str


def metas_of(children: Mapping[str, list[Element]]) -> dict[str, Stored]:
    """The custom fields of an item by their keys; the last of a key holds, as WordPress reads it first to last."""
    found: dict[str, Stored] = {}
    for number, element in enumerate(children.get("wp:postmeta", ()), 1):
        key, value = element.first("wp:meta_key"), element.first("wp:meta_value")
        if key is None or value is None:
            continue
        text = value.text.strip()
        if text and len(text) <= _LONGEST:
            found[key.text.strip()] = Stored(text, value, f"/wp:postmeta[{number}]/wp:meta_value")
    return found


def read_metas(
    raw: Raw,
    part: Part,
    metas: Mapping[str, Stored],
    rows: Mapping[str, Meta],
    *,
    base: str = "",
    scope: Scope = "article",
    method: str = "item_field",
) -> None:
    """Read the custom fields that a table knows, in its order, then those whose keys sound like rights.

    Args:
        raw: where the candidates go.
        part: the item.
        metas: its custom fields, from `metas_of`.
        rows: the table.
        base: what relative addresses are resolved against.
        scope: what they speak of.
        method: how they are read, where the table does not say.
    """
    for key in sorted(set(metas) & set(rows), key=lambda key: rows[key].order):
        row, beside = rows[key], metas.get(rows[key].url or "")
        field = _field(part, metas[key], row.method or method, scope, base)
        field.url = beside.text if beside and beside.text.startswith(("http://", "https://")) else None
        row.reads(raw, row.property, field)
    for key, stored in metas.items():
        if key not in rows and len(stored.text) <= MAX_TEXT and (kind := kind_of(key)):
            tell(raw, kind, _field(part, stored, method, scope, base))


def _field(part: Part, stored: Stored, method: str, scope: Scope, base: str) -> Field:
    place = partial(part.origin, stored.element, pointer=stored.pointer)
    return Field(stored.text, place, method, scope=scope, base=base)
