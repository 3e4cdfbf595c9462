from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from provenance.cli import main

FEEDS = Path(__file__).resolve().parents[1] / "readers" / "feeds"
BROKEN = str(FEEDS / "broken-items.xml")


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin)


def test_check_shows_and_counts_the_items_that_could_not_be_read():
    result = run("check", BROKEN, "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["summary"]["articles"] == 3
    assert report["summary"]["unreadable"] == 5
    found = [finding for finding in report["findings"] if finding["code"] == "FMT001"]
    assert [finding["location"]["line"] for finding in found] == [7, 8, 9, 11, 14]
    assert found[0]["location"]["pointer"] == "/rss/channel/item[2]"
    assert found[0]["level"] == "error"
    assert len({finding["fingerprint"] for finding in found}) == 5


def test_check_tells_of_them_in_text():
    result = run("check", BROKEN)
    assert "found: undefined entity" in " ".join(result.stdout.split())


def test_fingerprints_stay_when_lines_move(tmp_path):
    moved = tmp_path / "feed.xml"
    moved.write_bytes(Path(BROKEN).read_bytes().replace(b"<channel>", b"\n\n<channel>"))
    before, after = tmp_path / "a.xml", tmp_path / "b"
    after.mkdir()
    before.write_bytes(Path(BROKEN).read_bytes())
    first = json.loads(run("check", str(before), "--format", "json").stdout)["findings"]
    before.write_bytes(moved.read_bytes())
    second = json.loads(run("check", str(before), "--format", "json").stdout)["findings"]
    assert [f["fingerprint"] for f in first if f["code"] == "FMT001"] == [
        f["fingerprint"] for f in second if f["code"] == "FMT001"
    ]


def test_read_gives_the_rest_and_ends_with_1():
    result = run("read", BROKEN, "--format", "jsonl")
    assert [json.loads(line)["headline"] for line in result.stdout.splitlines()] == [
        "Whole",
        "Whole again",
        "Last whole",
    ]
    assert result.exit_code == 1
    assert result.stderr.count("expected") == 5


@pytest.mark.parametrize("name", ["rss-news.xml", "atom.xml", "feed.json"])
def test_whole_feeds_end_with_0(name):
    result = run("read", str(FEEDS / name))
    assert result.exit_code == 0, result.stderr
    assert len(json.loads(result.stdout)) >= 2


def test_standard_input_and_a_forced_format():
    data = (FEEDS / "atom-03.xml").read_bytes()
    assert len(json.loads(run("read", "-", stdin=data).stdout)) == 1
    assert len(json.loads(run("read", "-", "--as", "atom", stdin=data).stdout)) == 1


def test_feeds_in_a_folder_are_found():
    result = run("read", str(FEEDS / "rss*.xml"), "--format", "jsonl")
    assert len(result.stdout.splitlines()) == 8


def test_what_is_no_feed_ends_with_2(tmp_path):
    file = tmp_path / "feed.xml"
    file.write_text('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>')
    result = run("check", str(file))
    assert result.exit_code == 2
    assert "declarations of entities" in result.stderr
