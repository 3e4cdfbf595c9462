"""From a source to articles: the front door of the library.

A source is bytes, text, a path, an open file or a URL; only URLs touch the network, through `fetch`.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from provenance.errors import SourceError, UnreadableError, UsageError
from provenance.hosts import host_of
from provenance.language.agencies import registry
from provenance.language.dates import day, normalise
from provenance.model.article import Article
from provenance.readers import read_raw
from provenance.readers.raw import Raw, organisation
from provenance.resolve import resolve

_YEAR_OR_MONTH = re.compile(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
Source = bytes | str | os.PathLike[str] | IO[bytes] | IO[str]


def read(
    source: Source,
    *,
    url: str | None = None,
    format: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    read_at: datetime | None = None,
    on_note: Callable[[str], None] | None = None,
) -> list[Article]:
    """Every article of a source: the list of `iter_articles`."""
    return list(
        iter_articles(source, url=url, format=format, publisher=publisher, date=date, read_at=read_at, on_note=on_note)
    )


def iter_articles(
    source: Source,
    *,
    url: str | None = None,
    format: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    read_at: datetime | None = None,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Article]:
    """Read a source, one article at a time.

    Args:
        source: bytes, an open file, a path, an `http(s)` URL, or the text itself (a string that names no file).
        url: where the source stands; an editor's statement.
        format: `html` or `text`; sniffed where it is not given.
        publisher: who publishes this copy; an editor's statement.
        date: the publication date of this copy, ISO or as printed; an editor's statement.
        read_at: the instant of reading; now where it is not given.
        on_note: called with each sentence that fetching noted: what robots.txt says, a hop that was not encrypted.

    Raises:
        SourceError: the source cannot be read at all; the message names it.
        UsageError: an unknown format, or a `url` or `date` that is none.
    """
    loaded = load(source)
    if on_note:
        for note in loaded.notes:
            on_note(note)
    with _no_collection():
        try:
            raw = read_raw(loaded.data, format=format, url=url or loaded.url, charset=loaded.charset)
        except SourceError as error:
            error.source = error.source or loaded.name
            raise
        tell(raw, url=url, publisher=publisher, date=date)
        article = resolve(raw, read_at=read_at)
    yield article


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector while one page is read: it makes thousands of small objects, none of them garbage.

    Reading took a fourth longer with it. One page is bounded in size, and the collector is given back at once.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


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


class Loaded(NamedTuple):
    """The bytes of a source and what came with them: its name for messages, its address, the encoding that the server
    names, and what fetching noted.
    """

    data: bytes
    name: str | None = None
    url: str | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()


def load(source: Source) -> Loaded:
    """The bytes of a source.

    Raises:
        UnreadableError: a file that does not exist or cannot be read.
        FetchError: the network did not give the page.
    """
    if isinstance(source, bytes):
        return Loaded(source)
    if isinstance(source, str):
        if source.startswith(("http://", "https://")) and not any(char.isspace() for char in source):
            from provenance.fetch import fetch  # requests loads only where a page is fetched

            page = fetch(source)
            return Loaded(page.body, source, page.url, page.charset, page.notes)
        if "\n" in source or len(source) > 1000 or not os.path.exists(source):
            if (
                "\n" not in source
                and "<" not in source
                and len(source) < 200
                and ("/" in source or Path(source).suffix in (".html", ".htm", ".txt"))
            ):
                raise UnreadableError("expected a file, found none of that name", source=source)
            return Loaded(source.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode())
        return _file(Path(source))
    if isinstance(source, os.PathLike):
        return _file(Path(source))
    content = source.read()
    name = getattr(source, "name", None)
    return Loaded(content.encode() if isinstance(content, str) else content, name if isinstance(name, str) else None)


def _file(path: Path) -> Loaded:
    try:
        return Loaded(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableError(f"expected a readable file: {error.strerror or error}", source=str(path)) from error
