"""The rules' examples on disk: `examples/CODE/{good,bad}-*`, records or pages, and what is expected of the bad ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from provenance.config import Config
from provenance.errors import UnreadableError
from provenance.model import Article, Finding
from provenance.rules import RULES, RuleSet, unreadable

FOLDER = Path(__file__).parent / "examples"
AT = datetime(2026, 12, 1, tzinfo=UTC)
PAGE_URL = "https://lantern.example/ferry"
EVERY_RULE = RuleSet.of(Config())


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
        import provenance

        yield from provenance.read(path, url=PAGE_URL)


def findings(path: Path) -> list[Finding]:
    """What the rules find in the example."""
    found: list[Finding] = []
    for item in articles(path):
        found += [item] if isinstance(item, Finding) else EVERY_RULE.judge(item, at=AT, path=path.name)
    return found


def of_its_rule(path: Path) -> list[dict[str, object]]:
    """What the example's own rule finds, as JSON."""
    return [f.model_dump(mode="json") for f in findings(path) if f.code == path.parent.name]


def expected(path: Path) -> Path:
    return path.with_name(path.stem + ".expected.json")


def write(path: Path, found: list[dict[str, object]]) -> None:
    expected(path).write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


CODES = [rule.CODE for rule in RULES]
