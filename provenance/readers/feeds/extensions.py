"""Fields that a format leaves to publishers, read by what their keys sound like: rights, credits, embargoes.

JSON Feed's extensions, the additional properties of ANS, WordPress's custom fields: the words stand in
`[extension]` of `vocab/feeds.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from provenance.readers.feeds.table import Speaks, table
from provenance.readers.fields import (
    Field,
    Reads,
    party,
    read_address,
    read_copyright,
    read_date,
    read_license,
    read_rights,
    read_source,
    read_text,
)
from provenance.readers.jsontext import Places, step
from provenance.readers.raw import MAX_SAME, MAX_TEXT, Raw

_MAX_DEPTH = 4
"""How deep an extension is searched."""
_NO_WORD = re.compile(r"[_\s-]")
_NAMES = ("name", "text", "title", "id")


def kind_of(key: str, more: Mapping[str, str] | None = None) -> str | None:
    """What a key sounds like: a kind for `tell`, or None; `more` are words of one format."""
    word = _NO_WORD.sub("", key).lower()
    return (more or {}).get(word) or table().extension.get(word)


def read_extension(
    raw: Raw,
    value: Any,
    path: str,
    places: Places,
    speaks: Speaks,
    base: str,
    more: Mapping[str, str] | None = None,
    depth: int = 0,
) -> None:
    """Look in a JSON value for keys that sound like rights; what stands below them may be a name and an address.

    Args:
        raw: where the candidates go.
        value: the value.
        path: its pointer below the value that `places` know.
        places: where it is written.
        speaks: how it speaks.
        base: what relative addresses are resolved against.
        more: words of one format, as in `[extension]`.
        depth: how deep it stands in the extension.
    """
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for number, each in enumerate(value[:MAX_SAME]):
            read_extension(raw, each, f"{path}/{number}", places, speaks, base, more, depth + 1)
        return
    for key, each in value.items() if isinstance(value, dict) else ():
        kind = kind_of(key, more)
        below = f"{path}/{step(key)}"
        if kind is None:
            read_extension(raw, each, below, places, speaks, base, more, depth + 1)
            continue
        for number, one in enumerate(each[:MAX_SAME] if isinstance(each, list) else [each]):
            at = f"{below}/{number}" if isinstance(each, list) else below
            _tell(raw, kind, one, at, places, speaks, base)


def _tell(raw: Raw, kind: str, value: Any, path: str, places: Places, speaks: Speaks, base: str) -> None:
    url: str | None = None
    if isinstance(value, dict):
        url = _text(value.get("url")) or None
        name = next((key for key in _NAMES if _text(value.get(key))), None)
        if kind == "license" and url:
            name = "url"
        path, value = (f"{path}/{name}", value[name]) if name else (path, url)
    if text := _text(value):
        tell(raw, kind, Field(text, partial(places.origin, path=path), *speaks, base, url))


def tell(raw: Raw, kind: str, field: Field) -> None:
    """Read a field as what its key sounds like."""
    if kind == "holder":
        field.say(raw, "copyright_holder", party(field.text, url=field.url))
    else:
        property, reads = _TELLS[kind]
        reads(raw, property, field)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) and len(value) <= MAX_TEXT else ""


_TELLS: dict[str, tuple[str, Reads]] = {
    "rights": ("copyright_notice", read_rights),
    "copyright": ("copyright_notice", read_copyright),
    "license": ("license", read_license),
    "terms": ("usage_terms", read_text),
    "source": ("credit", read_source),
    "original": ("original_url", read_address),
    "embargo": ("embargo_until", read_date),
    "expires": ("expires", read_date),
}
