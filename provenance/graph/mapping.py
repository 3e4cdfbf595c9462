"""Which property of the record is which predicate, and which word is which individual: read by both directions.

Closed vocabularies (`model.values`), methods and properties without an entry here follow one rule: the snake_case word
of the record is the camelCase name in `synd:`. A word of another shape is percent-encoded after an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, get_args
from urllib.parse import unquote

from provenance.errors import GraphError
from provenance.graph.namespaces import RDF, SCHEMA, SYND
from provenance.graph.term import IRI, Node, Triple, quoted, text_of
from provenance.model.values import Action, BylineState, CreditRole, Status

ValueKind = Literal["text", "url", "date", "word", "flag", "number", "agent", "license"]

PROPERTIES: dict[str, tuple[IRI, ValueKind]] = {
    "url": (SCHEMA.url, "url"),
    "canonical_url": (SYND.canonicalUrl, "url"),
    "headline": (SCHEMA.headline, "text"),
    "language": (SCHEMA.inLanguage, "text"),
    "genre": (SCHEMA.genre, "text"),
    "byline": (SYND.byline, "text"),
    "byline_state": (SYND.bylineState, "word"),
    "author": (SCHEMA.author, "agent"),
    "publisher": (SCHEMA.publisher, "agent"),
    "copyright_holder": (SCHEMA.copyrightHolder, "agent"),
    "copyright_year": (SCHEMA.copyrightYear, "number"),
    "copyright_notice": (SCHEMA.copyrightNotice, "text"),
    "credit": (SYND.credit, "agent"),
    "original_url": (SYND.originalUrl, "url"),
    "date_published": (SCHEMA.datePublished, "date"),
    "date_modified": (SCHEMA.dateModified, "date"),
    "embargo_until": (SYND.embargoUntil, "date"),
    "embargo_open_ended": (SYND.embargoOpenEnded, "flag"),
    "expires": (SCHEMA.expires, "date"),
    "status": (SYND.status, "word"),
    "license": (SCHEMA.license, "license"),
    "usage_terms": (SYND.usageTerms, "text"),
    "restriction": (SYND.restriction, "text"),
    "is_accessible_for_free": (SCHEMA.isAccessibleForFree, "flag"),
    "robots": (SYND.robots, "text"),
    "ai_signal": (SYND.aiSignalText, "text"),
}
"""The properties that fill a field of the record: predicate, and kind of value (what text becomes an IRI or a date)."""

WORDS: dict[str, frozenset[str]] = {
    "byline_state": frozenset(get_args(BylineState)),
    "status": frozenset(get_args(Status)),
}
"""The values of the properties of kind `word`; any other text of theirs stays a literal."""

CREDIT_ROLES = frozenset(get_args(CreditRole))

HOP_ROLES: dict[Action, IRI] = {
    "created": SYND.creator,
    "distributed": SYND.distributor,
    "republished": SYND.republisher,
    "edited": SYND.editor,
    "translated": SYND.translator,
    "excerpted": SYND.excerpter,
}
"""What the party of a hop was in it (`prov:hadRole` of the association)."""

ASSET_CLASSES: dict[str, IRI] = {
    "image": SCHEMA.ImageObject,
    "chart": SCHEMA.ImageObject,
    "video": SCHEMA.VideoObject,
    "audio": SCHEMA.AudioObject,
    "embed": SCHEMA.MediaObject,
}

MEDIA_TYPES: dict[str, str] = {
    "html": "text/html",
    "text": "text/plain",
    "jsonld": "application/ld+json",
    "ninjs": "application/json",
    "ans": "application/json",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "jsonfeed": "application/feed+json",
    "wordpress": "application/rss+xml",
    "newsml-g2": "application/vnd.iptc.g2.newsitem+xml",
    "newsml-1": "application/xml",
    "nitf": "application/xml",
    "warc": "application/warc",
}
"""`schema:encodingFormat` of a source format; a format without an entry has only its own name."""
PLAIN_TEXT = "text"
"""The one source format whose lines RFC 5147 can name."""

_PROPERTY_OF: dict[str, str] = {predicate: name for name, (predicate, _) in PROPERTIES.items()}
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)*")
_HUMP = re.compile(r"[A-Z]")


@lru_cache(4096)
def word_iri(word: str) -> IRI:
    """The individual of a word of the record: `not_a_name` is `synd:notAName`."""
    if _SNAKE.fullmatch(word):
        first, *rest = word.split("_")
        return IRI(SYND.base + first + "".join(part.capitalize() for part in rest))
    return IRI(f"{SYND.base}_{quoted(word).replace('.', '%2E')}")  # see naming on full stops


@lru_cache(4096)
def word_of(name: str) -> str:
    """The word of the record of an individual: the inverse of `word_iri`.

    Raises:
        GraphError: the name is none of ours.
    """
    if not name.startswith(SYND.base):
        raise GraphError(f"expected a term of {SYND.base}, found {name}")
    local = name[len(SYND.base) :]
    if local.startswith("_"):
        return unquote(local[1:])
    return _HUMP.sub(lambda hump: "_" + hump[0].lower(), local)


def property_iri(name: str) -> IRI:
    """The predicate of a property: the entry in `PROPERTIES`, or the word's own term."""
    known = PROPERTIES.get(name)
    return known[0] if known else word_iri(name)


def property_of(predicate: str) -> str:
    """The property of a predicate: the inverse of `property_iri`."""
    return _PROPERTY_OF.get(predicate) or word_of(predicate)


def kind_of(name: str) -> ValueKind:
    """The kind of a property's values; of a property without an entry, plain text (or whatever is no text)."""
    known = PROPERTIES.get(name)
    return known[1] if known else "text"


def natural_order(node: Node) -> tuple[int, str]:
    """The sort key of a list that needs no positions of its own: shorter text first, so that s-10 follows s-9."""
    text = text_of(node)
    return len(text), text


def listed(subject: IRI, predicate: IRI, nodes: list[Node]) -> Iterator[Triple]:
    """The triples of an ordered list: a graph has no order, so one that is not natural is numbered with `rdf:_1` ….

    Two lists of one subject may both be numbered, as long as no node is in both.
    """
    for node in nodes:
        yield subject, predicate, node
    if nodes != sorted(set(nodes), key=natural_order):
        for number, node in enumerate(nodes, 1):
            yield subject, IRI(f"{RDF.base}_{number}"), node
