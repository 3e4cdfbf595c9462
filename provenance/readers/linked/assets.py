"""The pictures, films and sounds that a description names → assets with rights of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from provenance.hosts import absolute
from provenance.readers.fields import party
from provenance.readers.html.assets import MAX_ASSETS
from provenance.readers.linked.nodes import first, text_of, types
from provenance.readers.linked.things import Graph, Thing
from provenance.readers.raw import MAX_TEXT, Raw

_KEYS = {"image": "image", "video": "video", "audio": "audio", "associatedMedia": "embed"}
"""Property → the kind of its values, where their types tell nothing."""
_OF_TYPE = {"ImageObject": "image", "Photograph": "image", "VideoObject": "video", "AudioObject": "audio"}
_AGENT = ("name", "type", "url", "id")


def read_assets(
    raw: Raw, thing: Thing, graph: Graph, locate: Callable[[str | None, str], dict[str, Any]], base: str
) -> None:
    """Add the media of an article.

    Args:
        raw: where the assets go.
        thing: the article.
        graph: the things of the file.
        locate: finds the words of a value.
        base: what relative addresses are resolved against.
    """
    shown = {asset["url"] for asset in raw.assets}
    known: set[str] = set()
    for key, usual in _KEYS.items():
        for value, place in zip(thing.get(key, ()), thing.places.get(key, ()), strict=False):
            value = graph.resolve(value)
            medium = value if isinstance(value, Thing) else Thing(place)
            if key in known and len(medium) <= ("@id" in medium):
                continue  # bare addresses: the same picture in the shapes that search engines ask for
            known.add(key)
            address = _text(medium, "contentUrl") or _text(medium, "url") or text_of(medium.get("@id") or value)
            url = absolute(base, address) if address else None
            if url and url.startswith(("http://", "https://")) and url not in shown and len(raw.assets) < MAX_ASSETS:
                shown.add(url)
                kind = next((_OF_TYPE[kind] for kind in types(medium) if kind in _OF_TYPE), usual)
                line = locate(address, place)["line"]
                raw.assets.append(_asset(medium, graph, kind, url, line, len(raw.assets) + 1))


def _asset(medium: Thing, graph: Graph, kind: str, url: str, line: int | None, number: int) -> dict[str, Any]:
    holder = text_of(graph.resolve(first(medium.get("copyrightHolder"))))
    makers = (text_of(graph.resolve(first(medium.get(key)))) for key in ("creator", "author"))
    license = graph.resolve(first(medium.get("license")))
    return {
        "id": f"asset-{number}",
        "type": kind,
        "url": url,
        "caption": (_text(medium, "caption") or _text(medium, "description") or "")[:300] or None,
        "credit": _text(medium, "creditText") or next(filter(None, makers), None),
        "notice": _text(medium, "copyrightNotice") or _text(medium, "rights"),
        "holder": {k: v for k, v in party(holder).items() if k in _AGENT and v} if holder else None,
        "license": text_of(license.get("url") or license.get("@id")) if isinstance(license, dict) else text_of(license),
        "line": line,
    }


def _text(medium: Thing, key: str) -> str | None:
    text = text_of(medium.get(key))
    return text if text and len(text) <= MAX_TEXT else None
