"""What belongs to a ninjs object: its pictures, films and sounds as assets with rights of their own, and other works.

An association is an object of ninjs itself. One of a medium's type is an asset, and what it says is said of that asset;
any other is another work, and says nothing of the article. The media of a gallery are the article's, those of a related
text are not. The renditions of an object show the same in several sizes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provenance.hosts import absolute
from provenance.language.names import clean
from provenance.readers.html.assets import MAX_ASSETS
from provenance.readers.ninjs.bodies import descriptions
from provenance.readers.ninjs.table import part, table
from provenance.readers.ninjs.texts import Teller, named, said, text_of
from provenance.readers.ninjs.values import headlines, plain, read_values
from provenance.readers.raw import Candidate, Raw

_OF_MIME = {"image": "image", "video": "video", "audio": "audio"}
_MAX_DEPTH = 4
"""Associations of associations are followed so deep."""
_AGENT = ("name", "type", "url", "id")
_Rendition = tuple[str, str, str | None]
"""Pointer, address, kind of asset."""


def read_associations(raw: Raw, item: Mapping[str, Any], teller: Teller) -> None:
    """Emit the object's own renditions and its associations.

    Args:
        raw: where the assets go.
        item: the object.
        teller: the object as a voice; what it has said of itself is in `raw`.
    """
    own = _kind(item)
    shown = _renditions(item, "")
    if shown and (own or any(kind for _, _, kind in shown)):
        _add(raw, item, "", _fitting(shown, own), own, rights_of(raw.candidates) if own else {}, teller)
    _associated(raw, item, "", teller, is_own=True)


def _associated(raw: Raw, item: Mapping[str, Any], path: str, teller: Teller, *, is_own: bool, depth: int = 0) -> None:
    """The associations of an object; `is_own`: its media belong to the article, and not to another work."""
    key, value = part(item, "associations")
    for at, other in named(value, f"{path}/{key}"):
        kind = _kind(other) if is_own else None
        voice = Teller(raw, "asset" if kind else "other_work", teller.places, teller.base)
        before = len(raw.candidates)
        read_values(voice, other, at)
        if kind:
            found = {**rights_of(raw.candidates[before:]), "credit": _credit(other)}
            _add(raw, other, at, _fitting(_renditions(other, at), kind), kind, found, teller)
        if depth < _MAX_DEPTH:
            is_shown = is_own and (kind or text_of(other.get("type")).lower() in table().galleries)
            _associated(raw, other, at, teller, is_own=bool(is_shown), depth=depth + 1)


def _kind(item: Mapping[str, Any]) -> str | None:
    """The kind of asset that an object is; None of a text, a package and the like."""
    return table().media.get(text_of(item.get("type")).lower())


def _renditions(item: Mapping[str, Any], path: str) -> list[_Rendition]:
    """An object's renditions, the widest first."""
    key, value = part(item, "renditions")
    rows = [(at, each) for at, each in named(value, f"{path}/{key}") if text_of(each.get("href"))]
    rows.sort(key=lambda row: (-_width(row[1]), row[0]))
    found = []
    for at, each in rows:
        kind = _OF_MIME.get(text_of(part(each, "content_type")[1]).split("/")[0].lower())
        found.append((f"{at}/href", text_of(each["href"]), kind))
    return found


def _fitting(shown: list[_Rendition], kind: str | None) -> list[_Rendition]:
    """Renditions of the asset's own kind first: a still of a film comes after the film."""
    return sorted(shown, key=lambda rendition: rendition[2] != kind)


def _width(rendition: Mapping[str, Any]) -> float:
    width = rendition.get("width")
    return width if isinstance(width, int | float) and not isinstance(width, bool) else 0


def rights_of(rows: list[Candidate]) -> dict[str, Any]:
    """What an asset keeps of the statements about it."""
    found: dict[str, Any] = {}
    for row in rows:
        key = _KEYS.get(row["property"])
        if key and key not in found:
            value = row["value"]
            found[key] = {k: value[k] for k in _AGENT if value.get(k)} if isinstance(value, dict) else value
    return found


_KEYS = {"copyright_notice": "notice", "copyright_holder": "holder", "license": "license"}


_CREDITS = (
    "creditline", "creditLine", "description_creditline", "by", "byline", "photographer", "source", "provider",
)  # fmt: skip


def _credit(item: Mapping[str, Any]) -> str | None:
    """The credit line of a medium, else its byline, else its source."""
    lines = [each for each in said(item.get("descriptions"), "") if each.role in table().credits]
    for key in _CREDITS:
        lines += said(item.get(key), key)
    return clean(lines[0].text) if lines else None


def _add(
    raw: Raw,
    item: Mapping[str, Any],
    path: str,
    shown: list[_Rendition],
    kind: str | None,
    found: Mapping[str, Any],
    teller: Teller,
) -> None:
    """Add an asset, or complete the one that the text shows in one of the renditions."""
    addresses = [absolute(teller.base, address) for _, address, _ in shown]
    said = {key: value for key, value in found.items() if value}
    if not path and kind:
        said["credit"] = _credit(item)
    caption = next((plain(text) for text in descriptions(item)), None) or next(
        (each.text for key in ("headlines", "headline") for each in headlines(item.get(key), key)), None
    )
    said["caption"] = caption[:300] if (path or kind) and caption else None
    known = next((asset for asset in raw.assets if asset["url"] and asset["url"] in addresses), None)
    if known:
        known.update({key: value for key, value in said.items() if not known.get(key)})
        known.update(type=kind or known["type"], url=addresses[0])  # the text shows a still of a film, or a small size
        return
    if len(raw.assets) >= MAX_ASSETS:
        return
    raw.assets.append(
        {
            "id": f"asset-{len(raw.assets) + 1}",
            "type": kind or next((kind for _, _, kind in shown if kind), "embed"),
            "url": addresses[0] if addresses else None,
            "line": teller.places.origin(None, shown[0][0] if shown else path)["line"],
            **{key: said.get(key) for key in ("caption", "credit", "notice", "holder", "license")},
        }
    )
