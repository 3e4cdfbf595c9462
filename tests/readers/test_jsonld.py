"""Invented JSON-LD files and what is read from each: `linked/*.jsonld` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import provenance
from provenance.errors import TooLargeError, UnreadableError
from provenance.readers import sniff
from provenance.readers.linked import jsonld
from provenance.terms.foreign import page_policies
from tests.readers.facts import names
from tests.readers.test_feeds import properties, read, record
from tests.readers.test_hostile import mutate, survives

LINKED = Path(__file__).parent / "linked"
ALL = sorted(path for path in LINKED.iterdir() if path.suffix == ".jsonld")


def found_in(path: Path) -> dict:
    articles, lost = read(path)
    return {
        "articles": [record(article) for article in articles],
        "unreadable": [f"{error.place}, line {error.line}: {error.message}" for error in lost],
    }


def expected_of(path: Path) -> Path:
    return path.with_name(path.name + ".expected.json")


def described(**keys: object) -> bytes:
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **keys}).encode()


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_jsonld(path, regenerate):
    found = found_in(path)
    if regenerate:
        expected_of(path).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected_of(path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_records_are_whole(path):
    for article in read(path)[0]:
        assert provenance.Article.model_validate_json(article.model_dump_json()) == article
        assert provenance.from_graph(provenance.to_graph(article)) == article


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_places_are_right(path):
    """A pointer leads to the value, and the words stand at their line and column."""
    lines = path.read_text("utf-8").split("\n")
    whole = None if "broken" in path.name else json.loads(path.read_bytes())
    checked = 0
    for article in read(path)[0]:
        for statement in article.statements:
            origin = statement.origin
            if origin is None or not origin.text or not origin.line:
                continue
            assert lines[origin.line - 1][origin.column - 1 :].startswith(origin.text), statement
            value = whole
            for step in origin.pointer.partition("#")[0].split("/")[1:] if whole is not None else ():
                value = value[int(step) if isinstance(value, list) else step.replace("~1", "/").replace("~0", "~")]
            assert whole is None or origin.text in str(value)
            checked += 1
    assert checked


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_the_format_is_sniffed(path):
    assert sniff(path.read_bytes()) == "jsonld"


def test_jsonld_is_told_from_other_json():
    assert sniff(b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"@type": "x"}]}') == "jsonfeed"
    odrl = b'{"uri": "x", "rightsInfo": {"encodedRights": {"@context": "http://www.w3.org/ns/odrl.jsonld"}}}'
    assert sniff(odrl) == "ninjs"
    assert sniff(b'{"@context": "https://schema.org", "usageTerms": "x"}') == "jsonld"
    assert sniff(b'[\n {\n "headline": "x", "@type": "NewsArticle"}]') == "jsonld"
    assert sniff(b'{"name": "x", "versions": []}') == "text"


# -- what is said of whom ---------------------------------------------------------------------------------------------


def test_a_file_speaks_for_itself():
    """What a page's template says by default, a file says of its article: nothing in it is a template's."""
    ((article,), _) = read(LINKED / "story.jsonld")
    assert names(article, "authors") == ["Maria Oake", "Tom Reed"]
    assert names(article, "copyright_holders") == [article.publisher.name] == ["The Lantern Post"]
    assert (article.copyright_years, article.copyright_notice) == ((2026,), "© 2026 The Lantern Post")
    assert article.url == "https://lantern.example/2026/03/lamp"
    assert article.original_url == "https://harborbridge.example/lamp"
    assert article.is_accessible_for_free is False
    assert [each.id for each in article.licenses] == ["CC-BY-ND-4.0"]
    assert properties(article, "usage_terms") == ["Subscribers only", "https://lantern.example/reprints"]
    (picture,) = article.assets
    assert (picture.credit, picture.holder.name) == ("Nils Berg / Harbor Bridge News", "Nils Berg")
    assert (picture.license, picture.line) == ("https://creativecommons.org/licenses/by/4.0/", 27)
    assert [(each.text, each.date) for each in article.corrections] == [("The lamp is on the long pier.", "2026-03-06")]
    assert "Somebody Else" not in article.model_dump_json()
    assert {s.voice for s in article.statements if s.method == "item_field"} == {"supplier"}
    assert {s.basis for s in article.statements if s.method == "item_field"} == {"stated"}


def test_a_page_and_a_file_say_the_same():
    """One code reads both: the same properties with the same values, but for what only a file says."""
    data = json.loads((LINKED / "story.jsonld").read_bytes())
    del data["articleBody"]
    text = json.dumps(data)
    (file,) = provenance.read(text.encode(), format="jsonld")
    page = f'<h1>{data["headline"]}</h1><p>Text.</p><script type="application/ld+json">{text}</script>'
    (html,) = provenance.read(page.encode(), format="html")

    def said(article, methods):
        return {
            (s.property, s.value.name if hasattr(s.value, "name") else str(s.value))
            for s in article.statements
            if s.method in methods
        }

    of_page = said(html, {"json_ld", "json_ld_provider", "json_ld_source_organization"})
    assert len(of_page) > 12
    assert of_page <= said(file, {"item_field"})


def test_several_articles_of_a_graph_and_a_list():
    (first, second), _ = read(LINKED / "graph.jsonld")
    assert (first.headline, first.publisher.name) == ("High Water at the Pier", "Tidewater Ledger")
    assert first.original_url == "https://harborbridge.example/high"
    assert names(first, "copyright_holders") == ["Harbor Bridge News"]
    assert (second.headline, second.url) == ("Low Water, High Time", "https://tide.example/low")
    assert first.digest != second.digest


def test_a_list_keeps_an_article_that_another_one_is_based_on():
    items = [
        {"@type": "NewsArticle", "@id": "https://tide.example/1", "headline": "One"},
        {"@type": "NewsArticle", "headline": "Two", "isBasedOn": {"@id": "https://tide.example/1"}},
    ]
    data = json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items})
    assert [article.headline for article in provenance.read(data.encode())] == ["One", "Two"]


@pytest.mark.parametrize(
    "kind",
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "SocialMediaPosting",
        "Report",
        "http://schema.org/OpinionNewsArticle",
        "schema:TechArticle",
    ],
)
def test_every_kind_of_article(kind):
    ((article,), _) = read(described(**{"@type": kind, "headline": "A Lamp"}))
    assert article.headline == "A Lamp"


def test_a_mere_work_is_the_article_where_nothing_better_is():
    ((article,), _) = read(described(**{"@type": "WebPage", "author": "Maria Oake", "name": "x"}))
    assert names(article, "authors") == ["Maria Oake"]


def test_bare_addresses_of_pictures_are_shapes_of_one():
    pictures = ["https://img.tide.example/16x9.jpg", "https://img.tide.example/4x3.jpg"]
    credited = {"@type": "ImageObject", "url": "https://img.tide.example/2.jpg", "creditText": "Nils Berg"}
    ((article,), _) = read(described(image=[*pictures, credited]))
    assert [(each.url, each.credit) for each in article.assets] == [(pictures[0], None), (credited["url"], "Nils Berg")]


def test_a_notice_names_years_and_holder():
    ((article,), _) = read(described(copyrightNotice="© 2024-2026 Harbor Bridge News. All rights reserved."))
    assert (names(article, "copyright_holders"), article.copyright_years) == (["Harbor Bridge News"], (2024, 2026))


def test_policies_are_those_of_their_targets():
    (high, low), _ = read(LINKED / "policy.jsonld")
    ((policy, _),) = page_policies(high)
    (rule,) = policy.rules
    assert (rule.kind, rule.actions, [duty.action for duty in rule.duties]) == (
        "permission", ("odrl:distribute",), ["odrl:attribute"],
    )  # fmt: skip
    assert not policy.doubts
    ((policy, _),) = page_policies(low)
    assert [(rule.kind, rule.actions) for rule in policy.rules] == [("prohibition", ("odrl:commercialize",))]


def test_lines_of_json():
    data = b"\n".join(described(headline=f"Story {number}") for number in range(3))
    articles, _ = read(data)
    assert [article.headline for article in articles] == ["Story 0", "Story 1", "Story 2"]
    assert articles[2].statements[0].origin.line == 3


def test_an_editor_may_add_to_a_file():
    (article,) = provenance.read(described(headline="A Lamp"), url="https://tide.example/a", publisher="Tide")
    assert (article.url, article.publisher.name) == ("https://tide.example/a", "Tide")


# -- what cannot be read -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"7",
        b'{"@context": "https://schema.org"',
        b'{"@context": "https://schema.org", "@type": "Organization", "name": "Tide"}',
        b"\xff\xfe\x00\x01",
        b'{"@type": "NewsArticle", "author": ' + b"[" * 200_000,
    ],
)
def test_what_is_no_description(data):
    with pytest.raises(UnreadableError):
        provenance.read(data, format="jsonld")


def test_what_nests_too_deep_is_lost_and_the_rest_is_read():
    deep = b'{"@type": "NewsArticle", "author": ' + b"[" * 200 + b"]" * 200 + b"}"
    articles, lost = read(b"[" + deep + b"," + described(headline="A Lamp") + b"]", format="jsonld")
    assert [article.headline for article in articles] == ["A Lamp"]
    assert [error.place for error in lost] == ["/0"]


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_VALUES", "MAX_OBJECTS"])
def test_a_file_over_the_limit(monkeypatch, limit):
    monkeypatch.setattr(jsonld, limit, 1)
    with pytest.raises(TooLargeError):
        provenance.read(described(headline="A Lamp for the Long Pier", author={"name": "Maria Oake"}), format="jsonld")


def test_contexts_that_lead_in_circles():
    data = b'{"@context": {"a": "b:c", "b": "a:d"}, "@type": "NewsArticle", "a:x": "y", "headline": "A Lamp"}'
    assert provenance.read(data)[0].headline == "A Lamp"


def test_no_remote_context_is_fetched(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.create_connection", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    data = json.dumps({"@context": "https://nowhere.example/c", "@type": "NewsArticle", "headline": "A Lamp"})
    assert provenance.read(data.encode())[0].headline == "A Lamp"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_broken_bytes_are_survived(path):
    chance = random.Random(7)  # noqa: S311
    for _ in range(40):
        survives(mutate(bytearray(path.read_bytes()), chance), None, "jsonld")
