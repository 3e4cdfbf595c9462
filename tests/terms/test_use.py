"""The facts of a use: the words that people write, the record's words, and what is refused."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.resources import vocab
from provenance.terms import use as module
from provenance.terms.use import (
    AUTOMATION,
    DEFAULT_USE,
    EDITS,
    ENGAGEMENT,
    EXTENTS,
    KINDS,
    MEDIA,
    MONETISATION,
    USE_KEYS,
    Use,
    parse_use,
    split_use,
)

WORDS = {
    "medium": MEDIA, "extent": EXTENTS, "edits": EDITS, "monetisation": MONETISATION, "automation": AUTOMATION,
    "engagement": ENGAGEMENT, "kind": KINDS, "parts": ("text", "images"),
}  # fmt: skip


def test_without_a_use_it_is_the_whole_text_unedited_on_the_web_everywhere() -> None:
    assert parse_use(None).facts() == dict(DEFAULT_USE)


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ({"medium": "Online"}, {"medium": ["web"]}),
        ({"medium": "web+print"}, {"medium": ["web", "print"]}),
        ({"medium": "web | web"}, {"medium": ["web"]}),
        ({"medium": ["newsletter", "social media"]}, {"medium": ["newsletter", "social"]}),
        ({"audience": "us"}, {"audience_territory": ["US"]}),
        ({"territory": ["DE", "us-ca"]}, {"audience_territory": ["DE", "US-CA"]}),
        ({"audience": "Worldwide"}, {"audience_territory": ["world"]}),
        ({"audience": "eu+uk"}, {"audience_territory": ["EU", "UK"]}),
        ({"monetization": "ads"}, {"monetisation": ["page_ads"]}),
        ({"monetisation": "subscription + page-ads"}, {"monetisation": ["paywall", "page_ads"]}),
        ({"edit": "Translated"}, {"edits": ["translation"]}),
        ({"edits": "verbatim"}, {"edits": ["none"]}),
        ({"part": "photos"}, {"parts": ["images"]}),
        ({"parts": "text+Img-1"}, {"parts": ["text", "Img-1"]}),
        ({"extent": "150 words"}, {"extent": "excerpt", "words": 150}),
        ({"extent": "20%"}, {"extent": "excerpt", "share": 0.2}),
        ({"extent": "whole"}, {"extent": "full"}),
        ({"extent": {"kind": "extract", "words": 80}}, {"extent": "excerpt", "words": 80}),
        ({"extent": {"share": 0.25}}, {"extent": "excerpt", "share": 0.25}),
        ({"words": 40}, {"extent": "excerpt", "words": 40}),
        ({"share": "0.5"}, {"extent": "excerpt", "share": 0.5}),
        ({"automation": "bulk"}, {"automation": "systematic"}),
        ({"engagement": "freelancer"}, {"engagement": "freelance"}),
        ({"from": "apnews.com"}, {"obtained_from": "apnews.com"}),
        ({"when": "2026-12-24"}, {"when": "2026-12-24"}),
        ({"when": date(2026, 12, 24)}, {"when": "2026-12-24"}),
        ({"confirmed": "a+b"}, {"confirmed": ["a", "b"]}),
        ({"edition": "uk"}, {"edition": "uk"}),
    ],
)
def test_words_that_people_write(told: dict[str, Any], facts: dict[str, Any]) -> None:
    assert parse_use(told, {}).facts() == {"parts": ["text"], **facts}


@pytest.mark.parametrize(
    ("told", "organisation"),
    [
        ({"organisation": "The Ellery Courier"}, {"name": "The Ellery Courier"}),
        ({"organization": {"kind": "News organization", "country": "us"}}, {"kind": "newsroom", "country": "US"}),
        ({"kind": "non-profit newsroom"}, {"kind": "nonprofit_newsroom"}),
        ({"kind": "charity"}, {"kind": "nonprofit"}),
        ({"kind": "Readers' cooperative"}, {"kind": "Readers' cooperative"}),
        ({"organization.kind": "company"}, {"kind": "company"}),
        ({"country": "US", "state": "ca"}, {"country": "US", "subdivision": "US-CA"}),
        ({"subdivision": "US-CA"}, {"country": "US", "subdivision": "US-CA"}),
    ],
)
def test_who_we_are(told: dict[str, Any], organisation: dict[str, str]) -> None:
    assert parse_use(told).facts()["organisation"] == organisation


@pytest.mark.parametrize("word", ["unknown", None, " Unknown "])
@pytest.mark.parametrize("key", [*(k for k in USE_KEYS if k not in ("parts", "confirmed")), "audience", "kind"])
def test_unknown_is_unknown_whatever_the_default(key: str, word: str | None) -> None:
    defaults = {**DEFAULT_USE, "organisation": {"name": "The Ellery Courier", "kind": "newsroom"}, "words": 5}
    facts = parse_use({key: word}, defaults)
    if key == "kind":
        assert dict(facts.organisation) == {"name": "The Ellery Courier"}
    elif key == "organisation":
        assert not facts.organisation
    else:
        assert getattr(facts, {"audience": "audience_territory"}.get(key, key)) is None


def test_what_is_told_goes_before_the_defaults() -> None:
    defaults = {"audience": "US", "medium": ["newsletter"], "organisation": {"name": "A", "kind": "newsroom"}}
    facts = parse_use({"territory": "DE", "organisation": {"kind": "company"}}, defaults)
    assert facts.audience_territory == ("DE",)
    assert facts.medium == ("newsletter",)
    assert dict(facts.organisation) == {"name": "A", "kind": "company"}


def test_the_words_of_another_extent_are_not_its_own() -> None:
    assert parse_use({"extent": "full"}, {"words": 150}).words is None
    assert parse_use({"extent": "20%"}, {"words": 150}).words is None
    assert parse_use({"extent": "excerpt", "words": 90}, {"share": 0.3}).facts()["words"] == 90


@pytest.mark.parametrize(
    ("told", "place", "words"),
    [
        ({"mood": "good"}, "use", "mood"),
        ({"organisation": {"colour": "red"}}, "use.organisation", "colour"),
        ({"organisation.colour": "red"}, "use", "organisation.colour"),
        ({"organisation": 3}, "use.organisation", "name or a table"),
        ({"medium": "pigeon"}, "use.medium", "pigeon"),
        ({"medium": []}, "use.medium", "at least one"),
        ({"medium": 3}, "use.medium", "expected words"),
        ({"medium": ["web", 3]}, "use.medium", "3"),
        ({"edits": "none+style"}, "use.edits", "none or something"),
        ({"monetisation": ["unchanged"]}, "use.monetisation", "unchanged"),
        ({"audience": "Mars"}, "use.audience", "ISO 3166"),
        ({"country": "US-CA"}, "use.country", "ISO 3166"),
        ({"subdivision": "CA"}, "use.organisation.subdivision", "US-CA"),
        ({"subdivision": "US-CA", "country": "DE"}, "use.organisation.subdivision", "'DE'"),
        ({"subdivision": "California"}, "use.subdivision", "California"),
        ({"when": "someday"}, "use.when", "someday"),
        ({"when": "2026-02-30"}, "use.when", "day"),
        ({"extent": "much"}, "use.extent", "much"),
        ({"extent": {"kind": "full", "pages": 3}}, "use.extent", "pages"),
        ({"extent": {}}, "use.extent.kind", "expected a word"),
        ({"extent": "120%"}, "use.extent", "between 0 and 1"),
        ({"words": -1}, "use.words", "-1"),
        ({"words": "few"}, "use.words", "few"),
        ({"share": 3}, "use.share", "between 0 and 1"),
        ({"automation": ""}, "use.automation", "expected a word"),
        ({"engagement": "friend"}, "use.engagement", "friend"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_key(told: dict[str, Any], place: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        parse_use(told)
    assert raised.value.place == place


def test_pairs_become_a_table() -> None:
    assert split_use("medium=web, audience = US,edits=style+cut,") == {
        "medium": "web",
        "audience": "US",
        "edits": "style+cut",
    }
    assert split_use("") == {}
    assert split_use("from=https://apnews.com/a?b=c") == {"from": "https://apnews.com/a?b=c"}


@pytest.mark.parametrize("text", ["medium", "medium=", "=web", "medium=web,print"])
def test_a_piece_without_key_and_value_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="KEY=VALUE"):
        split_use(text)


def test_every_synonym_stands_for_a_word_of_the_record_and_hides_none() -> None:
    table = tomllib.loads(vocab("use_words.toml").read_text("utf-8"))
    assert set(table) == set(WORDS)
    for fact, synonyms in table.items():
        assert set(synonyms.values()) <= set(WORDS[fact])
        assert not set(synonyms) & set(WORDS[fact])
        assert all(word == word.lower() and " " not in word and "-" not in word for word in synonyms)


def test_the_words_are_not_read_where_nobody_needs_them() -> None:
    module._synonyms.cache_clear()
    parse_use({"medium": "print", "kind": "newsroom", "parts": "text+images"})
    assert module._synonyms.cache_info().currsize == 0


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "parts": st.lists(st.sampled_from(("text", "images", "img-1")), min_size=1, unique=True),
        "medium": st.lists(st.sampled_from(MEDIA), min_size=1, unique=True),
        "audience_territory": st.lists(st.sampled_from(("US", "US-CA", "world", "EU")), min_size=1, unique=True),
        "organisation": st.fixed_dictionaries(
            {},
            optional={
                "name": st.just("The Ellery Courier"),
                "kind": st.sampled_from((*KINDS, "cooperative")),
                "country": st.just("US"),
                "subdivision": st.just("US-NV"),
            },
        ),
        "when": st.sampled_from(("2026", "2026-12-01", "2026-12-01T09:00:00+01:00")),
        "extent": st.sampled_from(EXTENTS),
        "words": st.integers(0, 900),
        "share": st.floats(0, 1),
        "edits": st.lists(st.sampled_from(EDITS[1:]), min_size=1, unique=True),
        "monetisation": st.lists(st.sampled_from(MONETISATION[1:]), min_size=1, unique=True),
        "automation": st.sampled_from(AUTOMATION),
        "obtained_from": st.just("apnews.com"),
        "engagement": st.sampled_from(ENGAGEMENT),
        "edition": st.just("uk"),
        "confirmed": st.lists(st.sampled_from(("a", "b")), min_size=1, unique=True),
    },
)


@given(FACTS)
def test_what_a_decision_reports_as_its_use_is_that_use(told: dict[str, Any]) -> None:
    facts = parse_use(told)
    assert parse_use(facts.facts(), {}) == facts
    assert set(facts.facts()) <= set(USE_KEYS)


@given(FACTS, FACTS)
def test_a_table_over_another_wins_fact_by_fact(one: dict[str, Any], two: dict[str, Any]) -> None:
    both, alone = parse_use(two, one), parse_use(two, {})
    for name in Use._fields:
        if name in two and name not in ("organisation", "extent"):
            assert getattr(both, name) == getattr(alone, name)
