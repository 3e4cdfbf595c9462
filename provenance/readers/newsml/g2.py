"""NewsML-G2 → items: a news item, a package, or a message with many. One item at a time is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from provenance.errors import ItemError, SourceError, UnreadableError
from provenance.hosts import absolute
from provenance.readers.feeds.elements import base_of
from provenance.readers.fields import Field
from provenance.readers.forms import check_element, profile
from provenance.readers.newsml.content import REMOTE, TEXTS, add_asset, asset_type, read_markup, text_of
from provenance.readers.newsml.elements import Place, descend, names_of, read_table, words
from provenance.readers.newsml.hops import read_hops
from provenance.readers.newsml.nitf import read_document
from provenance.readers.newsml.rights import Targets, read_part_meta, read_rights_info
from provenance.readers.newsml.table import table
from provenance.readers.newsml.values import code
from provenance.readers.raw import Raw, digest
from provenance.readers.stream import Stream
from provenance.readers.xml import Element, Names, Part, Shape, read_parts

SHAPE = Shape(frozenset(("newsMessage", "itemSet")), frozenset(("newsItem", "packageItem")))
_CLOSED = frozenset(("hopHistory", "inlineData", "inlineXML", "partMeta", "rightsInfo"))
"""Elements that have readers of their own."""
_TEXTS = frozenset(("inlineData", "inlineXML"))


def read_newsml_g2(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read a news item, a package item, or all of those in a news message; its other items hold no articles.

    Args:
        stream: the bytes.
        url: the address of the document: relative addresses are resolved against it.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it is no XML, or no NewsML-G2.
        TooLargeError: see `xml.parts`.
    """
    for part in read_parts(stream, stream.start, SHAPE, Names(table().prefixes), charset=charset):
        if isinstance(part, ItemError):
            yield part
        elif part.element.name in SHAPE.items:
            try:
                yield _item(part, base_of(url or "", *part.around, part.element))
            except SourceError as error:
                yield ItemError(error.message, part.pointer, part.line)
        elif not part.around:
            name = part.element.name
            raise UnreadableError(f"expected <newsItem>, <packageItem> or <newsMessage>, found <{name[:80]}>")


def _item(part: Part, base: str) -> Raw:
    raw = Raw("newsml-g2", digest(part.bytes))
    item = part.element
    places = [Place("", "", item), *descend(item, _CLOSED)]
    rows = table()
    known = names_of(part, descend(item, _TEXTS))
    read_table(raw, part, places, rows.item, base=base, known=known)
    _correct(raw)
    _pass_on(raw)
    for place in _at(places, "itemMeta/link"):
        _link(raw, part, place, base)
    kind = next((code(place.element.attributes.get("qcode", "")) for place in _at(places, "itemMeta/itemClass")), "")
    remote = [place for place in _at(places, REMOTE) if _type(place.element, kind)]
    targets = _targets(item, places, remote, known)
    for place in places:
        if place.element.name == "rightsInfo":
            read_rights_info(raw, part, place, targets, base)
    for place in _at(places, "partMeta"):
        read_part_meta(raw, part, place, targets, base)
    for place in _at(places, "hopHistory"):
        read_hops(raw, part, place, known)
    for place in _at(places, *TEXTS):
        _text(raw, part, place, base)
    whole = _of_item(raw, part, places, targets) if kind and kind not in ("text", "composite") else {}
    for place in remote:
        element = place.element
        own = targets.said.get(element.attributes.get("id") or place.pointer, {})
        add_asset(
            raw, part, element, _type(element, kind) or "embed", element.attributes.get("href"), base, {**whole, **own}
        )
    check_element(raw, part, profile(item.name), item)
    return raw


def _at(places: list[Place], *paths: str) -> list[Place]:
    return [place for place in places if place.path in paths]


def _type(remote: Element, kind: str) -> str | None:
    """The type of remote content as an asset; None for a text."""
    return asset_type(remote.attributes.get("contenttype") or kind)


def _correct(raw: Raw) -> None:
    """A usable item whose signal says that it corrects or withdraws an earlier one has that status."""
    if any(row["value"] != "usable" for row in raw.by_property.get("status", ())):
        return
    for row in raw.by_property.get("signal", ()):
        if status := table().signals.get(row["value"].lower()):
            raw.say("status", status, "signal", as_read=row["value_as_read"], voice=row["voice"], origin=row["origin"])


def _pass_on(raw: Raw) -> None:
    """Where another house made the story, the provider passes it on."""
    credits = [(row["origin"]["pointer"], row["value"]) for row in raw.by_property.get("credit", ())]
    makers = {value["name"] for pointer, value in credits if "/contentMeta/creator" in pointer}
    for pointer, value in credits:
        if "/itemMeta/provider" in pointer and makers - {value["name"]}:
            value["role"] = "distributor"


def _link(raw: Raw, part: Part, place: Place, base: str) -> None:
    """A relation to another item, by its address or else its id."""
    attributes = place.element.attributes
    property = table().links.get(code(attributes.get("rel") or attributes.get("reluri") or "").lower())
    key = "href" if attributes.get("href", "").strip() else "residref"
    text = attributes.get(key, "").strip()
    if not property or not text:
        return
    locate = partial(part.origin, place.element, pointer=place.pointer, attribute=key)
    address = absolute(base, text) if key == "href" else text
    field = Field(text, locate, base=base)
    if address.startswith(("http://", "https://")):
        field.say(raw, property, address)
    else:  # a name of the other item is no address of it
        field.say(raw, f"{property.removesuffix('_url')}_id", text)


def _targets(item: Element, places: list[Place], remote: list[Place], known: Mapping[str, str]) -> Targets:
    """What the ids of an item stand for."""
    parts = {
        place.element.attributes.get("id") or place.element.attributes.get("partid", ""): refs
        for place in _at(places, "partMeta")
        if (refs := place.element.attributes.get("contentrefs", "").split())
    }
    texts = [place.element.attributes.get("id", place.pointer) for place in _at(places, *TEXTS)]
    assets = [place.element.attributes.get("id") or place.pointer for place in remote]
    return Targets(item.attributes.get("id", item.name), texts, assets, parts, known)


def _of_item(raw: Raw, part: Part, places: list[Place], targets: Targets) -> Mapping[str, Any]:
    """What an item that is a picture, a film or a sound says of that, for all its renditions."""
    lines = [words(part, place.element) for place in _at(places, "contentMeta/creditline")]
    captions = [words(part, place.element) for place in _at(places, "contentMeta/description")]
    said = {"credit": " / ".join(filter(None, lines)) or None, "caption": next(iter(captions), None)}
    return {**said, **targets.said.get("", {})}


def _text(raw: Raw, part: Part, place: Place, base: str) -> None:
    """Read a text: NITF with its fields, anything else as a page."""
    root = place.element.first("nitf")
    if root is not None:
        read_document(raw, part, Place("", f"{place.pointer}/nitf", root), base)
    else:
        text = text_of(place.element)
        read_markup(raw, part, text, base, part.pointer + place.pointer)
