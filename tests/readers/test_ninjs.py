"""Invented ninjs files and what is read from each: `ninjs/*` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.errors import UnreadableError
from provenance.readers import sniff
from provenance.readers.ninjs.rights import policy
from provenance.terms.foreign import page_policies
from tests.readers.facts import names
from tests.readers.test_feeds import content, properties, read, record
from tests.readers.test_hostile import mutate, survives

NINJS = Path(__file__).parent / "ninjs"
ALL = sorted(path for path in NINJS.iterdir() if "expected" not in path.name and path.name != "truncated.json")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_ninjs(path, regenerate):
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
def test_the_format_is_sniffed(path):
    assert sniff(path.read_bytes()) == "ninjs"


def test_ninjs_is_told_from_other_json():
    assert sniff(b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"body_text": ""}]}') == "jsonfeed"
    assert sniff(b'{"@context": "https://schema.org", "@type": "NewsArticle", "copyrightHolder": "x"}') != "ninjs"
    assert sniff(b'{"name": "x", "versions": []}') == "text"
    assert sniff(b'{"uri": "urn:x:1", "type": "audio"}') == "ninjs"
    assert sniff(b'{"type": "picture", "uri": "urn:x:1"}') == "ninjs"
    assert sniff(b'{"type": "picture", "name": "x"}') == "text"


def test_a_truncated_object_is_no_article():
    with pytest.raises(UnreadableError, match="line 3"):
        provenance.read(NINJS / "truncated.json")


@pytest.mark.parametrize("data", [b"", b"7", b'"ninjs"', b"\xff\xfe\x00"])
def test_what_is_no_object(data):
    with pytest.raises(UnreadableError):
        provenance.read(data, format="ninjs")


STORY = '{"uri": "urn:%s", "headline": "Lamp %s", "genre": [{"name": "Feature"}], "pubstatus": "usable"}'


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        ('{"data": %s, "api_version": "1"}', ["/data"]),
        ('{"data": {"items": [{"meta": 1, "item": %s}, {"item": %s}]}}', ["/data/items/0/item", "/data/items/1/item"]),
        ('{"_links": {}, "_items": [%s, %s]}', ["/_items/0", "/_items/1"]),
        ('[{"item": %s}, %s]', ["/0/item", "/1"]),
    ],
)
def test_objects_that_others_wrap(text, pointers):
    stories = [STORY % (number, number) for number in range(len(pointers))]
    articles, lost = read((text % tuple(stories)).encode())
    assert lost == []
    assert [article.said("headline")[0].origin.pointer for article in articles] == [f"{p}/headline" for p in pointers]
    assert {article.genre for article in articles} == {"Feature"}


def test_a_broken_object_in_a_wrapper_does_not_hide_the_others():
    text = '{"data": {"items": [%s, {"uri": "x" "y"}, %s, {"uri": "cut'  # fmt: skip
    articles, lost = read((text % (STORY % (1, 1), STORY % (2, 2))).encode())
    assert [article.headline for article in articles] == ["Lamp 1", "Lamp 2"]
    assert [error.place for error in lost] == ["/data/items/1", "/data/items/3"]


def test_the_address_of_a_source_is_that_of_an_only_object():
    url = "https://lantern.example/2026/lamp"
    assert read((STORY % (1, 1)).encode(), url=url)[0][0].url == url
    assert {each.url for each in read(f"[{STORY % (1, 1)}, {STORY % (2, 2)}]".encode(), url=url)[0]} == {None}


# -- what is said of whom ----------------------------------------------------------------------------------------------


def test_version_1():
    (article,) = read(NINJS / "text-1.json")[0]
    assert names(article, "authors") == ["Maria Oake", "Tom Reed"]
    assert names(article, "copyright_holders") == ["Harbor Bridge News"]
    assert article.copyright_years == (2026,)
    assert (article.status, article.embargo_until) == ("usable", "2026-03-04T06:00:00Z")
    assert not article.embargo_open_ended
    assert {"Tidewater Ledger", "Reuters"} <= set(names(article, "credits"))
    (picture,) = article.assets
    assert (picture.url, picture.credit, picture.holder.name, picture.notice) == (
        "http://img.harborbridge.example/1.jpg", "Nils Berg", "Anna Lake", "© 2026 Anna Lake",
    )  # fmt: skip
    assert properties(article, "usage_terms", scope="asset") == ["Editorial use only"]
    assert properties(article, "headline", scope="other_work") == ["The ferry runs again"]
    assert article.usage_terms.startswith("Not for use in print")


def test_version_2():
    (text, picture, odd), lost = read(NINJS / "text-2.json")
    assert (text.status, text.embargo_open_ended, text.embargo_until) == ("withheld", True, None)
    assert text.headline == "Lamp & ladder"
    assert "CC-BY-ND-4.0" in [each.id for each in text.licenses]
    assert [each.license for each in text.assets] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert "CC-BY-4.0" not in [each.id for each in text.licenses]
    assert names(text, "authors") == ["Maria Oake"]
    assert picture.usage_terms == "https://wire.lantern.example/rights/editorial"
    assert picture.restrictions == ("NO SALES. Not to be used without permission of the agency.",)
    assert [(each.url, each.credit) for each in picture.assets] == [("https://img.lantern.example/2.jpg", "Karl Moss")]
    assert [error.place for error in lost] == ["/2"]
    assert [policy.doubts for policy, _ in page_policies(odd)] != [()]


def test_version_3():
    (first, second), lost = read(NINJS / "text-3.jsonl")
    assert (first.status, first.embargo_until, first.url) == ("canceled", "2026-03-05", "https://tide.example/high")
    assert first.usage_terms == "Subscribers only"
    assert [(error.place, error.line) for error in lost] == [("/1", 2)]
    credited = {agent.name: agent.role for agent in second.credits}
    assert credited["Tidewater Ledger"] == "distributor"
    assert credited["Maria Oake"] == "contributor"
    assert properties(second, "trust_indicator") == ["https://tide.example/corrections"]
    (film,) = second.assets
    assert (film.type, film.url) == ("video", "https://img.tide.example/1.mp4")
    assert (film.credit, film.holder.name) == ("Nils Berg", "Nils Berg")


def test_what_agencies_add():
    picture, text, film, event = read(NINJS / "agencies.jsonl")[0]
    assert names(picture, "authors") == ["Maria Oake"]
    assert {"Lantern Wire", "Tidewater Wire"} <= set(names(picture, "credits"))
    assert picture.restrictions == ("NORWAY OUT MARCH 2, 2026 FILE PHOTO",)
    assert picture.assets[0].credit == "Maria Oake/Lantern Wire"
    assert (picture.date_published, picture.date_modified) == ("2026-03-02T21:40:42Z", "2026-03-03T06:06:29Z")
    assert names(text, "authors") == ["Maria Oake", "Lena Ford"]
    assert [(credit.name, credit.role) for credit in text.credits] == [("Tom Reed", "contributor")]
    assert [(asset.url, asset.credit, asset.caption) for asset in film.assets] == [
        ("https://img.lantern.example/11.mp4", "LANTERN WIRE", "The lamps are lit."),
    ]  # fmt: skip
    assert event.headline == "The lighting of the lamps"


def test_the_media_of_a_gallery_are_shown_and_those_of_a_related_text_are_not():
    (article,) = read(NINJS / "gallery-3.json")[0]
    assert [(each.url[-6:], each.credit, each.license) for each in article.assets] == [
        ("g1.jpg", "Nils Berg", None),
        ("g2.jpg", "Anna Lake", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ]
    assert names(article, "copyright_holders") == ["Tide Wire"]
    assert [who.name for who in properties(article, "author", scope="other_work")] == ["Olga Fern"]


def test_an_embargo_that_cannot_be_read_is_one_without_an_end():
    (article,) = read(NINJS / "bad-fields.json")[0]
    assert article.embargo_open_ended
    assert article.status is None
    assert names(article, "copyright_holders") == ["Harbor Bridge News", "Tide Wire"]


# -- policies ----------------------------------------------------------------------------------------------------------


def test_odrl_of_old_and_new_kind_is_judged():
    text, picture, _ = read(NINJS / "text-2.json")[0]
    (old,) = [policy for policy, _ in page_policies(text)]
    assert old.doubts == ()
    assert (old.id, old.type, old.conflict) == ("http://wire.lantern.example/policy:7", "Agreement", "perm")
    assert [(rule.kind, rule.actions) for rule in old.rules] == [
        ("permission", ("odrl:distribute",)),
        ("prohibition", ("odrl:commercialize",)),
    ]
    (linked,) = [policy for policy, _ in page_policies(picture)]
    assert "stands elsewhere" in linked.doubts[0]
    (new,) = [policy for policy, _ in page_policies(read(NINJS / "text-3.jsonl")[0][1])]
    assert [rule.actions for rule in new.rules] == [("odrl:distribute",)]
    assert new.doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "", "no JSON", "[]", "7", "{}", '{"policytype": "Set", "whim": 1}',
        '{"policytype": "Set", "permissions": {"a": 1}}',
        '{"policyid": "x", "permissions": []}', '{"policytype": {"a": 1}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_understood_stays_as_it_is_written(text):
    assert policy(text) == text


# -- order and places --------------------------------------------------------------------------------------------------


def shuffled(value, chance: random.Random):
    """The same JSON with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(each, chance) for each in value] if isinstance(value, list) else value


@given(st.integers(0, 10_000), st.sampled_from(["text-1.json", "text-2.json", "bad-fields.json"]), st.booleans())
def test_the_order_of_keys_says_nothing(seed, name, escaped):
    data = json.loads((NINJS / name).read_bytes())
    if name == "text-1.json":  # an object whose keys are names: the pictures come in its order
        data["associations"].pop("related")
    mixed = json.dumps(shuffled(data, random.Random(seed)), ensure_ascii=escaped, indent=seed % 3)  # noqa: S311
    before = [content(article) for article in read(json.dumps(data).encode(), format="ninjs")[0]]
    after = read(mixed.encode(), format="ninjs")[0]
    assert [content(article) for article in after] == before
    for article in after:
        places_are_right(article, mixed)


def places_are_right(article, text: str) -> int:
    """Each pointer leads to a value that holds the literal, and the literal stands at its line and column."""
    lines, data, checked = text.split("\n"), None, 0
    for statement in article.statements:
        origin = statement.origin
        if not origin or not origin.pointer or not origin.text:
            continue
        words = re.split(r"[\n&\"\\]", origin.text)[0][:40]
        if words.isascii() and words:
            assert lines[origin.line - 1][origin.column - 1 :].startswith(words), statement
            checked += 1
        if "#" not in origin.pointer and text[0] in "{[" and "\n{" not in text.rstrip():
            data = data if data is not None else json.loads(text)
            value = data
            for step in origin.pointer.split("/")[1:]:
                value = value[int(step) if isinstance(value, list) else step.replace("~1", "/").replace("~0", "~")]
            assert origin.text[:20] in str(value) or statement.value == value, statement
    return checked


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_places(path):
    text = path.read_text("utf-8")
    assert sum(places_are_right(article, text) for article in read(path)[0]) > 2


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_mutants(path):
    """Whatever happens to the bytes: articles, unreadable items, or a refusal; and records that can be written down."""
    chance = random.Random(path.name)  # noqa: S311 - the same mutants each time
    for _ in range(25):
        survives(mutate(bytearray(path.read_bytes()), chance), None, "ninjs")
