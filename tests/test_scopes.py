"""Which copies a part of the configuration is about."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.config import Config
from provenance.scopes import config_for, matches, place_of


@pytest.mark.parametrize(
    ("pattern", "place", "fits"),
    [
        ("wire/**", "wire/2026/a.html", True),
        ("wire/", "wire/2026/a.html", True),
        ("wire/*", "wire/a.html", True),
        ("wire/*", "wire/2026/a.html", False),
        ("wire/**/a.html", "wire/a.html", True),
        ("wire/**/a.html", "wire/2026/12/a.html", True),
        ("*.txt", "wire/2026/a.txt", True),
        ("./wire/?.html", "wire/a.html", True),
        ("wire/?.html", "wire/ab.html", False),
        ("wire", "wireless/a.html", False),
        ("wire/a.html", "wire/aXhtml", False),
        ("wire/[1].html", "wire/[1].html", True),
        ("https://wire.example/**", "https://wire.example/2026/a", True),
        ("**", None, False),
    ],
)
def test_patterns(pattern, place, fits):
    assert matches(pattern, place) is fits


@given(st.text(), st.text())
def test_no_pattern_is_too_strange(pattern, place):
    assert matches(pattern, place) in (True, False)


def test_paths_are_seen_from_the_configuration(tmp_path, monkeypatch):
    config = Config(source=str(tmp_path / "site" / "provenance.toml"))
    assert place_of(str(tmp_path / "site" / "wire" / "a.html"), config) == "wire/a.html"
    assert place_of(str(tmp_path / "a.html"), config) == "../a.html"
    monkeypatch.chdir(tmp_path)
    assert place_of(os.path.join("site", "b.html"), config) == "b.html"
    assert place_of("site/b.html", Config()) == "site/b.html"
    assert [place_of(name, config) for name in ("https://a.example/b", "-", None)] == ["https://a.example/b", "-", None]


OVERRIDES = Config.parse(
    {
        "select": ["ATT"],
        "ignore": ["ATT001"],
        "rules": {"ATT003": {"level": "error"}, "ATT004": {"level": "note"}},
        "overrides": [
            {"paths": ["wire/**"], "ignore": ["ATT002"], "rules": {"ATT003": {"level": "note"}}},
            {"publishers": ["The Lantern Post"], "select": ["LIC"], "fail_on": "note"},
            {"paths": ["*.txt"], "publishers": ["Nobody"], "fail_on": "never", "inline_suppressions": False},
        ],
    }
)


def test_overrides_replace_or_add_and_the_later_one_counts():
    plain = config_for(OVERRIDES, "own/a.html", None)
    assert (plain.select, plain.ignore, plain.fail_on) == (["ATT"], ["ATT001"], "error")
    wire = config_for(OVERRIDES, "wire/a.html", "lantern  post")
    assert (wire.select, wire.ignore, wire.fail_on) == (["LIC"], ["ATT001", "ATT002"], "note")
    assert {code: row.level for code, row in wire.rules.items()} == {"ATT003": "note", "ATT004": "note"}
    assert wire.overrides == []
    assert config_for(OVERRIDES, "wire/b.html", "The Lantern Post") is wire


def test_where_both_are_given_both_must_fit():
    assert config_for(OVERRIDES, "a.txt", None).inline_suppressions
    assert config_for(OVERRIDES, "a.html", "Nobody").fail_on == "error"
    assert config_for(OVERRIDES, "a.txt", "Nobody").fail_on == "never"
    assert not config_for(OVERRIDES, "a.txt", "Nobody").inline_suppressions


def test_without_overrides_it_is_the_same_object():
    config = Config()
    assert config_for(config, "a", "b") is config
