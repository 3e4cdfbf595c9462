"""The names of a reading's nodes: fragments of the digest name of the bytes read (RFC 6920), and never blank.

Each kind of node has names of its own, so that a statement and an agent of the same id never meet in one node, and an
id is always found again in the name: `s-1` and `org-2` stand as they are, any other id as `statement:` or `agent:` and
the percent-encoded id.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import unquote

from provenance.errors import GraphError
from provenance.graph.term import IRI, is_absolute_iri, quoted

Kind = Literal["statement", "agent", "asset"]

_OWN_PREFIXES: dict[Kind, tuple[str, ...]] = {
    "statement": ("s-",),
    "agent": ("person-", "org-"),
    "asset": ("asset-",),
}


class Names:
    """Mints the names of one article's nodes, and finds the ids in them again.

    Args:
        article_id: `ni:///sha-256;…#copy`. Where a reading holds several articles (`…#copy-2`), the other names start
            with that fragment (`…#copy-2.s-1`); only the bytes are the same node for all of them.

    Raises:
        GraphError: the id is no absolute IRI with a fragment.
    """

    def __init__(self, article_id: str) -> None:
        digest_name, _, fragment = article_id.partition("#")
        if not fragment or not is_absolute_iri(article_id):
            raise GraphError(f"expected an article id such as ni:///sha-256;…#copy, found {article_id!r}")
        self.base = f"{digest_name}#"
        self.start = self.base if fragment == "copy" else f"{article_id}."
        self.copy = IRI(article_id)
        self.bytes = IRI(f"{self.base}bytes")
        self.graph = self.minted("graph")
        self.reading = self.minted("reading")

    def minted(self, kind: str, number: int | None = None, part: str | None = None) -> IRI:
        """A node that only the graph has: `graph`, `hop-2`, `o-3-quote`."""
        return IRI(self.start + "-".join(str(piece) for piece in (kind, number, part) if piece is not None))

    def of(self, kind: Kind, id: str) -> IRI:
        """The node of a statement, asset or agent; an agent whose id is an absolute IRI is that IRI."""
        if kind == "agent" and is_absolute_iri(id) and not id.startswith(self.start):
            return IRI(id)
        # a full stop may not end a local name in Turtle, and rdflib does not read the escaped one
        local = quoted(id).replace(".", "%2E")
        return IRI(self.start + (local if id.startswith(_OWN_PREFIXES[kind]) else f"{kind}:{local}"))

    def id_of(self, name: str) -> str:
        """The id in a node's name: the inverse of `of`."""
        if not name.startswith(self.start):
            return str(name)
        local = name[len(self.start) :]
        kind, colon, rest = local.partition(":")  # a colon inside an id is percent-encoded
        return unquote(rest if colon else kind)

    def unknown_hop(self, sequence: int) -> IRI:
        """The parent that a hop names by a number which no hop of the chain has."""
        return IRI(f"{self.start}hop:{sequence}")
