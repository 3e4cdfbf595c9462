"""The pictures, films and sounds of an ANS object: assets with rights of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provenance.hosts import absolute
from provenance.readers.ans.credits import people
from provenance.readers.ans.stories import media
from provenance.readers.ans.table import find, table
from provenance.readers.ans.values import read_values
from provenance.readers.html.assets import MAX_ASSETS
from provenance.readers.ninjs.associations import rights_of
from provenance.readers.ninjs.texts import Teller, text_of
from provenance.readers.ninjs.values import plain

_ADDRESSES = ("url", "streams/*/url", "additional_properties/originalUrl")
_CAPTIONS = ("caption", "subtitle", "description/basic", "headlines/basic")
_MAKERS = ("vanity_credits/by", "credits/by", "credits/photos_by")
_HOUSES = ("distributor/name", "source/name")


def read_assets(teller: Teller, item: Mapping[str, Any]) -> None:
    """Add the media of an object, each once: a picture often is promoted and stands in the text as well."""
    raw, seen = teller.raw, set()
    for path, medium in media(item):
        address = _first(medium, _ADDRESSES)
        url = absolute(teller.base, address) if address else None
        key = text_of(medium.get("_id")) or url or path
        if key in seen or len(raw.assets) >= MAX_ASSETS:
            continue
        seen.add(key)
        before = len(raw.candidates)
        read_values(Teller(raw, "asset", teller.places, teller.base), medium, table().asset, path)
        known = next((asset for asset in raw.assets if url and asset["url"] == url), None)
        own = {
            "credit": _credit(medium),
            "caption": plain(_first(medium, _CAPTIONS) or "")[:300] or None,
            **rights_of(raw.candidates[before:]),
        }
        if known:
            known.update({name: value for name, value in own.items() if value and not known.get(name)})
            continue
        raw.assets.append(
            {
                "id": f"asset-{len(raw.assets) + 1}",
                "type": table().media[medium["type"]],
                "url": url,
                "line": teller.places.origin(None, path)["line"],
                **{name: own.get(name) for name in ("caption", "credit", "notice", "holder", "license")},
            }
        )


def _first(medium: Mapping[str, Any], paths: tuple[str, ...]) -> str | None:
    found = (text_of(value) for path in paths for _, value in find(medium, path))
    return next(filter(None, found), None)


def _credit(medium: Mapping[str, Any]) -> str | None:
    """The credit line of a medium: who made it, and which house it comes from."""
    lists = ([each.text for _, value in find(medium, path) for each in people(value, "")] for path in _MAKERS)
    names = next(filter(None, lists), [])
    house = _first(medium, _HOUSES)
    line = ", ".join(names)
    if house and house not in line:
        line = f"{line} / {house}" if line else house
    return line or None
