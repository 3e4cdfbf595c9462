"""One walk over the tree: visible lines with what their elements say of them, and the elements that carry metadata.

Visible text is cut into lines at block elements; each line remembers which furniture (navigation, teasers, footer) and
which byline or body element it lies in, from the words in class names and ids, so that zones can be decided when the
whole page is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from turbohtml import Document, Element, Node, Text

from provenance.hosts import absolute
from provenance.readers.html.classes import AUTHOR, BODY, BYLINE, COMMENT, DATE, FLAGS, FURNITURE, HEADER
from provenance.readers.html.document import Page
from provenance.readers.html.folding import BLANK, Part, fold_line
from provenance.readers.html.tags import (
    BLOCK,
    BREAK,
    CONTAINER,
    HEAD,
    INLINE,
    LISTS,
    MARKED_TAGS,
    NEVER_FURNITURE,
    NOTED,
    PLAIN,
    ROLES,
    TAG_FLAGS,
)
from provenance.readers.lines import Link

_Frame = tuple[Iterator[Node], int, tuple[int, ...], Element | None, str, bool, Link | None]
"""What to go on with when an element is left: the nodes behind it, and the state of the walk before it."""


def walk(document: Document, text: str, url: str | None) -> Page:
    """Walk the tree once, past large pieces of furniture.

    Navigation, teasers and comments are half of a page. A large subtree that its tag or class calls furniture, and that
    holds no `<h1>`, is passed over; of these only what carries a notice is walked at the end. Where that leaves hardly
    any text, the class names lied, and the whole page is walked.
    """
    page = Page(document, text, url or "")
    _Walk(page, skip=True).run()
    if page.skipped and sum([len(line.text) for line in page.lines]) < _LITTLE:
        page = Page(document, text, url or "")
        _Walk(page, skip=False).run()
    _find_carriers(page)
    return page


_LICENSE_ANCHORS = "a[rel~=license], a[href*='creativecommons.org/']"
_CARRIERS = f"[itemprop], script[type*='ld+json'], {_LICENSE_ANCHORS}"


def _find_carriers(page: Page) -> None:
    """Find what says something wherever it stands, in furniture too: JSON-LD, microdata, links to licences."""
    for element in page.document.select(_CARRIERS):  # once, since one search for all takes hardly longer than for one
        tag = element.tag
        if tag == "script":
            page.scripts.append(element)
        elif tag == "a" and element.attr("href") and element.matches(_LICENSE_ANCHORS):
            page.license_anchors.append(element)
        if element.attr("itemprop") is not None:
            page.items.append(element)


def walk_skipped(page: Page, holds: Callable[[str], bool]) -> None:
    """Walk the furniture that was passed over and whose text is wanted."""
    again = _Walk(page, skip=False)
    left, first = [], len(page.lines)
    for element, text in page.skipped:
        if holds(text):
            again.furniture(element)
        else:
            left.append((element, text))
    page.skipped = left
    for line in page.lines[first:]:
        line.zone = "furniture"


def _holds_notice(text: str) -> bool:
    low = text.encode("latin-1", "replace").lower()  # bytes: many times faster, and no notice word has other letters
    for word in _NOTICES:  # noqa: SIM110 - the many texts of a page, none of them wanted by most: no generator
        if word in low:
            return True
    return False


_NOTICES = (
    b"\xa9",
    b"copyright",
    b"(c)",
    b"rights reserved",
    b"creative commons",
    b"creative-commons",
    b"cc by",
    b"cc-by",
    b"republish",
)
_LITTLE = 1500
_LARGE = 300
_LONG_LIST = 150
"""Characters from which a list is menu or teasers: short ones may be "By …", a date and a comment count."""
_SPEAKING = BYLINE | AUTHOR | DATE | BODY | HEADER


class _Walk:
    """The state of one walk; `run` fills the page."""

    def __init__(self, page: Page, *, skip: bool) -> None:
        self.page, self.skip = page, skip

    def run(self) -> None:
        """Walk the page, then the furniture that carries notices."""
        page = self.page
        root = page.document.root
        if root is None:
            return
        page.language = root.attr("lang") or root.attr("xml:lang")
        self._into(root, 0, ())
        if self.skip:
            walk_skipped(page, _holds_notice)

    def furniture(self, element: Element) -> None:
        """Walk one piece of furniture that was passed over; its lines come last."""
        self._into(element, FURNITURE, (self.page.new_cause(),))

    def _into(self, root: Element, flags: int, causes: tuple[int, ...]) -> None:
        """Depth first, with a stack of its own: the frames of elements that change nothing are bare iterators."""
        lines, role_of = self.page.lines, ROLES.get
        holder: Element | None = None
        tag, element = "body", root
        link: Link | None = None
        parts: list[Part] = []
        stack: list[Iterator[Node] | _Frame] = []
        nodes: Iterator[Node] = iter((root,))
        while True:
            for node in nodes:
                if type(node) is Text:
                    data = node.data
                    if not data.isspace():
                        parts.append((data, node, link))
                    elif parts:
                        parts.append((BLANK, node, link))
                    continue
                if type(node) is not Element:
                    continue
                name = node.tag
                role = role_of(name, BLOCK)
                if role <= BREAK:
                    if role == NOTED:
                        self._note(name, node, causes)
                    elif role == HEAD:
                        self._head(node)
                    elif role == BREAK and parts:
                        fold_line(lines, parts, tag, flags, causes, holder, element)
                    continue
                found = FLAGS[node.attr("class")] if role != PLAIN else 0
                if role <= INLINE and not found:
                    stack.append(nodes)
                    nodes = iter(node)
                    break
                if role == CONTAINER:
                    found |= FLAGS[node.attr("id")]
                block = role >= BLOCK
                if block and parts:
                    fold_line(lines, parts, tag, flags, causes, holder, element)
                frame = (nodes, flags, causes, holder, tag, block, link)
                if found or name in MARKED_TAGS:
                    found = _meant(name, found)
                    is_furniture = found & (FURNITURE | COMMENT)
                    if (
                        block
                        and self.skip
                        and not causes
                        and (is_furniture or (name in LISTS and not (found | flags) & _SPEAKING))
                        and self._passes_over(node, _LARGE if is_furniture else _LONG_LIST)
                    ):
                        continue
                    if is_furniture:
                        causes = (*causes, self.page.new_cause())
                    if found & (BYLINE | AUTHOR):
                        holder = node
                    flags |= found
                if block:
                    element, tag = node, name
                elif name == "a":
                    href = node.attr("href")
                    link = Link(-1, -1, href, node.attr("rel") or "") if href else link
                elif name == "time":
                    self.page.times.append((node, len(lines)))
                stack.append(frame)
                nodes = iter(node)
                break
            else:
                if not stack:
                    break
                left = stack.pop()
                if isinstance(left, tuple):
                    if left[5] and parts:
                        fold_line(lines, parts, tag, flags, causes, holder, element)
                    nodes, flags, causes, holder, tag, _, link = left
                else:
                    nodes = left
        if parts:
            fold_line(lines, parts, tag, flags, causes, holder, element)

    def _passes_over(self, element: Element, most: int) -> bool:
        """Whether an element that looks like furniture is passed over, being large and without a title."""
        words = element.text
        if len(words) <= most or element.find("h1") is not None:
            return False
        self.page.skipped.append((element, words))
        return True

    def _head(self, head: Element) -> None:
        """Keep what carries metadata in the head, which has no text."""
        for node in head:
            if type(node) is Element and ROLES.get(node.tag) == NOTED:
                self._note(node.tag, node, ())

    def _note(self, tag: str, node: Element, causes: tuple[int, ...]) -> None:
        """Keep an element that carries metadata or an image."""
        page = self.page
        if tag == "meta":
            page.heads += 1
            page.metas.append(node)
        elif tag == "link":
            page.heads += 1
            rel = (node.attr("rel") or "").lower()
            if "canonical" in rel or "license" in rel:
                page.relations.append((rel.split(), node))
        elif tag == "img":
            page.images.append((node, len(page.lines), causes))
        elif tag == "title":
            page.title = page.title or node
        elif tag == "base":
            page.base = absolute(page.base, node.attr("href") or "")


def _meant(tag: str, found: int) -> int:
    """What an element says of its content: its class names, as far as they can be meant, and its tag."""
    if tag in NEVER_FURNITURE:
        found &= ~(FURNITURE | COMMENT | BYLINE | AUTHOR)
    elif tag == "footer" and found & (BYLINE | AUTHOR | DATE | BODY):
        return found & ~FURNITURE  # the article's own footer: "Posted on … by …"
    return found | TAG_FLAGS.get(tag, 0)
