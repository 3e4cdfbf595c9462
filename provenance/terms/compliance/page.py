"""A page as a `Copy`: the HTML reader's walk and zones, and beside it what the reader does not need.

Everything visible is read, furniture too, in the order of the page; each line knows whether it stands with the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Document, Element

from provenance.hosts import absolute
from provenance.language.names import clean
from provenance.model import Article
from provenance.readers.furniture import closes_story
from provenance.readers.html.classes import AUTHOR, BYLINE, CAPTION, HEADER
from provenance.readers.html.decode import decode, parse
from provenance.readers.html.document import Block, Page
from provenance.readers.html.place import Places
from provenance.readers.html.walk import walk, walk_skipped
from provenance.readers.html.zones import set_zones
from provenance.readers.lines import Line as Read
from provenance.terms.compliance.copy import Copy, Embed, Line, Link, Tag
from provenance.terms.compliance.seams import part
from provenance.terms.compliance.style import hidden_names
from provenance.terms.compliance.surroundings import (
    attribute,
    hides,
    hides_something,
    is_header,
    story_box,
    where,
    within,
)

_PARAGRAPH = 70
"""Characters from which a line of the body counts as a paragraph of the story."""
_EMBEDS = frozenset(
    f"{prefix}{name}"
    for prefix, names in (("", "img script iframe object embed video source input svg"), ("amp-", "img pixel iframe"))
    for name in names.split()
)
_ADDRESS = re.compile(r"(?:src|data|poster|href|xlink:href|content)$|data-|srcset", re.IGNORECASE)
_BACKGROUND = re.compile(r"url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_PIXELS = re.compile(r"(\d{1,5})(?:px)?$", re.ASCII)


def read_page(data: bytes, article: Article, charset: str | None = None) -> Copy:
    """The page of these bytes.

    Raises:
        SourceError: see `provenance.readers.html.decode`.
    """
    text = decode(data, charset).replace("\r\n", "\n").replace("\r", "\n")
    document = parse(text)
    page = walk(document, text, article.url)
    title = set_zones(page, article.headline)
    titled = page.lines[title] if title is not None else None
    walk_skipped(page, lambda _: True)
    box = story_box(titled.source.element, _told(page)) if titled is not None else None
    read = _in_order(page, box)
    lines = tuple(line for line, _ in read)
    elements = [] if document.root is None else list(document.root.iter_elements())
    number = next((i for i, (_, each) in enumerate(read) if each is titled), None)
    if number is not None:
        lines = (*lines[:number], lines[number]._replace(is_title=True), *lines[number + 1 :])
    return Copy(
        article,
        True,
        text,
        lines,
        links=(*_links(page, read), *_picture_links(page, elements, box)),
        embeds=tuple(_embeds(page, elements, box)),
        scripts=tuple((e.text, e.source_line) for e in elements if e.tag == "script" and not e.attr("src")),
        tags=tuple(_tags(page, elements)),
        head=_head(document),
    )


def _told(page: Page) -> list[Element]:
    """The elements of the story's own paragraphs."""
    return [e.source.element for e in page.lines if e.zone == "body" and len(e.text) >= _PARAGRAPH]


def _in_order(page: Page, box: Element | None) -> list[tuple[Line, Read]]:
    """The lines as they stand in the source: the furniture that the walk passed over comes back to its place."""
    place = Places(page)
    placed = []
    after_title = False
    may_hide = hides_something(page.text)
    hidden = hidden_names(e.text for e in page.document.select("style")) if may_hide else frozenset[str]()
    for order, line in enumerate(page.lines):
        found = place(line, 0, line.text) or {}
        part(line)
        block: Block = line.source
        after_title = after_title or line.zone != "furniture"
        around = where(block.element, line.zone, after_title, box)
        is_story = line.zone == "body" and around == "story" and not block.flags & (BYLINE | AUTHOR | CAPTION)
        shown = Line(
            line.text,
            found.get("line"),
            line.zone,
            around,
            is_caption=line.kind == "caption",
            is_byline=bool(block.flags & (BYLINE | AUTHOR)),
            is_header=bool(block.flags & HEADER) or is_header(block.element),
            is_paragraph=is_story and len(line.text) >= _PARAGRAPH and not closes_story(line.text),
            hidden=tuple(_hidden(line, hidden)) if may_hide else (),
        )
        placed.append(((found.get("line") or 0, found.get("column") or 0, order), shown, line))
    if page.furniture:
        placed.sort(key=lambda each: each[0])
    return [(shown, line) for _, shown, line in placed]


def _hidden(line: Read, hidden: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The parts of a line that readers do not see."""
    parts = line.source.parts
    for number, (start, _, node) in enumerate(parts):
        if node.parent is not None and hides(node.parent, hidden):
            yield start, parts[number + 1][0] if number + 1 < len(parts) else len(line.text)


def _links(page: Page, read: list[tuple[Line, Read]]) -> Iterator[Link]:
    for index, (line, origin) in enumerate(read):
        for link in origin.links:
            if link.start < 0 or any(start <= link.start < end for start, end in line.hidden):
                continue
            url = absolute(page.base, link.href)
            text = line.text[link.start : link.end]
            yield Link(text, url, index, link.start, link.end, line.number, line.where, link.href)


def _picture_links(page: Page, elements: list[Element], box: Element | None) -> Iterator[Link]:
    """Links around a picture: a logo that leads to the original is a live link too."""
    for element in elements:
        href = element.attr("href") if element.tag == "a" else None
        if href and not clean(element.text) and element.select_one("img, svg, picture, amp-img") and not hides(element):
            place = where(element, box=box)
            yield Link("", absolute(page.base, href), -1, 0, 0, element.source_line, place, href)


def _embeds(page: Page, elements: list[Element], box: Element | None) -> Iterator[Embed]:
    for element in elements:
        style = element.attr("style") or ""
        drawn = _BACKGROUND.findall(style) if "url(" in style else []
        if element.tag not in _EMBEDS and not drawn:
            continue
        found = [*drawn, *(each for key, value in _attributes(element) for each in _addresses(key, value))]
        if element.tag == "svg":
            found += [each.attr("href") or each.attr("xlink:href") or "" for each in element.select("use, image")]
        figure, anchor = element.closest("figure"), element.closest("a")
        caption = figure.select_one("figcaption") if figure else None
        yield Embed(
            element.tag,
            tuple(dict.fromkeys(absolute(page.base, each) for each in found if each)),
            tuple(_words(element)),
            f"{attribute(element, 'class')} {attribute(element, 'id')}".strip(),
            element.source_line,
            where(element, box=box),
            is_idle=within(element, "noscript"),
            size=(_pixels(element, "width", style), _pixels(element, "height", style)),
            caption=clean(caption.text) if caption else "",
            link=absolute(page.base, anchor.attr("href") or "") if anchor else "",
        )


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for key in element.attrs:
        value = element.attr(key)
        if value:
            yield key, value


def _addresses(key: str, value: str) -> Iterator[str]:
    """The addresses in an attribute that loads something, lazily or not; a `srcset` has several."""
    if not _ADDRESS.match(key) or value.startswith("data:"):
        return
    if "srcset" in key:
        yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())
    elif "/" in value or "." in value:
        yield value.strip()


def _words(element: Element) -> Iterator[str]:
    yield from filter(None, (clean(element.attr(key) or "") for key in ("alt", "title", "aria-label")))
    if element.tag == "svg":
        yield from filter(None, (clean(each.text) for each in element.select("title, desc, text")))


def _pixels(element: Element, side: str, style: str) -> int | None:
    stated = re.search(rf"(?:^|[;\s]){side}\s*:\s*(\d{{1,5}})px", style)
    match = _PIXELS.match((element.attr(side) or "").strip())
    return int(stated[1]) if stated else int(match[1]) if match else None


def _tags(page: Page, elements: list[Element]) -> Iterator[Tag]:
    for element in elements:
        if element.tag == "meta":
            name = element.attr("name") or element.attr("property") or element.attr("http-equiv") or ""
            content = clean(element.attr("content") or "")
            yield Tag(name.strip().lower(), content, element.source_line, within(element, "head"))
        elif element.tag == "link":
            for rel in attribute(element, "rel").lower().split():
                url = absolute(page.base, element.attr("href") or "")
                yield Tag(f"link:{rel}", url, element.source_line, within(element, "head"))


def _head(document: Document) -> tuple[int, int]:
    head = document.select_one("head")
    place = head.source_location if head else None
    if place is None:
        return 1, 1
    return place.start_tag.start_line, (place.end_tag or place.start_tag).end_line
