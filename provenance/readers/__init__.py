"""Readers: one per format, from bytes to candidates. They never decide, and know neither network nor clock.

A reader takes a `Stream` and yields its articles one after the other; a page or a text is one article, a feed has many.
An item that cannot be read is yielded as an `ItemError` in its place, and the rest follows. The registry is explicit;
`sniff` looks at the first bytes only where no format is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from provenance.errors import ItemError, TooLargeError, UsageError
from provenance.readers.raw import Raw
from provenance.readers.sniff import sniff
from provenance.readers.stream import Stream

__all__ = ["OF_MANY", "READERS", "Reader", "read_items", "sniff"]

MAX_WHOLE = 100_000_000
"""So many bytes are taken in of a format that is read as a whole; each reader has its own, lower limit."""
Reader = Callable[[Stream, str | None, str | None], Iterator[Raw | ItemError]]
"""A reader of (bytes, address, encoding that the server names). It raises a `SourceError` where nothing can be read."""


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


def _read_ninjs(stream: Stream, url: str | None, charset: str | None) -> Iterator[Raw | ItemError]:
    from provenance.readers.ninjs import read_ninjs

    return read_ninjs(stream, url, charset)


READERS: dict[str, Reader] = {
    "html": _read_html,
    "text": _read_text,
    "rss": _read_xml_feed,
    "atom": _read_xml_feed,
    "jsonfeed": _read_json_feed,
    "ninjs": _read_ninjs,
    "newsml-g2": _read_newsml_g2,
    "nitf": _read_nitf,
}
"""Format name → reader. The names are those of `--as` and of the record's `source_format`."""
OF_MANY = frozenset(("rss", "atom", "jsonfeed", "newsml-g2"))
"""Formats whose sources hold many articles: the address of the source is none of theirs."""


def read_items(
    stream: Stream, *, format: str | None = None, url: str | None = None, charset: str | None = None
) -> tuple[str, Iterator[Raw | ItemError]]:
    """The format of a stream, and its articles as its reader finds them.

    Raises:
        UsageError: no such format.
        SourceError: the bytes cannot be read; from here, or while the articles are taken.
    """
    name = format or sniff(stream.start)
    reader = READERS.get(name)
    if reader is None:
        raise UsageError(f"expected a format out of {', '.join(sorted(READERS))}, found {name!r}")
    return name, reader(stream, url, charset)
