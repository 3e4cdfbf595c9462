"""Articles in, a report out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from provenance import __version__
from provenance.config import Config
from provenance.errors import ConfigError, UnreadableError, UsageError
from provenance.judge import check
from provenance.model import Article
from provenance.rules import RULES, Context, RuleSet, needs_of, unreadable
from tests.rules import examples


def example(name: str) -> Article:
    return Article.model_validate_json((examples.FOLDER / name).read_bytes())


SEED = example("CHN002/bad-notice-only.json")
CLEAN = example("ATT003/good-named.json")
BROKEN = unreadable("feed.xml", UnreadableError("expected an entry", place="item[3]"))


def codes(report):
    return [found.code for found in report.findings]


def test_one_article():
    report = check(SEED, at=examples.AT, path="story.txt")
    assert report.tool_version == __version__
    assert report.at == "2026-12-01T00:00:00+00:00"
    assert report.config_digest == Config().digest
    assert codes(report) == ["ATT003", "ATT002", "CHN002", "CHN005", "LIC005"]  # from top to bottom
    assert [f.location.line for f in report.findings] == [3, 23, 25, 25, 25]
    assert {f.location.path for f in report.findings} == {"story.txt"}
    assert (report.summary.articles, report.summary.warnings, report.summary.notes) == (1, 4, 1)
    assert [d.article for d in report.decisions] == [SEED.id]
    assert report.decisions[0].parts[0].verdict == "ask"


def test_a_stream_keeps_its_order():
    report = check((a for a in (SEED, CLEAN, SEED)), at=examples.AT)
    assert report.summary.articles == len(report.decisions) == 3
    assert codes(report) == codes(check(SEED, at=examples.AT)) * 2


@pytest.mark.parametrize("path", examples.paths(), ids=examples.name)
def test_a_rule_that_is_not_asked_has_nothing_to_say(path):
    """`NEEDS` only saves the asking: asked all the same, the rule finds nothing."""
    for article in examples.articles(path):
        if isinstance(article, Article):
            context = Context(article, examples.AT, path=path.name)
            asked = [(rule, needs_of(rule)) for rule in RULES]
            idle = [rule for rule, needs in asked if needs is not None and needs.isdisjoint(context.present)]
            assert [rule.CODE for rule in idle if list(rule.check(article, context))] == []
            assert "DUT001" in {rule.CODE for rule in idle}


def test_nothing_in_nothing_out():
    report = check([], at=examples.AT)
    assert (report.findings, report.decisions, report.summary.articles) == ((), (), 0)


def test_an_unreadable_item_stands_in_the_stream():
    report = check([CLEAN, BROKEN], at=examples.AT)
    assert codes(report) == ["FMT001"]
    assert (report.summary.articles, report.summary.errors, report.summary.unreadable) == (1, 1, 1)
    assert report.findings[0].location.pointer == "item[3]"
    assert report.findings[0].article is None
    assert "expected an entry" in report.findings[0].message


def test_unreadable_is_never_clean():
    only_dates = check([BROKEN], config=Config(select=["DAT"]), at=examples.AT)
    assert codes(only_dates) == ["FMT001"]
    ignored = check([BROKEN], config=Config(ignore=["FMT001"]), at=examples.AT)
    assert codes(ignored) == []
    assert ignored.summary.unreadable == 1


def test_an_error_without_words_still_says_something():
    assert unreadable(None, RecursionError()).message.endswith("RecursionError")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"select": ["ATT"]}, ["ATT003", "ATT002"]),
        ({"select": ["ATT002", "LIC"]}, ["ATT002", "LIC005"]),
        ({"ignore": ["ATT", "CHN"]}, ["LIC005"]),
        ({"select": ["ATT"], "ignore": ["ATT002"]}, ["ATT003"]),
        ({"select": ["ATT"], "rules": {"ATT002": {"enabled": False}}}, ["ATT003"]),
    ],
)
def test_rules_are_selected(table, expected):
    assert codes(check(SEED, config=Config.parse(table), at=examples.AT)) == expected


def test_levels_are_configured():
    config = Config.parse({"rules": {"LIC005": {"level": "error"}}})
    report = check(SEED, config=config, at=examples.AT)
    assert {f.code: f.level for f in report.findings}["LIC005"] == "error"
    assert report.summary.errors == 1
    assert report.config_digest != Config().digest


def test_options_reach_the_rule():
    article = example("DAT003/good-minutes-early.json")
    config = Config.parse({"rules": {"DAT003": {"options": {"tolerance_hours": 0}}}})
    assert "DAT003" in codes(check(article, config=config, at=examples.AT))
    assert "DAT003" not in codes(check(article, at=examples.AT))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"select": ["ATX"]}, "unknown rule 'ATX'"),
        ({"ignore": [""]}, "unknown rule ''"),
        ({"rules": {"ATT03": {"level": "note"}}}, "did you mean 'ATT003'"),
        ({"rules": {"DAT003": {"options": {"tolerance_hour": 1}}}}, "did you mean 'tolerance_hours'"),
        ({"rules": {"DAT003": {"options": {"tolerance_hours": "1"}}}}, "expected int, found '1'"),
        ({"rules": {"DAT003": {"options": {"tolerance_hours": True}}}}, "expected int, found True"),
        ({"rules": {"ATT001": {"options": {"x": 1}}}}, "known: none"),
    ],
)
def test_a_configuration_that_names_what_does_not_exist(table, words):
    with pytest.raises(ConfigError, match=words):
        check([], config=Config.parse(table), at=examples.AT)


def test_an_instant_has_a_zone():
    with pytest.raises(UsageError, match="zone"):
        check([], at=datetime(2026, 12, 1))


def test_the_clock_is_read_at_the_edge_only():
    before = datetime.now(UTC)
    assert before <= datetime.fromisoformat(check([]).at) <= datetime.now(UTC)


def test_every_rule_runs_by_default():
    assert list(RuleSet.of(Config()).levels) == [rule.CODE for rule in RULES]


def test_an_article_of_which_nothing_is_known_is_judged():
    bare = Article(
        id="ni:///sha-256;x#copy", digest="sha256:00", source_format="html", read_at="2026", tool_version="0"
    )
    assert codes(check(bare, at=examples.AT)) == ["ATT001", "DAT001"]
