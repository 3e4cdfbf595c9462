"""Elements of a feed → fields, by a table of what their names mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from html import unescape

from provenance.hosts import absolute, host_of
from provenance.readers.feeds.table import Row, Speaks
from provenance.readers.fields import Field
from provenance.readers.raw import MAX_SAME, MAX_TEXT, Candidate, Raw
from provenance.readers.signals.say import Voiced, say_signal
from provenance.readers.signals.words import RSL_TYPE
from provenance.readers.xml import Element, Part

UNSPECIFIED = "http://purl.org/atompub/license#unspecified"
"""RFC 4946: the licence is said to be unspecified, and none is inherited."""
_TAG = re.compile(r"<[^<>]{0,500}>")
_NAME, _PAGE = ("atom:name", "name"), ("atom:uri", "atom:url", "uri")
_ADDRESS_IN = ("rdf:resource", "href", "url")


def read_fields(
    raw: Raw,
    part: Part,
    children: Mapping[str, list[Element]],
    rows: Mapping[str, Row],
    *,
    path: str = "",
    base: str = "",
    speaks: Speaks | None = None,
) -> None:
    """Read the elements that a table knows, in the order of the table.

    Args:
        raw: where the candidates go.
        part: the part that they stand in.
        children: elements by name.
        rows: the table.
        path: the pointer from the part to the elements' parent.
        base: what relative addresses are resolved against.
        speaks: how they speak, if not as the table says.
    """
    for row, name in sorted([(rows[name], name) for name in children if name in rows], key=_by_order):
        elements = children[name]
        several = len(elements) > 1
        for number, element in enumerate(elements[:MAX_SAME], 1):
            pointer = f"{path}/{name}[{number}]" if several else f"{path}/{name}"
            field = field_of(part, element, pointer, row.kind, speaks or row.speaks, base)
            if field:
                row.reads(raw, row.property, field)


def _by_order(pair: tuple[Row, str]) -> int:
    return pair[0].order


def field_of(part: Part, element: Element, pointer: str, kind: str, speaks: Speaks, base: str) -> Field | None:
    """The field that an element is, None where it says nothing.

    A person of Atom says it in `name` and `uri`; a licence, and what comes from elsewhere, may say it in an attribute.
    """
    url: str | None = None
    text, attribute = element.text, None
    if kind == "license":
        attribute = next((each for each in _ADDRESS_IN if element.attributes.get(each)), None)
        text = element.attributes[attribute].strip() if attribute else text
    elif kind == "source" and (address := element.attributes.get("url")):
        url = absolute(base, address)
        if not text.strip():
            text, attribute = host_of(url), "url"
    elif element.children:
        name = element.first(*_NAME)
        page = element.first(*_PAGE)
        if name is not None:
            url = absolute(base, page.text) if page is not None and page.text.strip() else None
            url = url if url and url.startswith("http") else None
            element, pointer, text = name, f"{pointer}/{name.name}", name.text
        else:
            text = plain(part.inner(element))
    if kind != "address" and ("&" in text or (element.attributes.get("type") == "html" and "<" in text)):
        text = unescape(plain(text) if "<" in text else text)
    text = text.strip()
    if not text or len(text) > MAX_TEXT:
        return None
    place = partial(part.origin, element, pointer=pointer, attribute=attribute)
    return Field(text, place, *speaks, base, url)


def plain(markup: str) -> str:
    """Markup without its tags and references."""
    return unescape(_TAG.sub(" ", markup))


def read_links(
    raw: Raw,
    part: Part,
    links: list[Element],
    rows: Mapping[str, Row],
    *,
    path: str = "",
    base: str = "",
    speaks: Speaks | None = None,
) -> None:
    """Read `atom:link` elements by their `rel`; arguments as of `read_fields`."""
    for number, element in enumerate(links[:MAX_SAME], 1):
        rel, kind = element.attributes.get("rel", "alternate").strip(), element.attributes.get("type", "text/html")
        row = rows.get(rel.lower())
        href = element.attributes.get("href", "").strip()
        if not row or not href or len(href) > MAX_TEXT or (rel == "alternate" and "html" not in kind):
            continue
        pointer = f"{path}/{element.name}[{number}]" if len(links) > 1 else f"{path}/{element.name}"
        pointer = "" if element is part.element else pointer
        place = partial(part.origin, element, pointer=pointer, attribute="href")
        field = Field(href, place, *(speaks or row.speaks), base)
        if href == UNSPECIFIED:
            field.say(raw, "license_unspecified", href)
        elif kind == RSL_TYPE and row.property == "license":
            address, voiced = absolute(base, href), Voiced(*(speaks or row.speaks))
            say_signal(raw, "rsl", "license", address, voiced, place(href), as_read=href, policy=address)
        else:
            row.reads(raw, row.property, field)


def base_of(base: str, *elements: Element) -> str:
    """What relative addresses are resolved against inside these elements, outermost first (`xml:base`)."""
    for element in elements:
        if own := element.attributes.get("xml:base"):
            base = absolute(base, own)
    return base


def adopt(raw: Raw, row: Candidate) -> None:
    """Add a candidate that was read for several articles: each has its own."""
    value = row["value"]
    own = {**row, "value": dict(value)} if isinstance(value, dict) else dict(row)
    raw.candidates.append(own)
    raw.by_property.setdefault(row["property"], []).append(own)
