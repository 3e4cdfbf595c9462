"""Which format bytes look like, by how they start; a file's name has no say in it.

XML is told by the name and the namespace of its root element, JSON by a word that only its format has, HTML by its
tags; all else is text. A new format is a row in a table here.
"""

from __future__ import annotations

import re

from provenance.errors import UnreadableError

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<(?:p|div|h1|title|meta|section)[\s>][^<]*",
    re.IGNORECASE,
)
_HTML_START = 4096
_BEFORE_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:(?P<prefix>[\w.-]+):)?(?P<name>[A-Za-z_][\w.-]*)(?P<rest>[\s/>][^>]*)", re.DOTALL)
_DECLARATION = re.compile(rb"\s*<\?xml[\s?]")

_NAR = ("http://iptc.org/std/nar/2006-10-01/", "http://iptc.org/std/nar/2006-10/")
XML_ROOTS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "rss": (("rss", None), ("RDF", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")),
    "atom": (("feed", "http://www.w3.org/2005/Atom"), ("feed", "http://purl.org/atom/ns#")),
    "newsml-g2": tuple((name, space) for name in ("newsItem", "packageItem", "newsMessage") for space in _NAR),
    "nitf": (("nitf", None),),
}
"""Format → its root elements, as (local name, namespace); None for any namespace or none."""

_FEED_WORDS = re.compile(
    rb"http://purl\.org/rss/1\.0/|http://(?:my|channel)\.netscape\.com/rdf/simple/0\.9/|<item[\s>]", re.IGNORECASE
)
"""One of these tells RSS 1.0 and 0.90 from other RDF."""

JSON_MARKS: dict[str, re.Pattern[bytes]] = {
    "jsonfeed": re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/'),
    "ninjs": re.compile(
        rb'"(?:(?:version|first|content)[cC]reated|pub[sS]tatus|usage[tT]erms|ed[nN]ote|rights[iI]nfo|info[sS]ources|'
        rb"embargoedUntil|trust[iI]ndicators|copyright(?:notice|holder)|representation[tT]ype|"
        rb'body_(?:text|html|xhtml))"\s*:|"(?:headlines|bodies|descriptions|renditions|associations)"\s*:\s*\['
    ),
}
"""Format → what stands near the start of a JSON text of that format, and of no other."""


def sniff(start: bytes) -> str:
    """The format that bytes look like by their first ones: `html`, `rss`, `atom`, `jsonfeed`, `ninjs` … or `text`.

    Raises:
        UnreadableError: they are XML of a kind that no reader is for.
    """
    plain = start
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:4]:
        plain = start.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return _sniff_xml(plain) or _sniff_json(plain) or ("html" if _HTML.search(plain[:_HTML_START]) else _other(plain))


def _sniff_xml(start: bytes) -> str | None:
    root = _root(start)
    if root is None:
        return None
    name, namespace = root
    for format, roots in XML_ROOTS.items():
        if any(name == known and space in (None, namespace) for known, space in roots):
            return format if name != "RDF" or _FEED_WORDS.search(start) else None
    return None


def _root(start: bytes) -> tuple[str, str] | None:
    """Local name and namespace ("" for none) of the root element; None where there is none."""
    before = _BEFORE_ROOT.match(start)
    found = _ROOT.match(start, before.end() if before else 0)
    if found is None:
        return None
    declares = rb"\sxmlns" + (rb":" + re.escape(found["prefix"]) if found["prefix"] else b"")
    space = re.search(declares + rb"\s*=\s*[\"']([^\"']*)", found["rest"])
    return found["name"].decode("ascii", "replace"), space[1].decode("utf-8", "replace").strip() if space else ""


def _sniff_json(start: bytes) -> str | None:
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return None
    return next((format for format, mark in JSON_MARKS.items() if mark.search(start)), None)


def _other(start: bytes) -> str:
    """`text`, unless the bytes say that they are XML."""
    if _DECLARATION.match(start.removeprefix(b"\xef\xbb\xbf")) and (root := _root(start)):
        raise UnreadableError(f"expected a page, a text or a feed, found XML with the root <{root[0][:80]}>")
    return "text"
