from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from provenance.cli import main
from provenance.exporters import EXPORTERS
from provenance.rules import RULES
from provenance.schemas import build
from tests.cli.conftest import EXAMPLES

PASTED = str(EXAMPLES / "pasted-story.txt")
LICENSED = str(EXAMPLES / "licensed-story.html")
PAGES = sorted(str(path) for path in EXAMPLES.iterdir() if path.suffix != ".md")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_read_gives_records_that_their_schema_accepts():
    result = run("read", *PAGES)
    records = json.loads(result.stdout)
    validator = Draft202012Validator(build("article"))
    for record in records:
        validator.validate(record)
    assert len(records) == len(PAGES)


def test_every_resolved_fact_of_an_example_has_its_line():
    for record in json.loads(run("read", *PAGES).stdout):
        chosen = [s for s in record["statements"] if s["chosen"] and s["basis"] == "stated"]
        assert chosen
        assert all(s["origin"]["line"] for s in chosen if s["value"] is not None), record["headline"]


def test_jsonl_is_one_record_a_line():
    lines = run("read", PASTED, LICENSED, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["headline"] for line in lines] == [
        "Salt Marsh Towns Press State for Tide Gauges After Quiet Flood",
        "Who pays when a well runs dry?",
    ]


def test_an_unreadable_source_is_2_and_the_rest_is_still_valid_json(tmp_path):
    result = run("read", str(tmp_path / "none.txt"), PASTED)
    assert result.exit_code == 2
    assert len(json.loads(result.stdout)) == 1
    empty = run("read", str(tmp_path / "none.txt"))
    assert json.loads(empty.stdout) == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_writes_something(name):
    result = run("export", LICENSED, "--to", name)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip()


def test_search_markup_says_what_the_page_says():
    node = json.loads(run("export", LICENSED, "--to", "schemaorg").stdout)
    assert node["@type"] == "NewsArticle"
    assert [author["name"] for author in node["author"]] == ["Corin Ashdown", "Beatriz Olmedo-Kray"]
    assert node["copyrightHolder"]["name"] == "Tidewater Ledger"
    assert node["copyrightYear"] == 2026


def test_nothing_inferred_leaves():
    assert "Quillfeather" not in run("export", PASTED, "--to", "schemaorg").stdout
    assert "Quillfeather" not in run("export", PASTED, "--to", "credit").stdout


def test_our_copy_has_our_address_and_their_authors():
    copy = ("--as-copy", "--url", "https://ours.example/wells", "--publisher", "Our Paper", "--date", "2026-12-01")
    node = json.loads(run("export", LICENSED, "--to", "schemaorg", *copy).stdout)
    assert node["url"] == "https://ours.example/wells"
    assert node["publisher"]["name"] == "Our Paper"
    assert node["author"][0]["name"] == "Corin Ashdown"


def test_a_copy_without_an_address_is_refused():
    result = run("export", LICENSED, "--to", "schemaorg", "--as-copy")
    assert result.exit_code == 2
    assert "--as-copy needs --url and --publisher" in result.stderr


def test_output_goes_to_a_file(tmp_path):
    target = tmp_path / "out.json"
    result = run("export", LICENSED, "--to", "schemaorg", "--output", str(target))
    assert result.stdout == ""
    assert json.loads(target.read_text("utf-8"))["@type"] == "NewsArticle"
    refused = run("export", LICENSED, "--to", "schemaorg", "--output", str(tmp_path / "no" / "out.json"))
    assert refused.exit_code == 2


def test_rules_are_listed_and_each_has_its_page():
    listing = run("rules").stdout
    for rule in RULES:
        assert rule.CODE in listing
        page = run("rules", rule.CODE.lower()).stdout
        assert rule.NAME in page
        assert "What it checks" in page


def test_rules_as_json():
    entries = json.loads(run("rules", "--format", "json").stdout)
    assert [entry["code"] for entry in entries] == [rule.CODE for rule in RULES]
    assert json.loads(run("rules", RULES[0].CODE, "--format", "json").stdout)[0] == entries[0]


def test_an_unknown_rule_is_a_usage_error():
    result = run("rules", "ATT999")
    assert result.exit_code == 2
    assert "ATT999" in result.stderr
