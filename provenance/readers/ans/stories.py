"""The text of an ANS story: its content elements, put together and read as a page's text is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.readers.ans.table import find, table
from provenance.readers.feeds.content import read_story
from provenance.readers.jsonstory import Paragraphs
from provenance.readers.ninjs.texts import Teller

_MAX_DEPTH = 5
"""Elements in elements (quotes, lists, groups) are followed so deep."""
_MAX_ELEMENTS = 5_000
_PROMOTED = ("promo_items/*", "promo_image")


def read_text(teller: Teller, item: Mapping[str, Any]) -> None:
    """Read the texts among the content elements as one story.

    Raises:
        TooLargeError: it grows out of all proportion.
    """
    pieces = [piece for _, piece in zip(range(_MAX_ELEMENTS), _pieces(item, ""), strict=False)]
    if not pieces:
        return
    raw, where = teller.raw, teller.places.pointer
    story = Paragraphs(teller.places, pieces)
    before = len(raw.candidates)
    read_story(raw, story.html, teller.base, f"{where}/content_elements", story)
    for row in raw.candidates[before:]:
        origin = row["origin"]
        if origin and (path := story.path_at(origin["line"], origin["column"])):
            origin["pointer"] = where + path


def _pieces(item: Any, path: str, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """(pointer, tag, markup) of the texts of an element, in order."""
    if depth > _MAX_DEPTH:
        return
    for key in ("content_elements", "items"):
        for at, each in _members(item, key, path):
            if not isinstance(each, dict) or str(each.get("type")) in table().media:
                continue
            tag = table().texts.get(str(each.get("type")))
            content = each.get("content")
            if tag and isinstance(content, str) and content.strip():
                yield f"{at}/content", tag, content
            yield from _pieces(each, at, depth + 1)


def _members(item: Any, key: str, path: str) -> Iterator[tuple[str, Any]]:
    members = item.get(key) if isinstance(item, dict) else None
    if isinstance(members, list):
        for number, each in enumerate(members[:_MAX_ELEMENTS]):
            yield f"{path}/{key}/{number}", each


def media(item: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(pointer, object) of the pictures, films and sounds of an object: itself, promoted, and among its elements."""
    if str(item.get("type")) in table().media:
        yield path, item
    for promoted in _PROMOTED:
        for at, each in find(item, promoted, path):
            if isinstance(each, dict):
                yield from _media_below(each, at)
    yield from _media_among(item, path)


def _media_among(item: Mapping[str, Any], path: str, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for at, each in _members(item, "content_elements", path):
        if isinstance(each, dict) and depth <= _MAX_DEPTH:
            yield from _media_below(each, at, depth + 1)


def _media_below(item: Mapping[str, Any], path: str, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A medium, or those of a gallery or a group; those of another story are that story's."""
    if str(item.get("type")) in table().media:
        yield path, item
    elif item.get("type") != "story":
        yield from _media_among(item, path, depth)
