"""What holds for every file of a wire format: it reads as expected, its records are whole, its places are right."""

from __future__ import annotations

import json
import re
from pathlib import Path

import provenance
from tests.readers.test_feeds import read, record


def check_expected(path: Path, regenerate: bool) -> None:
    """The articles and the broken items of a file are those of `*.expected.json` beside it."""
    articles, lost = read(path)
    found = {
        "articles": [record(article) for article in articles],
        "unreadable": [f"{error.place}, line {error.line}: {error.message}" for error in lost],
    }
    expected = path.with_suffix(".expected.json")
    if regenerate:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def check_whole(path: Path) -> None:
    """Each record comes back from JSON and from its graph."""
    for article in read(path)[0]:
        assert provenance.Article.model_validate_json(article.model_dump_json()) == article
        assert provenance.from_graph(provenance.to_graph(article)) == article


def check_places(path: Path) -> None:
    """Each statement stands at a line, a column and a pointer; a literal that is written plainly stands just there."""
    data = path.read_bytes()
    lines = data.decode("latin-1" if b"iso-8859-1" in data[:60].lower() else "utf-8").split("\n")
    for article in read(path)[0]:
        for statement in article.statements:
            origin = statement.origin
            if origin is None:
                assert statement.method in ("host", "url_path", "editor"), statement
                continue
            assert None not in (origin.line, origin.column, origin.pointer), statement
            words = re.split(r"[\n&\"\\<]", origin.text or "")[0]
            if words and words in lines[origin.line - 1]:
                assert lines[origin.line - 1][origin.column - 1 :].startswith(words), statement
