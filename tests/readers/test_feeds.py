"""Invented feeds and what is read from each: `feeds/*` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from benchmarks.feeds import feed
from provenance.model import Article, Statement
from provenance.readers.feeds.content import may_speak
from tests.readers.facts import names
from tests.readers.test_hostile import mutate, survives

FEEDS = Path(__file__).parent / "feeds"
ALL = sorted(path for path in FEEDS.iterdir() if path.suffix in (".xml", ".json") and "expected" not in path.name)


def read(source, **options):
    """The articles of a feed, and what could not be read."""
    lost: list = []
    return provenance.read(source, on_unreadable=lost.append, **options), lost


def told(statement: Statement) -> str:
    value = statement.value
    if hasattr(value, "type"):
        extra = [getattr(value, key, None) for key in ("type", "role", "id", "url")]
        kept = [each for each in extra if each and not re.fullmatch(r"(?:person|org)-\d+", each)]
        value = f"{value.name or ''} ({', '.join(kept)})"
    origin = statement.origin
    place = f"{origin.line}:{origin.column} {origin.pointer}" if origin else "-"
    chosen = "" if statement.chosen else "not chosen, "
    return f"{value} [{chosen}{statement.method}, {statement.basis}, {statement.voice}, {statement.scope}] {place}"


def record(article: Article) -> dict:
    said: dict = {}
    for statement in article.statements:
        said.setdefault(statement.property, []).append(told(statement))
    said["assets"] = [
        {key: value for key, value in asset.model_dump(mode="json").items() if value not in (None, [])}
        for asset in article.assets
    ]
    said["chain"] = [f"{hop.party.name if hop.party else None} {hop.action} ({hop.basis})" for hop in article.chain]
    return {"format": article.source_format, "digest": article.digest[:23], **said}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_feed(path, regenerate):
    articles, lost = read(path)
    found = {
        "articles": [record(article) for article in articles],
        "unreadable": [f"{error.place}, line {error.line}: {error.message}" for error in lost],
    }
    expected = path.with_suffix(".expected.json")
    if regenerate:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_records_are_whole(path):
    for article in read(path)[0]:
        assert provenance.Article.model_validate_json(article.model_dump_json()) == article
        assert provenance.from_graph(provenance.to_graph(article)) == article


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_places_are_right(path):
    """Where a literal is written plainly, it stands at its line and column."""
    data = path.read_bytes()
    text = data.decode("latin-1" if b"ISO-8859-1" in data else "utf-8")
    lines = text.split("\n")
    checked = 0
    for article in read(path)[0]:
        for statement in article.statements:
            origin = statement.origin
            if not origin or not origin.text or not origin.line:
                continue
            words = re.split(r"[\n&\"\\]", origin.text)[0][:40]
            if words and words in text:
                assert lines[origin.line - 1][origin.column - 1 :].startswith(words), statement
                checked += 1
    assert checked > 4


def test_pages_of_one_feed_are_told_apart():
    articles, _ = read(FEEDS / "rss-news.xml")
    assert len({article.digest for article in articles}) == 2
    item = re.search(rb"<item>.*?</item>", (FEEDS / "rss-news.xml").read_bytes(), re.DOTALL)
    assert item is not None
    assert articles[0].digest == "sha256:" + hashlib.sha256(item[0]).hexdigest()
    rdf = re.search(rb"<item .*?</item>", (FEEDS / "rss-rdf.xml").read_bytes(), re.DOTALL)
    assert rdf is not None
    assert read(FEEDS / "rss-rdf.xml")[0][0].digest == "sha256:" + hashlib.sha256(rdf[0]).hexdigest()


# -- what is said of whom -------------------------------------------------------------------------------------------


def properties(article: Article, property: str, **wanted: str) -> list:
    return [
        statement.value
        for statement in article.said(property)
        if all(getattr(statement, key) == value for key, value in wanted.items())
    ]


def test_several_sources_are_all_read():
    two, own = read(FEEDS / "rss-sources.xml")[0]
    assert names(two, "credits") == ["Harbor Bridge News", "Tidewater Ledger"]
    assert [(hop.party.name, hop.action, hop.follows) for hop in two.chain] == [
        ("Harbor Bridge News", "created", ()),
        ("Tidewater Ledger", "created", ()),  # beside the first, and not after it
        ("The Digest", "republished", (1, 2)),
    ]
    assert own.credits == ()


def test_what_the_feed_says_never_covers_an_item_of_another_source():
    two, own = read(FEEDS / "rss-sources.xml")[0]
    assert properties(two, "copyright_notice") == []
    assert properties(own, "copyright_notice", basis="default", scope="site") == ["© 2026 The Digest Company"]
    assert own.copyright_notice is None
    assert two.publisher is not None


def test_licences_are_inherited_as_rfc_4946_says():
    own, copied, unspecified, two = read(FEEDS / "atom.xml")[0]
    by = "https://creativecommons.org/licenses/by/4.0/"
    assert [each.url for each in properties(own, "license", basis="default", scope="site")] == [by]
    assert [each.url for each in properties(copied, "license")] == ["https://creativecommons.org/licenses/by-nd/4.0/"]
    assert properties(copied, "license", basis="default", method="source_field")
    assert properties(unspecified, "license") == []
    assert properties(unspecified, "license_unspecified")
    assert [each.url for each in two.licenses] == [
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "https://lantern.example/terms",
    ]
    assert own.licenses == copied.licenses == ()


def test_media_keep_what_is_theirs():
    three, text = read(FEEDS / "rss-media.xml")[0]
    picture, film, sound = three.assets
    assert (picture.credit, picture.holder.name, picture.notice) == (
        "Nils Berg", "Harbor Bridge News", "2026 Harbor Bridge News",
    )  # fmt: skip
    assert picture.license == "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    assert (film.type, film.credit, film.holder, film.license) == ("video", "Anna Lake", None, None)
    assert (sound.type, sound.credit, sound.holder.name) == ("audio", "Anna Lake", "Tidewater Sound")
    assert [each.id for each in three.licenses] == ["CC-BY-SA-4.0"]
    assert three.copyright_notice is None
    assert three.expires is None
    assert [(asset.url[-5:], asset.credit) for asset in text.assets] == [("4.jpg", "Nils Berg")]


def test_names_by_namespace_and_not_by_prefix():
    data = (FEEDS / "rss-media.xml").read_bytes()
    other = re.sub(rb"(?<=[<:/])m(?=[:=])", b"zz9", data)
    assert other != data
    assert [record(a)["assets"] for a in read(other)[0]] == [record(a)["assets"] for a in read(data)[0]]
    wrong = data.replace(b"http://search.yahoo.com/mrss/", b"urn:nobody")
    assert read(wrong)[0][0].assets == ()


def test_an_address_of_the_feed_is_none_of_its_items():
    articles, _ = read(FEEDS / "rss-news.xml", url="https://lantern.example/feed")
    assert {article.url for article in articles} == {
        "https://lantern.example/2026/03/second-lamp",
        "https://lantern.example/2026/03/ferry",
    }


def test_the_look_before_a_story_is_read_misses_nothing(monkeypatch):
    """What is found in stories is the same when each is read whole."""
    data = b"".join(feed(150))
    before = [content(article) for article in provenance.iter_articles(data)]
    monkeypatch.setattr("provenance.readers.feeds.content.may_speak", lambda text: True)
    assert before == [content(article) for article in provenance.iter_articles(data)]


SPEAKING = [
    "<p>HARBOR BRIDGE (AP) — The lamp was lit.</p>",
    "<figure><img src='a.jpg'><figcaption>"
    + "A long caption. " * 90
    + "</figcaption></figure><p><b>BERLIN (dpa)</b> - Die Lampe.</p>",
    "<p>By <a href='/x'>Maria Oake</a></p><p>The lamp.</p>",
    "<div>Reuters</div><p>The lamp.</p>",
    "<p>The lamp.</p><p>© 2026 Harbor Bridge News</p>",
    "<p>The lamp.</p><p>— By Maria Oake</p>",
    "<p>" + "The lamp is lit. " * 200 + "</p><p>(Reporting by Maria Oake; Editing by Tom Reed)</p>",
    "<p>" + "Die Lampe. " * 200 + " (dpa)</p>",
    "<p>Originally published by Harbor Bridge News.</p>",
    '<p>The lamp.</p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/"><img src="cc.png"></a>',
    "The lamp is licensed under CC BY 4.0.",
]


@pytest.mark.parametrize("story", SPEAKING)
def test_stories_that_speak(story):
    assert may_speak(story)


def test_a_story_that_says_nothing_of_its_rights():
    assert not may_speak("<p>The lamp was lit on Monday.</p>" * 40)


# -- the order of elements says nothing -----------------------------------------------------------------------------


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """The children of channel and items in another order, those of one name in theirs."""

    def shuffle(text: str, tag: str) -> str:
        inner = re.search(rf"(<{tag}[^>]*>)(.*)(</{tag}>)", text, re.DOTALL)
        assert inner is not None
        pieces = [m.group() for m in re.finditer(_CHILD, inner[2])]
        queues: dict[str, list[str]] = {}
        for piece in pieces:
            queues.setdefault(re.match(r"<([\w:]+)", piece)[1], []).append(piece)  # type: ignore[index]
        order = [re.match(r"<([\w:]+)", piece)[1] for piece in pieces]  # type: ignore[index]
        chance.shuffle(order)
        return inner[1] + "\n".join(queues[name].pop(0) for name in order) + inner[3]

    text = data.decode()
    text = re.sub(r"<item>.*?</item>", lambda item: shuffle(item[0], "item"), text, flags=re.DOTALL)
    head, tail = text.split("<channel>")[0], text.split("</channel>")[1]
    channel = re.search(r"<channel>.*</channel>", text, re.DOTALL)
    assert channel is not None
    return (head + shuffle(channel[0], "channel") + tail).encode()


_CHILD = re.compile(r"<([\w:]+)(?:\s[^>]*)?(?:(?<=/)>|>.*?</\1>)", re.DOTALL)


def content(article: Article) -> dict:
    """What is said, without places and digests."""
    return {
        "said": sorted(
            f"{s.property} {getattr(s.value, 'name', s.value)} {s.method} {s.basis} {s.scope} {s.chosen}"
            for s in article.statements
        ),
        "assets": sorted(f"{asset.url} {asset.credit} {asset.notice}" for asset in article.assets),
    }


@given(st.integers(0, 10_000))
def test_the_order_of_elements_says_nothing(seed):
    for name in ("rss-news.xml", "rss-sources.xml"):
        data = (FEEDS / name).read_bytes()
        mixed = shuffled(data, random.Random(seed))  # noqa: S311
        before = sorted((content(article) for article in read(data)[0]), key=str)
        after = sorted((content(article) for article in read(mixed)[0]), key=str)
        assert after == before


# -- items that cannot be read --------------------------------------------------------------------------------------


def test_one_bad_item_never_stops_the_rest():
    articles, lost = read(FEEDS / "broken-items.xml")
    assert [article.headline for article in articles] == ["Whole", "Whole again", "Last whole"]
    assert [error.line for error in lost] == [7, 8, 9, 11, 14]
    assert all(error.place.startswith("/rss/channel/item[") for error in lost)


def test_without_a_callback_the_rest_is_read():
    assert len(provenance.read(FEEDS / "broken-items.xml")) == 3


@pytest.mark.parametrize("cut", [300, 600, 1200, 2500])
def test_items_before_a_break_are_read(cut):
    data = (FEEDS / "rss-news.xml").read_bytes()[:cut]
    articles, lost = read(data)
    assert len(articles) == data.count(b"</item>")
    assert len(lost) == 1


def test_broken_items_of_a_json_feed():
    whole = (FEEDS / "feed.json").read_text("utf-8")
    articles, lost = read(whole.replace('"id": "1",', '"id": 1 oops,').encode())
    assert [article.url for article in articles] == ["https://lantern.example/2026/03/ferry"]
    assert [(error.place, error.line) for error in lost] == [("/items/0", 6)]
    articles, lost = read(whole.replace('"items": [', '"items": [7, ').encode())
    assert len(articles) == 2
    assert [error.place for error in lost] == ["/items/0"]
    articles, lost = read(whole[: whole.index("content_text")].encode())
    assert len(articles) == 1
    assert [error.place for error in lost] == ["/items/1"]


# -- damaged feeds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_mutants(path):
    """Whatever happens to the bytes: articles, unreadable items, or a refusal; and records that can be written down."""
    chance = random.Random(path.name)  # noqa: S311 - the same mutants each time
    for _ in range(25):
        survives(mutate(bytearray(path.read_bytes()), chance), None, chance.choice((None, None, "rss", "jsonfeed")))
