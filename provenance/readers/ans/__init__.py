"""ANS, the format of Arc Publishing: a story, an array, a collection or results of many → one `Raw` for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from provenance.errors import ItemError
from provenance.readers.ans.assets import read_assets
from provenance.readers.ans.stories import read_text
from provenance.readers.ans.table import table
from provenance.readers.ans.values import read_values
from provenance.readers.forms.documents import check_document, checker
from provenance.readers.jsonitems import read_objects
from provenance.readers.jsontext import Places
from provenance.readers.ninjs.texts import Teller, text_of
from provenance.readers.raw import Raw
from provenance.readers.stream import Stream

__all__ = ["read_ans"]


def read_ans(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read ANS. A reference to a story that stands elsewhere, or another object of Arc's, is no article.

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
    """Collections and results hold stories where a story holds its elements."""
    inner = value.get("content_elements")
    if not isinstance(inner, list):
        return None
    kind = value.get("type")
    first = next((each for each in inner if isinstance(each, dict)), {})
    holds_items = kind is None and str(first.get("type")) in table().items and "headlines" in first
    return "content_elements" if str(kind) in table().wrappers or holds_items else None


def _read(base: str, item: Mapping[str, Any], name: str, places: Places) -> Raw | None:
    if text_of(item.get("type")) not in ("", *table().items):
        return None
    raw = Raw("ans", name)
    teller = Teller(raw, "article", places, base)
    read_values(teller, item, table().story)
    read_text(teller, item)
    read_assets(teller, item)
    check_document(raw, checker("ans"), item, places)
    return raw
