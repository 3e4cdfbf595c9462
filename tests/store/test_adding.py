"""Adding: versions, readings of the same again, what changed, texts, and finding it all again."""

from __future__ import annotations

import json

import pytest

import provenance
from provenance.model import Article
from provenance.store import Ledger
from provenance.store.identity import fingerprint, key_of, keys_of
from provenance.store.packing import encode, pack, unpack
from provenance.store.writing import Entry
from tests.store.samples import NOW, URL, article, entry, later, page, report


def test_what_is_added_comes_back_whole(ledger: Ledger) -> None:
    story = article(page(agency="AP"))
    judged = report(story)
    version = ledger.add(story, judged, source="story.html", now=NOW)
    found = ledger.article(version)
    assert found is not None
    assert found.article == story
    assert found.judgement is not None
    assert found.judgement.decision == judged.decisions[0]
    assert found.judgement.findings == judged.findings
    assert found.judgement.config_digest == judged.config_digest
    assert (found.source, found.is_latest, found.redaction) == ("story.html", True, None)
    assert found.recorded_at == "2026-03-01T12:00:00.000000Z"


def test_text_that_no_database_keeps_is_kept_as_a_replacement_character(ledger: Ledger) -> None:
    story = article().model_copy(update={"headline": "A lone \ud800 surrogate, a \x00 and \u2028"})
    found = ledger.article(ledger.add(story))
    assert found is not None
    assert found.article is not None
    assert found.article.headline == "A lone \ufffd surrogate, a \x00 and \u2028"


@pytest.mark.parametrize(
    "spelling",
    [URL, "http://www.harbor-post.example/2026/02/ferry-fares/?utm_source=x#top", "ni", "sequence", "decimal"],
)
def test_an_article_is_found_by_address_in_any_spelling_by_id_and_by_entry(ledger: Ledger, spelling: str) -> None:
    version = ledger.add(article())
    id = {"ni": article().id, "sequence": version, "decimal": str(version)}.get(spelling, spelling)
    found = ledger.article(id)
    assert found is not None
    assert found.sequence == version
    assert ledger.article("https://harbor-post.example/other") is None
    assert ledger.versions("https://harbor-post.example/other") == ()
    assert ledger.history(99) == ()


def test_the_same_once_more_is_only_another_reading(ledger: Ledger) -> None:
    first = ledger.add(article(), report(article()))
    again = article(page(), URL, later(24))
    assert again.read_at != article().read_at
    assert ledger.add(again, report(again)) == first
    assert len(ledger.versions(first)) == 1
    assert [event.kind for event in ledger.history(first)] == ["reading", "judgement"] * 2
    assert len(ledger.judgements(first)) == 2


def test_a_page_that_goes_back_to_what_it_was_is_a_third_version(ledger: Ledger) -> None:
    there, back = article(page()), article(page("Ferry fares go up"))
    versions = [ledger.add(each) for each in (there, back, there)]
    assert len(set(versions)) == 3
    assert [each.headline for each in ledger.versions(URL)] == [there.headline, back.headline, there.headline]
    latest = ledger.article(URL)
    assert latest is not None
    assert (latest.sequence, latest.is_latest) == (versions[2], True)
    first = ledger.article(versions[0])
    assert first is not None
    assert not first.is_latest


LICENSED = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        ({"status": "withdrawn"}, ("withdrawn",)),
        ({"status": "corrected"}, ("corrected",)),
        ({"usage_terms": "Not for resale."}, ("relicensed",)),
        ({"headline": "Ferry fares go up", "digest": "sha256:" + "0" * 64}, ("edited",)),
        ({"status": "canceled", "restrictions": ("no print",)}, ("withdrawn", "relicensed")),
        ({"robots": "noai"}, ()),
    ],
)
def test_a_new_version_says_what_changed(ledger: Ledger, after: dict[str, object], changes: tuple[str, ...]) -> None:
    ledger.add(article())
    ledger.add(article().model_copy(update=after))
    assert ledger.versions(URL)[1].changes == changes


def test_a_licence_that_appears_on_a_page_is_a_change_of_licence(ledger: Ledger) -> None:
    ledger.add(article())
    ledger.add(article(page(tail=f"© 2026 Harbor Post. {LICENSED}")))
    assert "relicensed" in ledger.versions(URL)[1].changes


def test_a_copy_that_names_its_original_as_canonical_is_no_version_of_it(ledger: Ledger) -> None:
    version = ledger.add(article())
    copy = article(page(publisher="Tide Weekly", head=f'<link rel="canonical" href="{URL}">'), None)
    assert (copy.url, copy.canonical_url) == (None, URL)
    ledger.add(copy)
    assert len(ledger.versions(version)) == 1


def test_a_feed_item_is_not_compared_with_the_page(ledger: Ledger) -> None:
    ledger.add(article())
    item = article().model_copy(update={"source_format": "rss", "headline": "Fares", "digest": "sha256:" + "1" * 64})
    ledger.add(item)
    assert ledger.versions(URL)[1].changes == ()


def test_the_same_story_pasted_twice_is_one_work(ledger: Ledger) -> None:
    first = b"Ferry fares frozen\n\nThe harbour council voted - on Monday - to keep\nthe fares as they are."
    second = first.replace(b"\n", b"\r\n").replace(b" - ", " – ".encode())
    versions = [ledger.add(provenance.read(each)[0], text=each) for each in (first, second)]
    assert len(ledger.versions(versions[0])) == 2
    found = ledger.by_text(fingerprint(first.decode()))
    assert found is not None
    assert found.sequence == versions[1]


def test_a_text_is_kept_only_where_it_is_wanted_and_so_long(ledger: Ledger) -> None:
    version = ledger.add(article(), text=page(), charset="utf-8", keep_until=later(48), now=NOW)
    bare = ledger.add(*entry(1)[:2])
    found = ledger.text(version, now=later(47))
    assert found is not None
    assert (found.body, found.charset) == (page(), "utf-8")
    assert ledger.text(bare, now=NOW) is None
    assert ledger.text(version, now=later(48)) is None, "what is over is not given away, erased or not"
    assert ledger.purge(later(47)) == 0
    assert ledger.purge(later(49)) == 1
    assert ledger.purge(later(49)) == 0
    assert ledger.text(version, now=NOW) is None
    assert ledger.history(version)[-1].text.startswith("Erased (text) by ledger")
    found_article = ledger.article(version)
    assert found_article is not None
    assert found_article.article is not None


def test_the_same_text_is_kept_once(ledger: Ledger) -> None:
    for until in (later(48), later(24), later(72), None, later(96)):
        version = ledger.add(article(), text=page(), keep_until=until, now=NOW)
    assert ledger.purge(later(60)) == 1
    assert ledger.purge(later(500)) == 1
    assert ledger.text(version, now=later(900)) is not None


def test_a_batch_is_written_as_single_entries_are(ledger: Ledger) -> None:
    there, changed = article(page()), article(page("Ferry fares go up"))
    batch = [Entry(each, report(each)) for each in (there, changed, there, there)]
    versions = list(ledger.add_all(batch, size=10))
    assert len(versions) == 4
    assert versions[2] == versions[3]
    assert [each.changes for each in ledger.versions(URL)] == [(), ("edited",), ("edited",)]


def test_a_report_brings_only_what_is_of_the_article(ledger: Ledger) -> None:
    stories = [entry(number).article for number in (1, 2)]
    both = provenance.check(stories, at=NOW)
    version = ledger.add(stories[0], both)
    found = ledger.article(version)
    assert found is not None
    assert found.judgement is not None
    assert {finding.article for finding in found.judgement.findings} == {stories[0].id}
    assert found.judgement.decision == both.decisions[0]


def test_an_organisation_keeps_its_key_under_every_name() -> None:
    ap = "https://w3id.org/news-provenance/agency/ap"
    assert {key_of(name) for name in ("AP", "The Associated Press", "apnews.com", ap)} == {ap}
    assert key_of("Harbor  Post") == key_of("harbor post") == "name:harbor post"
    assert "name:the associated press" in keys_of("AP"), "found also where it was recorded before the registry knew it"


def test_readings_come_in_order_and_once_more_when_something_new_concerns_them(ledger: Ledger) -> None:
    versions = [ledger.add(*entry(number)[:2]) for number in range(3)]
    first = list(ledger.iter_readings())
    assert [each.version for each in first] == versions
    assert [each.article for each in first] == [entry(number).article for number in range(3)]
    assert list(ledger.iter_readings(first[-1].sequence)) == []
    changed = entry(0).article.model_copy(update={"headline": "Another"})
    ledger.add(changed)
    ledger.redact(versions[1], reason="asked", by="desk")
    news = list(ledger.iter_readings(first[-1].sequence))
    assert [(each.article_id, each.article and each.article.headline) for each in news] == [
        (changed.id, "Another"),
        (entry(1).article.id, None),
    ]
    assert news[0].supersedes == entry(0).article.id
    assert news[0].is_latest
    assert ledger.last_sequence() >= news[-1].sequence


def test_many_readings_come_page_by_page(ledger: Ledger) -> None:
    base = entry(0)
    many = [
        Entry(base.article.model_copy(update={"id": f"ni:///sha-256;{n}#copy", "url": f"https://a.example/{n}"}))
        for n in range(450)
    ]
    assert len(set(ledger.add_all(many))) == 450
    assert len({each.version for each in ledger.iter_readings()}) == 450


def test_an_article_of_any_kind_can_be_added(ledger: Ledger) -> None:
    bare = Article(id="ni:///sha-256;x#copy", digest="sha256:" + "f" * 64, source_format="text",
                   read_at="2026-03-01T12:00:00Z", tool_version="0")  # fmt: skip
    found = ledger.article(ledger.add(bare))
    assert found is not None
    assert (found.article, found.judgement, found.work) == (bare, None, bare.id)
    assert ledger.list().rows[0].verdict is None


def test_what_is_packed_is_what_a_noun_dumps() -> None:
    story = article(page(agency="AP"))
    judged = report(story, audience="US")
    for noun in (story, judged.decisions[0], *judged.findings):
        assert json.loads(encode(noun)) == noun.model_dump(mode="json")
        assert unpack(type(noun), pack(noun)) == noun
    again = Article.model_validate(story.model_dump(mode="json"))
    assert encode(again) == encode(story), "also where it was made in another way"
