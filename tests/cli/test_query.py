"""`provenance query`: over a ledger and over files, from argument, file and standard input, in every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from provenance.cli import main
from provenance.store import Ledger
from provenance.store.graph.generations import Generations, folder_of
from provenance.store.graph.named import queries
from tests.cli.conftest import EXAMPLES
from tests.store.graph.newsroom import AGAIN, FERRY, LIGHT, NEW, OLD, report

WIRE, OWN = str(EXAMPLES / "wire-story.html"), str(EXAMPLES / "own-story.html")
HEADLINES = "SELECT ?headline { ?copy a synd:Copy ; schema:headline ?headline } ORDER BY ?headline"


def run(*args: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["query", *args], input=input)


@pytest.fixture
def ledger(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "ledger.sqlite3"
    monkeypatch.setenv("PROVENANCE_LEDGER", str(path))
    with Ledger.open(path) as open_one:
        open_one.add(FERRY, report(FERRY, "denied", "Harbor Bridge forbids it.", "ATT001"))
        open_one.add(LIGHT, report(LIGHT, "ask", "Reuters supplied this text."))
        open_one.record_usage(FERRY.id, where="https://ours.example/ferry", started="2026-12-01")
    return path


# ── a ledger ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_ledger_is_asked_and_its_graph_is_made(ledger):
    result = run(HEADLINES)
    assert result.exit_code == 0, result.output
    assert "Ferry crews ask to come home\nLeuchtturm zieht um\n\n2 rows" in result.stdout
    assert (folder_of(ledger) / "current.json").is_file()


def test_a_named_query_knows_what_we_published(ledger):
    shown = run("used-against-verdict").stdout
    assert "Ferry crews ask to come home" in shown
    assert "denied" in shown
    assert "https://ours.example/ferry" in shown


def test_what_comes_later_is_in_the_next_answer(ledger):
    assert "2 rows" in run(HEADLINES).stdout
    with Ledger.open(ledger) as open_one:
        open_one.add(AGAIN)
        (usage,) = open_one.usages()
        open_one.end_usage(usage.sequence)
    assert "3 rows" in run(HEADLINES).stdout
    assert run("used-against-verdict").stdout == "Nothing found.\n"


def test_a_later_version_takes_the_place_of_the_earlier(ledger):
    later = NEW.model_copy(update={"url": OLD.url})
    with Ledger.open(ledger) as open_one:
        open_one.add(OLD)
        open_one.add(later)
    table = json.loads(run("holders", "--format", "json").stdout)["results"]["bindings"]
    counts = {row["holder"]["value"]: row["stories"]["value"] for row in table}
    assert counts["Harbor Bridge News Foundation"] == "2"  # the ferry, and one version of the marsh
    assert run("ASK { ?later prov:wasRevisionOf ?copy }").stdout == "yes\n"


@pytest.mark.parametrize("what", [{"what": "record"}, {"what": "name", "name": "Mara Quill"}])
def test_what_was_redacted_is_gone_from_the_graph(ledger, what):
    assert run('ASK { ?who schema:name "Mara Quill" }').stdout == "yes\n"
    with Ledger.open(ledger) as open_one:
        open_one.redact(FERRY.id, reason="asked for", by="editor", **what)
    assert run('ASK { ?who schema:name "Mara Quill" }').stdout == "no\n"


def test_deleting_the_graph_loses_nothing_and_rebuild_builds_it(ledger):
    before = run(HEADLINES).stdout
    shutil.rmtree(folder_of(ledger))
    assert run(HEADLINES).stdout == before
    built = run("--rebuild")
    assert (built.exit_code, built.stdout) == (0, "")
    assert "built anew: 2 readings" in built.stderr
    assert run(HEADLINES, "--rebuild").stdout == before


def test_another_ledger_at_the_same_place_is_another_graph(ledger):
    run(HEADLINES)
    for path in ledger.parent.glob("ledger.sqlite3*"):
        if path.is_file():
            path.unlink()
    with Ledger.open(ledger) as open_one:
        for article in (AGAIN, OLD, NEW, FERRY):
            open_one.add(article)
    assert "Leuchtturm" not in run(HEADLINES).stdout


def test_beside_a_writer(ledger):
    with Generations(folder_of(ledger)).writing():
        busy = run(HEADLINES)
    assert busy.exit_code == 2
    assert "another process is building the graph" in busy.stderr
    run(HEADLINES)
    with Ledger.open(ledger) as open_one:
        open_one.add(AGAIN)
    with Generations(folder_of(ledger)).writing():
        behind = run(HEADLINES)
    assert behind.exit_code == 0
    assert "2 rows" in behind.stdout
    assert "another process is writing the graph" in behind.stderr


def test_no_ledger(tmp_path):
    result = run("holders", "--ledger", str(tmp_path / "none.sqlite3"))
    assert result.exit_code == 2
    assert "there is no ledger" in result.stderr
    assert not list(tmp_path.iterdir())


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_files_are_asked_without_a_ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVENANCE_LEDGER", str(tmp_path / "none.sqlite3"))
    result = run(HEADLINES, "--source", WIRE, OWN, "--format", "csv")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "headline",
        "Ferry crews find century-old logbook behind a bulkhead",
        "Night buses return to the valley",
    ]  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_files_are_judged_too():
    shown = run("findings", "--source", WIRE).stdout
    assert "LIC005  note" in shown
    assert "The Associated Press claims this" in run("verdicts", "--source", WIRE).stdout


def test_an_editors_word_is_in_the_graph():
    query = 'ASK { ?statement synd:voice synd:editor ; rdf:object/schema:name "Our Paper" }'
    assert run(query, "--source", WIRE, "--publisher", "Our Paper").stdout == "yes\n"


def test_an_unreadable_file_is_2_and_the_rest_is_asked(tmp_path):
    result = run("ASK { ?copy a synd:Copy }", "--source", str(tmp_path / "none.html"), WIRE)
    assert (result.exit_code, result.stdout) == (2, "yes\n")
    assert "none.html" in result.stderr


# ── where the query comes from ───────────────────────────────────────────────────────────────────────────────────────


def test_from_a_file_and_from_standard_input(tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("# Mine\n#\n# About.\n#\n# parameter least (integer) = 2: how many\n"
                    "SELECT (COUNT(?c) AS ?n) { ?c a synd:Copy } HAVING (COUNT(?c) >= parameter:least())")  # fmt: skip
    assert run("-f", str(file), "--source", WIRE).stdout == "Nothing found.\n"
    assert "1 row" in run("-f", str(file), "--set", "least=1", "--source", WIRE).stdout
    assert run("-", "--source", WIRE, input="ASK {}").stdout == "yes\n"
    refused = run("-f", str(file), "--set", "least=many", "--source", WIRE)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--set least: expected a whole number" in refused.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "expected a query"),
        (["holder"], "did you mean 'holders'?"),
        (["holders", "claims"], "expected one query"),
        (["holders", "--rebuild", "--source", WIRE], "expected --source"),
        (["-f", "none.rq"], "expected a file"),
        (["SELECT * {", "--source", WIRE], "expected SPARQL"),
        (["DROP ALL", "--source", WIRE], "updates are refused"),
        (["SELECT * { SERVICE <http://127.0.0.1/> {} }", "--source", WIRE], "SERVICE is refused"),
        (["holders", "--format", "turtle", "--source", WIRE], "not as turtle"),
        (["holders", "--set", "x=y", "--timeout", "0.0001", "--source", WIRE], "stopped after"),
    ],
)
def test_mistakes_are_2_and_say_what_to_do(args, message):
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_list_has_every_query_and_its_parameters():
    shown = run("--list").stdout
    for query in queries().values():
        assert f"{query.name}\n  {query.title}" in shown
        assert all(f"--set {parameter.name}=" in shown for parameter in query.parameters)


# ── what comes out ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_limit_is_said_and_lifted():
    everything = "SELECT ?p { ?copy a synd:Copy ; ?p ?o }"
    cut = run(everything, "--limit", "3", "--source", WIRE)
    assert cut.stdout.endswith("3 rows and more\n")
    assert "--limit 0 gives all" in cut.stderr
    whole = run(everything, "--limit", "0", "--source", WIRE)
    assert "more" not in whole.stdout + whole.stderr


def test_graphs_are_turtle_for_people_and_jsonld_for_programs():
    describe = "CONSTRUCT { ?copy schema:headline ?headline } { ?copy schema:headline ?headline }"
    assert "schema:headline" in run(describe, "--source", WIRE).stdout
    (node,) = json.loads(run(describe, "--source", WIRE, "--format", "jsonld").stdout)
    assert list(node) == ["@id", "https://schema.org/headline"]


def test_an_output_file(tmp_path):
    file = tmp_path / "answer.csv"
    assert run(HEADLINES, "--source", WIRE, "--format", "csv", "--output", str(file)).stdout == ""
    assert file.read_text().startswith("headline")


def test_nothing_that_a_terminal_obeys_is_printed():
    story = "Flood \x1b[31mwarning\u202e at the pier\n\nBy Mara Quill\n\nThe water came at night, and it stayed.\n"
    shown = run("SELECT ?v { ?s ?p ?v FILTER(isLiteral(?v)) }", "--source", "-", input=story).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
