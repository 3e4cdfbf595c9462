"""What was pasted or dropped → the articles in it, and the bytes that they were read from.

An address is fetched as `provenance check` fetches it; anything else is text, and never the name of a file here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from provenance.errors import ItemError, UsageError
from provenance.model import Article, Finding
from provenance.reading import Loaded, iter_articles, load
from provenance.rules import unreadable

MOST = 500
"""So many items of one feed or file are read here; a batch is the command line's work."""
PASTED = "pasted"

_HALF_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://\S*|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,63}(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)
"""One word that means an address and can't be fetched: `www.example.org/story`, `ftp://example.org`."""


class Editor(NamedTuple):
    """What the editor says of a source that it can't say itself."""

    url: str | None = None
    publisher: str | None = None
    date: str | None = None


class Taken(NamedTuple):
    """A source as it came: what it is called, its bytes, and the articles in it."""

    name: str
    loaded: Loaded
    articles: tuple[Article, ...]
    lost: tuple[Finding, ...]
    """Items that could not be read."""
    is_cut: bool = False
    """Whether it holds more than were read."""


def take(text: str, file: tuple[str, bytes] | None, editor: Editor) -> Taken:
    """Read what an editor hands over, now.

    Args:
        text: an address, or the text or HTML itself.
        file: name and bytes of a dropped file, which goes before `text`.
        editor: what the editor says of it.

    Raises:
        SourceError: it cannot be fetched or read.
        UsageError: there is nothing, or what the editor says makes no sense.
    """
    loaded = _loaded(text, file)
    lost: list[ItemError] = []
    name = loaded.name or PASTED
    articles = list(islice(_articles(loaded, editor, None, lost), MOST + 1))
    if not articles and not lost:
        raise UsageError("there is no article in it")
    unread = tuple(unreadable(name, error) for error in lost)
    return Taken(name, loaded, tuple(articles[:MOST]), unread, is_cut=len(articles) > MOST)


def again(data: bytes, charset: str | None, editor: Editor, like: Article, source: str) -> Article:
    """The article read anew from its bytes, with what the editor says now beside what was said when it was first read.

    Args:
        data: the bytes of the reading, and `charset` as the server named it.
        editor: what the editor says now.
        like: the article as it was first read; it is given back where the bytes no longer hold it.
        source: what was read then.
    """
    before = {s.property: str(s.value_as_read) for s in like.statements if s.basis == "editor"}
    said = Editor(
        editor.url or before.get("url"),
        editor.publisher or before.get("publisher"),
        editor.date or before.get("date_published"),
    )
    loaded = Loaded(data, url=source if is_address(source) else None, charset=charset)
    read_at = datetime.fromisoformat(like.read_at)
    return next((a for a in _articles(loaded, said, read_at, [], like.source_format) if a.id == like.id), like)


def is_address(text: str) -> bool:
    """Whether what was pasted is an address to fetch: one word that begins as one."""
    return text.strip().lower().startswith(("http://", "https://")) and len(text.split()) == 1


def _loaded(text: str, file: tuple[str, bytes] | None) -> Loaded:
    if file is not None and file[1]:
        return Loaded(file[1], file[0] or "dropped file")
    if is_address(text):
        scheme, _, rest = text.strip().partition(":")
        return load(f"{scheme.lower()}:{rest}")
    if not text.strip():
        raise UsageError("paste an address, a text or HTML, or choose a file")
    if _HALF_ADDRESS.fullmatch(text.strip()):
        raise UsageError(f"that is no text: begin the address with https://, found {text.strip()!r}")
    return Loaded(text.encode("utf-8", "replace"), charset="utf-8")


def _articles(
    loaded: Loaded, editor: Editor, read_at: datetime | None, lost: list[ItemError], format: str | None = None
) -> Iterator[Article]:
    said = {key: value for key, value in editor._asdict().items() if value}
    return iter_articles(loaded, **said, read_at=read_at, format=format, on_unreadable=lost.append)
