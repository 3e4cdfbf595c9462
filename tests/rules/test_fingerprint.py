"""A fingerprint is of the fact: lines, levels, messages, paths and readings come and go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.config import Config
from provenance.model import Article, Credited, LicenseRef
from provenance.rules import RULES, RuleSet
from provenance.rules.context import Context, Hit, finding, fingerprint
from tests.rules import examples

BAD = [path for path in examples.records() if path.name.startswith("bad-")]
ARTICLE = Article.model_validate_json(BAD[0].read_bytes())
RULE = RULES[0]


def prints(article: Article, rules: RuleSet = examples.EVERY_RULE, path: str | None = None) -> list[str]:
    return [found.fingerprint for found in rules.judge(article, at=examples.AT, path=path)]


def moved(article: Article, lines: int) -> Article:
    """The article as if that many lines stood above it."""
    record = article.model_dump()
    for statement in record["statements"]:
        if statement["origin"] and statement["origin"]["line"]:
            statement["origin"]["line"] += lines
            statement["origin"]["pointer"] = "html > body > p"
    for asset in record["assets"]:
        asset["line"] = lines
    return Article.model_validate(record)


@pytest.mark.parametrize("path", BAD, ids=examples.name)
def test_moved_lines_change_no_fingerprint(path):
    article = Article.model_validate_json(path.read_bytes())
    assert prints(moved(article, 40)) == prints(article)


@pytest.mark.parametrize("path", BAD, ids=examples.name)
def test_levels_and_paths_change_no_fingerprint(path):
    article = Article.model_validate_json(path.read_bytes())
    table = {"rules": {rule.CODE: {"level": "note"} for rule in RULES}}
    assert prints(article, RuleSet.of(Config.parse(table)), "elsewhere/page.html") == prints(article)


@pytest.mark.parametrize("path", BAD, ids=examples.name)
def test_findings_of_one_article_have_different_fingerprints(path):
    found = prints(Article.model_validate_json(path.read_bytes()))
    assert len(set(found)) == len(found)


def test_another_reading_of_the_same_address_keeps_them_and_another_address_does_not():
    again = ARTICLE.model_copy(
        update={"digest": "sha256:" + "0" * 64, "url": "http://m.lantern.example/ferry/?utm_source=feed#top"}
    )
    other = ARTICLE.model_copy(update={"url": "https://lantern.example/harbor"})
    assert prints(again) == prints(ARTICLE)
    assert not set(prints(other)) & set(prints(ARTICLE))


def test_without_an_address_the_headline_is_the_identity_and_without_that_the_digest():
    bare = ARTICLE.model_copy(update={"url": None, "headline": "The  Ferry", "date_published": "2026-11-02"})
    assert Context(bare, examples.AT).identity == "the ferry 2026-11-02"
    assert Context(bare.model_copy(update={"headline": None}), examples.AT).identity == ARTICLE.digest


@given(message=st.text(), help=st.none() | st.text(), line=st.none() | st.integers(1, 10**6))
def test_words_and_lines_do_not_count(message, help, line):
    context = Context(ARTICLE, examples.AT)
    one = finding(RULE, "note", Hit("A sentence.", None, "author", "Ines Calloway"), context)
    other = finding(RULE, "error", Hit(message, help, "author", "Ines Calloway", line=line), context)
    assert one.fingerprint == other.fingerprint


@given(value=st.text(), other=st.text(), ordinal=st.integers(0, 9))
@settings(max_examples=200)
def test_property_value_and_ordinal_do_count(value, other, ordinal):
    base = fingerprint("ATT001", "a", "author", value, ordinal)
    assert len(base) == 32
    assert base != fingerprint("ATT001", "a", "credit", value, ordinal)
    assert base != fingerprint("ATT001", "a", "author", value, ordinal + 1)
    assert base != fingerprint("ATT001", "b", "author", value, ordinal)
    assert base != fingerprint("ATT002", "a", "author", value, ordinal)
    if " ".join(value.casefold().split()) == " ".join(other.casefold().split()):
        assert base == fingerprint("ATT001", "a", "author", other, ordinal)


def test_values_are_normalised():
    def of(value):
        return fingerprint("ATT001", "a", "author", value, 0)

    assert of("Ines  Calloway") == of("ines calloway")
    assert of(Credited(id="person-1", name="Ines Calloway", type="Person")) == of(
        Credited(id="person-7", name="INES CALLOWAY", type="Person", url="https://lantern.example/ines")
    )
    assert of(LicenseRef(id="CC-BY-4.0")) == of(LicenseRef(id="CC-BY-4.0", name="CC BY"))
    assert of(LicenseRef(name="CC BY")) != of(LicenseRef(id="CC-BY-4.0"))


def test_a_lone_surrogate_does_not_stop_the_hash():
    assert fingerprint("ATT001", "a", "byline", "\ud800", 0)


def test_time_passing_changes_findings_only_where_time_is_the_matter():
    path = examples.FOLDER / "DAT004" / "bad-running.json"
    article = Article.model_validate_json(path.read_bytes())
    later = examples.EVERY_RULE.judge(article, at=examples.AT + timedelta(days=60))
    assert {f.code for f in examples.findings(path)} - {f.code for f in later} == {"DAT004"}
