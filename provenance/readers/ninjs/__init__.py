"""ninjs 1.x, 2.x and 3.x: one object, an array of them, or JSON lines → one `Raw` for each, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.errors import ItemError, SourceError
from provenance.readers.jsonitems import Broken, items
from provenance.readers.jsontext import JsonText, Places, decode
from provenance.readers.ninjs.associations import read_associations
from provenance.readers.ninjs.bodies import read_bodies
from provenance.readers.ninjs.form import check_form
from provenance.readers.ninjs.table import known, table
from provenance.readers.ninjs.texts import Teller
from provenance.readers.ninjs.values import read_values
from provenance.readers.raw import Raw, digest
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
    json = JsonText(decode(stream.read(), charset))
    for item in items(json, _wraps):
        if isinstance(item, Broken):
            yield ItemError(item.problem.message, item.pointer, json.line_column(item.problem.offset)[0])
        elif not isinstance(item.value, dict):
            message = f"expected an object, found {type(item.value).__name__}"
            yield ItemError(message, item.pointer, json.line_column(item.start)[0])
        else:
            source = json.text[item.start : item.end].encode("utf-8", "surrogatepass")
            try:
                yield _read(item.value, digest(source), Places(json, item.start, item.end, item.pointer), url or "")
            except SourceError as error:
                yield ItemError(error.message, item.pointer, json.line_column(item.start)[0])


def _wraps(value: Mapping[str, Any]) -> str | None:
    """Services answer with objects that hold the items, and say nothing of ninjs themselves."""
    if known() & value.keys():
        return None
    return next((key for key in table().wrappers if isinstance(value.get(key), dict | list)), None)


def _read(item: Mapping[str, Any], name: str, places: Places, base: str) -> Raw:
    raw = Raw("ninjs", name)
    teller = Teller(raw, "article", places, base)
    read_values(teller, item)
    read_bodies(teller, item)
    read_associations(raw, item, teller)
    check_form(raw, item, places)
    return raw
