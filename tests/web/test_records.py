"""What is recorded from an answer, and that the next answer knows it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from provenance.web import create_app
from tests.web.conftest import EXAMPLES, Browser
from tests.web.test_answer import plain


def test_a_refusal_forbids_and_a_permit_allows(browser, ledger):
    address = browser.example("pasted-story.txt")
    who = "Harbor Bridge News Foundation"
    assert "ask Harbor Bridge" in plain(browser.get(address).text)
    answer = browser.post(
        f"{address}/permit", who=who, answer="permitted", until="2099-12-31", note="e-mail of the editor"
    )
    assert "ask Harbor Bridge" not in plain(answer.text).split("Why")[0]
    assert "e-mail of the editor" in plain(answer.text)
    answer = browser.post(f"{address}/permit", who=who, answer="refused", note="by telephone")
    assert "the recorded terms forbid it" in plain(answer.text)
    assert [permit.allow for permit in ledger.permits()] == [True, False]
    page = browser.get("/name", query_string={"name": who}).text
    ended = browser.post(re.findall(r'action="(/permits/\d+/end)"', page)[1], name=who)
    assert "taken back" in ended.text


def test_a_wrong_date_of_a_permit_is_told(browser):
    address = browser.example("pasted-story.txt")
    answer = browser.post(f"{address}/permit", who="Harbor Bridge News Foundation", until="soon")
    assert answer.status_code == 422
    assert "until" in answer.text


def test_a_publication_is_recorded_under_its_decision_and_ended(browser, ledger):
    address = browser.example("wire-story.html")
    answer = browser.post(f"{address}/usage", where="https://ours.example/ferry", medium="web")
    assert "https://ours.example/ferry" in answer.text
    (usage,) = ledger.usages()
    assert usage.judgement is not None
    assert "Ferry crews" in browser.get("/articles?in_use=1").text
    (end,) = re.findall(r'action="(/usages/\d+/end)"', answer.text)
    browser.post(end, article=address.rsplit("/", 1)[1])
    assert ledger.usages()[0].ended
    assert browser.post(f"{address}/usage", where="").status_code == 422


def test_our_copy_is_held_against_the_terms(browser):
    address = browser.example("licensed-story.html")
    copy = (EXAMPLES / "our-copy.html").read_text("utf-8")
    answer = browser.post(f"{address}/copy?under=CC-BY-ND-4.0", source=copy)
    assert answer.status_code == 200
    text = plain(answer.text)
    assert "Held against our copy" in text
    assert "Our copy misses 3 of 5 duties" in text
    assert "Mend it: Credit the author" in text
    assert "Not met" in text
    assert re.search(r'<ul class="duties unmet">', answer.text)
    assert "under=CC-BY-ND-4.0" in answer.request.query_string.decode()


def test_a_copy_of_nothing_is_told(browser):
    assert browser.post(f"{browser.example('licensed-story.html')}/copy", source="").status_code == 422


def test_what_is_due_can_be_done(browser):
    address = browser.example("licensed-story.html")
    browser.post(f"{address}/permit", who="Tidewater Ledger", answer="permitted", until="2026-12-15", only_this="1")
    page = browser.get("/due?within=365&kind=permit_ends")
    keys = re.findall(r'name="key" value="([^"]+)"', page.text)
    for key in keys:
        assert browser.post("/due/done", key=key).status_code == 200
    assert 'name="key"' not in browser.get("/due?within=365&kind=permit_ends").text
    assert browser.post("/due/done").status_code == 422


def test_texts_are_kept_as_long_as_the_desk_says(ledger):
    browser = Browser(create_app(ledger, keep_days=7))
    address = browser.example("wire-story.html")
    number = int(address.split("?")[0].rsplit("/", 1)[1])
    assert ledger.text(number).keep_until
    later = datetime.now(UTC) + timedelta(days=8)
    assert ledger.purge(later) == 1
    page = plain(browser.get(address).text)
    assert "The text itself was not kept" in page
    assert "ODESSA FENWICK-RUEL" in page  # the words that a fact rests on are of the record


def test_an_older_version_stays_the_older_one_when_it_is_published(browser, ledger):
    url = "https://lantern-post.example/rain"
    first = browser.read("Rain\n\nIt rained on Monday.", url=url).split("?")[0]
    browser.read("Rain and snow\n\nIt rained on Tuesday.", url=url)
    browser.post(f"{first}/usage", where="page 3", medium="print")
    assert len(ledger.versions(int(first.rsplit("/", 1)[1]))) == 2


def test_what_did_not_work_leads_back_to_its_story(browser):
    address = browser.read("A story\n\nBy Ada Example\n\nSome words.").partition("?")[0]
    answer = browser.post(f"{address}/permit")
    assert answer.status_code == 422
    assert "say who allowed or refused it" in answer.text
    assert f'<a href="{address}">Back to the story</a>' in answer.text
