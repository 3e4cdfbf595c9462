"""One walk over the tree: visible lines with what their elements say of them, and the elements that carry metadata.

Visible text is cut into lines at block elements; each line
remembers which furniture (navigation, teasers, footer) and which byline or body element it lies in, from the words in
class names and ids, so that zones can be decided when the whole page is known.
"""

from __future__ import annotations

from turbohtml import Document, Element, Node, Text

from provenance.hosts import absolute
from provenance.readers.html.classes import AUTHOR, BODY, BYLINE, CAPTION, COMMENT, DATE, FURNITURE, HEADER, class_flags
from provenance.readers.html.document import Page
from provenance.readers.html.folding import fold_line
from provenance.readers.lines import Link

_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "canvas",
        "select",
        "option",
        "button",
        "textarea",
        "math",
        "input",
        "hr",
    ]
)
_INERT = _SKIP | {"br", "meta", "link", "img", "title", "base"}
_LINKING = frozenset(("a", "time"))
_CONTAINERS = frozenset(
    ("div", "section", "aside", "ul", "ol", "header", "footer", "form", "article", "main", "table", "td", "body")
)
_PLAIN = frozenset(("b", "strong", "em", "i", "u", "sup", "sub", "mark", "small", "wbr", "q", "s"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_FURNITURE_TAGS = frozenset(("nav", "aside", "footer", "form"))
_NEVER_FURNITURE = frozenset(("html", "body", "main", "article"))
_TAG_FLAGS = {"figcaption": CAPTION, "caption": CAPTION, "header": HEADER}

_State = tuple[int, tuple[int, ...], Element | None, str, bool, Link | None]
"""What to restore when an element is left: flags, causes, holder, tag of the block, is a block, open link."""


def walk(document: Document, text: str, url: str | None) -> Page:
    """Walk the tree once, past large pieces of furniture.

    Navigation, teasers and comments are half of a page. A large subtree that its tag or class calls furniture, and that
    holds no `<h1>`, is passed over; of these only what carries a notice is walked at the end. Where that leaves hardly
    any text, the class names lied, and the whole page is walked.
    """
    page = Page(document, text, url or "")
    _Walk(page, skip=True).run()
    if page.skipped and sum(len(line.text) for line in page.lines) < _LITTLE:
        page = Page(document, text, url or "")
        _Walk(page, skip=False).run()
    return page


def walk_skipped(page: Page, words: tuple[str, ...] = ("",)) -> None:
    """Walk the furniture that was passed over and that holds one of these lower-case words."""
    again = _Walk(page, skip=False)
    left, first = [], len(page.lines)
    for element, text in page.skipped:
        low = text.lower()
        if any(word in low for word in words):
            again.furniture(element)
        else:
            left.append((element, text))
    page.skipped = left
    for line in page.lines[first:]:
        line.zone = "furniture"


_NOTICES = (
    "©",
    "copyright",
    "(c)",
    "rights reserved",
    "creative commons",
    "creative-commons",
    "cc by",
    "cc-by",
    "republish",
)
_LITTLE = 1500
_LARGE = 300
_LONG_LIST = 150
"""Characters from which a list is menu or teasers: short ones may be "By …", a date and a comment count."""
_LISTS = frozenset(("ul", "ol"))
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
        page.has_items = "itemprop" in page.text
        page.scripts = page.document.select("script[type*='ld+json']")
        self._into(root, 0, ())
        if self.skip:
            walk_skipped(self.page, _NOTICES)

    def furniture(self, element: Element) -> None:
        """Walk one piece of furniture that was passed over; its lines come last."""
        self._into(element, FURNITURE, (id(element),))

    def _into(self, root: Element, flags: int, causes: tuple[int, ...]) -> None:
        """Depth first; a state on the stack stands for the end of an element, and is restored there."""
        page, skip = self.page, self.skip
        holder: Element | None = None
        block_tag, block_element = "body", root
        link: Link | None = None
        parts: list[tuple[str, Text, Link | None]] = []

        stack: list[Node | _State] = [root]
        pop, push, extend = stack.pop, stack.append, stack.extend
        while stack:
            node = pop()
            if type(node) is Text:
                data = node.data
                if not data.isspace():
                    parts.append((data, node, link))
                elif parts:
                    parts.append((" ", node, link))
                continue
            if type(node) is Element:
                tag = node.tag
                if tag in _PLAIN:
                    extend(node.children[::-1])
                    continue
                if tag in _INERT:
                    if tag == "br":
                        if parts:
                            self._flush(parts, block_tag, flags, causes, holder, block_element)
                    elif tag not in _SKIP:
                        self._note(tag, node, causes)
                    continue
                names = node.attr("class")
                found = class_flags(names) if names else 0
                if tag in _CONTAINERS:
                    ident = node.attr("id")
                    if ident:
                        found |= class_flags(ident)
                block = tag not in _INLINE
                if not block and not found and tag not in _LINKING:
                    extend(node.children[::-1])
                    continue
                if block and parts:
                    self._flush(parts, block_tag, flags, causes, holder, block_element)
                own = tag in _FURNITURE_TAGS
                if found:
                    if tag in _NEVER_FURNITURE:
                        found &= ~(FURNITURE | COMMENT | BYLINE | AUTHOR)
                    elif tag == "footer" and found & (BYLINE | AUTHOR | DATE | BODY):
                        found &= ~FURNITURE  # the article's own footer: "Posted on … by …"
                        own = False
                is_furniture = own or found & (FURNITURE | COMMENT)
                if (
                    skip
                    and block
                    and not causes
                    and (is_furniture or (tag in _LISTS and not (found | flags) & _SPEAKING))
                ):
                    words = node.text
                    if len(words) > (_LARGE if is_furniture else _LONG_LIST) and node.find("h1") is None:
                        page.skipped.append((node, words))
                        continue
                push((flags, causes, holder, block_tag, block, link))
                if is_furniture:
                    causes = (*causes, id(node))
                if found & (BYLINE | AUTHOR):
                    holder = node
                flags |= found | (FURNITURE if own else _TAG_FLAGS.get(tag, 0))
                if block:
                    block_element, block_tag = node, tag
                elif tag == "a":
                    href = node.attr("href")
                    link = Link(-1, -1, href, node.attr("rel") or "") if href else link
                elif tag == "time":
                    page.times.append((node, len(page.lines)))
                extend(node.children[::-1])
            elif type(node) is tuple:
                if node[4] and parts:
                    self._flush(parts, block_tag, flags, causes, holder, block_element)
                flags, causes, holder, block_tag, _, link = node
        if parts:
            self._flush(parts, block_tag, flags, causes, holder, block_element)

    def _flush(
        self,
        parts: list[tuple[str, Text, Link | None]],
        tag: str,
        flags: int,
        causes: tuple[int, ...],
        holder: Element | None,
        element: Element,
    ) -> None:
        """Close the line that is being gathered."""
        line = fold_line(parts, tag, flags, causes, holder, element)
        parts.clear()
        if line is not None:
            if tag == "h1":
                self.page.titles.append(len(self.page.lines))
            self.page.lines.append(line)

    def _note(self, tag: str, node: Element, causes: tuple[int, ...]) -> None:
        """Keep an element that carries metadata or an image."""
        page = self.page
        if tag == "meta":
            page.metas.append(node)
        elif tag == "link":
            page.heads.append(node)
        elif tag == "img":
            page.images.append((node, len(page.lines), causes))
        elif tag == "title":
            page.title = page.title or node
        elif tag == "base":
            page.base = absolute(page.base, node.attr("href") or "")
