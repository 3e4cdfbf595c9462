"""Lists over the ledger, and the manual."""

from __future__ import annotations

import re

import pytest

import provenance
from provenance.rules import RULES
from provenance.store.ledger import Entry
from provenance.web.compare import compare
from tests.web.test_answer import plain

STORY = (
    "<title>{title}</title><h1>{title}</h1><p>By Ada Pell</p><p>{text}</p><p>Copyright 2026 The Associated Press</p>"
)


def test_everything_works_with_a_fresh_ledger(browser):
    for path in ("/articles", "/due", "/names", "/rules"):
        assert browser.get(path).status_code == 200
    assert "Nothing has been read yet." in browser.get("/articles").text


def test_search_and_filters(browser):
    browser.example("wire-story.html")
    browser.example("licensed-story.html")
    assert "2 articles" in plain(browser.get("/articles").text)
    for query, headline in (
        ("text=logbook", "Ferry crews"), ("holder=The+Associated+Press", "Ferry crews"), ("agency=AP", "Ferry crews"),
        ("publisher=Upland+Sentinel", "Who pays"), ("finding=SRC003", "Ferry crews"),
        ("since=2026-05-01&until=2026-05-31", "Who pays"),
    ):  # fmt: skip
        page = plain(browser.get(f"/articles?{query}").text)
        assert "1 article " in page, query
        assert headline in page, query
    assert "Nothing fits." in browser.get("/articles?text=zeppelin").text


@pytest.mark.parametrize(
    "query",
    [
        "articles?verdict=maybe",
        "articles?since=soon",
        "articles?after=nonsense",
        "due?within=9999999999999",
        "due?kind=x",
    ],
)
def test_a_filter_that_is_none_is_told(browser, query):
    assert browser.get(f"/{query}").status_code == 422


def test_pages_follow_each_other_and_lose_nothing(browser, ledger):
    entries = []
    for number in range(120):
        data = STORY.format(title=f"Story {number:03}", text="It rained. " * (number + 1)).encode()
        (article,) = provenance.read(data)
        entries.append(Entry(article, source=f"{number}.html"))
    list(ledger.add_all(entries))
    path, seen = "/articles?holder=The+Associated+Press", []
    while path:
        page = browser.get(path).text
        seen += re.findall(r"Story \d{3}", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"Story {number:03}" for number in reversed(range(120))]


def test_one_holder_with_its_stories_and_terms(browser):
    browser.read(STORY.format(title="Rain", text="It rained."))
    names = browser.get("/names").text
    assert "The Associated Press" in names
    (path,) = set(re.findall(r'href="(/name\?name=[^"]+associated[^"]*|/name\?name=[^"]*ap)"', names, re.IGNORECASE))
    page = plain(browser.get(path).text)
    assert "As © holder: 1 version" in page
    assert "Its terms" in page


def test_recorded_terms_as_a_page(browser):
    page = plain(browser.get("/terms/propublica").text)
    assert "Inherited: Creative Commons" in page
    assert "You may" in page
    assert "not verified" in page or "read" in page


def test_every_rule_has_its_page(browser):
    listed = browser.get("/rules").text
    for rule in RULES:
        assert f'href="/rules/{rule.CODE}"' in listed
        assert "Why it matters" in browser.get(f"/rules/{rule.CODE}").text


def test_two_versions_side_by_side(browser):
    url = "https://lantern-post.example/rain"
    first = browser.read(STORY.format(title="Rain", text="It rained on Monday, all day long."), url=url)
    second = browser.read(STORY.format(title="Rain and snow", text="It rained on Tuesday, all day long."), url=url)
    page = browser.get(f"{second}/versions").text
    assert "Side by side" in page
    assert "<del>It rained on Monday, all day long.</del>" in page
    assert "<ins>It rained on Tuesday, all day long.</ins>" in page
    assert re.search(r"Headline\s*<strong>changed</strong>", page)
    other = first.rsplit("/", 1)[1]
    assert "<del>It rained on Monday" in browser.get(f"{second}/versions?with={other}").text
    assert "There is a later version" in browser.get(first).text
    assert "later version" not in browser.get(second).text


def test_the_same_twice_has_no_changes():
    (article,) = provenance.read(STORY.format(title="Rain", text="It rained.").encode())
    sides = compare((article, ["a", "b"]), (article, ["a", "b"]))
    assert not any(pair.is_changed for pair in (*sides.facts, *sides.lines))
    assert sides.lines[0].before == "2 lines unchanged"
