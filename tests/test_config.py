"""The configuration: where it is found, what it may say, and how a mistake is told."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.config import Config, unknown
from provenance.errors import ConfigError


def test_without_a_file_the_defaults_hold(tmp_path):
    config = Config.load(start=tmp_path)
    assert config == Config()
    assert (config.select, config.ignore, config.fail_on, config.rules) == ([], [], "error", {})


def test_the_nearest_file_counts(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "provenance.toml").write_text('fail_on = "note"\n')
    assert Config.load(start=inner).fail_on == "note"
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert Config.load(start=inner).fail_on == "note"  # a pyproject without our table does not end the search
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.provenance]\nfail_on = "warning"\n')
    assert Config.load(start=inner).fail_on == "warning"
    (tmp_path / "a" / "provenance.toml").write_text('fail_on = "never"\n')
    assert Config.load(start=inner).fail_on == "never"  # in one folder, our own file goes first


def test_a_named_file(tmp_path):
    path = tmp_path / "strict.toml"
    path.write_text('select = ["ATT"]\n[rules.ATT001]\nlevel = "error"\noptions = { words = ["a"], n = 1 }\n')
    config = Config.load(path)
    assert config.select == ["ATT"]
    assert config.rules["ATT001"].level == "error"
    assert config.rules["ATT001"].options == {"words": ["a"], "n": 1}
    shared = tmp_path / "pyproject.toml"
    shared.write_text("")
    assert Config.load(shared).digest == Config().digest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('fail-on = "note"', r"fail-on: unknown key 'fail-on'; did you mean 'fail_on'\?"),
        (
            'xyzzy = "note"',
            r"known: contracts, fail_on, ignore, inline_suppressions, ledger, overrides, permits, policies, rules",
        ),
        ('fail_on = "fatal"', r"fail_on: expected 'error', 'warning', 'note' or 'never', found \"fatal\""),
        ('select = "ATT"', r"select: expected a list, found \"ATT\""),
        ("select = [1]", r"select\.0: expected a string, found 1"),
        ('[rules.ATT001]\nlevl = "note"', r"rules\.ATT001\.levl: unknown key 'levl'; did you mean 'level'\?"),
        ('[rules.ATT001]\nenabled = "yes"', r"rules\.ATT001\.enabled: expected true or false, found \"yes\""),
        ("[rules]\nATT001 = 3", r"rules\.ATT001: expected a table, found 3"),
        ("rules = 3", r"rules: expected a table, found 3"),
        ("[rules.ATT001]\nlevel = 1", r"rules\.ATT001\.level: expected 'error', 'warning' or 'note', found 1"),
        ("[rules.DAT003.options]\nday = 2026-12-01", r"options\.day: expected a flag, .*, found \"2026-12-01\""),
        ("[rules.DAT003.options]\nwords = [1]", r"rules\.DAT003\.options\.words\.0: expected a string, found 1"),
        ("select = [", r"expected TOML in UTF-8"),
        ("overrides = 3", r"overrides: expected a list of tables, found 3"),
        ('[[overrides]]\npath = ["a"]', r"overrides\.1\.path: unknown key 'path'; did you mean 'paths'\?"),
        ('[[overrides]]\nignore = ["ATT"]', r"overrides\.1: expected 'paths' or 'publishers', to say what it is about"),
        ('[[overrides]]\npaths = ["a"]\nfail_on = 1', r"overrides\.1\.fail_on: expected 'error', "),
        ('[[suppressions]]\nreason = "x"', r"suppressions\.1: expected 'code' or 'fingerprint', to say"),
        ('[[suppressions]]\ncode = "ATT003"\nuntil = "soon"', r"suppressions\.1\.until: expected a day as 2026-12-31"),
        ('[[suppressions]]\ncode = "A"\nuntil = 2026-01-01T00:00:00', r"suppressions\.1\.until: expected a string"),
        ('[[suppressions]]\ncode = ["A"]', r"suppressions\.1\.code: expected a string, found"),
    ],
)
def test_a_mistake_names_the_file_and_the_place(tmp_path, text, words):
    path = tmp_path / "provenance.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=words) as error:
        Config.load(path)
    assert str(error.value).startswith(str(path))


def test_a_missing_file_and_a_binary_one(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        Config.load(tmp_path / "nowhere.toml")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="expected TOML in UTF-8"):
        Config.load(tmp_path / "b.toml")


@pytest.mark.parametrize("text", ["[tool]\nprovenance = 1\n", "tool = 1\n"])
def test_a_shared_file_in_which_the_table_is_no_table(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(ConfigError, match="expected a table"):
        Config.load(start=tmp_path)


def test_it_is_frozen():
    with pytest.raises(AttributeError):
        Config().fail_on = "note"


def test_the_digest_is_of_what_it_says():
    one = Config.parse({"fail_on": "note", "select": ["ATT"]})
    other = Config.parse({"select": ["ATT"], "fail_on": "note"})
    assert one.digest == other.digest
    assert one.digest.startswith("sha256:")
    assert len(one.digest) == 71
    assert one.digest != Config().digest


@given(st.dictionaries(st.text(), st.recursive(st.integers() | st.text() | st.booleans(), st.lists, max_leaves=5)))
def test_no_table_is_too_strange(table):
    with contextlib.suppress(ConfigError):
        assert Config.parse(table).digest


def test_the_nearest_word_or_all():
    assert unknown("key", "selct", ["select", "ignore"]) == "unknown key 'selct'; did you mean 'select'?"
    assert unknown("key", "q", ["select", "ignore"]) == "unknown key 'q'; known: ignore, select"


@pytest.mark.parametrize(("word", "near"), [("att003", "ATT003"), ("Chn004", "CHN004"), ("SELECT", "select")])
def test_letter_case_does_not_hide_the_nearest_name(word, near):
    assert unknown("name", word, ["ATT003", "CHN004", "select"]) == f"unknown name {word!r}; did you mean {near!r}?"
