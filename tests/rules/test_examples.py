"""Every rule finds what its bad examples hold, and nothing in its good ones."""

from __future__ import annotations

import json

import pytest

from provenance.model import Article
from provenance.model.projection import project
from tests.rules import examples


@pytest.mark.parametrize("path", examples.paths("good"), ids=examples.name)
def test_a_good_example_passes_its_rule(path):
    assert examples.of_its_rule(path) == []


@pytest.mark.parametrize("path", examples.paths("bad"), ids=examples.name)
def test_a_bad_example_has_the_expected_findings(path, regenerate):
    found = examples.of_its_rule(path)
    assert found, "a bad example in which its rule finds nothing"
    if regenerate:
        examples.write(path, found)
    assert found == json.loads(examples.expected(path).read_text("utf-8"))


@pytest.mark.parametrize("code", examples.CODES)
def test_every_rule_has_a_good_and_a_bad_example(code):
    names = [path.name for path in examples.paths() if path.parent.name == code]
    assert any(name.startswith("good-") for name in names)
    assert any(name.startswith("bad-") for name in names)


def test_no_expectation_is_left_without_its_example():
    wanted = {examples.expected(path) for path in examples.paths("bad")}
    assert set(examples.FOLDER.glob("*/*.expected.json")) == wanted
    assert {path.parent.name for path in examples.paths()} == set(examples.CODES)


@pytest.mark.parametrize("path", examples.records(), ids=examples.name)
def test_a_record_is_the_projection_of_its_statements(path):
    record = json.loads(path.read_text("utf-8"))
    rest = {key: record[key] for key in ("id", "digest", "source_format", "read_at", "tool_version")}
    nouns = {key: record[key] for key in ("chain", "assets", "ai_signals") if key in record}
    assert project(record["statements"], **rest, **nouns) == Article.model_validate(record)


@pytest.mark.parametrize("path", examples.records(), ids=examples.name)
def test_judging_twice_finds_the_same(path):
    assert examples.findings(path) == examples.findings(path)


def test_the_case_that_started_it_is_flagged_whole():
    """A foundation's story on another site: empty byline, a hint, no credit, no link, no terms."""
    codes = {found.code for found in examples.findings(examples.FOLDER / "CHN002" / "bad-notice-only.json")}
    assert codes == {"ATT002", "ATT003", "CHN002", "CHN005", "LIC005"}


def test_an_ordinary_signed_page_is_clean():
    assert examples.findings(examples.FOLDER / "ATT003" / "good-named.json") == []
