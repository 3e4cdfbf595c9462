from __future__ import annotations

from provenance.outcome import Outcome
from provenance.reporters import Style
from tests.reporters.batch.conftest import OUTCOMES, article, finding, rendered


def test_each_source_once_its_findings_one_line_each_and_the_sum():
    text = rendered("text", [OUTCOMES[0], article(finding("DAT001", "warning", "No date.")), OUTCOMES[1], OUTCOMES[2]])
    assert text.splitlines()[:8] == [
        "wire/a.html",
        "  ✗ 3:7     error   ATT003  The byline names nobody.",
        "  ! 3:7     warning CHN005  Nothing links.",
        "  ! 3:7     warning DAT001  No date.",
        "",
        "wire/ä b#.html",
        "  ! -       warning ATT001  No line.",
        "",
    ]
    assert "4 articles in 3 sources: 1 error, 3 warnings, 1 note." in text
    assert "  1 finding known from the baseline.\n  2 findings excused by suppressions.\n" in text
    assert "Verdicts: ask 4." in text
    assert "not legal advice" in text
    assert "No terms." not in text


def test_verbose_shows_notes_and_what_was_excused():
    text = rendered("text", style=Style(verbose=True))
    assert "  · 3:7     note    LIC005  No terms.\n" in text
    assert "ATT004  excused: Withheld for safety." in text


def test_what_is_no_finding_is_told_too():
    text = rendered("text")
    assert "verdict The verdict is 'ask'; 'allowed' or better is required." in text
    assert "fault   ZeroDivisionError: a fault" in text
    assert "2 items could not be read." in text
    assert "1 fault of this tool: what it was at has not been judged." in text


def test_a_clean_run_is_short():
    text = rendered("text", [OUTCOMES[1]])
    assert text.startswith("1 article in 1 source: 0 errors, 0 warnings, 0 notes.\n  Verdicts: ask 1.\n")


def test_standard_input_has_its_name():
    assert rendered("text", [article(finding(), source="-")]).startswith("standard input\n")


def test_a_run_in_which_the_tool_went_wrong_is_not_green():
    assert "\x1b[32m" in rendered("text", [OUTCOMES[1]], style=Style(color=True))
    fault = Outcome("odd.html", article="ni:///sha-256;odd#copy", fault="ZeroDivisionError: a fault")
    assert "\x1b[32m" not in rendered("text", [fault], style=Style(color=True))
