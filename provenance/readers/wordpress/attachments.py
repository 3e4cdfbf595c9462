"""Attachments: pictures, films and sounds, which an export keeps as items of their own → assets of their posts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from provenance.language.names import clean
from provenance.readers.feeds.elements import adopt
from provenance.readers.html.assets import MAX_ASSETS
from provenance.readers.newsml.content import asset_type
from provenance.readers.ninjs.associations import rights_of
from provenance.readers.raw import MAX_TEXT, Candidate, Raw
from provenance.readers.wordpress.metas import Stored, metas_of, read_metas
from provenance.readers.wordpress.table import table
from provenance.readers.xml import Element, Part

MAX_ATTACHMENTS = 40_000
"""So many are held; each takes one to five kilobytes."""
_NOTHING: dict[str, None] = dict.fromkeys(("caption", "credit", "notice", "holder", "license"))
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
"""What WordPress adds to the name of a smaller copy of a picture."""
_TYPES = {
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image", "avif": "image", "svg": "image",
    "mp4": "video", "mov": "video", "webm": "video", "mp3": "audio", "m4a": "audio", "ogg": "audio", "wav": "audio",
}  # fmt: skip


class _Attachment(NamedTuple):
    """An asset, by its keys that have values, and what is said of it."""

    asset: dict[str, Any]
    said: tuple[Candidate, ...]


class Attachments:
    """The attachments of an export by their ids, and by the posts that they belong to."""

    def __init__(self) -> None:
        self._by_id: dict[str, _Attachment] = {}
        self._by_parent: dict[str, list[str]] = {}
        self.problem: str | None = None
        """Why some are not read; None while all are."""

    def add(self, part: Part) -> None:
        """Take in an item that is an attachment."""
        children = part.element.by_name()
        url, id, parent = (_text(children, name) for name in ("wp:attachment_url", "wp:post_id", "wp:post_parent"))
        if not url or not id:
            return
        if len(self._by_id) >= MAX_ATTACHMENTS:
            self.problem = f"expected at most {MAX_ATTACHMENTS:,} attachments, found more: those behind are not read"
            return
        told = Raw("wordpress", "")
        read_metas(told, part, metas_of(children), table().attachment, scope="asset", method="association_field")
        rights = rights_of(told.candidates)
        credits = [row["value"]["name"] for row in told.by_property.get("credit", ())]
        asset = {
            "type": _TYPES.get(url.rpartition(".")[2].lower(), asset_type(url) or "embed"),
            "url": url,
            "caption": clean(_text(children, "excerpt:encoded"))[:300],
            "credit": " / ".join(dict.fromkeys(credits)),
            **rights,
            "line": part.line,
        }
        asset = {key: value for key, value in asset.items() if value}
        self._by_id[id] = _Attachment(asset, tuple(told.candidates))
        if parent not in ("", "0"):
            self._by_parent.setdefault(parent, []).append(id)

    def give(self, raw: Raw, post: str, metas: Mapping[str, Stored]) -> None:
        """Add the assets of a post: its featured picture, then what was uploaded for it.

        One that the text shows, in whatever size, is completed by what is said of it.
        """
        featured = metas.get("_thumbnail_id")
        ids = [featured.text] if featured else []
        shown = {_SIZE.sub("", asset["url"]): asset for asset in raw.assets if asset["url"]}
        for id in dict.fromkeys([*ids, *self._by_parent.get(post, ())[:MAX_ASSETS]]):
            found = self._by_id.get(id)
            known = shown.get(_SIZE.sub("", found.asset["url"])) if found else None
            if found is None or (known is None and len(raw.assets) >= MAX_ASSETS):
                continue
            for row in found.said:
                adopt(raw, row)
            asset = {key: dict(value) if isinstance(value, dict) else value for key, value in found.asset.items()}
            if known:
                known.update({key: value for key, value in asset.items() if not known.get(key)})
            else:
                raw.assets.append({"id": f"asset-{len(raw.assets) + 1}", **_NOTHING, **asset})


def _text(children: Mapping[str, list[Element]], name: str) -> str:
    elements = children.get(name)
    return elements[0].text.strip()[:MAX_TEXT] if elements else ""
