"""ANS, the format of Arc Publishing: a story, an array, a collection or results of many → one `Raw` for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.errors import ItemError, SourceError
from provenance.readers.ans.assets import read_assets
from provenance.readers.ans.stories import read_text
from provenance.readers.ans.table import table
from provenance.readers.ans.values import read_values
from provenance.readers.forms.documents import check_document, checker
from provenance.readers.jsonitems import Broken, items
from provenance.readers.jsontext import JsonText, Places, decode
from provenance.readers.ninjs.texts import Teller, text_of
from provenance.readers.raw import Raw, digest
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
    json = JsonText(decode(stream.read(), charset))
    for item in items(json, _wraps):
        if isinstance(item, Broken):
            yield ItemError(item.problem.message, item.pointer, json.line_column(item.problem.offset)[0])
        elif not isinstance(item.value, dict):
            message = f"expected an object, found {type(item.value).__name__}"
            yield ItemError(message, item.pointer, json.line_column(item.start)[0])
        elif text_of(item.value.get("type")) in ("", *table().items):
            source = json.text[item.start : item.end].encode("utf-8", "surrogatepass")
            try:
                yield _read(item.value, digest(source), Places(json, item.start, item.end, item.pointer), url or "")
            except SourceError as error:
                yield ItemError(error.message, item.pointer, json.line_column(item.start)[0])


def _wraps(value: Mapping[str, Any]) -> str | None:
    """Collections and results hold stories where a story holds its elements."""
    inner = value.get("content_elements")
    if not isinstance(inner, list):
        return None
    kind = value.get("type")
    first = next((each for each in inner if isinstance(each, dict)), {})
    holds_items = kind is None and str(first.get("type")) in table().items and "headlines" in first
    return "content_elements" if str(kind) in table().wrappers or holds_items else None


def _read(item: Mapping[str, Any], name: str, places: Places, base: str) -> Raw:
    raw = Raw("ans", name)
    teller = Teller(raw, "article", places, base)
    read_values(teller, item, table().story)
    read_text(teller, item)
    read_assets(teller, item)
    check_document(raw, checker("ans"), item, places)
    return raw
