"""Every statement is shown where it was read, once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.terms.compliance import read_copy
from provenance.web.passages import Gap, Mark, Passage, shown
from tests.web.conftest import EXAMPLES


def read(source: str | bytes):
    data = source.encode() if isinstance(source, str) else source
    (article,) = provenance.read(data)
    return article, read_copy(data, article)


def flat(pieces: Iterable[str | Mark]) -> str:
    return "".join(piece if isinstance(piece, str) else flat(piece.inside) for piece in pieces)


def marks(pieces: Iterable[str | Mark]) -> list[Mark]:
    return [m for p in pieces if isinstance(p, Mark) for m in (p, *marks(p.inside))]


@pytest.mark.parametrize("name", ["wire-story.html", "licensed-story.html", "pasted-story.txt", "agenturmeldung.html"])
def test_each_statement_stands_in_one_place(name):
    article, copy = read((EXAMPLES / name).read_bytes())
    text = shown(article, copy)
    places = [m for p in text.visible if isinstance(p, Passage) for m in p.marks]
    places += [m for excerpt in text.hidden for m in marks(excerpt.pieces)]
    found = [statement.id for mark in places for statement in mark.statements]
    assert sorted(found) == sorted(statement.id for statement in article.statements)


@pytest.mark.parametrize("name", ["wire-story.html", "licensed-story.html", "pasted-story.txt"])
def test_the_text_is_the_text(name):
    article, copy = read((EXAMPLES / name).read_bytes())
    lines = [line.text for line in copy.lines]
    told = []
    for passage in shown(article, copy).visible:
        told += lines[len(told) : len(told) + passage.size] if isinstance(passage, Gap) else [flat(passage.pieces)]
    assert told == lines


def test_marks_lie_within_each_other():
    article, copy = read((EXAMPLES / "wire-story.html").read_bytes())
    (byline,) = (p for p in shown(article, copy).visible if isinstance(p, Passage) and p.kind == "byline")
    (outer,) = (piece for piece in byline.pieces if isinstance(piece, Mark))
    inner = [flat(piece.inside) for piece in outer.inside if isinstance(piece, Mark)]
    assert flat(outer.inside) == "By ODESSA FENWICK-RUEL, Associated Press"
    assert inner == ["ODESSA FENWICK-RUEL", "Associated Press"]


def test_the_right_one_of_two_equal_words_is_marked():
    article, copy = read("<h1>Rain</h1><p>Ada Pell, Ada Pell</p><p>By Ada Pell</p><p>" + "It rained all day. " * 9)
    lines = [flat(p.pieces) for p in shown(article, copy).visible if isinstance(p, Passage) and p.marks]
    assert "By Ada Pell" in lines


def test_a_page_without_line_breaks_is_marked_too():
    page = (EXAMPLES / "wire-story.html").read_text("utf-8")
    article, copy = read(" ".join(page.split()))
    lines = {flat(p.pieces): p for p in shown(article, copy).visible if isinstance(p, Passage) and p.marks}
    assert any(line.startswith("PORT ELLERY (AP) —") for line in lines)
    assert "By ODESSA FENWICK-RUEL, Associated Press" in lines
    assert "Copyright 2026 The Associated Press. All rights reserved." in lines
    assert "© 2026 The Lantern Post. All rights reserved." in lines


def test_without_the_text_the_words_of_each_statement_are_left():
    article, _ = read((EXAMPLES / "wire-story.html").read_bytes())
    text = shown(article, None)
    assert text.visible == ()
    found = {statement.id for excerpt in text.hidden for m in marks(excerpt.pieces) for statement in m.statements}
    assert found == {statement.id for statement in article.statements}


@given(st.text(alphabet="By Ada Pell(AP)—©2026 \n<>pth1/", max_size=200))
def test_no_page_breaks_it(text):
    try:
        article, copy = read(f"<h1>A story</h1><p>{text}</p>")
    except provenance.errors.ProvenanceError:
        return
    for passage in shown(article, copy).visible:
        if isinstance(passage, Passage):
            assert flat(passage.pieces) in [line.text for line in copy.lines]
