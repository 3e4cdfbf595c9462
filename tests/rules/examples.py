"""The rules' examples on disk: `examples/CODE/{good,bad}-*`, records or pages, and what is expected of the bad ones.

Those of the rules about duties are copies: each is held against the terms of `duties/terms.ttl` that its code names,
and against the original beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pydantic import ValidationError

import provenance
from provenance.config import Config
from provenance.errors import UnreadableError
from provenance.model import Article, Finding
from provenance.rules import RULES, RuleSet, unreadable
from provenance.suppress import faulty, inline
from provenance.terms.compliance import Held, held_against, read_copy
from provenance.terms.decide import decide
from provenance.terms.loading import load_policies
from provenance.terms.rdf import read_file
from provenance.terms.registry import Terms

FOLDER = Path(__file__).parent / "examples"
AT = datetime(2026, 12, 1, tzinfo=UTC)
PAGE_URL = "https://lantern.example/ferry"
EVERY_RULE = RuleSet.of(Config())
DUTIES = Path(__file__).parent / "duties"
COPIES = "DUT"
USES: dict[str, dict[str, object]] = {"DUT012": {"edits": ["cut"]}}
"""The use that an example is, where it is not the one that is meant when nobody says."""


def paths(kind: str = "*") -> list[Path]:
    """Every example of the kind (`good`, `bad`)."""
    return [path for path in sorted(FOLDER.glob(f"*/{kind}-*")) if not path.name.endswith(".expected.json")]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def records() -> list[Path]:
    """The examples that are whole records."""
    return [
        path for path in paths() if path.suffix == ".json" and not (path.parent.name == "FMT001" and "bad" in path.name)
    ]


def articles(path: Path) -> Iterator[Article | Finding]:
    """What the example holds; a record that can't be read is its finding."""
    if path.suffix == ".json":
        try:
            yield Article.model_validate_json(path.read_bytes())
        except ValidationError:
            yield unreadable(path.name, UnreadableError("expected a record of an article"))
    else:
        yield from provenance.read(path, url=PAGE_URL)


def findings(path: Path) -> list[Finding]:
    """What the rules find in the example."""
    found: list[Finding] = []
    for item in articles(path):
        held = held_against_terms(path, item) if path.parent.name.startswith(COPIES) else None
        found += [item] if isinstance(item, Finding) else EVERY_RULE.judge(item, at=AT, path=path.name, held=held)
        if isinstance(item, Article) and path.suffix == ".html":
            found += faulty(inline(path.read_bytes(), path.name, AT), item.id)
    return found


def held_against_terms(path: Path, article: Article) -> Held:
    """What comes of holding an example against the terms of its rule."""
    original, code = DUTIES / "original.html", path.parent.name
    (source,) = provenance.read(original)
    decision = decide(source, USES.get(code), at=AT, terms=duty_terms(), under=f"urn:test:{code}")
    shown = read_copy(original.read_bytes(), source)
    return held_against(
        decision, source, read_copy(path.read_bytes(), article), at=AT, terms=duty_terms(), original=shown
    )


@cache
def duty_terms() -> Terms:
    return Terms(load_policies(read_file(DUTIES / "terms.ttl")).values())


def of_its_rule(path: Path) -> list[dict[str, object]]:
    """What the example's own rule finds, as JSON."""
    return [f.model_dump(mode="json") for f in findings(path) if f.code == path.parent.name]


def expected(path: Path) -> Path:
    return path.with_name(path.stem + ".expected.json")


def write(path: Path, found: list[dict[str, object]]) -> None:
    expected(path).write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


CODES = [rule.CODE for rule in RULES]
