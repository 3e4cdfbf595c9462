"""Readers: one per format, from bytes to candidates. They never decide, and know neither network nor clock.

The registry is explicit; `sniff` looks at the first bytes only where no format is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from provenance.errors import UsageError
from provenance.readers.raw import Raw

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<(?:p|div|h1|title|meta|section)[\s>][^<]*",
    re.IGNORECASE,
)


def _read_html(data: bytes, url: str | None, charset: str | None) -> Raw:
    from provenance.readers.html import read_html  # the parser loads only where a page is read

    return read_html(data, url=url, charset=charset)


def _read_text(data: bytes, url: str | None, charset: str | None) -> Raw:
    from provenance.readers.text import read_text

    return read_text(data, url=url)


READERS: dict[str, Callable[[bytes, str | None, str | None], Raw]] = {"html": _read_html, "text": _read_text}
"""Format name → reader of (bytes, address, encoding that the server names).

The names are those of `--as` and of the record's `source_format`.
"""


def sniff(data: bytes) -> str:
    """The format that the bytes look like: `html` where tags stand near the start, else `text`."""
    start = data[:4096]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.replace(b"\0", b"")
    return "html" if _HTML.search(start) else "text"


def read_raw(data: bytes, *, format: str | None = None, url: str | None = None, charset: str | None = None) -> Raw:
    """Read bytes with the reader of their format.

    Raises:
        UsageError: no such format.
        SourceError: the bytes cannot be read.
    """
    name = format or sniff(data)
    reader = READERS.get(name)
    if reader is None:
        raise UsageError(f"expected a format out of {', '.join(sorted(READERS))}, found {name!r}")
    return reader(data, url, charset)
