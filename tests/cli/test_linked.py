"""Linked data on the command line: a page exported as a graph is read, checked and exported again as the page is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from provenance.cli import main
from provenance.graph import FORMATS
from tests.cli.conftest import EXAMPLES

LINKED = Path(__file__).resolve().parents[1] / "readers" / "linked"
PAGE = str(EXAMPLES / "wire-story.html")
AT = ("--at", "2026-12-01T09:00:00Z", "--format", "json", "--fail-on", "never")


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    file = tmp_path / "story.trig"
    assert run("export", PAGE, "--to", "trig", "--output", str(file)).exit_code == 0
    return file


def test_the_real_command_checks_a_graph_as_its_page(exported):
    def findings(source: str) -> list:
        command = [sys.executable, "-m", "provenance", "check", source, *AT]
        done = subprocess.run(command, capture_output=True, check=True)
        report = json.loads(done.stdout)
        return [
            {**finding, "location": {**finding["location"], "path": None}} for finding in report["findings"]
        ] + report["decisions"]

    of_page = findings(PAGE)
    assert of_page
    without_instants = [
        json.dumps(each).replace(str(exported), "").replace(PAGE, "") for each in (of_page, findings(str(exported)))
    ]
    assert without_instants[0] == without_instants[1]


@pytest.mark.parametrize("format", FORMATS)
def test_every_syntax_is_exported_and_read_again(tmp_path, format):
    file = tmp_path / "story"
    assert run("export", PAGE, "--to", format, "--output", str(file)).exit_code == 0
    again = run("export", str(file), "--to", format)
    assert again.exit_code == 0, again.stderr
    assert again.stdout == file.read_text("utf-8")
    (record,) = json.loads(run("read", "-", stdin=file.read_bytes()).stdout)
    assert record["source_format"] == "html"


@pytest.mark.parametrize("command", [("check",), ("read",), ("validate",), ("export", "--to", "credit")])
def test_every_command_takes_descriptions(command):
    for name, format in (("story.jsonld", "jsonld"), ("described.rdf", "rdf")):
        result = run(*command, str(LINKED / name), "--as", format)
        assert result.exit_code in (0, 1), result.stderr


def test_broken_items_are_findings_and_the_rest_is_read():
    result = run("check", str(LINKED / "broken-items.jsonld"), "--format", "json")
    report = json.loads(result.stdout)
    assert (report["summary"]["articles"], report["summary"]["unreadable"]) == (3, 2)
    found = [finding["location"] for finding in report["findings"] if finding["code"] == "FMT001"]
    assert [(each["pointer"], each["line"]) for each in found] == [("/1", 3), ("/2", 4)]


def test_a_folder_is_searched_for_descriptions_of_articles(tmp_path, exported):
    for name in ("story.jsonld", "described.ttl", "described.rdf", "described.nq"):
        (tmp_path / name).write_bytes((LINKED / name).read_bytes())
    (tmp_path / "vocabulary.ttl").write_text("@prefix s: <https://schema.org/> .\n<https://x.example/> a s:Person .\n")
    (tmp_path / "context.jsonld").write_text('{"@context": {"name": "https://schema.org/name"}}')
    records = json.loads(run("read", str(tmp_path)).stdout)
    assert sorted(record["source_format"] for record in records) == ["html", "jsonld", "rdf", "rdf", "rdf", "rdf"]


def test_what_holds_no_article_is_unreadable(tmp_path):
    file = tmp_path / "vocabulary.ttl"
    file.write_text("@prefix s: <https://schema.org/> .\n<https://x.example/> a s:Person .\n")
    result = run("check", str(file))
    assert result.exit_code == 2
    assert "describes an article" in result.stderr


def test_facts_of_an_editor_are_refused_for_a_record(exported):
    result = run("check", str(exported), "--publisher", "Tide")
    assert result.exit_code == 2
    assert "complete" in result.stderr


def test_a_record_is_no_copy_to_hold_against_terms(exported):
    result = run("check", PAGE, "--copy", str(exported))
    assert result.exit_code == 2
    assert "a record of it" in result.stderr
