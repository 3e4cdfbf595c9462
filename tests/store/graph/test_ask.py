"""A query runs in a process of its own: bounded, stopped in time, and never on the network."""

from __future__ import annotations

import itertools
import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import GraphError, UsageError
from provenance.graph.namespaces import SYND
from provenance.store.graph import sparql, worker
from provenance.store.graph.answers import Answer, serialize
from provenance.store.graph.ask import ask
from provenance.store.graph.named import Term

LINES = ['<urn:a:1> <urn:p> "one"@en <urn:g> .\n', "<urn:a:2> <urn:p> 'x' <urn:g> .\n".replace("'", '"')]
HEADLINES = "SELECT ?headline { ?copy a synd:Copy ; schema:headline ?headline } ORDER BY ?headline"


def test_the_default_graph_is_all_graphs_and_our_prefixes_are_declared(store):
    assert len(ask(HEADLINES, store).bindings) == 9


def test_a_graph_that_is_handed_over_is_asked_with_the_vocabulary():
    found = ask("SELECT ?s ?kind { ?s <urn:p> ?o . <urn:none> a ?x } ", quads=LINES)
    assert found.bindings == []
    assert ask("ASK { ?agency a schema:Organization }", quads=[]) == ask("ASK { <urn:a:1> <urn:p> ?o }", quads=LINES)
    assert ask("ASK { <urn:a:3> ?p ?o }", quads=LINES).boolean is False


def test_limits(store):
    cut = ask(HEADLINES, store, limit=4)
    assert (len(cut.bindings), cut.is_cut) == (4, True)
    whole = ask(HEADLINES, store, limit=9)
    assert (len(whole.bindings), whole.is_cut) == (9, False)
    graph = ask("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", store, limit=5)
    assert (len(graph.triples.splitlines()), graph.is_cut) == (5, True)


def test_a_query_that_takes_too_long_is_stopped(store):
    start = time.monotonic()
    with pytest.raises(UsageError, match=r"stopped after 0\.5 s"):
        ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", store, seconds=0.5)
    assert time.monotonic() - start < 10


def test_a_query_that_wants_too_much_memory_is_stopped(store):
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    with pytest.raises(UsageError, match="too much memory"):
        ask(query, store, memory=700 * 1024**2, seconds=60)


def test_names_come_where_they_are_wanted(store):
    query = "SELECT ?copy { ?copy a synd:Copy } LIMIT 3"
    assert ask(query, store).labels == {}
    assert len(ask(query, store, is_labelled=True).labels) == 3


@pytest.mark.parametrize("query", ["SELECT", "SELECT * { ?s ?p }", "", "holders of", "SELECT * { } SELECT * { }"])
def test_what_is_no_sparql_is_the_users_to_mend(query, store):
    with pytest.raises(UsageError, match="expected SPARQL"):
        ask(query, store)


def test_a_parameter_without_a_value_is_named(store):
    with pytest.raises(UsageError, match="parameter 'who' has no value: --set who="):
        ask("SELECT (parameter:who() AS ?x) {}", store)
    found = ask("SELECT (parameter:who() AS ?x) {}", store, parameters={"who": Term("urn:x:1", is_iri=True)})
    assert found.bindings == [{"x": {"type": "uri", "value": "urn:x:1"}}]


def test_a_store_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(GraphError, match="--rebuild"):
        ask("ASK {}", tmp_path / "none")


# ── nothing is fetched, nothing is changed ───────────────────────────────────────────────────────────────────────────

UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1/x>",
    "CLEAR ALL",
    "drop all",
    "PREFIX x: <urn:x:> INSERT DATA { x:a x:b x:c }",
    "# a comment\nBASE <urn:x> WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused(query, store):
    with pytest.raises(UsageError, match="updates are refused"):
        ask(query, store)


FETCHING = [
    "SELECT * { SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { service silent <{url}> { ?s ?p ?o } }",
    "SELECT * { SERVICE<{url}>{ ?s ?p ?o } }",
    "PREFIX : <{url}> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <{url}> SELECT * { SERVICE : { ?s ?p ?o } }",
    "PREFIX ex: <{url}> SELECT * { ?s ?p ex:a\\' SERVICE ex:b { ?s ?p ex:c\\' } }",
    "PREFIX ex: <{url}> SELECT * { ?s ?p ex:a.SERVICE ex:b { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE <{url}> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "x"@enSERVICE <{url}> { ?s ?p ?o } }',
    'SELECT * { ?s ?p """ " """ SERVICE <{url}> { ?s ?p ?o } }',
    "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE <{url}> { ?s ?p ?o } FILTER(3>2) }",
    "SELECT * { ?s ?p ?o # '\n SERVICE <{url}> { ?s ?p ?o } # '\n }",
]


@pytest.fixture(scope="module")
def listener():
    """A server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - the name of http.server

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("query", FETCHING)
def test_a_query_that_would_fetch_is_refused(query, store, listener):
    url, asked = listener
    with pytest.raises(UsageError, match="SERVICE is refused"):
        ask(query.replace("{url}", url), store)
    assert not asked


@settings(max_examples=300)
@given(st.lists(st.sampled_from([
    "SERVICE", "service", " ", "<{url}>", "{", "}", "?s", "?s ?p ?o", ".", "'", '"', '"""', "\\", "#", "\n", "<", ">",
    ":", "x:", "a", "1", "true", "@en", "FILTER(", ")", "SILENT", "OPTIONAL", "_", "-", "$", "%41", "|",
]), max_size=9))  # fmt: skip
def test_no_way_around_is_found(listener, pieces):
    """Whatever passes `check` may be nonsense to the engine, but does not make it fetch."""
    url, asked = listener
    text = "".join(pieces)
    query = f"PREFIX x: <{url}> PREFIX : <{url}> SELECT * {{ ?s ?p {text} SERVICE <{url}> {{ ?s ?p ?o }} {text} }}"
    for each in (query.replace("{url}", url), f"SELECT * {{ {text} }}".replace("{url}", url)):
        try:
            sparql.check(each)
        except UsageError:
            continue
        with_one = pyoxigraph.Store()
        with_one.add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("urn:a")] * 3))
        with suppress(SyntaxError, RuntimeError, ValueError, OSError):
            list(with_one.query(each, prefixes={"x": url, "": url}))
        assert not asked, each


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "Lantern News Service" }',
        "SELECT * { ?s ?p '''the \"SERVICE\" # of it''' }",
        "SELECT * { ?service <https://lantern.example/service> ?o } # SERVICE",
        "SELECT * { ?s synd:service ?o }",
        "SELECT ?delete { ?insert ?load ?delete }",
    ],
)
def test_a_word_in_a_text_a_name_or_a_comment_is_no_keyword(query, store):
    assert ask(query, store).kind == "rows"


# ── formats ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ROWS = 'SELECT ?s ?o { VALUES (?s ?o) { (<urn:a> "x, \\"y\\""@en) (<urn:b> 2) (<urn:c> UNDEF) } }'


def test_rows_in_every_format(store):
    found = ask(ROWS, store)
    data = json.loads(serialize(found, "json"))
    assert data["head"] == {"vars": ["s", "o"]}
    assert data["results"]["bindings"][0]["o"] == {"type": "literal", "value": 'x, "y"', "xml:lang": "en"}
    assert serialize(found, "csv").splitlines() == ["s,o", 'urn:a,"x, ""y"""', "urn:b,2", "urn:c,"]
    assert serialize(found, "tsv").splitlines()[0] == "?s\t?o"
    for format in ("json", "xml", "tsv"):
        results = pyoxigraph.parse_query_results(
            serialize(found, format), format=getattr(pyoxigraph.QueryResultsFormat, format.upper())
        )
        assert [str(row["s"]) for row in results] == ["<urn:a>", "<urn:b>", "<urn:c>"]


def test_yes_or_no_in_json_and_xml(store):
    found = ask("ASK { ?s a synd:Copy }", store)
    assert json.loads(serialize(found, "json")) == {"head": {}, "boolean": True}
    assert "<boolean>true</boolean>" in serialize(found, "xml")


def test_a_graph_in_every_format(store):
    found = ask("CONSTRUCT { ?s schema:headline ?o } { ?s schema:headline ?o }", store)
    count = len(found.triples.splitlines())
    assert count == 9
    for format, name in (("turtle", "TURTLE"), ("ntriples", "N_TRIPLES"), ("jsonld", "JSON_LD")):
        text = serialize(found, format)
        assert len(list(pyoxigraph.parse(text, format=getattr(pyoxigraph.RdfFormat, name)))) == count
    assert "@prefix schema:" in serialize(found, "turtle")
    assert "@prefix odrl:" not in serialize(found, "turtle")
    assert ask("DESCRIBE agency:reuters", store).triples


@pytest.mark.parametrize(("kind", "format"), [("rows", "turtle"), ("boolean", "jsonld"), ("graph", "csv")])
def test_a_format_that_does_not_fit_is_refused(kind, format):
    with pytest.raises(UsageError, match=f"not as {format}"):
        serialize(Answer(kind), format)


def test_every_term_of_rdf_comes_back_as_it_is():
    nodes = [pyoxigraph.NamedNode("urn:a"), pyoxigraph.BlankNode("b"), pyoxigraph.Literal("c", language="en")]
    triple = pyoxigraph.Triple(nodes[0], nodes[0], pyoxigraph.Literal(4))
    terms = [*nodes, pyoxigraph.Literal("d"), pyoxigraph.Literal(True), triple]
    rows = [{"x": worker._json(term)} for term in terms]
    text = serialize(Answer("rows", ["x"], rows), "json")
    back = pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.JSON)
    assert [row["x"] for row in back] == terms


def test_prefixes_are_in_their_alphabet():
    names = list(sparql.PREFIXES)
    assert sparql.PREFIXES["synd"] == SYND.base
    assert len(set(itertools.chain(sparql.PREFIXES.values()))) == len(names)
