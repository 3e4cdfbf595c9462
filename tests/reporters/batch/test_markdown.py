"""Markdown, read back by a parser with GitHub's tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from provenance.model import Location
from provenance.reporters.batch.markdown import cell
from provenance.reporters.layout import clean
from tests.reporters.batch.conftest import HOSTILE, OUTCOMES, article, finding, rendered

READER = MarkdownIt("commonmark").enable("table")


def rows(text: str) -> list[list[str]]:
    """The cells of the body of the first table, as they are shown."""
    found: list[list[str]] = []
    for token in READER.parse(text):
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline" and found and token.level > 2:
            found[-1].append("".join(child.content for child in token.children or () if child.type != "html_inline"))
        elif token.type == "table_close":
            break
    return found[1:]


def test_the_sum_then_what_fails_the_worst_first():
    text = rendered("markdown")
    assert text.startswith("## Provenance: failed\n\n6 articles in 8 sources: 4 errors, 2 warnings, 1 note.\n")
    shown = rows(text)
    assert [row[0] for row in shown] == ["error"] * 6 + ["warning"] * 2
    assert shown[0] == ["error", "wire/a.html:3", "ATT003", "The byline names nobody."]


def test_a_clean_run_passes():
    assert rendered("markdown", [OUTCOMES[1]]).startswith("## Provenance: passed\n")


def test_hostile_text_stays_text():
    text = rendered("markdown")
    assert "<script" not in text
    assert "@everyone" not in text
    assert all(len(row) == 4 for row in rows(text))
    tokens = [child for token in READER.parse(text) for child in token.children or ()]
    assert not {token.type for token in tokens} & {"link_open", "image", "code_inline"}
    assert clean(HOSTILE) in {row[3] for row in rows(text)}


@given(st.text())
def test_whatever_the_text_a_cell_shows_it_as_it_is(text):
    (row,) = rows(f"| a | b |\n|---|---|\n| x | {cell(text)} |\n")
    assert row == ["x", clean(text)]


def test_only_so_many_rows_are_shown():
    outcomes = [article(finding(level="warning")) for _ in range(2500)] + [article(finding("ATT001", "error", "Late."))]
    text = rendered("markdown", outcomes)
    assert len(rows(text)) == 100
    assert rows(text)[0][3] == "Late."
    assert "… and 2401 more." in text


def test_a_page_of_a_job_holds_it_however_long_the_texts_are():
    """GitHub throws a summary of more than a mebibyte away."""
    for char in "[@\u0301語":
        long = finding(message=char * 100_000, location=Location(path=char * 100_000, line=1))
        assert len(rendered("markdown", [article(long)] * 200).encode()) < 1 << 20
