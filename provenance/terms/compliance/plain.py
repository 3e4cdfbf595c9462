"""A plain text as a `Copy`: its lines, and the addresses that it prints.

Links are addresses in the text, and links in Markdown. Head, scripts and pictures are not there to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.language.byline_words import byline_prefix
from provenance.model import Article
from provenance.model.values import Zone
from provenance.readers.furniture import closes_story
from provenance.terms.compliance.copy import Copy, Line, Link

_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\]\n]{1,300})\]\((?P<url>https?://[^\s)]{1,2000})[^)\n]{0,200}\)"
    r"|(?<=\w) \((?P<behind>https?://[^\s()]{3,2000})\)(?= \S)"
)
"""A link in Markdown, or an address in brackets amid a sentence: mail programs paste links so, behind their words."""
_BARE = re.compile(r"https?://[^\s<>\"“”»]{3,2000}")
_PARAGRAPH, _SENTENCE = 120, 50


def read_plain(data: bytes, article: Article) -> Copy:
    """The text of these bytes."""
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    rows = [(number, row.strip()) for number, row in enumerate(text.split("\n"), 1) if row.strip()]
    paragraphs = [index for index, (_, row) in enumerate(rows) if index and _is_paragraph(row)]
    first = paragraphs[0] if paragraphs else min(len(rows), 2)
    last = paragraphs[-1] if paragraphs else first - 1
    lines: list[Line] = []
    links: list[Link] = []
    for index, (number, row) in enumerate(rows):
        zone: Zone = "head" if index < first else "body" if index <= last else "tail"
        shown, found = _linked(row, index, number)
        links += found
        is_byline = zone == "head" and byline_prefix().match(shown) is not None
        lines.append(
            Line(
                " ".join(shown.split()), number, zone, "story",
                is_title=index == 0, is_byline=is_byline, is_paragraph=index in paragraphs,
            )
        )  # fmt: skip
    return Copy(article, False, text, tuple(lines), tuple(links))


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _is_paragraph(row: str) -> bool:
    if closes_story(row) or (byline_prefix().match(row) and len(row) < 160):
        return False
    return len(row) >= _PARAGRAPH or (len(row) >= _SENTENCE and row.rstrip('"”’»)]')[-1:] in ".!?")


def _linked(row: str, index: int, number: int) -> tuple[str, list[Link]]:
    """The row as it reads, with its links: Markdown becomes the words that it links, addresses amid a sentence go."""
    row = " ".join(row.split())
    pieces: list[str] = []
    links: list[Link] = []
    done = length = 0
    for match in _LINK.finditer(row):
        words, url = match["words"] or "", match["url"] or match["behind"]
        pieces += [row[done : match.start()], words]
        start = length + match.start() - done
        length = start + len(words)
        done = match.end()
        links.append(Link(words, url, index, start, length, number, "story", url))
    shown = "".join([*pieces, row[done:]])
    return shown, [*links, *_bare(shown, index, number)]


def _bare(row: str, index: int, number: int) -> Iterator[Link]:
    for match in _BARE.finditer(row):
        url = match.group().rstrip(".,;:!?)’'*_")
        yield Link(url, url, index, match.start(), match.start() + len(url), number, "story", url)
