"""`ContentItem`: a text in it is read, a picture, a film or a sound is an asset with its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.readers.feeds.elements import adopt
from provenance.readers.newsml.content import asset_type, read_markup, text_of
from provenance.readers.newsml.elements import Place
from provenance.readers.newsml.nitf import read_document
from provenance.readers.newsml1.table import table
from provenance.readers.raw import Raw
from provenance.readers.xml import Element, Part

_KINDS = ("MediaType", "MimeType", "Format")
_SIZES = ("Width", "SizeInBytes")
_OF_A_PART = frozenset(
    ("copyright_holder", "copyright_notice", "copyright_year", "credit", "license", "restriction", "usage_terms")
)
"""What another text than the main one says of its rights, and is kept of it."""


def asset_of(content: Element, role: str = "") -> str | None:
    """The type of asset that a content item is, also by the role of its component; None of a text."""
    if is_text(content):
        return None
    words = [child.attributes.get("FormalName") for name in _KINDS if (child := content.first(name)) is not None]
    return asset_type(*words, role) or ("embed" if content.attributes.get("Href") else None)


def is_text(content: Element) -> bool:
    """Whether a content item holds a text: it says so, or it holds words and does not say what they are."""
    data = content.first("DataContent")
    if data is None or not (data.children or data.text.strip()):
        return False
    kind = next((child.attributes.get("FormalName", "") for name in _KINDS if (child := content.first(name))), "")
    return not asset_type(kind) and (not kind or _says_text(content) or bool(data.children))


def _says_text(content: Element) -> bool:
    said = "/".join(
        child.attributes.get("FormalName", "") for name in _KINDS if (child := content.first(name)) is not None
    ).lower()
    return any(word in said for word in table().text)


def address_of(content: Element) -> str | None:
    """Where a content item stands, if not in the document."""
    return content.attributes.get("Href", "").strip() or None


def largest(contents: Sequence[Place]) -> Place:
    """The largest of several forms of the same, by its width or its bytes; the first where none says."""
    return max(contents, key=lambda place: _size(place.element))


def _size(content: Element) -> float:
    features = content.first("Characteristics")
    found = {each.name: each.text for each in features} if features is not None else {}
    found |= {
        each.attributes.get("FormalName", ""): each.attributes.get("Value", "")
        for each in features or ()
        if each.name == "Property"
    }
    return next(_numbers(found), 0.0)


def _numbers(found: dict[str, str]) -> Iterator[float]:
    for name in _SIZES:
        text = found.get(name, "").strip()
        if text.isdecimal():
            yield float(text)


def read_text(raw: Raw, part: Part, content: Place, base: str, *, is_main: bool) -> None:
    """Read a text: NITF with its fields, anything else as a page; of another text than the main one its rights alone.

    Raises:
        TooLargeError: it grows out of all proportion.
    """
    data = content.element.first("DataContent")
    if data is None:
        return
    pointer = f"{content.pointer}/DataContent"
    into = raw if is_main else Raw(raw.format, "")
    root = data.first("nitf")
    if root is not None:
        read_document(into, part, Place("", f"{pointer}/nitf", root), base)
    else:
        text = text_of(data) if len(data.children) == 1 else data
        read_markup(into, part, text, base, part.pointer + pointer)
    if is_main:
        return
    for row in into.candidates:
        if row["property"] in _OF_A_PART:
            adopt(raw, {**row, "scope": "part"})
