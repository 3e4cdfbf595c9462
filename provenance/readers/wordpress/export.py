"""A WordPress export → posts and pages. One item at a time is held, and of each attachment what an asset keeps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from provenance.errors import ItemError, SourceError, UnreadableError
from provenance.readers.feeds.content import read_story
from provenance.readers.feeds.elements import base_of, read_fields
from provenance.readers.feeds.table import table as of_feeds
from provenance.readers.feeds.whole import Whole
from provenance.readers.feeds.xmlfeed import SHAPE, hear
from provenance.readers.fields import Field, party, read_people
from provenance.readers.raw import MAX_SAME, MAX_TEXT, Raw, digest
from provenance.readers.stream import Stream
from provenance.readers.wordpress.attachments import Attachments
from provenance.readers.wordpress.metas import metas_of, read_metas
from provenance.readers.wordpress.stories import Paragraphs
from provenance.readers.wordpress.table import table
from provenance.readers.xml import Element, Names, Part, Written, read_parts

_MAX_AUTHORS = 50_000
_STORY = "content:encoded"
_OWN = frozenset(("dc:creator", "pubDate"))
"""Elements of RSS that an export uses otherwise."""


class _Site:
    """What an export says around its posts: the feed, logins and names of its authors, and its attachments."""

    def __init__(self, base: str) -> None:
        self.whole = Whole("wordpress", base=base)
        self.authors: dict[str, str] = {}
        self.attachments = Attachments()

    def hear(self, part: Part) -> None:
        """Take in what stands beside the items."""
        element = part.element
        if element.name == "wp:author":
            login, name = (_text(element.first(f"wp:author_{key}")) for key in ("login", "display_name"))
            if login and name and len(self.authors) < _MAX_AUTHORS:
                self.authors[login] = name
        else:
            hear(self.whole, part, of_feeds())
            self.whole.format = "wordpress"


def read_wordpress(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read the posts and the pages of an export; attachments are the assets of those that they belong to.

    A stream that can be read twice is: an attachment may stand anywhere. Of a pipe only those that stand before a post
    belong to it.

    Args:
        stream: the bytes.
        url: the address of the site: relative addresses are resolved against it.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it is no XML, or no RSS.
        TooLargeError: see `xml.parts`.
    """
    site = _Site(url or "")
    if stream.rewinds:
        for part in _parts(stream, charset):
            if isinstance(part, Part) and part.around:
                _note(site, part)
        stream.rewind()
    for part in _parts(stream, charset):
        if isinstance(part, ItemError):
            yield part
        elif not part.around:
            raise UnreadableError(f"expected a WordPress export (<rss>), found <{part.element.name[:80]}>")
        elif part.element.name not in SHAPE.items or _type(part.element) == table().attachments:
            if not stream.rewinds:
                _note(site, part)
        elif _type(part.element) in table().articles:
            try:
                yield _item(part, site)
            except SourceError as error:
                yield ItemError(error.message, part.pointer, part.line)
    if problem := site.attachments.problem:
        yield ItemError(problem, "/rss/channel", None)


def _parts(stream: Stream, charset: str | None) -> Iterator[Part | ItemError]:
    return read_parts(stream, stream.start, SHAPE, Names(table().prefixes), charset=charset)


def _note(site: _Site, part: Part) -> None:
    """Take in what stands beside the posts."""
    if part.element.name not in SHAPE.items:
        site.hear(part)
    elif _type(part.element) == table().attachments:
        site.attachments.add(part)


def _type(item: Element) -> str:
    """The post type; what does not say one is a post."""
    return _text(item.first("wp:post_type")) or "post"


def _text(element: Element | None) -> str:
    return element.text.strip()[:MAX_TEXT] if element is not None else ""


def _item(part: Part, site: _Site) -> Raw:
    raw = Raw("wordpress", digest(part.bytes), site=site.whole.site)
    item = part.element
    base = base_of(site.whole.base, *part.around, item)
    children = item.by_name()
    read_fields(raw, part, children, table().item, base=base)
    shared = {name: elements for name, elements in children.items() if name not in _OWN}
    read_fields(raw, part, shared, of_feeds().item, base=base)
    metas = metas_of(children)
    read_metas(raw, part, metas, table().meta, base=base)
    _creators(raw, part, children, site.authors)
    site.whole.bequeath(raw)
    for number, element in enumerate(children.get(_STORY, ())[:MAX_SAME], 1):
        pointer = f"{part.pointer}/{_STORY}" + (f"[{number}]" if len(children[_STORY]) > 1 else "")
        story = Paragraphs(Written(part, element))
        read_story(raw, story.html, base, pointer, story)
    site.attachments.give(raw, _text(item.first("wp:post_id")), metas)
    return raw


def _creators(raw: Raw, part: Part, children: dict[str, list[Element]], authors: dict[str, str]) -> None:
    """Who posted it: `dc:creator` holds a login, and the export says which name that shows.

    A login that has no other name is none: the account of a desk or a machine. Exports of version 1.0 name no authors,
    and hold the names themselves. Where a plugin keeps the author of the original, who posted it is none.
    """
    creators = children.get("dc:creator", [])
    is_taken_over = "author" in raw.by_property
    for number, element in enumerate(creators[:MAX_SAME], 1):
        login = _text(element)
        if not login:
            continue
        pointer = f"/dc:creator[{number}]" if len(creators) > 1 else "/dc:creator"
        place = partial(part.origin, element, pointer=pointer)
        name = authors.get(login, login)
        if is_taken_over:
            Field(login, place).say(raw, "posted_by", party(name), login)
            continue
        if name == login and authors and " " not in login:
            Field(login, place).say(raw, "byline", login)
            Field(login, place).say(raw, "byline_state", "not_a_name")
            continue
        before = len(raw.candidates)
        read_people(raw, "author", Field(name, lambda _, place=place, login=login: place(login)))  # type: ignore[misc]
        for row in raw.candidates[before:]:
            row["value_as_read"] = login
