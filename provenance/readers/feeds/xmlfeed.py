"""RSS and Atom → items. The bytes are not held: one item at a time is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from provenance.errors import ItemError, SourceError, UnreadableError
from provenance.hosts import absolute
from provenance.readers.feeds.content import read_content
from provenance.readers.feeds.elements import adopt, base_of, field_of, plain, read_fields, read_links
from provenance.readers.feeds.media import read_media
from provenance.readers.feeds.table import Table, table
from provenance.readers.feeds.whole import Whole
from provenance.readers.fields import Field
from provenance.readers.forms import Around
from provenance.readers.raw import MAX_SAME, Raw, digest
from provenance.readers.signals.rsl import CONTENT, LICENSE, read_rsl
from provenance.readers.signals.say import Voiced
from provenance.readers.stream import Stream
from provenance.readers.xml import Element, Names, Part, Shape, read_parts
from provenance.readers.xml.encoding import Recoded

SHAPE = Shape(frozenset(("rss", "rdf:RDF", "channel", "atom:feed")), frozenset(("item", "atom:entry")))
_TITLES, _HOMES, _IDS = ("title", "atom:title"), ("link", "atom:link"), ("atom:id",)
RSL = (CONTENT, LICENSE)
_ITEM_TAG = re.compile(rb"<((?:[\w.-]+:)?(?:item|entry))[\s/>]")
_BEHIND = rb"\s*>\s*(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?![/!?])(?!%s[\s/>])"
_OVERLAP = 4_096


def read_xml_feed(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read a feed.

    What stands in the feed around its items holds for all of them, wherever it stands: where something follows an item
    and the stream can be read twice, it is gathered before. From a pipe it reaches only the items behind it.

    Args:
        stream: the bytes.
        url: the address of the feed: relative addresses are resolved against it.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it is no XML, or no feed.
        TooLargeError: see `xml.parts`.
    """
    rows = table()
    whole = Whole("rss", base=url or "", form=Around(is_whole=stream.rewinds))
    is_known = stream.rewinds and _speaks_behind_items(stream, charset)
    if is_known:
        for part in read_parts(stream, stream.start, SHAPE, Names(rows.prefixes), charset=charset):
            if isinstance(part, Part) and part.around and part.element.name not in SHAPE.items:
                hear(whole, part, rows)
        stream.rewind()
    for part in read_parts(stream, stream.start, SHAPE, Names(rows.prefixes), charset=charset):
        if isinstance(part, ItemError):
            yield part
        elif not part.around and part.element.name != "atom:entry":  # which may stand alone (RFC 4287, 2)
            name = part.element.name
            raise UnreadableError(f"expected a feed (<rss>, <rdf:RDF> or <feed>), found <{name[:80]}>")
        elif part.element.name in SHAPE.items:
            try:
                yield _item(part, whole, rows)
            except SourceError as error:
                yield ItemError(error.message, part.pointer, part.line)
        elif not is_known:
            hear(whole, part, rows)


def _speaks_behind_items(stream: Stream, charset: str | None) -> bool:
    """Whether anything but an item follows an item; the stream is read to its end, and rewound."""
    recoded = Recoded(stream, stream.start, charset)
    data, tag, found = b"", None, False
    while not found and (more := recoded.read(1 << 20)):
        data = data[-_OVERLAP:] + more
        if tag is None:
            first = _ITEM_TAG.search(data)
            if first is None:
                continue
            tag = b"</" + first[1]
            behind = re.compile(_BEHIND % re.escape(first[1]), re.DOTALL)
        at = data.find(tag)
        while at >= 0 and not found:
            found = behind.match(data, at + len(tag)) is not None
            at = data.find(tag, at + len(tag))
    stream.rewind()
    return found


def hear(whole: Whole, part: Part, rows: Table) -> None:
    """Take in what stands beside the items: `part` is a child of the feed or its channel."""
    element = part.element
    whole.form.hear(part)
    base = base_of(whole.base, *part.around, element)
    if part.around[-1].name == "atom:feed":
        whole.format = "atom"
    name, text = element.name, element.text.strip()
    if name in _TITLES and not whole.title:
        whole.title = plain(text)
        whole.name_site()
    elif name in _IDS:
        whole.id = text
    elif name in _HOMES and not whole.home:
        href = element.attributes.get("href", text)
        if element.attributes.get("rel", "alternate") == "alternate":
            whole.home = absolute(base, href)
            whole.name_site()
    if name == "atom:link":
        license = {"license": rows.links["license"]}
        read_links(whole.facts, part, [element], license, base=base, speaks=rows.feed["copyright"].speaks)
    elif name in RSL and len(whole.offers) < MAX_SAME:
        said = Raw(whole.format, "")
        read_rsl(said, part, element, "", Voiced(*rows.feed["copyright"].speaks), base)
        whole.offers.append((element.attributes.get("url", "").strip() or "/", said))
    elif (row := rows.feed.get(name)) and (field := field_of(part, element, "", row.kind, row.speaks, base)):
        row.reads(whole.facts, row.property, field)


def _item(part: Part, whole: Whole, rows: Table) -> Raw:
    item = part.element
    whole.format = "atom" if item.name == "atom:entry" else "rss"
    raw = Raw(whole.format, digest(part.bytes), site=whole.site)
    base = base_of(whole.base, *part.around, item)
    children = item.by_name()
    read_fields(raw, part, children, rows.item, base=base)
    if "atom:link" in children:
        read_links(raw, part, children["atom:link"], rows.links, base=base)
    _permalink(raw, part, children, rows)
    _language(raw, part)
    for name in RSL:
        if name in children:
            _rsl(raw, part, children[name], rows, base)
    source = _sources(raw, part, children, rows, base, whole)
    whole.bequeath(raw, source)
    read_content(raw, part, children, base)
    read_media(raw, part, children, base)
    whole.form.check_item(raw, part, children)
    return raw


def _rsl(raw: Raw, part: Part, elements: list[Element], rows: Table, base: str) -> None:
    """Licences for machines that stand in the item."""
    for number, element in enumerate(elements[:MAX_SAME], 1):
        pointer = f"/{element.name}[{number}]" if len(elements) > 1 else f"/{element.name}"
        read_rsl(raw, part, element, pointer, Voiced(*rows.item["title"].speaks), base)


def _permalink(raw: Raw, part: Part, children: dict[str, list[Element]], rows: Table) -> None:
    """`<guid>` is an address unless it says that it is none (RSS 2.0)."""
    for guid in children.get("guid", ())[:1]:
        text = guid.text.strip()
        if guid.attributes.get("isPermaLink", "true").strip().lower() != "false" and "://" in text[:10]:
            row = rows.item["link"]
            row.reads(raw, row.property, Field(text, partial(part.origin, guid, pointer="/guid"), *row.speaks))


def _language(raw: Raw, part: Part) -> None:
    """`xml:lang` of the item itself; that of the feed is heard as its language."""
    if language := part.element.attributes.get("xml:lang"):
        place = partial(part.origin, part.element, attribute="xml:lang")
        Field(language, place).say(raw, "language", language)


def _sources(
    raw: Raw, part: Part, children: dict[str, list[Element]], rows: Table, base: str, whole: Whole
) -> Raw | None:
    """Where the item comes from: credits to `raw`; what the item inherits from there is returned.

    A source that is this feed itself, as some feeds write it, is no credit.
    """
    if "source" in children:
        read_fields(raw, part, {"source": children["source"]}, rows.source, base=base)
    sources = children.get("atom:source", ())
    if not sources:
        return None
    told = Raw(raw.format, "")
    for number, element in enumerate(sources[:MAX_SAME], 1):
        path = f"/atom:source[{number}]" if len(sources) > 1 else "/atom:source"
        inner, inside = element.by_name(), base_of(base, element)
        links = inner.get("atom:link", [])
        home = next((link for link in links if link.attributes.get("rel", "alternate") == "alternate"), None)
        address = absolute(inside, home.attributes.get("href", "")) if home is not None else ""
        one = Raw(raw.format, "")
        read_fields(one, part, inner, rows.source, path=path, base=inside)
        license = {"license": rows.links["license"]}
        read_links(one, part, links, license, path=path, base=inside, speaks=rows.source["atom:rights"].speaks)
        title, id = inner.get("atom:title"), inner.get("atom:id")
        own = whole.is_own(title[0].text if title else "", address) or (
            id is not None and whole.id != "" and id[0].text.strip() == whole.id
        )
        for row in one.candidates:
            if row["property"] != "credit":
                adopt(told, row)
            elif not own:
                row["value"]["url"] = row["value"]["url"] or address or None
                adopt(raw, row)
    return told
