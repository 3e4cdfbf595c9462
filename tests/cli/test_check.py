from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from provenance.cli import main
from provenance.schemas import build
from tests.cli.conftest import EXAMPLES

PASTED = str(EXAMPLES / "pasted-story.txt")
OWN = str(EXAMPLES / "own-story.html")


def run(*args: str, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin)


def test_the_pasted_story_is_told_at_a_glance():
    result = run("check", PASTED, "--fail-on", "never")
    assert result.exit_code == 0, result.stderr
    for words in (
        "What is missing or wrong:",
        "May we run it? ask Harbor Bridge News Foundation",
        "names nobody (line 3, stated)",
        "Mara Quillfeather (a hint only) (line 19, inferred)",
        "Harbor Bridge News Foundation ╌╌▶ The Lantern Post",
        "[who wrote this?]",
        "not legal advice",
    ):
        assert words in result.stdout
    assert "Owen Brightwater" not in result.stdout
    assert 25 <= len(result.stdout.splitlines()) <= 42
    assert result.stderr == ""


def test_json_is_a_report_that_its_schema_accepts():
    result = run("check", PASTED, OWN, "--format", "json", "--at", "2026-12-01T09:00:00Z")
    report = json.loads(result.stdout)
    Draft202012Validator(build("report")).validate(report)
    assert report["at"] == "2026-12-01T09:00:00+00:00"
    assert report["summary"]["articles"] == len(report["decisions"]) == 2
    assert {finding["location"]["path"] for finding in report["findings"]} <= {PASTED, OWN}


def test_the_same_instant_gives_the_same_bytes():
    args = ("check", PASTED, "--format", "json", "--at", "2026-12-01T09:00:00Z")
    assert run(*args).stdout == run(*args).stdout


@pytest.mark.parametrize(("level", "code"), [("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on_decides_between_0_and_1(level, code):
    assert run("check", PASTED, "--fail-on", level).exit_code == code


def test_fail_on_comes_from_the_configuration_where_it_is_not_given(tmp_path):
    config = tmp_path / "provenance.toml"
    config.write_text('fail_on = "warning"\n', encoding="utf-8")
    assert run("check", PASTED, "--config", str(config)).exit_code == 1
    assert run("check", PASTED, "--config", str(config), "--fail-on", "never").exit_code == 0


@pytest.mark.parametrize(("verdict", "code"), [("allowed", 1), ("conditional", 1), ("ask", 0), ("denied", 0)])
def test_require_compares_the_verdict(verdict, code):
    assert run("check", PASTED, "--fail-on", "never", "--require", verdict).exit_code == code


def test_standard_input_and_what_the_editor_says():
    text = (EXAMPLES / "pasted-story.txt").read_bytes()
    result = run("check", "-", "--publisher", "The Ellery Courier", "--fail-on", "never", stdin=text)
    assert "The Ellery Courier (from the editor)" in result.stdout


def test_several_sources_each_have_a_title():
    result = run("check", PASTED, OWN, "--fail-on", "never")
    assert f"### {PASTED}\n" in result.stdout
    assert f"### {OWN}\n" in result.stdout


def test_a_folder_and_a_glob_are_their_files():
    from_folder = json.loads(run("check", str(EXAMPLES), "--format", "json").stdout)
    from_glob = json.loads(run("check", str(EXAMPLES / "*.html"), "--format", "json").stdout)
    pages = len(list(EXAMPLES.glob("*.html")))
    assert from_glob["summary"]["articles"] == pages
    assert from_folder["summary"]["articles"] == pages + 1


def test_one_unreadable_source_does_not_stop_the_others(tmp_path):
    missing = str(tmp_path / "none.html")
    result = run("check", missing, PASTED, "--format", "json", "--fail-on", "never")
    assert result.exit_code == 2
    assert missing in result.stderr
    assert (
        json.loads(result.stdout)["summary"] | {"articles": 1, "unreadable": 1} == json.loads(result.stdout)["summary"]
    )


def test_verbose_shows_more():
    short, long = run("check", PASTED), run("check", PASTED, "--verbose")
    assert len(long.stdout) > len(short.stdout)
    assert "Also read, and not used" in long.stdout


def test_colour_is_off_where_there_is_no_terminal():
    assert "\x1b" not in run("check", PASTED).stdout


@pytest.mark.parametrize("told", [("--url", "gibberish"), ("--date", "someday"), ("--date", "2026-13-01")])
def test_what_the_editor_says_must_be_an_address_or_a_date(told):
    result = run("check", OWN, *told)
    assert result.exit_code == 2
    assert repr(told[1]) in result.stderr


def test_a_month_is_date_enough():
    assert run("check", OWN, "--date", "2026-03").exit_code == 0


def test_standard_input_is_called_by_its_name():
    assert "standard input: expected text" in run("check", "-", stdin=b"").stderr
