from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.reporters import REPORTERS, Style
from provenance.reporters.layout import columns
from tests.reporters.samples import build, finding, judged, statement

render = REPORTERS["text"]


def test_what_is_missing_comes_first_and_says_what_to_do(article, found, report):
    text = render(
        report(
            found("SRC001", "note", "No markup."),
            found("CHN001", "warning", "There is no link to the original.", 21, "Find it and link it."),
            found("ATT003", "error", "The byline names nobody.", 3, "Ask who wrote it."),
        ),
        [article],
        Style(),
    )
    lines = text.splitlines()
    assert lines[0] == "Salt marsh towns press state for tide gauges (line 1, stated)"
    assert lines[2:8] == [
        "What is missing or wrong: 1 error, 1 warning",
        "  ✗ error   The byline names nobody. [line 3, ATT003]",
        "            → Ask who wrote it.",
        "  ! warning There is no link to the original. [line 21, CHN001]",
        "            → Find it and link it.",
        "  · 1 more note: --verbose shows them",
    ]
    assert lines[9:11] == ["May we run it? ask Harbor Bridge News Foundation", "  - No terms are recorded."]
    assert "No markup" not in text


def test_what_is_mended_the_same_way_is_one_entry(article, found, report):
    names = ("Mara", "Owen", "Ilse", "Jun", "Teodor")
    many = [found("SRC001", "warning", f"{name} is missing.", 8, "Add an author.") for name in names]
    text = render(report(*many, found("SRC001", "warning", "Mara is missing.", 9, "Add an author.")), [article])
    assert text.splitlines()[3:8] == [
        "  ! warning Mara is missing. [lines 8 and 9, SRC001]",
        "            Owen is missing. [line 8, SRC001]",
        "            Ilse is missing. [line 8, SRC001]",
        "            and 2 more of this kind: --verbose shows them",
        "            → Add an author.",
    ]
    assert "Teodor is missing." in render(report(*many), [article], Style(verbose=True))


def test_whoever_supplied_or_owns_the_text_is_asked(report):
    wire = {"id": "org-3", "name": "Tidewire", "type": "Organization", "role": "agency"}
    article = build(more=[statement(20, "credit", wire, "stated", 2)])
    asked = "May we run it? ask Tidewire and Harbor Bridge News Foundation"
    assert asked in render(report(), [article]).splitlines()


def test_every_fact_has_its_line_and_how_it_is_known(article, report):
    text = render(report(), [article], Style())
    for row in (
        "  Byline     “By Published on October 14, 2025”: names nobody (line 3, stated)",
        "  Author     Mara Quillfeather (a hint only) (line 19, inferred)",
        "  Publisher  The Lantern Post (line 30, inferred)",
        "  © holder   Harbor Bridge News Foundation (line 21, stated)",
        "  Original   no link to it",
        "  Licence    none stated for this story",
        "  Harbor Bridge News Foundation ╌╌▶ The Lantern Post",
    ):
        assert row in text.splitlines()
    assert "[who wrote this?]" in text
    assert "Owen Brightwater" not in text
    assert "not legal advice" in text
    assert "Judged as of 2026-01-02 03:04 UTC." in text


def test_verbose_shows_notes_and_what_was_not_used(article, found, report):
    text = render(report(found("SRC001", "note", "No markup.")), [article], Style(verbose=True))
    assert "  · note    No markup. [SRC001]" in text
    assert "  author  Owen Brightwater (line 29, inferred, teaser)" in text


def test_a_page_is_short(article, found, report):
    many = [found("AST001", "warning", "A photo has no credit.", line) for line in range(10, 60)]
    text = render(report(found("ATT003", "error", "The byline names nobody.", 3), *many), [article], Style())
    assert len(text.splitlines()) <= 40
    assert "[lines 10, 11, 12 and 47 more, AST001]" in text


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("allowed", "allowed by the recorded terms"),
        ("conditional", "allowed if what follows holds:"),
        ("ask", "ask Harbor Bridge News Foundation"),
        ("unknown", "can't tell yet"),
        ("denied", "the recorded terms forbid it"),
    ],
)
def test_the_words_of_a_verdict(article, report, verdict, words):
    assert f"May we run it? {words}\n  - Because.\n" in render(
        report(verdict=verdict, reason="Because."), [article], Style()
    )


def test_nothing_missing_is_said(article, report):
    assert "Nothing is missing that a rule looks for" in render(report(), [article], Style())


def test_a_finding_of_no_article_comes_first(article, found, report):
    unreadable = found("FMT001", "error", "Item 3 cannot be read.").model_copy(update={"article": None})
    lines = render(report(unreadable), [article], Style()).splitlines()
    assert "Item 3 cannot be read." in lines[1]


def test_colour_never_carries_a_meaning_alone(article, found, report):
    result = report(found("ATT003", "error", "The byline names nobody.", 3), found("CHN001", "warning", "No link."))
    plain = render(result, [article], Style())
    coloured = render(result, [article], Style(color=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[\d+(;\d+)*m", "", coloured) == plain


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=120), st.integers(60, 100))
def test_whatever_was_read_the_page_is_safe_and_fits(text, width):
    article = build(headline=text, corrections=[])
    result = judged(finding("ATT003", "error", text, 3, text), reason=text)
    page = render(result, [article], Style(width=width, verbose=True))
    assert not [c for c in page if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E)]
    assert all(columns(line) <= width for line in page.splitlines())


def test_only_ascii_signs_where_the_terminal_has_no_others(article, found, report):
    text = render(report(found("ATT003", "error", "x", 3, "y")), [article], Style(unicode=False))
    assert not set(text) & set("✗→╌▶…")
    assert "  (c) holder  Harbor Bridge News Foundation (line 21, stated)" in text.splitlines()
