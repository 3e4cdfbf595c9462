"""From the bytes of our copy to what it shows: a page by the HTML reader's own walk, a plain text line by line."""

from __future__ import annotations

from provenance.errors import UnreadableError
from provenance.model import Article
from provenance.readers.raw import digest
from provenance.terms.compliance.copy import Copy


def read_copy(data: bytes, article: Article, charset: str | None = None) -> Copy:
    """What the copy of these bytes shows.

    Args:
        data: the bytes of the copy.
        article: the record that was read from the same bytes; its `source_format` and `url` say how to read them.
        charset: the encoding that the server named.

    Raises:
        SourceError: the bytes cannot be read, or are no page but a graph of one.
    """
    if article.source_format in ("html", "text") and digest(data) != article.digest:
        raise UnreadableError("expected the copy itself, found a record of it")
    if article.source_format == "html":
        from provenance.terms.compliance.page import read_page  # the parser loads only where a page is read

        return read_page(data, article, charset)
    from provenance.terms.compliance.plain import read_plain

    return read_plain(data, article)
