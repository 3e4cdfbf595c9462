from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from provenance.cli import main
from provenance.schemas import build

COPIES = Path(__file__).parent.parent / "terms" / "copies"
ORIGINAL = str(COPIES / "sources" / "dredging.html")
AT = ("--at", "2026-12-01T09:00:00Z")


@pytest.fixture
def config(tmp_path: Path) -> str:
    path = tmp_path / "provenance.toml"
    path.write_text(f'policies = ["{COPIES / "terms.ttl"}"]\nselect = ["DUT"]\n', encoding="utf-8")
    return str(path)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["check", *args, *AT])


def of_harbor(config: str, copy: str, *more: str) -> Result:
    return run(ORIGINAL, "--copy", str(COPIES / copy), "--terms", "urn:test:harbor", "--config", config, *more)


def test_a_copy_that_does_all_ends_well(config):
    result = of_harbor(config, "harbor-all-done.html")
    assert result.exit_code == 0, result.output
    assert "[x] Keep the byline" in result.stdout
    assert "[?] Tell Harbor Bridge News" in result.stdout
    assert "[!]" not in result.stdout


def test_what_is_not_done_is_an_error_in_the_copy(config):
    copy = "harbor-credit-links-home-page.html"
    result = of_harbor(config, copy, "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    Draft202012Validator(build("report")).validate(report)
    errors = [finding for finding in report["findings"] if finding["level"] == "error"]
    assert [finding["code"] for finding in errors] == ["DUT001", "DUT004"]
    assert {finding["location"]["path"] for finding in errors} == {str(COPIES / copy)}
    assert {finding["location"]["line"] for finding in errors} == {20}
    (decision,) = report["decisions"]
    states = {duty["clause"]: duty["state"] for duty in decision["parts"][0]["duties"]}
    assert states["urn:test:harbor-credit"] == "unmet"
    assert states["urn:test:harbor-byline"] == "met"
    assert decision["use"]["when"] == "2026-11-14T09:00:00+00:00"


def test_a_copy_without_its_original(config):
    args = (str(COPIES / "as-copy-harbor-nothing-done.html"), "--as-copy", "--terms", "urn:test:harbor")
    result = run(*args, "--config", config, "--original", "https://harborbridge.example/2026/11/03/the-dredger/")
    assert result.exit_code == 1
    assert "[!] Keep the byline" in result.stdout
    assert "[?] Keep all links in the text" in result.stdout


def test_notes_do_not_fail_a_check(config):
    assert of_harbor(config, "harbor-all-done.html", "--fail-on", "note").exit_code == 1
    assert of_harbor(config, "harbor-all-done.html", "--fail-on", "warning").exit_code == 0


def test_a_rule_about_duties_can_be_turned_off(config):
    path = Path(config)
    path.write_text(path.read_text("utf-8") + 'ignore = ["DUT001", "DUT004"]\n', encoding="utf-8")
    assert of_harbor(config, "harbor-credit-links-home-page.html").exit_code == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("a.html", "b.html", "--copy", "c.html"), "--copy is a copy of one source"),
        (("a.html", "--copy", "c.html", "--as-copy"), "found both"),
        (("a.html", "--as-copy"), "--terms names them"),
        (("a.html", "--original", "https://a.example/b"), "with --copy or --as-copy"),
    ],
)
def test_options_that_make_no_sense_together(args, message):
    result = run(*args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_copy_that_cannot_be_read(config):
    result = of_harbor(config, "no-such-copy.html")
    assert result.exit_code == 2
    assert "no-such-copy.html" in result.stderr
