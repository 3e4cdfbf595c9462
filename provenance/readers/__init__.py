"""Readers: one per format, from bytes to candidates. They never decide, and know neither network nor clock.

A reader takes a `Stream` and yields its articles one after the other; a page or a text is one article, a feed has many.
An item that cannot be read is yielded as an `ItemError` in its place, and the rest follows. The registry is explicit;
`sniff` looks at the first bytes only where no format is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from provenance.errors import ItemError, SourceError, TooLargeError, UsageError
from provenance.model.article import Article
from provenance.readers.raw import Raw
from provenance.readers.sniff import sniff
from provenance.readers.stream import Stream

__all__ = ["OF_MANY", "READERS", "Reader", "read_items", "sniff"]

MAX_WHOLE = 100_000_000
"""So many bytes are taken in of a format that is read as a whole; each reader has its own, lower limit."""
Reader = Callable[[Stream, str | None, str | None], Iterator[Raw | Article | ItemError]]
"""A reader of (bytes, address, encoding that the server names). It raises a `SourceError` where nothing can be read.

An `Article` comes where the source holds a finished record, a graph of ours: nothing of it is resolved anew.
"""


def _whole(stream: Stream) -> bytes:
    data = stream.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        raise TooLargeError(f"expected at most {MAX_WHOLE:,} bytes, found more")
    return data


def _read_html(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.html import read_html  # the parser loads only where a page is read

    yield read_html(_whole(stream), url=url, charset=charset)


def _read_text(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.text import read_text

    yield read_text(_whole(stream), url=url)


def _read_xml_feed(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.feeds import read_xml_feed

    return read_xml_feed(stream, url, charset)


def _read_json_feed(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.feeds import read_json_feed

    return read_json_feed(stream, url, charset)


def _read_newsml_g2(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.newsml import read_newsml_g2

    return read_newsml_g2(stream, url, charset)


def _read_nitf(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.newsml import read_nitf

    return read_nitf(stream, url, charset)


def _read_newsml_1(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.newsml1 import read_newsml_1

    return read_newsml_1(stream, url, charset)


def _read_ninjs(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.ninjs import read_ninjs

    return read_ninjs(stream, url, charset)


def _read_jsonld(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | Article | ItemError]:
    from provenance.readers.linked.jsonld import read_jsonld

    return read_jsonld(stream, url, charset)


def _read_rdf(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | Article | ItemError]:
    from provenance.readers.linked.rdf import read_rdf

    return read_rdf(stream, url, charset)


def _read_ans(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.ans import read_ans

    return read_ans(stream, url, charset)


def _read_wordpress(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.wordpress import read_wordpress

    return read_wordpress(stream, url, charset)


READERS: dict[str, Reader] = {
    "html": _read_html,
    "text": _read_text,
    "rss": _read_xml_feed,
    "atom": _read_xml_feed,
    "jsonfeed": _read_json_feed,
    "wordpress": _read_wordpress,
    "ninjs": _read_ninjs,
    "ans": _read_ans,
    "newsml-g2": _read_newsml_g2,
    "newsml-1": _read_newsml_1,
    "nitf": _read_nitf,
    "jsonld": _read_jsonld,
    "rdf": _read_rdf,
}
"""Format name → reader. The names are those of `--as` and of the record's `source_format`."""
_MAY_BE_ONE = frozenset(("newsml-g2", "newsml-1", "ninjs", "ans"))
"""Formats whose sources hold one article or many: the address of the source is that of an only one."""
OF_MANY = frozenset(("rss", "atom", "jsonfeed", "wordpress")) | _MAY_BE_ONE
"""Formats whose sources may hold many articles: an editor's address of the source is not told of each."""


def read_items(
    stream: Stream, *, format: str | None = None, url: str | None = None, charset: str | None = None
) -> tuple[str, Iterator[Raw | Article | ItemError]]:
    """The format of a stream, and its articles as its reader finds them.

    Raises:
        UsageError: no such format.
        SourceError: the bytes cannot be read; from here, or while the articles are taken.
    """
    name = format or sniff(stream.start)
    reader = READERS.get(name)
    if reader is None:
        raise UsageError(f"expected a format out of {', '.join(sorted(READERS))}, found {name!r}")
    items = reader(stream, url, charset)
    return name, _addressed(items, url) if url and name in _MAY_BE_ONE else items


def _addressed(items: Iterator[Raw | Article | ItemError], url: str) -> Iterator[Raw | Article | ItemError]:
    """The items; the address of their source is that of the article, where there is just one."""
    first = next(items, None)
    if first is None:
        return
    try:
        second = next(items, None)
    except SourceError:
        yield first
        raise
    if second is None and isinstance(first, Raw):
        first.url = url
    yield first
    if second is not None:
        yield second
        yield from items
