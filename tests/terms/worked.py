"""Worked cases of decisions: `cases/*.toml`, each with the whole decision beside it as JSON.

A case tells an article in short form, a use, an instant, what the house has of its own, and what is to be expected. The
JSON is written anew by `pytest --regenerate`; what a case expects by hand is never written by a machine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from provenance.language.agencies import registry
from provenance.language.licenses import by_id
from provenance.model import Article, Decision
from provenance.model.projection import project
from provenance.terms.decide import decide
from provenance.terms.loading import load_policies
from provenance.terms.policy import Policy
from provenance.terms.rdf import PREFIXES, read_file, read_rdf
from provenance.terms.registry import Terms
from provenance.terms.rows import contract, own_terms, permit
from provenance.terms.use import DEFAULT_USE

FOLDER = Path(__file__).parent / "cases"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HEADER = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {**PREFIXES, "xsd": "http://www.w3.org/2001/XMLSchema#", "ex": "https://policies.example/"}.items()
)
"""What stands before every policy of a case."""

_ROWS = {"contracts": contract, "permits": permit, "terms": own_terms}
_SCALARS = {
    "url": "url", "canonical": "canonical_url", "original": "original_url", "date": "date_published",
    "status": "status", "embargo": "embargo_until", "embargo_open_ended": "embargo_open_ended", "expires": "expires",
    "headline": "headline",
}  # fmt: skip
_AGENTS = {
    "publisher": "publisher",
    "holder": "copyright_holder",
    "holders": "copyright_holder",
    "credits": "credit",
    "authors": "author",
}


def fact(property: str, value: Any, basis: str = "stated", **more: Any) -> dict[str, Any]:
    """One chosen statement, as plain data."""
    return {"property": property, "value": value, "basis": basis, "method": "test", "chosen": True, **more}


def record(*rows: dict[str, Any], **rest: Any) -> Article:
    """The record of these statements."""
    numbered = [{"id": f"s-{number}", **row} for number, row in enumerate(rows, 1)]
    about = {"id": f"ni:///sha-256;{'A' * 43}#copy", "digest": "sha256:" + "0" * 64, "source_format": "html"}
    return project(numbered, **about, read_at="2026-11-22T12:00:00+00:00", tool_version="0.1.0", **rest)


def article_of(told: Mapping[str, Any]) -> Article:
    """The record of an article in short form: `holder = "Harbor Bridge"`, `credits = [{name = …, role = "agency"}]`.

    A name is stated by the page; a table may say otherwise by its `basis`. Agents that the registry knows have its IRI.
    """
    return record(*_facts(told), assets=[_asset(row, number) for number, row in enumerate(told.get("assets", ()), 1)])


def _facts(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for key, value in told.items():
        each = value if isinstance(value, list) else [value]
        if key in _SCALARS:
            yield fact(_SCALARS[key], value.isoformat() if hasattr(value, "isoformat") else value)
        elif key in _AGENTS:
            yield from (_said(_AGENTS[key], row, agent(row, key)) for row in each)
        elif key in ("license", "licenses"):
            yield from (_said("license", row, _license(row)) for row in each)
        elif key != "assets":
            raise KeyError(f"no such fact of an article: {key}")


def _said(property: str, row: Any, value: dict[str, Any]) -> dict[str, Any]:
    table = row if isinstance(row, dict) else {}
    return fact(property, value, table.get("basis", "stated"), scope=table.get("scope", "article"))


def agent(row: Any, key: str = "holder") -> dict[str, Any]:
    """An agent by its name, or by a table with `name`, `role`, `affiliation`, `type`."""
    table = row if isinstance(row, dict) else {"name": row}
    name = table["name"]
    kind = table.get("type", "Person" if key == "authors" else "Organization")
    known = registry().named(name, slot=True) if kind == "Organization" else None
    value = {
        "id": known.id if known else f"{kind.lower()}-{name.lower().replace(' ', '-')}",
        "type": kind,
        "name": name,
    }
    return value | {extra: table[extra] for extra in ("role", "affiliation", "url") if extra in table}


def _license(row: Any) -> dict[str, Any]:
    table = row if isinstance(row, dict) else {"id": row}
    known = by_id(table.get("id", ""))
    value = {"id": known.id, "url": known.url, "name": known.name} if known else {"name": table.get("name")}
    return {"type": "License", **value}


def _asset(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    holder = {"holder": {k: v for k, v in agent(row["holder"]).items() if k != "role"}} if "holder" in row else {}
    return {"id": f"image-{number}", **row, **holder}


def policies_of(texts: Iterable[str]) -> Iterator[Policy]:
    """The policies of Turtle texts, or of files in `cases/policies/`."""
    for text in texts:
        is_file = text.endswith(".ttl")
        view = (
            read_file(FOLDER / "policies" / text) if is_file else read_rdf((HEADER + text).encode(), source="case.ttl")
        )
        yield from load_policies(view).values()


@dataclass(frozen=True)
class Case:
    """One worked case."""

    path: Path

    @cached_property
    def told(self) -> dict[str, Any]:
        return tomllib.loads(self.path.read_text("utf-8"))

    @cached_property
    def article(self) -> Article:
        return article_of(self.told.get("article", {}))

    @cached_property
    def own(self) -> tuple[Policy, ...]:
        """What the house has of its own: its rows, and its policies."""
        rows = [
            read(row, number, "provenance.toml")
            for key, read in _ROWS.items()
            for number, row in enumerate(self.told.get(key, ()), 1)
        ]
        return (*rows, *policies_of(self.told.get("policies", ())))

    def decide(self, own: Iterable[Policy] | None = None, at: datetime | None = None, **use: Any) -> Decision:
        """The decision, with other policies, at another time, or with other facts, where they are given."""
        return decide(
            self.article,
            {**self.told.get("use", {}), **use},
            at=at or self.told.get("at", NOW),
            terms=Terms(self.own if own is None else own),
            defaults={**DEFAULT_USE, **self.told.get("defaults", {})},
            under=self.told.get("under"),
        )

    @property
    def expected(self) -> dict[str, dict[str, Any]]:
        """What is expected of each part, by its name; of the text where the case names none."""
        expected = self.told["expect"]
        return expected if "verdict" not in expected else {"text": expected}


CASES = tuple(Case(path) for path in sorted(FOLDER.glob("*.toml")))
