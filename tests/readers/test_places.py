"""Line and column of every fact lead to the words that it was read from."""

from __future__ import annotations

import re

import pytest

import provenance
from tests.readers.facts import PAGES, read_page

ALL = sorted(PAGES.glob("*.html"))
ENTITIES = {"&#39;": "'", "&amp;": "&", "&copy;": "©"}


def at(source: str, line: int, column: int) -> str:
    """The source from that line and column on."""
    return "\n".join(source.split("\n")[line - 1 :])[column - 1 :]


def misplaced(article: provenance.Article, source: str) -> list[str]:
    """The statements whose place does not begin with the first word of their text."""
    wrong = []
    for statement in article.statements:
        origin = statement.origin
        if not origin or not origin.line or not origin.column or not origin.text:
            continue
        word = re.search(r"\w+", origin.text)
        there = re.match(r"\W*", at(source, origin.line, origin.column))
        begins = at(source, origin.line, origin.column)[there.end() if there else 0 :][:40]
        if word and not begins.startswith(word.group()):
            wrong.append(
                f"{statement.property} {statement.method} {origin.line}:{origin.column} {origin.text!r}: {begins!r}"
            )
    return wrong


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_place_begins_with_the_first_word(path):
    assert misplaced(read_page(path), path.read_text(encoding="utf-8")) == []
