"""Whatever the text, a grammar answers, answers about that text, and answers at once."""

from __future__ import annotations

import calendar
import datetime
import time
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.language.bylines import parse_byline
from provenance.language.credits import find_credits, find_sign_off
from provenance.language.datelines import dateline, trailing_mark
from provenance.language.dates import parse
from provenance.language.names import (
    clean,
    evident,
    fold,
    is_not_a_name,
    is_site,
    looks_like_organisation,
    lowered,
    plausible,
    same_person,
    strip_honorifics,
    tidy,
    without_email,
)
from provenance.language.notices import find_notices
from provenance.model.values import BylineState

WORDS = (
    "By~Von~Par~Por~Di~Door~by~von~Text:~BY~and~und~et~y~e~en~on~here~the~Uhr~Stand:~,~;~(~)~/~|~[~]~—~-~.~“~”~™ &"
    "~Jane Roe~JANE O'HARA-MCNEIL~Dr.~Jr.~PhD~van 't~de la~J.R.~Staff Writer~jane@x.example"
    "~AP~dpa~Reuters~The Associated Press~xx/dpa~(AP)~/TASS/~©~Copyright~(c)~&copy;~2020~1998-2020~20200~Inc.~e.V."
    "~June 7, 2016~7. Juni 2016~3/4/2020~2016-06-07T08:16:53+02:00~99.99.9999~8:16 a.m.~all rights reserved"
    "~originally published by~zuerst erschienen in~Source:~contributed to this report~Reporting by~Editing by~avec AFP"
    "~provided by~\n~\t~\u00a0~\u200b~ ~  ~İ~ß~ǅ~٣~２０２０~\ud800~e\u0301~ﬁ~ſ~😀~\u202e~\x00"
)
PIECES = WORDS.split("~")
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@given(texts)
def test_names_are_judged_without_fail(text: str) -> None:
    strip_honorifics(text)
    without_email(text)
    for judge in (evident, plausible, is_not_a_name, looks_like_organisation):
        assert judge(text) in (True, False)
    assert same_person(text, text)
    assert not is_site(text, [])
    assert not (is_not_a_name(text) and (evident(text) or plausible(text)))


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert not any(line.isspace() for line in clean(text) if line != " ")


@given(texts, st.booleans())
def test_every_date_is_one_of_the_calendar(text: str, month_first: bool) -> None:
    found = parse(text, month_first=month_first)
    if not found:
        return
    assert 0 <= found.start < found.end <= len(text)
    assert found.iso.isascii()
    datetime.date.fromisoformat(found.iso[:10])
    if len(found.iso) > 10:
        datetime.datetime.fromisoformat(found.iso)


@given(st.datetimes(min_value=datetime.datetime(1000, 1, 1), timezones=st.none() | st.just(datetime.UTC)))
def test_iso_dates_come_back(moment: datetime.datetime) -> None:
    found = parse(f"Published {moment.isoformat()} in Harborville")
    assert found
    assert datetime.datetime.fromisoformat(found.iso) == moment


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_printed_dates_come_back(date: datetime.date) -> None:
    year = f"{date.year:04d}"
    printed = [f"{calendar.month_name[date.month]} {date.day}, {year}", f"{date.day}.{date.month}.{year}"]
    assert [found.iso for found in map(parse, printed) if found] == [date.isoformat()] * 2


@given(texts)
def test_notices_lie_in_their_text(text: str) -> None:
    end = 0
    for notice in find_notices(text):
        assert end <= notice.start < notice.end <= len(text)
        assert notice.text == clean(text[notice.start : notice.end])
        assert len(notice.years) <= 2
        assert notice.holder is None or notice.holder in clean(text)
        assert notice.holder != ""
        end = notice.end


@given(texts)
def test_marks_lie_in_their_text(text: str) -> None:
    for mark in (dateline(text), trailing_mark(text)):
        if mark:
            assert 0 <= mark.start < mark.end <= len(text)
            assert mark.text == clean(text[mark.start : mark.end])
            assert mark.agencies


@given(texts)
def test_credits_lie_in_their_text(text: str) -> None:
    for credit in find_credits(text, lowered(text)):
        assert 0 <= credit.start < credit.end <= len(text)
        assert 0 <= credit.name_start < credit.name_end <= len(text)
        assert credit.name.strip() == credit.name != ""
    for person in find_sign_off(text, lowered(text)):
        assert tidy(text[person.start : person.end]) == person.name


@given(texts, st.booleans(), st.booleans())
def test_a_byline_is_always_in_one_state(text: str, slot: bool, month_first: bool) -> None:
    byline = parse_byline(text, slot=slot, month_first=month_first)
    assert byline.state in get_args(BylineState)
    assert (byline.state == "named") == bool(byline.people)
    assert all(who.name for who in byline.people)
    assert all(body.name for body in byline.bodies)
    assert byline.text == clean(text)


GRAMMARS: dict[str, Callable[[str], object]] = {
    "byline": parse_byline,
    "byline slot": lambda text: parse_byline(text, slot=True),
    "notices": find_notices,
    "dateline": dateline,
    "closing mark": trailing_mark,
    "credits": lambda text: list(find_credits(text, lowered(text))),
    "sign-off": lambda text: find_sign_off(text, lowered(text)),
    "date": parse,
    "name": lambda text: (evident(text), plausible(text), is_not_a_name(text), looks_like_organisation(text)),
    "tidy": tidy,
    "address": without_email,
}
RUNS = [" ", "(", "()", "[", "a", "A", "© ", "copyright ", "By ", ", ", "/", "Jane Roe ", "and ", "1", "1 ", "- ", ". "]
RUNS += ["\n", "\u200b", "a.", "a-", "A.", "'a", "@a", "3/4/", "2020-", "© 2020 ", "May ", "published ", "quelle: "]
OPENINGS = ["", "© 2020 ", "By ", "PARIS (", "(Reporting by ", "originally published by ", "June 7, 2016 ", "7", "a@"]
ENDINGS = ["", " (dpa)", " © 2020", " contributed to this report", ", all rights reserved"]


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_no_text_takes_long(grammar: str) -> None:
    """30,000 characters: a pattern that goes back and forth over a run would take seconds, and minutes for a page."""
    read = GRAMMARS[grammar]
    for run in RUNS:
        filler = run * (30_000 // len(run))
        framed = [opening + filler for opening in OPENINGS] + [filler + ending for ending in ENDINGS[1:]]
        for text in framed if run in (" ", "a", "1 ", ", ", "\n") else framed[:1]:
            before = time.process_time()
            read(text)
            assert time.process_time() - before < 1, f"{text[:30]!r} … {text[-30:]!r}"
