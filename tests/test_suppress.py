"""What is excused, by whom, and what excuses nothing."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.config import Config
from provenance.model import Finding, Location
from provenance.suppress import configured, excuse, faulty, inline

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
FOUND = Finding(code="ATT003", name="byline-empty", level="error", message="Nobody.", fingerprint="0f3c")


def comment(words: str) -> bytes:
    return f"<p>\n  <!-- provenance: ignore {words} -->".encode()


def test_a_comment_names_codes_a_reason_and_an_end():
    (found,) = inline(comment('ATT003, SRC reason="Withheld for safety." until=2026-12-31'), "a.html", AT)
    assert found.codes == ("ATT003", "SRC")
    assert (found.reason, found.until, found.fault) == ("Withheld for safety.", date(2026, 12, 31), None)
    assert found.location == Location(path="a.html", line=2, column=3)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("ATT003", "it gives no reason"),
        ('ATT003 reason=" "', "it gives no reason"),
        ('ATT003 reason="x" until=2026-11-30', "it ended with 2026-11-30"),
        ('ATT003 reason="x" until=soon', "expected until= with a day as 2026-12-31, found 'soon'"),
        ('ATT003 reason="x" since=2026-01-01', "it says 'since', which is neither 'reason' nor 'until'"),
        ('ATT999 reason="x"', "no rule is called ATT999"),
        ('reason="x"', "it names no rule"),
        ('ATT003 because "x"', 'expected codes, reason="…" and until=…, found \'because "x"\''),
        ("", "it names no rule"),
    ],
)
def test_what_excuses_nothing_says_why(words, fault):
    (found,) = inline(comment(words), "a.html", AT)
    assert found.fault == fault
    (finding,) = faulty([found])
    assert (finding.code, finding.location.line) == ("SUP001", 2)
    assert fault in finding.message
    assert excuse([FOUND], [found], None) == ((FOUND,), ())


def test_the_last_day_counts_whole_wherever_the_clock_stands():
    page = comment('ATT003 reason="x" until=2026-12-01')
    assert inline(page, None, datetime.fromisoformat("2026-12-01T23:59:00+00:00"))[0].fault is None
    assert inline(page, None, datetime.fromisoformat("2026-12-02T01:00:00+02:00"))[0].fault is None
    assert inline(page, None, datetime.fromisoformat("2026-12-02T00:00:00+00:00"))[0].fault


def test_an_excused_finding_keeps_who_excused_it():
    page = inline(comment('ATT reason="On the page."'), None, AT)
    rows = configured(Config.parse({"suppressions": [{"code": "ATT003", "reason": "In the file."}]}), AT)
    counting, (excused,) = excuse([FOUND], [*rows, *page], None)
    assert counting == ()
    assert (excused.finding, excused.kind, excused.reason) == (FOUND, "external", "In the file.")
    assert excuse([FOUND], page, None)[1][0].kind == "inSource"


def test_a_page_cannot_excuse_that_it_is_unreadable():
    page = inline(comment('FMT, SUP reason="Never mind."'), None, AT)
    bad = [FOUND.model_copy(update={"code": code}) for code in ("FMT001", "SUP001")]
    assert excuse(bad, page, None)[0] == tuple(bad)


@pytest.mark.parametrize(
    ("row", "place", "fits"),
    [
        ({"code": "ATT003"}, "a.html", True),
        ({"code": "ATT"}, None, True),
        ({"code": "CHN"}, "a.html", False),
        ({"code": "ATT003", "path": "archive/**"}, "archive/1998/a.html", True),
        ({"code": "ATT003", "path": "archive/**"}, "wire/a.html", False),
        ({"fingerprint": "0f3c"}, "a.html", True),
        ({"fingerprint": "0f3d"}, "a.html", False),
        ({"fingerprint": "0f3c", "code": "CHN001"}, "a.html", False),
    ],
)
def test_a_row_fits_where_all_that_it_says_fits(row, place, fits):
    rows = configured(Config.parse({"suppressions": [{**row, "reason": "Known."}]}), AT)
    assert bool(excuse([FOUND], rows, place)[1]) is fits


def test_a_row_without_a_reason_or_past_its_end_excuses_nothing_and_is_named():
    table = {"suppressions": [{"code": "ATT003"}, {"code": "ATT003", "reason": "x", "until": date(2026, 1, 1)}]}
    rows = configured(Config.parse(table, source="provenance.toml"), AT)
    assert excuse([FOUND], rows, None)[1] == ()
    first, second = faulty(rows)
    assert first.message == "This suppression has no effect: it gives no reason (code ATT003)."
    assert second.message == "This suppression has no effect: it ended with 2026-01-01 (code ATT003)."
    assert first.location.path == "provenance.toml"


@given(st.binary(), st.binary())
def test_no_page_is_too_strange(before, within):
    inline(before + b"<!-- provenance: ignore " + within + b"-->", "a.html", AT)


def test_comments_without_end_take_no_time():
    page = b"<!-- provenance: ignore " * 50_000
    begun = time.process_time()
    assert inline(page, None, AT) == ()
    assert time.process_time() - begun < 5


def test_what_excuses_nothing_has_the_same_fingerprint_on_every_machine():
    rows = {"suppressions": [{"code": "CHN"}]}
    prints = {
        found.fingerprint
        for folder in ("/home/ada/site/", "/builds/1/site/", "")
        for found in faulty(configured(Config.parse(rows, source=f"{folder}provenance.toml"), AT))
    }
    assert len(prints) == 1
    pages = [faulty(inline(comment("ATT003"), path, AT))[0].fingerprint for path in ("a.html", "b.html")]
    assert len(set(pages)) == 2
