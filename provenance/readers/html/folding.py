"""From the text nodes of a block to one line: white space folded, seams between elements kept apart."""

from __future__ import annotations

from turbohtml import Element, Text

from provenance.readers.html.classes import AUTHOR, BYLINE, CAPTION, DATE, HEADER
from provenance.readers.html.document import Block
from provenance.readers.lines import Line, Link

Part = tuple[str, Text, Link | None]
"""What a text node says (`BLANK` for mere white space), the node, and the link that it stands in."""
BLANK = " "


def fold_line(
    lines: list[Line],
    parts: list[Part],
    tag: str,
    flags: int,
    causes: tuple[int, ...],
    holder: Element | None,
    element: Element,
) -> None:
    """Fold the white space of a block's text nodes into one line, remembering where each part stands.

    Args:
        lines: what the line is added to.
        parts: at least one, the first not blank; emptied.
        tag, flags, causes, holder, element: see `Block`.
    """
    while parts[-1][0] == BLANK:
        parts.pop()
    if len(parts) == 1:
        data, node, link = parts[0]
        text = " ".join(data.split())
        sources = [(0, data, node)]
        found: list[Link] = []
        if link is not None and link.start < 0:
            link.start, link.end = 0, len(text)
            found = [link]
    else:
        text, sources, found = _join(parts, flags)
    parts.clear()
    kind = _KIND.get(tag, "other")
    if flags & CAPTION and not flags & BYLINE and kind != "title":
        kind = "caption"
    lines.append(Line(text, kind, "body", found, Block(sources, flags, causes, holder, tag, element)))


_KIND = {"h1": "title", "p": "paragraph", "blockquote": "paragraph", "li": "item"}


def _join(parts: list[Part], flags: int) -> tuple[str, list[tuple[int, str, Text]], list[Link]]:
    pieces: list[str] = []
    sources: list[tuple[int, str, Text]] = []
    found: list[Link] = []
    length = 0
    open_end = True  # nothing or white space stands before
    last = parts[0]
    for part in parts:
        data, node, link = part
        words = " ".join(data.split())
        if not words:
            if not open_end:
                pieces.append(" ")
                length += 1
                open_end = True
            continue
        if not open_end:
            if data[0].isspace():
                pieces.append(" ")
                length += 1
            elif last[1] is not node:
                seam = _seam(pieces[-1], words, link is not last[2], flags)
                if seam:
                    pieces.append(seam)
                    length += len(seam)
        last = part
        sources.append((length, data, node))
        end = length + len(words)
        if link is not None:
            if link.start < 0:
                link.start = length
                found.append(link)
            link.end = end
        pieces.append(words)
        length = end
        open_end = data[-1].isspace()
        if open_end:
            pieces.append(" ")
            length += 1
    return "".join(pieces).rstrip(" "), sources, found


def _seam(before: str, after: str, link_changes: bool, flags: int) -> str:
    """What stands between two elements that only style sheets keep apart: `<span>By</span><a>Jane Roe</a>`."""
    left, right = before[-1], after[0]
    if not (left.isalnum() and right.isalnum()):
        return ""
    if (left.islower() and right.isupper()) or (right.isdigit() and flags & (DATE | BYLINE | AUTHOR | HEADER)):
        return " "
    return " | " if flags & (BYLINE | AUTHOR) and link_changes and left.isalpha() else ""
