"""One walk over the tree: visible lines with what their elements say of them, and the elements that carry metadata.

This module and `decode` are all that know the parser. Visible text is cut into lines at block elements; each line
remembers which furniture (navigation, teasers, footer) and which byline or body element it lies in, from the words in
class names and ids, so that zones can be decided when the whole page is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin

from turbohtml import Document, Element, Text

from provenance.hosts import canonical_is_foreign
from provenance.readers.lines import Line, Link

FURNITURE, BYLINE, AUTHOR, DATE, CAPTION, BODY, HEADER, COMMENT = (1 << bit for bit in range(8))

_WORDS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        FURNITURE,
        re.compile(
            r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|sidebar|side-bar|footer|foot|related|relateds|recirc\w*|promo|promos|promoted|teaser|teasers|"
            r"newsletter|share|sharing|sharedaddy|social|popular|trending|most-read|mostread|most-viewed|recommend\w*|outbrain|taboola|widget|widgets|"
            r"banner|cookie|cookies|consent|gdpr|breadcrumb|breadcrumbs|modal|popup|advert\w*|adsense|sponsor|sponsored|more-from|morefrom|read-more|readmore|"
            r"also-read|up-next|upnext|latest|pagination|post-navigation|nextprev|prev-next|masthead|topbar|skip-link|carousel|slider|rail|"
            r"right-col\w*|aside|infobox|storylist|headlines|subscribe|subscription|paywall|login|search|toolbar|crp|jp-relatedposts|yarpp\w*|tag-list|"
            r"tagcloud|hidden-print|noprint|screen-reader-text|sr-only|visually-hidden|ticker|marginalia|linklist|article-list|post-list|card-list)(?:$|[\s_-])"
        ),
    ),
    (
        COMMENT,
        re.compile(r"(?:^|[\s_-])(?:comments?|comment-\w+|commentlist|disqus\w*|respond|kommentare?|commentaires?|comentarios|discussion|replies)(?:$|[\s_-])"),
    ),
    (
        BYLINE,
        re.compile(
            r"(?:^|[\s_-])(?:byline\w*|by-line|bylines|author-?line|article-?author\w*|story-?author|post-?author|entry-?author|author-?name|authorname|author-?names|"
            r"contributors?|dateline|article-?meta|entry-?meta|post-?meta|meta-author|posted-by|written-by|article-info|post-info|"
            r"articleinfo|bylineauthor|autor\w*|auteur\w*|signature|firma|autoria|redakteur\w*|verfasser\w*|writer|reporter|credits?-?author|vcard|autoren)(?:$|[\s_-])|byline|(?:^|[\s_])[a-z0-9]*-?author(?:$|[\s_])"
        ),
    ),
    (AUTHOR, re.compile(r"author|autor|auteur|byline|contributor|writer|reporter|verfasser|redakteur|vcard|(?:^|[\s_-])fn(?:$|\s)")),
    (DATE, re.compile(r"(?:^|[\s_-])(?:date\w*|time|timestamp\w*|published\w*|pubdate|posted-on|datum|fecha|publish\w*|updated|created|entry-date|meta-date)(?:$|[\s_-])|date(?:$|\s)")),
    (CAPTION, re.compile(r"caption|(?:^|[\s_-])(?:photo|image|picture|foto|media)?-?credits?(?:$|[\s_-])|copyright-image|photo-?info|image-?meta|bildunterschrift|bildquelle|bildnachweis|legende|wp-caption|picture-?source|foto(?:grafo|credit)")),
    (BODY, re.compile(r"(?:^|[\s_-])(?:article-?(?:body|content|text|copy)\w*|story-?(?:body|content|text)\w*|entry-?content|post-?(?:content|body|text)|body-?(?:copy|text)|articlebody|storybody|content-?body|article__body\w*|rich-?text|main-?text|body__inner-container|article-page)(?:$|[\s_-])")),
    (HEADER, re.compile(r"(?:^|[\s_-])(?:article|entry|post|story|page|content)-?(?:header|head|heading|title|top)(?:$|[\s_-])")),
)  # fmt: skip
_SKIP = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "select", "option", "button", "textarea", "math"))
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp",
     "small", "span", "strong", "strike", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "acronym", "big", "data", "nobr")
)  # fmt: skip
_FURNITURE_TAGS = frozenset(("nav", "aside", "footer", "form"))
_NEVER_FURNITURE = frozenset(("html", "body", "main", "article"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLANK = re.compile(r"[ \t\r\n\f\u00a0\u200b]+")


@lru_cache(maxsize=16384)
def class_flags(names: str) -> int:
    """What the words of a class attribute and id say an element is, as a bit set."""
    low = re.sub(r"([a-z])([A-Z])", r"\1-\2", names).lower()
    return sum(flag for flag, pattern in _WORDS if pattern.search(low))


@dataclass(slots=True)
class Block:
    """Where a line comes from: its text nodes with their elements, and the elements around it that matter."""

    parts: list[tuple[int, str, Element]]
    """(offset in the line's text, the text node's own text, its parent)."""
    flags: int
    causes: tuple[int, ...]
    """Ids of the furniture elements around it, outermost first."""
    holder: Element | None
    """The innermost byline element around it."""
    tag: str
    element: Element


@dataclass(slots=True)
class Page:
    """A page after the walk."""

    document: Document
    text: str
    base: str
    lines: list[Line] = field(default_factory=list)
    scripts: list[Element] = field(default_factory=list)
    metas: list[Element] = field(default_factory=list)
    heads: list[Element] = field(default_factory=list)
    """`<link>` elements."""
    times: list[tuple[Element, int]] = field(default_factory=list)
    """`<time>` elements and the index of the line they open."""
    images: list[tuple[Element, int, tuple[int, ...]]] = field(default_factory=list)
    """Images, the index of the next line, and their furniture causes."""
    titles: list[int] = field(default_factory=list)
    """Lines that are an `<h1>`."""
    title: Element | None = None
    language: str | None = None
    has_items: bool = False


class _Open:
    """What to restore when an element is left."""

    __slots__ = ("block", "causes", "flags", "holder", "link", "tag")

    def __init__(self, flags: int, causes: tuple[int, ...], holder: Element | None, tag: str, block: bool, link: Link | None) -> None:
        self.flags, self.causes, self.holder, self.tag, self.block, self.link = flags, causes, holder, tag, block, link


def walk(document: Document, text: str, url: str | None) -> Page:
    """Walk the whole tree once."""
    page = Page(document, text, url or "")
    root = document.root
    if root is None:
        return page
    page.language = root.attr("lang") or root.attr("xml:lang")
    page.has_items = "itemprop" in text
    lines, parts = page.lines, []
    flags, causes, holder, block_tag = 0, (), None, "body"
    links: list[tuple[Link, int]] = []
    open_link: Link | None = None
    block_element: Element = root

    def flush() -> None:
        nonlocal parts, links
        if parts:
            line = _line(parts, links, block_tag, flags, causes, holder, block_element)
            if line is not None:
                if block_tag == "h1":
                    page.titles.append(len(lines))
                lines.append(line)
            parts = []
        links = []

    stack: list[object] = [root]
    pop, push, extend = stack.pop, stack.append, stack.extend
    while stack:
        node = pop()
        kind = type(node)
        if kind is Text:
            data = node.data  # type: ignore[attr-defined]
            if data and not data.isspace():
                parts.append((data, node, open_link))
            elif parts and data:
                parts.append((" ", node, open_link))
            continue
        if kind is _Open:
            assert isinstance(node, _Open)  # noqa: S101 - tells the type checker
            if node.block:
                flush()
            flags, causes, holder, block_tag, open_link = node.flags, node.causes, node.holder, node.tag, node.link
            continue
        if kind is not Element:
            continue
        assert isinstance(node, Element)  # noqa: S101 - tells the type checker
        tag = node.tag
        if tag in _SKIP:
            if tag == "script":
                page.scripts.append(node)
            continue
        if tag == "meta":
            page.metas.append(node)
            continue
        if tag == "link":
            page.heads.append(node)
            continue
        if tag == "title":
            page.title = page.title or node
            continue
        if tag == "br":
            flush()
            continue
        if tag == "img":
            page.images.append((node, len(lines), causes))
            continue
        if tag == "base":
            page.base = urljoin(page.base, node.attr("href") or "")
            continue
        names = node.attr("class") or ""
        ident = node.attr("id")
        if ident:
            names = f"{names} {ident}"
        found = class_flags(names) if names else 0
        block = tag not in _INLINE
        if block or found or tag == "a" or tag == "time":
            if block:
                flush()
            push(_Open(flags, causes, holder, block_tag, block, open_link))
            if found:
                if tag in _NEVER_FURNITURE:
                    found &= ~(FURNITURE | COMMENT | BYLINE | AUTHOR)
                if tag == "footer" and found & (BYLINE | AUTHOR | DATE | BODY):
                    found &= ~FURNITURE  # the article's own footer: "Posted on … by …"
                if found & (FURNITURE | COMMENT):
                    causes = (*causes, id(node))
                if found & (BYLINE | AUTHOR):
                    holder = node
                flags |= found
            if tag in _FURNITURE_TAGS and not (tag == "footer" and found & (BYLINE | AUTHOR | DATE | BODY)):
                flags |= FURNITURE
                causes = (*causes, id(node))
            elif tag == "figcaption" or tag == "caption":
                flags |= CAPTION
            elif tag == "header":
                flags |= HEADER
            elif tag == "a":
                href = node.attr("href")
                if href:
                    rel = node.attr("rel") or ""
                    open_link = Link(-1, -1, href, rel)
            elif tag == "time":
                page.times.append((node, len(lines)))
            if block:
                block_element = node
                block_tag = tag if tag in _HEADINGS or tag not in ("div", "section") else "div"
        children = node.children
        if children:
            extend(children[::-1])
    flush()
    return page


def _line(
    parts: list[tuple[str, Text, Link | None]],
    links: list[tuple[Link, int]],
    tag: str,
    flags: int,
    causes: tuple[int, ...],
    holder: Element | None,
    element: Element,
) -> Line | None:
    pieces: list[str] = []
    sources: list[tuple[int, str, Text]] = []
    found: list[Link] = []
    length = 0
    last, last_link = parts[0][1], parts[0][2]
    for data, node, link in parts:
        folded = _BLANK.sub(" ", data)
        if length == 0 or pieces[-1].endswith(" "):
            folded = folded.lstrip(" ")
        if not folded:
            continue
        if length and pieces[-1][-1] != " " and folded[0] != " " and node.parent != last.parent:
            seam = _seam(pieces[-1], folded, link is not last_link, flags)
            if seam:
                pieces.append(seam)
                length += len(seam)
        last, last_link = node, link
        sources.append((length, data, node))
        if link is not None:
            if link.start < 0:
                link.start = length
                found.append(link)
            link.end = length + len(folded)
        pieces.append(folded)
        length += len(folded)
    text = "".join(pieces).rstrip(" ")
    if not text:
        return None
    kind = "title" if tag == "h1" else "caption" if flags & CAPTION and not flags & BYLINE else "paragraph" if tag in ("p", "blockquote") else "item" if tag == "li" else "other"
    return Line(text, kind, links=found, source=Block(sources, flags, causes, holder, tag, element))  # type: ignore[arg-type]


def _seam(before: str, after: str, link_changes: bool, flags: int) -> str:
    """What stands between two elements that only style sheets keep apart: `<span>By</span><a>Jane Roe</a>`."""
    left, right = before[-1], after[0]
    if not (left.isalnum() and right.isalnum()):
        return ""
    if (left.islower() and right.isupper()) or (left.isdigit() and right.isdigit() and flags & (DATE | BYLINE | AUTHOR | HEADER)):
        return " "
    return " | " if flags & (BYLINE | AUTHOR) and link_changes and left.isalpha() else ""


def foreign_canonical(page: Page, url: str) -> bool:
    """Whether the page names another publisher's page as canonical: its template then may be that publisher's too."""
    return any(
        "canonical" in (element.attr("rel") or "").lower().split()
        and canonical_is_foreign(url, urljoin(page.base, element.attr("href") or ""))
        for element in page.heads
    )
