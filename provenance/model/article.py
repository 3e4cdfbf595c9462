"""The record: one copy of a story at one place, as resolved from one reading (schema:NewsArticle, prov:Entity).

The scalar and agent fields are a projection of the chosen statements (`model.projection`): nothing stands here that
no statement backs. Hops, assets and corrections are nouns of their own and name the statements that support them.
"""

from __future__ import annotations

from dataclasses import field

from provenance.model.noun import Noun
from provenance.model.statement import Agent, Credited, Statement
from provenance.model.values import Action, AiAnswer, AiUse, AssetType, Basis, BylineState, Scope, Status, Voice

SCHEMA_VERSION = "0.1"


class Named(Credited):
    """An agent as resolved: how we know, and by which statements."""

    basis: Basis
    statements: tuple[str, ...] = ()


class License(Noun):
    """A licence that the page states of this article, and who says so."""

    id: str | None = None
    url: str | None = None
    name: str | None = None
    scope: Scope = "article"
    voice: Voice = "unattributed"
    basis: Basis
    statements: tuple[str, ...] = ()


class Hop(Noun):
    """One dated step on the story's way (NewsML-G2 hopHistory).

    `follows` holds the sequence numbers of the parents: none for an origin, several for a compiled story. `sequence`
    only gives the order for display.
    """

    sequence: int
    party: Agent | None = None
    action: Action
    url: str | None = None
    date: str | None = None
    follows: tuple[int, ...] = ()
    basis: Basis
    statements: tuple[str, ...] = ()


class Asset(Noun):
    """A photo, chart, video or audio with rights of its own (schema:ImageObject and its siblings)."""

    id: str
    type: AssetType = "image"
    url: str | None = None
    caption: str | None = None
    credit: str | None = None
    holder: Agent | None = None
    notice: str | None = None
    license: str | None = None
    line: int | None = None


class Correction(Noun):
    """A correction as the page prints it."""

    text: str
    date: str | None = None


class AiSignal(Noun):
    """A machine-readable word on AI use (robots, TDMRep, RSL …): read and reported, never part of a verdict.

    `scheme` is a scheme of `vocab/ai_signals.toml`; `signal` and `value` are its key and its word as read. `answer` is
    None where the scheme knows no such word. `policy` is where the terms can be read or asked for. The file of a site
    speaks of the scope `site`, by the basis `default`.
    """

    scheme: str
    signal: str
    value: str | None = None
    uses: tuple[AiUse, ...] = ()
    answer: AiAnswer | None = None
    scope: Scope = "article"
    basis: Basis
    policy: str | None = None
    statements: tuple[str, ...] = ()


class Article(Noun):
    """One copy of a story at one place. Empty is None or (), never "". Dates are ISO 8601, as precise as read."""

    schema_version: str = SCHEMA_VERSION
    id: str
    """The digest name of the bytes read (RFC 6920), with the fragment of this copy: `ni:///sha-256;…#copy`."""
    digest: str
    """`sha256:` and 64 hexadecimal digits of the bytes read."""
    source_format: str
    read_at: str
    tool_version: str
    url: str | None = None
    canonical_url: str | None = None
    headline: str | None = None
    language: str | None = None
    genre: str | None = None
    byline: str | None = None
    byline_state: BylineState = "absent"
    authors: tuple[Named, ...] = ()
    publisher: Named | None = None
    copyright_holders: tuple[Named, ...] = ()
    copyright_years: tuple[int, ...] = ()
    copyright_notice: str | None = None
    credits: tuple[Named, ...] = ()
    original_url: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    embargo_until: str | None = None
    embargo_open_ended: bool = False
    expires: str | None = None
    status: Status | None = None
    corrections: tuple[Correction, ...] = ()
    licenses: tuple[License, ...] = ()
    usage_terms: str | None = None
    restrictions: tuple[str, ...] = ()
    is_accessible_for_free: bool | None = None
    robots: str | None = None
    ai_signals: tuple[AiSignal, ...] = ()
    chain: tuple[Hop, ...] = ()
    assets: tuple[Asset, ...] = ()
    statements: tuple[Statement, ...] = field(default=(), repr=False)

    def said(self, property: str) -> tuple[Statement, ...]:
        """The statements about `property`, in the order in which they were read."""
        return tuple(s for s in self.statements if s.property == property)

    def chosen(self, property: str) -> tuple[Statement, ...]:
        """The statements that `property` rests on: empty when nothing was found."""
        return tuple(s for s in self.statements if s.property == property and s.chosen)

    def statement(self, id: str) -> Statement | None:
        """The statement of that id, or None."""
        return next((s for s in self.statements if s.id == id), None)
