"""Dates in the reader's way, as precise as they were read."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.web.dates import dated, locale_of, plain


@pytest.mark.parametrize(
    ("tag", "iso", "text"),
    [
        ("en-US", "2026-03-09", "March 9, 2026"),
        ("en-GB", "2026-03-09", "9 March 2026"),
        ("de-AT", "2026-03-09", "9. März 2026"),
        ("fr", "2026-03-09", "9 mars 2026"),
        ("es-MX", "2026-03-09", "9 de marzo de 2026"),
        ("xx", "2026-03-09", "9 March 2026"),
        ("en-US", "2026-03", "March 2026"),
        ("en-US", "2026-03-09T14:05:00-05:00", "March 9, 2026, 2:05 p.m. UTC−5"),
        ("en-US", "2026-03-09T00:30:00Z", "March 9, 2026, 12:30 a.m. UTC"),
        ("en-GB", "2026-03-09 14:05 UTC+05:30", "9 March 2026, 14:05 UTC+5:30"),
        ("de", "2026-03-09 14:05 UTC", "9. März 2026, 14:05 UTC"),
        ("de", "2026-03-09T14:05", "9. März 2026, 14:05"),
        ("en-US", "2026", "2026"),
        ("en-US", "2026-13-09", "2026-13-09"),
        ("en-US", "sha-2026-03-09-x", "sha-2026-03-09-x"),
    ],
)
def test_as_the_reader_writes_it(tag, iso, text):
    assert plain(iso, locale_of([tag])) == text


def test_the_date_as_written_stays_in_the_markup():
    text = dated("Take it down by 2026-04-08 19:05 UTC.", locale_of(["de-DE", "en"]))
    assert text == (
        'Take it down by <time datetime="2026-04-08T19:05Z" title="2026-04-08 19:05 UTC" lang="de">'
        "8. April 2026, 19:05 UTC</time>."
    )


@given(st.text())
def test_everything_is_escaped_and_nothing_lost(text):
    marked = str(dated(text, locale_of([])))
    assert "<" not in re.sub(r"</?time[^<>]*>", "", marked)
    back = re.sub(r'<time datetime="[^"]*" title="([^"]*)">[^<]*</time>', r"\1", marked)
    assert unescape(back) == text
