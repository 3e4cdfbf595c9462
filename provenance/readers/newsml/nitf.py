"""NITF → an article: alone in a document, or as the text of a NewsML-G2 item. No DTD is ever loaded."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.errors import ItemError, UnreadableError
from provenance.readers.feeds.elements import base_of
from provenance.readers.forms import check_element, profile
from provenance.readers.newsml.content import add_asset, asset_type, below, read_markup
from provenance.readers.newsml.elements import Place, descend, read_table, words
from provenance.readers.newsml.hops import read_trail
from provenance.readers.newsml.table import table
from provenance.readers.raw import Raw, digest
from provenance.readers.stream import Stream
from provenance.readers.xml import Element, Names, Part, Shape, read_parts

SHAPE = Shape(frozenset(), frozenset(("nitf",)))
_TEXTS = ("body/body.content", "body/body.end")
_CLOSED = frozenset(("body.content", "body.end"))


def read_nitf(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read an NITF document.

    Args:
        stream: the bytes.
        url: the address of the document.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it is no XML, or no NITF.
        TooLargeError: see `xml.parts`.
    """
    for part in read_parts(stream, stream.start, SHAPE, Names(table().prefixes), charset=charset):
        if isinstance(part, ItemError):
            yield part
        elif part.element.name != "nitf":
            raise UnreadableError(f"expected <nitf>, found <{part.element.name[:80]}>")
        else:
            raw = Raw("nitf", digest(part.bytes), url)
            read_document(raw, part, Place("", "", part.element), base_of(url or "", part.element))
            yield raw


def read_document(raw: Raw, part: Part, root: Place, base: str) -> None:
    """Read the fields, the text and the media of an `nitf` element.

    Raises:
        TooLargeError: the text grows out of all proportion.
    """
    places = [root, *descend(root.element, _CLOSED, pointer=root.pointer)]
    read_table(raw, part, places, table().nitf, base=base)
    if not raw.hops:
        read_trail(raw, part, places)
    for place in places:
        if place.path in _TEXTS:
            read_markup(raw, part, place.element, base, part.pointer + place.pointer)
    for media in below(root.element, "media"):
        _media(raw, part, media, base)
    check_element(raw, part, profile("nitf"), root.element, path=root.pointer)


def _media(raw: Raw, part: Part, media: Element, base: str) -> None:
    """A picture, a film or a sound with its caption and its producer."""
    reference = media.first("media-reference")
    given = media.attributes.get("media-type")
    mime = reference.attributes.get("mime-type") if reference is not None else None
    address = reference.attributes.get("source") if reference is not None else None
    producer, caption = media.first("media-producer"), media.first("media-caption")
    said = {
        "credit": words(part, producer) or None if producer is not None else None,
        "caption": words(part, caption) or None if caption is not None else None,
    }
    add_asset(raw, part, media, asset_type(given, mime) or "embed", address, base, said)
