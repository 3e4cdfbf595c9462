"""What only a page can say of rights: licence badges without words, licences of figures, credit slots left empty."""

from __future__ import annotations

from turbohtml import Element

from provenance.hosts import absolute
from provenance.language.lexicon import holds_one
from provenance.language.licenses import mentions
from provenance.language.names import clean
from provenance.language.triggers import LICENSE
from provenance.readers.empty_credits import read_empty_credits
from provenance.readers.html.document import Block, Page
from provenance.readers.html.place import at_element
from provenance.readers.lines import Line, Link, Story
from provenance.readers.raw import Raw
from provenance.readers.terms import is_license, license_address, read_terms, said_of, spoken

_SHOWN = "img, svg, picture, iframe, object, video, canvas"


def read_rights(page: Page, story: Story, raw: Raw) -> None:
    """Emit the licences, terms of use and empty credits that a page shows."""
    read_terms(story, raw)
    read_empty_credits(story, raw, shows_more=_shows_picture)
    _badges(page, raw)


def _badges(page: Page, raw: Raw) -> None:
    """Anchors around a picture: a licence button. Those with words are part of a line, and read there.

    Behind the text it is the text's or the site's; above and within it, it belongs to a picture.
    """
    lines = {id(line.source.element): line for line in reversed(page.lines)} if page.license_anchors else {}
    for anchor in page.license_anchors:
        href = anchor.attr("href")
        if not href or clean(anchor.text) or not is_license(Link(0, 0, href, anchor.attr("rel") or "")):
            continue
        around = [node for node in anchor.ancestors if isinstance(node, Element)]
        beside = next((lines[id(node)] for node in around if id(node) in lines), None)
        beside = beside or Line("", zone="furniture")
        scope = said_of(beside, beside.text)
        if beside.zone in ("head", "body") or any(node.tag == "figure" for node in around):
            scope = "asset"
        raw.say("license", license_address(href) or absolute(page.base, href), "license_anchor", as_read=href,
                origin=at_element(page, anchor, href, beside.zone), **spoken(beside, scope))  # fmt: skip


def figure_license(figure: Element) -> str | None:
    """The licence that a figure states of its picture: an address, or a name where the version is left out."""
    for anchor in figure.select("a[href]"):
        href = anchor.attr("href") or ""
        if is_license(Link(0, 0, href, anchor.attr("rel") or "")):
            return license_address(href) or href
    text = clean(figure.text)
    if not holds_one(text.lower(), LICENSE):
        return None
    named = next(mentions(text), None)
    return (named[2].url or named[2].name) if named else None


def _shows_picture(line: Line) -> bool:
    """Whether something that is no text stands in the line's element: a logo is a credit too."""
    block: Block = line.source
    return block.element.select_one(_SHOWN) is not None
