"""`check --use`, `--terms`, `--at` and `--require`: the question as people ask it, through the real entry point."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES

WIRE = str(EXAMPLES / "wire-story.html")
LICENSED = str(EXAMPLES / "licensed-story.html")
AT = ("--at", "2026-12-01T09:00:00Z")
CONTRACT = """
[use]
audience = "US"
organisation = { name = "The Lantern Post", kind = "newsroom", country = "US" }

[[contracts]]
with = "AP"
media = ["web"]
territory = ["US"]
until = 2026-12-31
zone = "America/New_York"
"""


def check(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`provenance check … --fail-on never` as a process, in a folder where no configuration lies about."""
    command = [sys.executable, "-m", "provenance", "check", *args, "--fail-on", "never"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd or EXAMPLES)


def decision(*args: str, cwd: Path | None = None) -> dict[str, Any]:
    done = check(*args, "--format", "json", *AT, cwd=cwd)
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["decisions"]
    return found  # type: ignore[no-any-return]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "provenance.toml").write_text(CONTRACT, encoding="utf-8")
    return tmp_path


def test_pairs_are_a_use() -> None:
    use = decision(WIRE, "--use", "medium=print, audience=us, edits=style+cut, extent=150 words, kind=news outlet")[
        "use"
    ]
    assert use == {
        "parts": ["text"],
        "medium": ["print"],
        "audience_territory": ["US"],
        "organisation": {"kind": "newsroom"},
        "extent": "excerpt",
        "words": 150,
        "edits": ["style", "cut"],
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("use.toml", 'medium = "print"\nwhen = 2026-12-24\n[organisation]\nkind = "newsroom"\n[extent]\nwords = 80\n'),
        ("use.json", '{"medium": ["print"], "when": "2026-12-24", "kind": "newsroom", "extent": {"words": 80}}'),
    ],
)
def test_a_file_is_a_use(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    use = decision(WIRE, "--use", str(tmp_path / name))["use"]
    assert use == {
        "parts": ["text"],
        "medium": ["print"],
        "audience_territory": ["world"],
        "organisation": {"kind": "newsroom"},
        "when": "2026-12-24",
        "extent": "excerpt",
        "words": 80,
        "edits": ["none"],
    }


@pytest.mark.parametrize(
    ("use", "words"),
    [
        ("mood=good", "mood"),
        ("medium", "KEY=VALUE"),
        ("medium=pigeon", "pigeon"),
        ("when=someday", "someday"),
        ("parts=img-77", "img-77"),
        ("no-such-file.toml", "No such file"),
        ("no-such-file.json", "No such file"),
    ],
)
def test_a_use_that_makes_no_sense_ends_with_2_and_names_it(use: str, words: str) -> None:
    done = check(WIRE, "--use", use)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_file_that_holds_no_table_is_refused(tmp_path: Path) -> None:
    for name, text in (("use.json", "[1]"), ("use.json", "{"), ("use.toml", "medium = ")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = check(WIRE, "--use", str(tmp_path / name))
        assert done.returncode == 2
        assert "expected a table of facts" in done.stderr


def test_a_contract_of_the_nearest_configuration_answers_for_wire_copy(house: Path) -> None:
    assert decision(WIRE)["parts"][0]["verdict"] == "ask"
    found = decision(WIRE, cwd=house)
    assert found["use"]["organisation"] == {"name": "The Lantern Post", "kind": "newsroom", "country": "US"}
    assert found["parts"][0]["verdict"] == "allowed"
    assert "2027-01-01T05:00:00+00:00" in found["changes_at"]
    assert decision(WIRE, "--use", "audience=world", cwd=house)["parts"][0]["verdict"] == "ask"


@pytest.mark.parametrize(
    ("at", "verdict"), [("2027-01-01T04:59:59Z", "allowed"), ("2027-01-01T05:00:00Z", "ask"), ("2027-06-01", "ask")]
)
def test_at_is_the_instant_of_the_answer(house: Path, at: str, verdict: str) -> None:
    done = check(WIRE, "--format", "json", "--at", at, cwd=house)
    (found,) = json.loads(done.stdout)["decisions"]
    assert found["parts"][0]["verdict"] == verdict
    assert found["at"].startswith(at[:10])


def test_a_row_that_is_wrong_ends_with_2_and_names_file_and_place(house: Path) -> None:
    (house / "provenance.toml").write_text('[[contracts]]\nwith = "AP"\nmedium = "web"\n', encoding="utf-8")
    done = check(WIRE, cwd=house)
    assert done.returncode == 2
    assert "provenance.toml: contracts.1.medium: unknown key 'medium'; did you mean 'media'?" in done.stderr


def test_terms_are_those_that_an_editor_names() -> None:
    named = decision(LICENSED, "--terms", "CC-BY-ND-4.0", "--use", "edits=translation")["parts"][0]
    assert named["verdict"] == "denied"
    assert any(
        reason["clause"] == "https://w3id.org/news-provenance/terms/CC-BY-ND-4.0-no-translation"
        for reason in named["reasons"]
    )
    done = check(LICENSED, "--terms", "no-such-terms")
    assert done.returncode == 2
    assert "'no-such-terms'" in done.stderr


@pytest.mark.parametrize(
    ("required", "code"), [("allowed", 0), ("conditional", 0), ("ask", 0), ("unknown", 0), ("denied", 0)]
)
def test_require_is_met_by_anything_as_mild(house: Path, required: str, code: int) -> None:
    assert check(WIRE, *AT, "--require", required, cwd=house).returncode == code


@pytest.mark.parametrize(("required", "code"), [("allowed", 1), ("conditional", 1), ("ask", 0), ("denied", 0)])
def test_require_fails_on_anything_stricter(required: str, code: int) -> None:
    assert check(WIRE, *AT, "--require", required).returncode == code


def test_require_is_not_met_by_a_part_that_is_not_there(house: Path) -> None:
    own = str(EXAMPLES / "pasted-story.txt")
    assert check(own, *AT, "--use", "parts=images", "--require", "ask", cwd=house).returncode == 1


def test_the_words_of_the_answer(house: Path) -> None:
    text = check(WIRE, *AT, cwd=house).stdout
    assert "May we run it? allowed by the recorded terms" in text
    assert "The answer can change at: 2027-01-01 05:00 UTC" in text
    assert "contract with AP" in text
    assert "May we run it? ask" in check(WIRE, *AT).stdout
    asked = check(WIRE, *AT, "--use", "audience=unknown", cwd=house).stdout
    assert "can't tell yet" in asked
    assert "[--use audience_territory=…]" in asked
