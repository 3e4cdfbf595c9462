"""The queries of `vocab/queries/`: what each answers in the invented newsroom, and what their parameters may be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.reporters.layout import Style, columns
from provenance.store.graph.answers import Answer, serialize
from provenance.store.graph.ask import ask
from provenance.store.graph.named import Parameter, named, parse, queries
from provenance.store.graph.table import text
from provenance.store.graph.worker import answer

EXPECTED = Path(__file__).parent / "expected"
TOLD = {"embargoed": ["at=2026-12-01T00:00:00Z"], "way-of-a-story": ["url=https://lantern.example/1"]}


@pytest.mark.parametrize("name", queries())
def test_a_named_query_answers(name, store, regenerate):
    query = named(name)
    found = ask(query.text, store, parameters=query.bound(TOLD.get(name, [])), is_labelled=True)
    shown = text(found, Style(width=100))
    file = EXPECTED / f"{name}.txt"
    if regenerate:
        file.write_text(shown)
    assert shown == file.read_text()
    assert found.bindings or found.triples, "the newsroom has something for every query"
    if found.kind == "rows":
        assert all(columns(line) <= 100 for line in shown.splitlines())
        assert all("ni:///" not in term["value"] for row in found.bindings for term in row.values())


def test_every_expected_file_has_its_query():
    assert {path.stem for path in EXPECTED.glob("*.txt")} == set(queries())


@pytest.mark.parametrize("query", queries().values(), ids=lambda query: query.name)
def test_a_query_says_what_it_answers(query):
    assert query.title
    assert query.about.endswith(".")
    for parameter in query.parameters:
        assert f"parameter:{parameter.name}()" in query.text
    used = {part.partition("()")[0] for part in query.text.split("parameter:")[1:]}
    assert used == {parameter.name for parameter in query.parameters}


@pytest.mark.parametrize(
    ("name", "told", "headlines"),
    [
        ("claims", ["publisher=tidewater"], {"Ferry crews “ask to come home”", "Towns press for tide gauges"}),
        ("long-chains", ["hops=3"], {"Leuchtturm zieht um"}),
        ("embargoed", ["at=2026-12-01T05:00:01Z"], {"Nobody may tell yet"}),
        ("embargoed", ["at=2026-12-01T04:59:59Z"], {"Nobody may tell yet", "Budget leaks early"}),
        ("verdicts", ["verdict=denied"], {"Ferry crews ask to come home"}),
        ("ai-reservations", ["use=tdm"], {"Machines, keep out"}),
        ("ai-reservations", ["use=search"], set()),
    ],
)
def test_a_parameter_chooses(name, told, headlines, store):
    query = named(name)
    found = ask(query.text, store, parameters=query.bound(told))
    chosen = {row["headline"]["value"] for row in found.bindings if "headline" in row}
    assert chosen - {"Marsh floods", "Marsh floods, again"} == headlines


ECHO = 'SELECT ?said { BIND(parameter:word() AS ?said) FILTER(parameter:word() != "no such word") }'


@given(st.text())
def test_a_parameter_is_a_term_and_never_text_of_the_query(word):
    """Whatever it holds, it comes back as it is: there is no quoting to break out of."""
    import pyoxigraph

    word = word.encode("utf-8", "replace").decode()
    terms = {"word": {"type": "literal", "value": word}}
    job = {"query": ECHO, "parameters": terms, "limit": None, "is_labelled": False}
    (row,) = answer(pyoxigraph.Store(), job)["bindings"]
    assert row["said"] == {"type": "literal", "value": word}


@pytest.mark.parametrize(
    "attack", ['") } ; DROP ALL #', "'))} UNION {?s ?p ?o} #", "\\", "?verdict", "> SERVICE <http://evil.example/>"]
)
def test_an_attack_finds_nothing(attack, store):
    query = named("verdicts")
    assert ask(query.text, store, parameters=query.bound([f"verdict={attack}"])).bindings == []


@pytest.mark.parametrize(
    ("kind", "value", "json"),
    [
        ("text", "", {"type": "literal", "value": ""}),
        ("integer", "3", {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}),
        ("date", "2026-12-01", {
            "type": "literal", "value": "2026-12-01", "datatype": "http://www.w3.org/2001/XMLSchema#date"}),
        ("instant", "2026-12-01T09:00", {
            "type": "literal", "value": "2026-12-01T09:00:00+00:00",
            "datatype": "http://www.w3.org/2001/XMLSchema#dateTime"}),
        ("iri", "urn:x:1", {"type": "uri", "value": "urn:x:1"}),
    ],
)  # fmt: skip
def test_a_kind_makes_its_term(kind, value, json):
    assert Parameter("p", kind, None, "").term(value).json() == json


@pytest.mark.parametrize(
    ("kind", "value"), [("integer", "three"), ("date", "1.12."), ("instant", "noon"), ("iri", "a b"), ("iri", "<x>")]
)
def test_a_value_of_the_wrong_kind_is_refused(kind, value):
    with pytest.raises(UsageError, match="--set p"):
        Parameter("p", kind, None, "").term(value)


def test_now_is_now():
    assert datetime.fromisoformat(Parameter("at", "instant", "now", "").term("now").value).tzinfo


def test_what_is_told_must_be_known():
    with pytest.raises(UsageError, match="expected one of publisher"):
        named("claims").bound(["publishr=x"])
    with pytest.raises(UsageError, match="expected name=value"):
        named("claims").bound(["publisher"])
    with pytest.raises(UsageError, match="--set url"):
        named("way-of-a-story").bound([])
    with pytest.raises(UsageError, match="did you mean 'holders'"):
        named("holder")


def test_a_query_without_a_head_takes_any_parameter():
    query = parse("SELECT * {}")
    assert query.bound(["a=b", "c=<urn:x:1>", "d=<no iri>"]) == {
        "a": ("b", None, False), "c": ("urn:x:1", None, True), "d": ("<no iri>", None, False),
    }  # fmt: skip


def test_a_kind_that_there_is_not():
    with pytest.raises(UsageError, match="expected a kind"):
        parse("# T\n#\n# About.\n#\n# parameter a (number) = 2: how many\nASK {}")


def test_csv_of_no_rows_has_its_head():
    assert serialize(Answer("rows", ["a", "b"]), "csv").splitlines() == ["a,b"]
