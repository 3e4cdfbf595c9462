"""Pictures, films and sounds of an item, each with its own credit, holder and licence (Media RSS 1.5.1).

What stands in `media:content` is said of that medium; what stands in `media:group`, or in the item itself, of all media
there that do not say the same themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from provenance.hosts import absolute
from provenance.language.licenses import by_url
from provenance.language.names import clean
from provenance.readers.feeds.elements import field_of
from provenance.readers.feeds.table import table
from provenance.readers.fields import Field, party, read_copyright, read_license, read_period
from provenance.readers.html.assets import MAX_ASSETS
from provenance.readers.raw import MAX_SAME, MAX_TEXT, Raw
from provenance.readers.xml import Element, Part

_TYPES = {"image": "image", "video": "video", "audio": "audio"}
_OWNERS = frozenset(("owner", "copyright", "copyright holder"))
"""Roles of a credit that name the holder."""
_EBU = "urn:ebu"
"""The scheme of roles where none is named."""
Said = Mapping[str, Any]
"""What is said of a medium: the keys of an asset."""


class _Medium(NamedTuple):
    element: Element
    pointer: str
    said: Said


def read_media(raw: Raw, part: Part, children: dict[str, list[Element]], base: str) -> None:
    """Emit the media of an item as assets, and what is said of them as statements with the scope `asset`."""
    if not any(name in children for name in _HOLDERS) and not any(name.startswith("media:") for name in children):
        return
    found = sorted(_media(raw, part, children, base), key=lambda medium: medium.element.start)
    if any(medium.element.name != "media:thumbnail" for medium in found):
        found = [medium for medium in found if medium.element.name != "media:thumbnail"]  # a rendition of the others
    for medium in found:
        _add(raw, part, medium, base)


_HOLDERS = ("enclosure", "itunes:image")
_CONTENTS = ("media:content", "media:thumbnail", *_HOLDERS)


def _media(raw: Raw, part: Part, children: dict[str, list[Element]], base: str) -> Iterator[_Medium]:
    of_item = _said(raw, part, {n: e for n, e in children.items() if n.startswith("media:")}, "", base)
    for path, group in _each(children, ("media:group",), ""):
        inner = group.by_name()
        of_group = {**of_item, **_said(raw, part, inner, path, base)}
        yield from _contents(raw, part, inner, path, base, of_group)
    yield from _contents(raw, part, children, "", base, of_item)


def _contents(
    raw: Raw, part: Part, children: dict[str, list[Element]], path: str, base: str, said: Said
) -> Iterator[_Medium]:
    for pointer, element in _each(children, _CONTENTS, path):
        inner = element.by_name()
        own = {**said, **_said(raw, part, inner, pointer, base)} if inner else said
        yield _Medium(element, pointer, own)
        for below, thumbnail in _each(inner, ("media:thumbnail",), pointer):
            yield _Medium(thumbnail, below, own)


def _each(children: dict[str, list[Element]], names: tuple[str, ...], path: str) -> Iterator[tuple[str, Element]]:
    """(pointer, element) of the children of these names."""
    for name in names:
        elements = children.get(name, [])
        for number, element in enumerate(elements[:MAX_SAME], 1):
            yield f"{path}/{name}[{number}]" if len(elements) > 1 else f"{path}/{name}", element


def _said(raw: Raw, part: Part, children: dict[str, list[Element]], path: str, base: str) -> dict[str, Any]:
    """What these elements say of the media beside or around them: emitted, and returned for the assets."""
    rows, speaks = table().media, table().media_speaks
    found: dict[str, Any] = {}
    for pointer, element in _each(children, tuple(name for name in children if name in rows), path):
        kind = rows[element.name]
        if kind == "status":
            status = element.attributes.get("status")
            if status:
                place = partial(part.origin, element, pointer=pointer, attribute="status")
                Field(status, place, *speaks, base).say(raw, "rights_status", status)
            continue
        field = field_of(part, element, pointer, "text", speaks, base)
        address = absolute(base, element.attributes.get("url") or element.attributes.get("href") or "")
        if kind == "license":
            field = field_of(part, element, pointer, "license", speaks, base) or field
        if field is not None:
            field.url = address or None
            _TELL[kind](raw, field, element, found)
        elif kind == "copyright" and address:
            _notice_at(
                raw, Field(address, partial(part.origin, element, pointer=pointer, attribute="url"), *speaks), found
            )
    return found


def _credit(raw: Raw, field: Field, element: Element, found: dict[str, Any]) -> None:
    role, scheme = element.attributes.get("role", "").strip(), element.attributes.get("scheme", "").strip()
    name = clean(field.text)
    agent = party(name)
    if role.lower() in _OWNERS:
        field.say(raw, "copyright_holder", agent)
        found["holder"] = agent
        return
    agent["role"] = (f"{scheme}:{role}" if scheme and scheme != _EBU else role) or None
    field.say(raw, "credit", agent)
    found["credit"] = f"{found['credit']} / {name}" if "credit" in found else name


def _copyright(raw: Raw, field: Field, element: Element, found: dict[str, Any]) -> None:
    before = len(raw.candidates)
    read_copyright(raw, "copyright_notice", field)
    _take(raw, before, found)


def _notice_at(raw: Raw, field: Field, found: dict[str, Any]) -> None:
    """The address beside a notice: of a licence, or of terms in words."""
    if by_url(field.text):
        field.say(raw, "license", field.text)
        found.setdefault("license", field.text)
    else:
        field.say(raw, "usage_terms", field.text)


def _license(raw: Raw, field: Field, element: Element, found: dict[str, Any]) -> None:
    before = len(raw.candidates)
    read_license(raw, "license", field)
    _take(raw, before, found)


def _take(raw: Raw, before: int, found: dict[str, Any]) -> None:
    """Keep for the assets what was emitted since `before`."""
    for row in raw.candidates[before:]:
        key = _KEYS.get(row["property"])
        if key and key not in found:
            found[key] = dict(row["value"]) if isinstance(row["value"], dict) else row["value"]


_KEYS = {"copyright_notice": "notice", "copyright_holder": "holder", "license": "license"}


def _holder(raw: Raw, field: Field, element: Element, found: dict[str, Any]) -> None:
    agent = party(clean(field.text))
    field.say(raw, "copyright_holder", agent)
    found["holder"] = agent


def _restriction(raw: Raw, field: Field, element: Element, found: dict[str, Any]) -> None:
    """`allow country: de at`, `deny sharing`, as the attributes and the text say it."""
    how = " ".join(filter(None, (element.attributes.get("relationship"), element.attributes.get("type"))))
    text = clean(field.text)
    field.say(raw, "restriction", f"{how}: {text}" if how else text)


def _period(raw: Raw, field: Field, element: Element, found: dict[str, Any]) -> None:
    read_period(raw, "expires", field)


def _caption(raw: Raw, field: Field, element: Element, found: dict[str, Any]) -> None:
    found.setdefault("caption", clean(field.text)[:300])


_TELL = {
    "caption": _caption,
    "copyright": _copyright,
    "credit": _credit,
    "holder": _holder,
    "license": _license,
    "period": _period,
    "restriction": _restriction,
}


def _add(raw: Raw, part: Part, medium: _Medium, base: str) -> None:
    """Add an asset, or complete the one of the same address that the story shows."""
    element = medium.element
    address = element.attributes.get("url") or element.attributes.get("href") or ""
    url = absolute(base, address) if address and len(address) <= MAX_TEXT else None
    said = {key: dict(value) if isinstance(value, dict) else value for key, value in medium.said.items()}
    if "holder" in said:
        said["holder"] = {key: said["holder"][key] for key in ("name", "type", "url", "id") if said["holder"].get(key)}
    known = next((asset for asset in raw.assets if url and asset["url"] == url), None)
    if known:
        known.update({key: value for key, value in said.items() if not known.get(key)})
        return
    if len(raw.assets) >= MAX_ASSETS:
        return
    raw.assets.append(
        {
            "id": f"asset-{len(raw.assets) + 1}",
            "type": _type(element),
            "url": url,
            "caption": None,
            "credit": None,
            "notice": None,
            "holder": None,
            "license": None,
            "line": part.at(element.start - part.element.start)[0],
            **said,
        }
    )


def _type(element: Element) -> str:
    if element.name in ("media:thumbnail", "itunes:image"):
        return "image"
    medium = element.attributes.get("medium") or element.attributes.get("type", "").split("/")[0]
    return _TYPES.get(medium.strip().lower(), "image" if not medium else "embed")
