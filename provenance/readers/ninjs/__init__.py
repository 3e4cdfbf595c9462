"""ninjs 1.x, 2.x and 3.x: one object, an array of them, or JSON lines → one `Raw` for each, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from provenance.errors import ItemError
from provenance.readers.jsonitems import read_objects
from provenance.readers.jsontext import Places
from provenance.readers.ninjs.associations import read_associations
from provenance.readers.ninjs.bodies import read_bodies
from provenance.readers.ninjs.form import check_form
from provenance.readers.ninjs.table import known, table
from provenance.readers.ninjs.texts import Teller
from provenance.readers.ninjs.values import read_values
from provenance.readers.raw import Raw
from provenance.readers.stream import Stream

__all__ = ["read_ninjs"]


def read_ninjs(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read ninjs.

    Args:
        stream: the bytes.
        url: the address of the file: what relative addresses in it are resolved against.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it is no JSON: neither objects nor an array of them.
        TooLargeError: see `jsontext`.
    """
    return read_objects(stream, charset, _wraps, partial(_read, url or ""))


def _wraps(value: Mapping[str, Any]) -> str | None:
    """Services answer with objects that hold the items, and say nothing of ninjs themselves."""
    if known() & value.keys():
        return None
    return next((key for key in table().wrappers if isinstance(value.get(key), dict | list)), None)


def _read(base: str, item: Mapping[str, Any], name: str, places: Places) -> Raw:
    raw = Raw("ninjs", name)
    teller = Teller(raw, "article", places, base)
    read_values(teller, item)
    read_bodies(teller, item)
    read_associations(raw, item, teller)
    check_form(raw, item, places)
    return raw
