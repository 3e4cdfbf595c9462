"""Candidates → Article: chooses by named precedence, keeps the losers, marks what is inferred, builds the chain.

The precedences are the tables below, in the order that measuring on real pages supports. A statement that loses stays
in the record with `chosen` false, so that a conflict can be shown and judged.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from provenance.model.article import Article, Asset, Correction
from provenance.model.projection import assemble
from provenance.model.statement import Agent
from provenance.readers.raw import Raw
from provenance.resolve.addresses import add_derived, choose_original, choose_url
from provenance.resolve.chain import build_chain
from provenance.resolve.dates import prefer_printed_date
from provenance.resolve.ids import digest_name, give_ids
from provenance.resolve.order import SINGLE, choose_first, of
from provenance.resolve.parties import choose_credits, choose_publisher, settle_houses
from provenance.resolve.people import choose_authors, choose_byline
from provenance.resolve.rights import choose_licenses, choose_rights
from provenance.resolve.signals import build_signals
from provenance.version import __version__


def resolve(raw: Raw, *, read_at: datetime | None = None) -> Article:
    """Make the record of one reading.

    Args:
        raw: what the reader found; it is used up: its dicts are marked, and become the values of the nouns.
        read_at: the instant of reading; now, where it is not given.

    Returns:
        The article, every candidate a statement of it.
    """
    add_derived(raw)
    choose_url(raw)
    for property in SINGLE.keys() & raw.by_property.keys():  # in any order: none depends on another
        choose_first(raw, property, SINGLE[property])
    prefer_printed_date(raw)
    publisher = choose_publisher(raw)
    settle_houses(raw)
    choose_rights(raw, publisher)
    choose_credits(raw, publisher)
    choose_original(raw)
    choose_byline(raw)
    choose_authors(raw)
    choose_licenses(raw)
    for property in ("restriction", "policy", "paywall_selector"):
        for row in of(raw, property):
            row["chosen"] = row["scope"] == "article"
    give_ids(raw)
    name = digest_name(raw.digest)
    return assemble(
        raw.candidates,
        id=f"{name}#copy",
        digest=raw.digest,
        source_format=raw.format,
        read_at=(read_at or datetime.now(UTC)).isoformat(timespec="seconds"),
        tool_version=__version__,
        chain=build_chain(raw),
        assets=tuple(_asset(row) for row in raw.assets),
        corrections=tuple(Correction.trusted(row) for row in raw.corrections),
        ai_signals=build_signals(raw) if raw.signals else (),
    )


def _asset(row: dict[str, Any]) -> Asset:
    holder = row.get("holder")
    return Asset.trusted({**row, "holder": Agent.trusted(holder) if holder else None})
