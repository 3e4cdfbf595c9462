"""NewsML 1 → news items. One `NewsItem` at a time is held; one inside of another is an article of its own."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.errors import ItemError, SourceError, UnreadableError
from provenance.readers.feeds.elements import adopt, base_of
from provenance.readers.forms import check_element, profile
from provenance.readers.newsml.elements import Place, descend, read_table
from provenance.readers.newsml1.components import read_components
from provenance.readers.newsml1.management import read_management
from provenance.readers.newsml1.parties import Topics, topics_in
from provenance.readers.newsml1.table import table
from provenance.readers.raw import Raw, digest
from provenance.readers.stream import Stream
from provenance.readers.xml import Names, Part, Shape, read_parts

SHAPE = Shape(frozenset(("NewsML",)), frozenset(("NewsItem",)), nests=True)
_CLOSED = frozenset(("NewsComponent", "NewsItem", "TopicSet", "Update"))
"""Elements that have readers of their own, or say nothing of the item."""


def read_newsml_1(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read every news item of a NewsML document.

    Args:
        stream: the bytes.
        url: the address of the document: relative addresses are resolved against it.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it is no XML, or no NewsML.
        TooLargeError: see `xml.parts`.
    """
    topics: Topics = {}
    sent = Raw("newsml-1", "")
    for part in read_parts(stream, stream.start, SHAPE, Names(table().prefixes), charset=charset):
        if isinstance(part, ItemError):
            yield part
        elif not part.around:
            raise UnreadableError(f"expected <NewsML>, found <{part.element.name[:80]}>")
        elif part.element.name == "TopicSet":
            topics |= topics_in(part.element)
        elif part.element.name == "NewsEnvelope":
            read_table(sent, part, list(descend(part.element)), table().envelope)
        elif part.element.name == "NewsItem":
            yield from _items(part, base_of(url or "", *part.around, part.element), topics, sent)


def _items(part: Part, base: str, topics: Topics, sent: Raw) -> Iterator[Raw | ItemError]:
    """An item, and those that stand in it."""
    try:
        raw = _item(part, base, {**topics, **topics_in(part.element)})
        for row in sent.candidates:
            adopt(raw, row)
        yield raw
    except SourceError as error:
        yield ItemError(error.message, part.pointer, part.line)
    for place in descend(part.element, ("NewsItem",)):
        if place.element.name == "NewsItem":
            yield from _items(part.inside(place.element, place.pointer), base, topics, sent)


def _item(part: Part, base: str, topics: Topics) -> Raw:
    raw = Raw("newsml-1", digest(part.bytes))
    places = [Place("", "", part.element), *descend(part.element, _CLOSED)]
    read_table(raw, part, places, table().item, base=base)
    read_management(raw, part, places)
    for place in places:
        if place.path == "NewsComponent":
            read_components(raw, part, place, base, topics)
    check_element(raw, part, profile("NewsML"), part.element)
    return raw
