"""From what is pasted to its answer."""

from __future__ import annotations

import html
import json
import re

import pytest

from provenance.config import Config
from provenance.model import Article, Report
from provenance.web import create_app
from tests.web.conftest import EXAMPLES, Browser

USE = {
    "use": "1", "parts": "text", "medium": "web", "audience_territory": "US", "extent": "full", "edits": "none",
    "monetisation": "page_ads", "automation": "individual", "organisation.kind": "newsroom",
    "organisation.country": "US", "when": "2026-03-20",
}  # fmt: skip


def plain(text: str) -> str:
    """What a reader sees, roughly."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def newsroom(ledger) -> Browser:
    return Browser(create_app(ledger, Config.load(EXAMPLES / "newsroom.toml")))


def test_a_fresh_desk_has_a_start_page(browser):
    page = browser.get("/")
    assert page.status_code == 200
    assert "May we run this story?" in page.text
    assert "Lately checked" not in page.text


def test_the_answer_says_what_to_do_next_and_whom_to_credit(browser):
    text = plain(browser.get(browser.example("pasted-story.txt")).text)
    assert "ask Harbor Bridge News Foundation" in text
    assert "its terms are not recorded here" in text
    assert "© 2025 Harbor Bridge News Foundation." in text
    assert "The byline is empty: it names nobody." in text
    assert text.index("May we run it?") < text.index("Credit so far") < text.index("The byline is empty")


def test_terms_are_judged_for_the_use_that_is_told(ledger):
    browser = newsroom(ledger)
    address = browser.example("wire-story.html", **USE)
    assert "audience_territory=US" in address
    text = plain(browser.get(f"{address}&at=2026-03-20").text)
    assert "allowed if this is done" in text
    assert "Take it down, or cut it to a link after 30 days." in text
    again = plain(browser.get(address.replace("audience_territory=US", "audience_territory=world")).text)
    assert "ask The Associated Press" in again


def test_a_question_is_answered_in_place(ledger):
    browser = newsroom(ledger)
    address = browser.example("wire-story.html", **{**USE, "audience_territory": ""})
    page = browser.get(f"{address}&at=2026-03-20").text
    assert "In which countries will it be seen?" in page
    form = re.search(r'<form class="questions".*?</form>', page, re.DOTALL)[0]
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    assert "audience_territory" not in dict(hidden)
    answered = browser.get(address.split("?")[0], query_string=[*hidden, ("audience_territory", "US")])
    assert "allowed if this is done" in plain(answered.text)


def test_who_owns_a_text_is_answered_with_its_terms(browser):
    address = browser.read("A short note about nothing\n\nIt rained on the quay for most of the day.")
    page = browser.get(address).text
    assert "Who owns this text?" in page
    assert '<option value="CC-BY-4.0"' in page
    assert "can&#39;t tell yet" in page or "can't tell yet" in page.lower()
    assert "can't tell yet" not in plain(browser.get(address, query_string={"under": "CC-BY-4.0"}).text).split("Why")[0]


def test_what_the_editor_says_is_a_fact_from_the_editor(browser):
    address = browser.read(
        "A short note\n\nIt rained.", publisher="The Quay", url="https://quay.example/rain", date="2026-01-02"
    )
    page = plain(browser.get(address).text)
    assert "The Quay" in page
    assert "from the editor" in page
    later = plain(browser.get(address, query_string={"publisher": "The Other Quay"}).text)
    assert "The Other Quay" in later


def test_a_fact_is_marked_where_it_was_read(browser):
    page = browser.get(browser.example("wire-story.html")).text
    assert re.search(r'<a class="fact stated" href="#s-\d+"[^>]*><mark>ODESSA FENWICK-RUEL</mark>', page)
    assert re.search(r'role="tooltip"[^>]*><span class="said"><strong>author</strong>: Odessa Fenwick-Ruel', page)
    targets = set(re.findall(r'href="#(s-\d+)"', page))
    assert targets <= set(re.findall(r'<tr id="(s-\d+)"', page))


def test_the_chain_is_drawn_and_told_in_words(browser):
    page = browser.get(browser.example("wire-story.html")).text
    assert '<svg class="way wide"' in page
    assert '<path class="step inferred"' in page
    assert "The Lantern Post ran it" in plain(page)


def test_the_twins(browser):
    address = browser.example("licensed-story.html")
    data = browser.get(f"{address}.json").json
    article = Article.model_validate(data["article"])
    assert Report.model_validate(data["report"]).decisions[0].article == article.id
    assert json.loads(browser.get(f"{address}.jsonld").text)["@context"]
    turtle = browser.get(f"{address}.ttl")
    assert turtle.headers["Content-Type"].startswith("text/turtle")
    assert "Tidewater Ledger" in turtle.text
    assert f'href="{address}.ttl"' in browser.get(address).text


def test_the_use_is_remembered(browser):
    browser.example("own-story.html", **USE)
    page = browser.get("/").text
    assert re.search(r'value="US"', page)
    assert re.search(r'name="monetisation" value="page_ads" checked', page)
    assert "2026-03-20" not in page  # the day was that story's


def test_the_head_snippet_of_our_copy_wants_our_address(browser):
    address = browser.example("licensed-story.html")
    assert "credit-head" not in browser.get(address).text
    page = browser.get(address, query_string={"our_url": "https://ours.example/well"}).text
    assert "credit-head" in page
    assert "https://ours.example/well" in page
    assert browser.get(address, query_string={"our_url": "javascript:alert(1)"}).status_code == 422


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"source": ""}, "paste an address"),
        ({"source": "https://localhost/secret"}, "localhost"),
        ({"source": "http://169.254.169.254/latest/meta-data"}, "169.254"),
        ({"source": "A story", "url": "javascript:alert(1)"}, "expected an http or https address"),
        ({"source": "A story", "date": "yesterday"}, "expected a date"),
        ({"source": "A story", "use": "1", "audience_territory": "Atlantis"}, "ISO 3166"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_form(browser, fields, words):
    answer = browser.post("/read", **fields)
    assert answer.status_code == 422
    assert words in plain(answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert html.escape(fields["source"]) in answer.text


def test_a_long_feed_is_cut_and_says_so(browser, monkeypatch):
    monkeypatch.setattr("provenance.web.intake.MOST", 2)
    items = "".join(f"<item><title>Story {n}</title><link>https://a.example/{n}</link></item>" for n in range(3))
    page = browser.post("/read", source=f'<rss version="2.0"><channel><title>A</title>{items}</channel></rss>')
    assert "Here the first 2 were read" in plain(page.text)
    assert "Story 2" not in page.text


def test_a_pasted_name_of_a_file_is_text(browser):
    page = browser.get(browser.read("/etc/passwd"))
    assert "root:" not in page.text


def test_a_dropped_file_is_read(browser):
    import io

    file = (io.BytesIO((EXAMPLES / "wire-story.html").read_bytes()), "wire.html")
    answer = browser.post("/read", source="", file=file)
    assert "Ferry crews" in answer.text
    assert "wire.html" in answer.text or "lantern-post.example" in answer.text


def test_a_feed_is_a_list_of_answers(browser):
    items = "".join(f"<item><title>Story {n}</title><link>https://a.example/{n}</link></item>" for n in range(3))
    answer = browser.post("/read", source=f'<rss version="2.0"><channel><title>A</title>{items}</channel></rss>')
    assert "3 stories" in plain(answer.text)
    (first, *_) = re.findall(r'class="headline" href="([^"]+)"', answer.text)
    assert "Story 0" in browser.get(first).text


@pytest.mark.parametrize("name", ["pasted", "wire", "licensed", "press", "german", "own"])
def test_every_example_has_an_answer(browser, name):
    assert browser.post(f"/examples/{name}").status_code == 200


@pytest.mark.parametrize("query", ["at=yesterday", "use=1&medium=telepathy", "under=nobody-knows"])
def test_an_address_that_asks_for_nonsense_is_told_so(browser, query):
    answer = browser.get(f"{browser.example('own-story.html')}?{query}")
    assert answer.status_code == 422
    assert "That did not work" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/articles/7",
        "/articles/7.json",
        f"/articles/{10**20}",
        "/articles/-1",
        "/rules/XXX999",
        "/terms/nothing",
        "/name?name=x",
        "/x",
    ],
)
def test_what_is_not_there(browser, path):
    assert browser.get(path).status_code == 404


def test_an_erased_record_shows_its_tombstone(browser, ledger):
    address = browser.example("own-story.html")
    ledger.redact(int(address.rsplit("/", 1)[1]), reason="asked for by the author", by="desk")
    page = browser.get(address)
    assert page.status_code == 410
    assert "asked for by the author" in page.text
    assert browser.get(f"{address}.json").status_code == 410
    assert browser.get("/articles").status_code == 200


def test_a_page_is_fetched_as_check_does_and_what_was_noted_is_told(browser, monkeypatch):
    from provenance.reading import Loaded

    data = (EXAMPLES / "wire-story.html").read_bytes()
    asked: list[str] = []

    def load(source: str) -> Loaded:
        asked.append(source)
        return Loaded(data, source, "https://mirror.example/ferry", "utf-8", ("robots.txt closes this page",))

    monkeypatch.setattr("provenance.web.intake.load", load)
    page = browser.get(browser.read(" https://mirror.example/ferry?x=1 "))
    assert asked == ["https://mirror.example/ferry?x=1"]
    assert "robots.txt closes this page" in page.text
    assert "from the editor</span>" not in page.text.split("All ")[0].split('class="legend"')[0]


def test_a_story_in_another_language_says_so(browser):
    page = browser.get(browser.example("agenturmeldung.html")).text
    assert re.search(r'<h1 lang="de(-[A-Z]+)?">', page)
    nasty = '<html lang="de&quot; onload=x"><title>Regen</title><h1>Regen</h1><p>Es hat den ganzen Tag geregnet.</p>'
    assert "onload=x" not in re.sub(r"&#34;|&quot;", "", browser.get(browser.read(nasty)).text.split("<h2", 1)[0])


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-02-30"])
def test_an_instant_that_no_clock_shows_is_told(browser, at):
    answer = browser.get(browser.example("own-story.html"), query_string={"at": at})
    assert answer.status_code == 422
    assert "expected a day as 2026-12-01" in answer.text


@pytest.mark.parametrize("source", ["www.example.org/story", "example.org", "ftp://example.org/x", "file:///etc/hosts"])
def test_what_is_nearly_an_address_is_not_taken_for_a_text(browser, source):
    answer = browser.post("/read", source=source)
    assert answer.status_code == 422
    assert "begin the address with https://" in answer.text


@pytest.mark.parametrize("source", ["Word.", "<p>example.org/story</p>", "全文一句話。", "See example.org/story"])
def test_a_word_that_is_no_address_is_a_text(browser, source):
    assert browser.read(source)


def test_our_own_mistake_is_told_in_plain_words(app, monkeypatch):
    browser = Browser(app)
    monkeypatch.setattr("provenance.web.pages.check", lambda *_, **__: 1 // 0)
    answer = browser.post("/read", source="A story")
    assert answer.status_code == 500
    assert "The desk made a mistake" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_feed_says_what_to_do_next(browser):
    items = "".join(f"<item><title>Story {n}</title><link>https://e.example/{n}</link></item>" for n in range(40))
    answer = browser.post("/read", source=f'<rss version="2.0"><channel><title>E</title>{items}</channel></rss>')
    assert "40 stories in what you pasted" in answer.text
    assert "Open one to see why" in answer.text
