"""A page after the walk: its visible lines, and the elements that carry metadata."""

from __future__ import annotations

from dataclasses import dataclass, field

from turbohtml import Document, Element, Text

from provenance.hosts import absolute, canonical_is_foreign
from provenance.readers.lines import Line


@dataclass(slots=True)
class Block:
    """Where a line comes from: its text nodes with their elements, and the elements around it that matter."""

    parts: list[tuple[int, str, Text]]
    """(offset in the line's text, the text node's own text, the node)."""
    flags: int
    causes: tuple[int, ...]
    """The numbers of the furniture elements around it, outermost first."""
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
    """JSON-LD blocks."""
    items: list[Element] = field(default_factory=list)
    """Elements with an `itemprop`."""
    license_anchors: list[Element] = field(default_factory=list)
    """Anchors that say `rel=license` or lead to Creative Commons."""
    metas: list[Element] = field(default_factory=list)
    relations: list[tuple[list[str], Element]] = field(default_factory=list)
    """`<link>` elements that name the canonical address or a licence, with the lower-case words of their `rel`."""
    heads: int = 0
    """How many `<meta>` and `<link>` elements there are."""
    times: list[tuple[Element, int]] = field(default_factory=list)
    """`<time>` elements and the index of the line they open."""
    images: list[tuple[Element, int, tuple[int, ...]]] = field(default_factory=list)
    """Images, the index of the next line, and their furniture causes."""
    skipped: list[tuple[Element, str]] = field(default_factory=list)
    """Large furniture that was passed over, with its text."""
    furniture: int = 0
    """How many elements that look like furniture were walked: their numbers tell them apart (the parser makes the
    objects of elements anew when they are asked for again, so that `id` does not)."""
    title: Element | None = None
    language: str | None = None

    def new_cause(self) -> int:
        """A number for one more furniture element."""
        self.furniture += 1
        return self.furniture


def foreign_canonical(page: Page, url: str) -> bool:
    """Whether the page names another publisher's page as canonical: its template then may be that publisher's too."""
    return any(
        "canonical" in rel and canonical_is_foreign(url, absolute(page.base, element.attr("href") or ""))
        for rel, element in page.relations
    )
