"""From a source to articles: the front door of the library.

A source is bytes, text, a path, an open file or a URL; only URLs touch the network, through `fetch`.
"""

from __future__ import annotations

import gc
import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, TypeAlias, cast

from provenance.errors import ItemError, SourceError, UnreadableError, UsageError
from provenance.hosts import host_of
from provenance.language.agencies import registry
from provenance.language.dates import day, normalise
from provenance.model.article import Article
from provenance.readers import OF_MANY, read_items
from provenance.readers.raw import Raw, organisation
from provenance.readers.stream import Stream
from provenance.resolve import resolve

if TYPE_CHECKING:
    from provenance.fetch import SiteFiles
    from provenance.readers.signals.surroundings import Surroundings

_YEAR_OR_MONTH = re.compile(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
Source: TypeAlias = "bytes | str | os.PathLike[str] | IO[bytes] | IO[str] | Loaded"


def read(
    source: Source,
    *,
    url: str | None = None,
    format: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    read_at: datetime | None = None,
    surroundings: Surroundings | None = None,
    on_note: Callable[[str], None] | None = None,
    on_unreadable: Callable[[ItemError], None] | None = None,
) -> list[Article]:
    """Every article of a source: the list of `iter_articles`."""
    return list(
        iter_articles(
            source,
            url=url,
            format=format,
            publisher=publisher,
            date=date,
            read_at=read_at,
            surroundings=surroundings,
            on_note=on_note,
            on_unreadable=on_unreadable,
        )
    )


def iter_articles(
    source: Source,
    *,
    url: str | None = None,
    format: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    read_at: datetime | None = None,
    surroundings: Surroundings | None = None,
    on_note: Callable[[str], None] | None = None,
    on_unreadable: Callable[[ItemError], None] | None = None,
) -> Iterator[Article]:
    """Read a source, one article at a time. Of an XML feed in a file, no more than an item is held.

    Args:
        source: bytes, an open file, a path, an `http(s)` URL, the text itself (a string that names no file), or what
            `load` gave.
        url: where the source stands; an editor's statement. Of a feed it is the address of the feed, not of an article.
        format: a name out of `provenance.readers.READERS` (`html`, `text`, `rss` …); sniffed where it is not given.
        publisher: who publishes this copy; an editor's statement.
        date: the publication date of this copy, ISO or as printed; an editor's statement.
        read_at: the instant of reading; now where it is not given.
        surroundings: HTTP headers and files of the site that speak of AI use; of a URL those that came with it.
        on_note: called with each sentence that fetching noted: what robots.txt says, a hop that was not encrypted.
        on_unreadable: called for each item that could not be read, in its place among the articles; it never ends the
            reading (`provenance.rules.unreadable` makes a finding of it).

    Raises:
        SourceError: the source cannot be read at all; the message names it. So for a graph of ours of which `url`,
            `publisher` or `date` is told: its record is complete.
        UsageError: an unknown format, or a `url` or `date` that is none.
    """
    with opened(source) as found:
        for note in found.notes if on_note else ():
            on_note(note)  # type: ignore[misc]  # it is one, or there are no notes
        try:
            name, items = read_items(Stream(found.file), format=format, url=url or found.url, charset=found.charset)
            told = _told(name, url=url, publisher=publisher, date=date)
            around = surroundings or found.surroundings
            while True:
                with _no_collection():
                    item = next(items, None)
                    if isinstance(item, Raw):
                        told(item)
                        if around:
                            around.speak(item, of_page=name not in OF_MANY)
                        item = resolve(item, read_at=read_at)
                    elif isinstance(item, Article) and (url or publisher or date):
                        raise UnreadableError("a record is complete: expected no url, publisher or date with it")
                if item is None:
                    return
                if isinstance(item, Article):
                    yield item
                elif on_unreadable:
                    on_unreadable(item)
        except SourceError as error:
            error.source = error.source or found.name
            raise


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector while one article is read: it makes thousands of small objects, none of them garbage.

    Reading took a fourth longer with it. One article is bounded in size, and the collector is given back at once.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _told(format: str, *, url: str | None, publisher: str | None, date: str | None) -> Callable[[Raw], None]:
    """What adds an editor's words to each article of a source; the address of a feed is that of none of its items."""
    tell(Raw(format, ""), url=url, publisher=publisher, date=date)  # what is wrong is wrong before the first article
    own = None if format in OF_MANY else url
    return lambda raw: tell(raw, url=own, publisher=publisher, date=date)


def tell(raw: Raw, *, url: str | None = None, publisher: str | None = None, date: str | None = None) -> None:
    """Add what an editor says of the source: basis and voice `editor`, and it wins.

    Raises:
        UsageError: the address is not one of the web, or the date is none.
    """
    if url and not host_of(url):
        raise UsageError(f"expected an http or https address, found {url!r}", place="url")
    if date and not (_YEAR_OR_MONTH.fullmatch(date) or day(normalise(date) or "")):
        raise UsageError(f"expected a date as 2026-12-01, found {date!r}", place="date")
    if url:
        raw.say("url", url, "editor", as_read=url, basis="editor", voice="editor")
    if publisher:
        raw.say(
            "publisher",
            organisation(publisher, registry().named(publisher, slot=True)),
            "editor",
            as_read=publisher,
            basis="editor",
            voice="editor",
        )
    if date:
        raw.say("date_published", normalise(date) or date, "editor", as_read=date, basis="editor", voice="editor")


class Opened(NamedTuple):
    """A source that is open, and what came with it: its name for messages, its address, the encoding that the server
    names, what fetching noted, and what stands around a page that was fetched.
    """

    file: IO[bytes]
    name: str | None = None
    url: str | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()
    surroundings: Surroundings | None = None


class Loaded(NamedTuple):
    """The bytes of a source, and what came with them, as of `Opened`."""

    data: bytes
    name: str | None = None
    url: str | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()
    surroundings: Surroundings | None = None


def load(source: Source) -> Loaded:
    """All bytes of a source.

    Raises:
        UnreadableError: a file that does not exist or cannot be read.
        FetchError: the network did not give the page.
    """
    with opened(source) as found:
        return Loaded(found.file.read(), *found[1:])


@contextmanager
def opened(source: Source) -> Iterator[Opened]:
    """Open a source for reading, and close it if it was opened here. Raises as `load`."""
    if isinstance(source, Loaded):
        yield Opened(io.BytesIO(source.data), *source[1:])
    elif isinstance(source, bytes):
        yield Opened(io.BytesIO(source))
    elif isinstance(source, str) and _is_address(source):
        from provenance.fetch import fetch  # requests loads only where a page is fetched
        from provenance.readers.signals.surroundings import Surroundings

        page = fetch(source, site=_site_files())
        surroundings = Surroundings(page.url, page.headers, page.site_files)
        yield Opened(io.BytesIO(page.body), source, page.url, page.charset, page.notes, surroundings)
    elif isinstance(source, str) and not _names_file(source):
        text = source.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        yield Opened(io.BytesIO(text.encode()), charset="utf-8")
    elif isinstance(source, (str, os.PathLike)):
        try:
            file = open(source, "rb")  # noqa: SIM115 - what goes wrong behind this line is not of the opening
        except OSError as error:
            raise UnreadableError(f"expected a readable file: {error.strerror or error}", source=str(source)) from error
        with file:
            yield Opened(file, str(source))
    else:
        name = getattr(source, "name", None)
        name = name if isinstance(name, str) and not name.startswith("<") else None  # "<stdin>" is none
        if isinstance(source.read(0), str):
            text = cast(IO[str], source).read()
            yield Opened(io.BytesIO(text.encode("utf-8", "replace")), name, charset="utf-8")
        else:
            yield Opened(cast(IO[bytes], source), name)


@cache
def _site_files() -> SiteFiles:
    """What was asked of sites in this process, so that a run asks each of them once."""
    from provenance.fetch import SiteFiles

    return SiteFiles()


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(char.isspace() for char in text)


def _names_file(text: str) -> bool:
    """Whether a string is the name of a file and not a text itself.

    Raises:
        UnreadableError: it looks like the name of a file, and there is none.
    """
    if "\n" in text or len(text) > 1000:
        return False
    if os.path.exists(text):
        return True
    if "<" not in text and len(text) < 200 and ("/" in text or Path(text).suffix in _SUFFIXES):
        raise UnreadableError("expected a file, found none of that name", source=text)
    return False


_SUFFIXES = frozenset(
    (
        ".html",
        ".htm",
        ".txt",
        ".xml",
        ".newsml",
        ".nitf",
        ".rss",
        ".atom",
        ".json",
        ".jsonld",
        ".ttl",
        ".trig",
        ".nq",
        ".nt",
        ".rdf",
    )
)
