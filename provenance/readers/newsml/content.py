"""The content of an item: texts are read as a page's are, remote content becomes assets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from provenance.hosts import absolute
from provenance.language.names import clean
from provenance.readers.feeds.content import read_story
from provenance.readers.html.assets import MAX_ASSETS
from provenance.readers.raw import MAX_TEXT, Raw
from provenance.readers.xml import Element, Part, Written

TEXTS = ("contentSet/inlineXML", "contentSet/inlineData")
REMOTE = "contentSet/remoteContent"
_TYPES = {
    "image": "image", "video": "video", "audio": "audio",
    "picture": "image", "photo": "image", "graphic": "chart", "animation": "video",
}  # fmt: skip
"""Words of media types, of the item classes of NewsML-G2, and of the media types of NITF → type of asset."""
_PREFIX = re.compile(r"<(/?)([A-Za-z_][\w.-]*:)(?=[A-Za-z_])([\w.-]+)")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_OPEN = "<p>"


def read_markup(raw: Raw, part: Part, element: Element, base: str, pointer: str) -> None:
    """Read the text in an element: markup as it is written, or a text in lines.

    Raises:
        TooLargeError: it grows out of all proportion.
    """
    written = Written(part, element, verbatim=bool(element.children))
    at: Callable[[int, int], tuple[int, int]] = written.at
    if element.children:
        text = _PREFIX.sub(_bare, written.text)
    elif _MARKUP.search(written.text):
        text = written.text
    else:
        text, at = _blocks(written)
    if text.strip():
        read_story(raw, text, base, pointer, at)


def _bare(match: re.Match[str]) -> str:
    """A tag without its prefix, and as long as before: an HTML parser knows no prefixes."""
    return f"<{match[1]}{match[3]}" + " " * len(match[2])


def _blocks(written: Written) -> tuple[str, Callable[[int, int], tuple[int, int]]]:
    """A plain text as markup, each line a paragraph, and the way back from a place in it."""
    lines = written.text.split("\n")
    text = "\n".join(f"{_OPEN}{escape(line, quote=False)}</p>" if line.strip() else "" for line in lines)
    return text, lambda line, column: written.at(line, max(1, column - len(_OPEN)))


def text_of(element: Element) -> Element:
    """Where the text stands in the content of an `inlineXML`: the body of a page, or all there is."""
    root = element.children[0] if element.children else element
    return root.first("xhtml:body", "body") or root


def below(element: Element, name: str) -> Iterator[Element]:
    """All elements of a name below one, in the order of the document."""
    for child in element:
        if child.name == name:
            yield child
        yield from below(child, name)


def asset_type(*words: str | None) -> str | None:
    """The type of an asset by the first of these words that tells it: a media type, or a class."""
    known = (_TYPES.get((word or "").split("/")[0].strip().lower()) for word in words)
    return next(filter(None, known), None)


def add_asset(
    raw: Raw, part: Part, element: Element, type: str, address: str | None, base: str, said: Mapping[str, Any]
) -> None:
    """Add an asset with what is said of it; `said` holds keys of `Asset`."""
    if len(raw.assets) >= MAX_ASSETS:
        return
    own: dict[str, Any] = {key: value.copy() if isinstance(value, dict) else value for key, value in said.items()}
    if caption := own.get("caption"):
        own["caption"] = clean(caption)[:300]
    raw.assets.append(
        {
            "id": f"asset-{len(raw.assets) + 1}",
            "type": type,
            "url": absolute(base, address) if address and len(address) <= MAX_TEXT else None,
            "caption": None,
            "credit": None,
            "notice": None,
            "holder": None,
            "license": None,
            "line": part.at(element.start - part.element.start)[0],
            **own,
        }
    )
