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
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML_ROOTS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "rss": (("rss", None), ("RDF", _RDF)),
    "atom": tuple(
        (name, space)
        for name in ("feed", "entry")
        for space in ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
    ),
    "newsml-g2": tuple((name, space) for name in ("newsItem", "packageItem", "newsMessage") for space in _NAR),
    "newsml-1": (("NewsML", None),),
    "nitf": (("nitf", None),),
    "rdf": (("RDF", _RDF), ("TriX", "http://www.w3.org/2004/03/trix/trix-1/")),
}
"""Format → its root elements, as (local name, namespace); None for any namespace or none."""

_NO_NEWS = {
    "catalogItem": "a catalogue of vocabularies",
    "conceptItem": "a concept, such as an event or a person",
    "knowledgeItem": "a vocabulary, or a set of events",
    "planningItem": "plans of coverage",
}
"""Items of NewsML-G2 that are no news → what they hold."""

_FEED_WORDS = re.compile(
    rb"http://purl\.org/rss/1\.0/|http://(?:my|channel)\.netscape\.com/rdf/simple/0\.9/|<item[\s>]", re.IGNORECASE
)
"""One of these tells RSS 1.0 and 0.90 from other RDF."""

_EXPORT = re.compile(rb"<rss\s[^>]*[\"']http://wordpress\.org/export/1\.\d+/[\"']")
"""The namespace that tells an export of WordPress from other RSS."""

JSON_MARKS: dict[str, re.Pattern[bytes]] = {
    "jsonfeed": re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/'),
    "ans": re.compile(
        rb'"(?:content_elements|promo_items|canonical_website|first_publish_date)"\s*:'
        rb'|\A(?=.*"type"\s*:\s*"(?:story|video|gallery|image|collection|results)")'
        rb'.*"version"\s*:\s*"0\.(?:5|6|7|8|9|10|11)\.[0-9]+"',
        re.DOTALL,
    ),
    "ninjs": re.compile(
        rb'"(?:(?:version|first|content)[cC]reated|pub[sS]tatus|usage[tT]erms|ed[nN]ote|rights[iI]nfo|info[sS]ources|'
        rb"embargoedUntil|trust[iI]ndicators|copyright(?:notice|holder)|representation[tT]ype|"
        rb'body_(?:text|html|xhtml))"\s*:|"(?:headlines|bodies|descriptions|renditions|associations)"\s*:\s*\['
        rb'|\A\s*\{(?=.*"uri"\s*:).*"(?:urgency|slugline|byline|embargoed|mimetype|located|digital[sS]ource[tT]ype|'
        rb'infosource|charcount|type"\s*:\s*"(?:text|picture|composite|graphic|audio|video|event|planning))"'
        rb'|\A\s*\{\s*"uri"\s*:',
        re.DOTALL,
    ),
    "jsonld": re.compile(rb'"@(?:context|graph|type)"\s*:'),
}
"""Format → what stands near the start of a JSON text of that format, and of no other."""
LINKED_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"@(?:context|graph|id|type)"\s*:')
"""JSON that starts so is JSON-LD, whatever it holds."""

_IRI = rb"<[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\s]*>"
_NAMED = rb"(?:" + _IRI + rb"|_:[\w.-]+|[A-Za-z][\w.-]*:[\w.-]+)"
TURTLE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n)*+(?:@prefix\s+[^\s:<]*:\s*<|@base\s+<|(?i:prefix)\s+[^\s:<]*:\s*<"
    rb"|(?i:base)\s+<[^\s<>]*>\s|(?i:graph\s+)?(?:" + _IRI + rb"|_:[\w.-]+)\s*(?:\{|\s(?:a|" + _NAMED + rb")\s))"
)
"""Turtle and its kin: prefixes, or a subject with its predicate."""
_JSON_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_HEXTUPLE = re.compile(rb'\s*\["[^"\s]+",\s*"[a-z][a-z0-9+.-]*:[^"\s]+",\s*"(?:[^"\\]|\\.)*"(?:,\s*"[^"\s]*"){3}\]')
_ARTICLE = re.compile(rb"(?:Article|BlogPosting|MediaPosting|Report|Copy)\b")


def sniff(start: bytes) -> str:
    """The format that bytes look like by their first ones: `html`, `rss`, `atom`, `jsonfeed`, `ninjs` … or `text`.

    Raises:
        UnreadableError: they are XML of a kind that no reader is for.
    """
    plain = start
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:4]:
        plain = start.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return (
        _sniff_xml(plain)
        or _sniff_json(plain)
        or _sniff_rdf(plain)
        or ("html" if _HTML.search(plain[:_HTML_START]) else _other(plain))
    )


def _sniff_xml(start: bytes) -> str | None:
    root = _root(start)
    if root is None:
        return None
    name, namespace = root
    for format, roots in XML_ROOTS.items():
        if any(name == known and space in (None, namespace) for known, space in roots):
            if name == "rss" and _EXPORT.search(start):
                return "wordpress"
            return "rdf" if name == "RDF" and not _FEED_WORDS.search(start) else format
    if namespace in _NAR and name in _NO_NEWS:
        raise UnreadableError(f"<{name}> holds {_NO_NEWS[name]}, and no article: expected <newsItem> or <packageItem>")
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
    if LINKED_START.match(start):
        return "jsonld"
    return next((format for format, mark in JSON_MARKS.items() if mark.search(start)), None)


def _sniff_rdf(start: bytes) -> str | None:
    return "rdf" if TURTLE_START.match(start) or is_hextuples(start) else None


def is_json(start: bytes) -> bool:
    """Whether bytes start as JSON with objects in it does, and not as RDF in brackets."""
    return _JSON_START.match(start[:_HTML_START].replace(b"\0", b"").lstrip(b"\xff\xfe")) is not None


def is_hextuples(start: bytes) -> bool:
    """Whether bytes start with a line of HexTuples: six texts, of which the second is the name of a property."""
    return _HEXTUPLE.match(start) is not None


def may_hold_article(start: bytes) -> bool:
    """Whether the start of linked data names an article or a record of ours: much of it tells of other things."""
    return _ARTICLE.search(start) is not None


def _other(start: bytes) -> str:
    """`text`, unless the bytes say that they are XML."""
    if _DECLARATION.match(start.removeprefix(b"\xef\xbb\xbf")) and (root := _root(start)):
        raise UnreadableError(f"expected a page, a text or a feed, found XML with the root <{root[0][:80]}>")
    return "text"
