"""`provenance terms`, `export --to odrl`, and the graphs that `check` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from provenance.cli import main
from provenance.terms.loading import load_policies
from provenance.terms.rdf import read_rdf
from provenance.terms.registry import recorded_terms
from tests.cli.conftest import EXAMPLES
from tests.terms.test_lint import HEAD, written

CONFIG = """
[[contracts]]
with = "Tidewire Nord"
media = ["web"]
until = 2027-01-01
note = "by letter of 3 March"

[[terms]]
holder = "Harbor Bridge Weekly"
licence = "CC-BY-ND-4.0"
credit = "First in [Harbor Bridge Weekly]({url})."
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["terms", *args])


@pytest.fixture
def config(tmp_path: Path) -> str:
    path = tmp_path / "provenance.toml"
    path.write_text(CONFIG)
    return str(path)


@pytest.fixture
def ours(tmp_path: Path) -> str:
    path = tmp_path / "harbor.ttl"
    path.write_text(HEAD + written())
    return str(path)


def test_list_has_a_line_for_each_policy_and_the_houses_first(config: str) -> None:
    lines = run("list", "--config", config).stdout.splitlines()
    assert lines[0].split()[:2] == ["NAME", "HOLDER"]
    assert lines[1].startswith("urn:provenance:contract:1")
    assert "Tidewire Nord" in lines[1]
    assert len(lines) == len(list(recorded_terms().all())) + 3


def test_list_of_one_party(config: str) -> None:
    rows = json.loads(run("list", "--party", "harbor bridge weekly", "--config", config, "--format", "json").stdout)
    assert [(row["id"], row["stands_on"]) for row in rows] == [("urn:provenance:terms:1", ["CC-BY-ND-4.0"])]
    assert run("list", "--party", "Nobody at All").stdout == "No terms are recorded.\n"


def test_show_has_every_kind_of_clause_and_marks_what_is_waived() -> None:
    text = run("show", "propublica").stdout
    for heading in ("You may", "You may not", "Disputed", "To do before you publish", "Owed afterwards", "Inherited:"):
        assert heading in text
    assert "(waived)" in text
    assert "not verified" in text


def test_show_as_json_has_each_clause_with_its_evidence() -> None:
    (layers,) = json.loads(run("show", "dcnf", "--format", "json").stdout)
    lines = {line["id"]: line for line in layers[0]["lines"]}
    assert lines["dcnf-logo"]["evidence"]["quote"]
    assert lines["dcnf-republish"]["questions"]


def test_show_a_row_of_the_house(config: str) -> None:
    text = run("show", "urn:provenance:terms:1", "--config", config).stdout
    assert "First in Harbor Bridge Weekly." in text
    assert "Inherited: Creative Commons Attribution-NoDerivatives 4.0" in text


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_show_as_rdf_is_the_policy(format: str) -> None:
    text = run("show", "CC-BY-ND-4.0", "--format", format).stdout
    (found,) = load_policies(read_rdf(text.encode(), format=format)).values()
    assert found == recorded_terms().get("CC-BY-ND-4.0")


def test_show_nothing_of_that_name() -> None:
    result = run("show", "no-such-terms")
    assert result.exit_code == 2
    assert "provenance terms list" in result.stderr


def test_check_of_what_is_recorded_passes() -> None:
    result = run("check", "--at", "2026-12-01")
    assert result.exit_code == 0
    assert " 0 errors," in result.stdout.splitlines()[-1]
    assert ": note: " not in result.stdout
    assert ": note: " in run("check", "--at", "2026-12-01", "--verbose").stdout


def test_check_of_a_file(ours: str, tmp_path: Path) -> None:
    assert run("check", ours, "--at", "2026-12-01").stdout == "1 file: 0 errors, 0 warnings, 0 notes\n"
    stale = run("check", ours, "--at", "2027-12-01")
    assert stale.exit_code == 0
    assert "warning: harbor: last read on 2026-11-22" in stale.stdout
    bad = tmp_path / "bad.ttl"
    bad.write_text(HEAD + written(source=""))
    result = run("check", ours, str(bad), "--format", "json")
    assert result.exit_code == 1
    (problem,) = (row for row in json.loads(result.stdout) if row["level"] == "error")
    assert problem["file"] == str(bad)
    assert problem["clause"].endswith("terms/harbor")


def test_check_of_what_is_no_rdf(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<")
    assert run("check", str(bad)).exit_code == 2
    assert run("check", str(tmp_path / "none.ttl")).exit_code == 2


def test_diff_of_two_versions_of_a_file(ours: str, tmp_path: Path) -> None:
    newer = tmp_path / "newer.ttl"
    newer.write_text(HEAD + written(rule=", odrl:translate ; odrl:duty terms:d .\nterms:d odrl:action synd:keepLinks"))
    text = run("diff", ours, str(newer)).stdout
    assert text.startswith("From Harbor Bridge (harbor, 2026-11-22) to Harbor Bridge (harbor, 2026-11-22)\n")
    assert "New\n  - Keep all links in the text.\n" in text
    assert "Milder\n  - translations: not spoken of → permitted\n" in text
    assert "Nothing changed." in run("diff", ours, ours).stdout


def test_diff_of_two_names_as_json() -> None:
    (found,) = json.loads(run("diff", "conversation-us", "conversation-au", "--format", "json").stdout)
    assert found["before"].endswith("conversation-us")
    assert {change["sense"] for change in found["changes"]} >= {"new", "changed"}


def test_diff_of_what_cannot_be_paired(ours: str, tmp_path: Path) -> None:
    several = tmp_path / "several.ttl"
    several.write_text(HEAD + written(name="harbor-a") + written(name="harbor-b"))
    result = run("diff", ours, str(several))
    assert result.exit_code == 2
    assert "several policies" in result.stderr


# ── export and check ──


def test_export_to_odrl_writes_what_is_recorded_of_the_parties_and_no_row_of_the_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "provenance.toml").write_text('[[contracts]]\nwith = "ProPublica"\n')
    monkeypatch.chdir(tmp_path)
    story = tmp_path / "story.txt"
    story.write_text("Ferry crews ask to come home\n\nThe crews asked to come home.\n\nCopyright 2026 ProPublica\n")
    result = CliRunner().invoke(main, ["export", str(story), "--to", "odrl"])
    assert result.exit_code == 0
    found = load_policies(read_rdf(result.stdout.encode()))
    names = [recorded_terms().get(name) for name in ("propublica", "CC-BY-NC-ND-3.0-US")]
    assert list(found.values()) == names
    assert str(tmp_path) not in result.stdout


def test_export_to_odrl_of_a_story_without_terms() -> None:
    result = CliRunner().invoke(main, ["export", str(EXAMPLES / "pasted-story.txt"), "--to", "odrl"])
    assert result.exit_code == 0
    assert load_policies(read_rdf(result.stdout.encode())) == {}


@pytest.mark.parametrize("format", ["turtle", "trig"])
def test_check_writes_the_second_graph(format: str) -> None:
    pages = [str(EXAMPLES / "pasted-story.txt"), str(EXAMPLES / "licensed-story.html")]
    args = ["check", *pages, "--format", format, "--at", "2026-12-01", "--fail-on", "never"]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0
    assert result.stdout == CliRunner().invoke(main, args).stdout
    quads = list(pyoxigraph.parse(result.stdout, format=getattr(pyoxigraph.RdfFormat, format.upper())))
    kinds = [str(quad.object).rpartition("#")[2] for quad in quads if quad.predicate.value.endswith("#type")]
    assert kinds.count("Decision>") == 2
    assert kinds.count("Use>") == 2
    assert "Reason>" in kinds
    if format == "trig":
        assert len({str(quad.graph_name) for quad in quads}) == 2
