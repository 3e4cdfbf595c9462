"""What a record says, short enough to be read in a file: chosen facts with their method and place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import provenance
from provenance.model import Article, Statement

PAGES = Path(__file__).parent / "pages"
_AT = re.compile(rb"<!-- at (\S+) ")


def read_page(path: Path, data: bytes | None = None) -> Article:
    """The article of one of the invented pages; where it stands is its file name, or its comment's "at"."""
    source = path.read_bytes()
    said = _AT.search(source)
    url = said[1].decode() if said else f"https://lantern.example/2020/03/{path.stem}"
    (article,) = provenance.read(source if data is None else data, url=url, format="html")
    return article


def facts(article: Article, *, places: bool = True) -> dict[str, Any]:
    """Property → what was chosen for it; then the chain and the assets."""
    told: dict[str, Any] = {}
    for statement in article.statements:
        if statement.chosen and statement.method not in ("given_url", "editor", "url_path"):
            told.setdefault(statement.property, []).append(_fact(statement, places))
    if article.chain:
        told["chain"] = [
            f"{hop.party.name if hop.party else None} {hop.action} ({hop.basis})"
            + (f" at {hop.url}" if hop.url else "")
            for hop in article.chain
        ]
    if article.assets:
        told["assets"] = [f"{asset.url}: {asset.credit or 'no credit'}" for asset in article.assets]
    return told


def names(article: Article, field: str) -> list[str]:
    """The names of `authors`, `credits` or `copyright_holders`."""
    return [agent.name for agent in getattr(article, field)]


def _fact(statement: Statement, places: bool) -> str:
    value = statement.value
    if hasattr(value, "type"):
        extra = [getattr(value, key, None) for key in ("type", "role", "affiliation", "id", "url")]
        kept = [each for each in extra if each and not re.fullmatch(r"(?:person|org)-\d+", each)]
        value = f"{value.name} ({', '.join(kept)})"
    origin = statement.origin
    place = f", {origin.line}:{origin.column} {origin.zone}" if places and origin and origin.line else ""
    return f"{value} [{statement.method}, {statement.basis}{place}]"
