from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from provenance.reporters.layout import Style, clean, columns, cut, hang, lines_of, pad, whole, wrap

TEXT = st.text(st.characters(), max_size=200)  # surrogates included


@given(TEXT)
def test_clean_text_has_nothing_that_a_terminal_obeys(text):
    safe = clean(text)
    assert not [c for c in safe if unicodedata.category(c) in ("Cc", "Cs")]
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff\u2028\u2029")
    assert clean(safe) == safe
    safe.encode("utf-8")


def test_clean_keeps_what_spelling_needs():
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("a\u00a0b\r\n\tc") == "a b c"
    assert clean("\x1b[31mred\x1b[0m \x9b2J") == "[31mred[0m 2J"


def test_wide_and_combining_characters_are_measured_as_a_terminal_shows_them():
    assert columns("abc") == 3
    assert columns("漢字") == 4
    assert columns("e\u0301") == 1
    assert pad("漢", 4) == "漢  "
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("short", 5) == "short"


@given(TEXT.map(clean), st.integers(4, 60))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_belongs_together_is_not_broken():
    assert wrap(f"four words and {whole('(line 3, stated)')}", 20) == ["four words and", "(line 3, stated)"]
    assert hang("  - ", "one two three", 24) == ["  - one two three"]
    assert hang("  - ", "one two three four five six", 24) == ["  - one two three four", "    five six"]


def test_without_colour_a_look_is_only_text():
    assert Style().paint("x", fg="red") == "x"
    assert Style(color=True).paint("x", fg="red") == "\x1b[31mx\x1b[0m"
    assert Style(unicode=False).glyph("✗") == "x"


def test_places_are_said_once_and_shortly():
    assert lines_of([]) == lines_of([None]) == ""
    assert lines_of([3, 3, None]) == "line 3"
    assert lines_of([3, 7]) == "lines 3 and 7"
    assert lines_of([3, 7, 9]) == "lines 3, 7 and 9"
    assert lines_of(range(10, 60)) == "lines 10, 11, 12 and 47 more"
