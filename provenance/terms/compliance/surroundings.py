"""What stands around an element: the story, the site's footer, or furniture; and whether readers see it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from turbohtml import Element

from provenance.model.values import Zone
from provenance.readers.furniture import is_furniture_line
from provenance.readers.html.classes import COMMENT, FLAGS, FURNITURE
from provenance.terms.compliance.copy import Where
from provenance.terms.compliance.lexicon import words
from provenance.terms.compliance.style import is_unseen, may_hide

_OWN_BOX = 900
"""Characters up to which a box within the story's element may be the story's own: its credit, its notice."""
_TEASERS = "li, h2 a, h3 a, h4 a, h5 a, a h2, a h3, a h4"
_BOXES = frozenset(("nav", "aside", "footer", "form"))
_BESIDE = "nav, aside, footer"
_ROOTS = frozenset(("html", "body", "main", "article"))


def story_box(title: Element, paragraphs: Sequence[Element]) -> Element | None:
    """The innermost element around title and paragraphs, if it holds the story alone: no navigation, nothing beside.

    Page builders put each piece of a story into a "widget" of its own, and no `<article>` around them.
    """
    if not paragraphs:
        return None
    around = set(lineage(paragraphs[0])).intersection(*map(lineage, paragraphs[1:]))
    box = next((node for node in lineage(title) if node in around), None)
    return None if box is None or box.tag in _ROOTS or box.select_one(_BESIDE) is not None else box


def where(element: Element, zone: Zone | None = None, after_title: bool = True, box: Element | None = None) -> Where:
    """Where an element stands.

    A box that looks like furniture by its tag or class is the story's own if it lies in the story's element, is short
    and holds no teasers: themes put the credit into an `<aside>` or a "widget".

    Args:
        element: the element.
        zone: the zone of its line, if it has one.
        after_title: whether it stands behind the title.
        box: what holds the story and nothing else (`story_box`), where that is known.
    """
    if zone is not None and zone != "furniture":
        return "story"
    boxes = [node for node in lineage(element) if _is_box(node) and node.find("h1") is None]
    if not boxes:
        return "story" if after_title else "elsewhere"
    outer = boxes[-1]
    if any(node.tag == "nav" or _flags(node) & COMMENT for node in boxes):
        return "elsewhere"
    is_inside = any(node.tag in ("article", "main") for node in lineage(outer)) or _stands_alone_in(outer, box)
    if is_inside and (outer.tag == "footer" or not _holds_teasers(outer)):
        return "story"
    named = f"{attribute(outer, 'class')} {attribute(outer, 'id')}".lower()
    return "footer" if outer.tag == "footer" or "foot" in named else "elsewhere"


def lineage(element: Element) -> Iterator[Element]:
    """The element and everything around it, from the inside out."""
    yield element
    yield from (node for node in element.ancestors if isinstance(node, Element))


def within(element: Element, tag: str) -> bool:
    """Whether an element of that tag is around it."""
    return any(node.tag == tag for node in lineage(element))


def hides(element: Element, hidden: frozenset[str] = frozenset()) -> bool:
    """Whether the page itself keeps the element from readers: `hidden`, a style, a class for screen readers.

    Args:
        element: the element.
        hidden: the classes and ids that style sheets of the page hide (`provenance.terms.compliance.style`).
    """
    return any(
        node.attr("hidden") is not None
        or is_unseen(node.attr("style") or "")
        or not _unseen_classes().isdisjoint(attribute(node, "class").lower().split())
        or (bool(hidden) and not hidden.isdisjoint(_selectors(node)))
        for node in lineage(element)
    )


def _stands_alone_in(element: Element, box: Element | None) -> bool:
    """Whether nothing stands beside an element up to the box: what stands in one of two columns is a sidebar."""
    for node in (each for each in element.ancestors if isinstance(each, Element)):
        if node == box:
            return True
        if sum(isinstance(child, Element) for child in node) != 1:
            return False
    return False


def _selectors(node: Element) -> Iterator[str]:
    """The class and id selectors that match an element."""
    yield from (f".{name}" for name in attribute(node, "class").split())
    yield f"#{attribute(node, 'id')}"


def hides_something(source: str) -> bool:
    """Whether a page can have such elements at all: most need not be asked element by element."""
    low = source.lower()
    return may_hide(low) or any(name in low for name in _unseen_classes())


def is_header(element: Element) -> bool:
    """Whether the element is a standfirst: it stands before the text and is none of it."""
    names = re.split(r"[\W_]+", attribute(element, "class").lower())
    return not words("standfirst").isdisjoint(names)


def attribute(element: Element, name: str) -> str:
    """An attribute as text, "" where it is missing; lists of words are joined."""
    value = element.attr(name)
    return value if isinstance(value, str) else " ".join(value or ())


@cache
def _unseen_classes() -> frozenset[str]:
    return words("unseen_classes")


def _is_box(node: Element) -> bool:
    return node.tag not in _ROOTS and (node.tag in _BOXES or bool(_flags(node) & (FURNITURE | COMMENT)))


def _flags(node: Element) -> int:
    return FLAGS[attribute(node, "class")] | FLAGS[attribute(node, "id")]


def _holds_teasers(box: Element) -> bool:
    text = box.text
    if len(text) > _OWN_BOX or box.select_one(_TEASERS) is not None:
        return True
    first = next((line for line in map(str.strip, text.splitlines()) if line), "")
    return is_furniture_line(first)
