"""The second graph: findings and decisions, beside the record's graph and never in it."""

from __future__ import annotations

import uuid

import pyoxigraph
import pytest
import rdflib

from provenance.graph import FORMATS, IRI, Literal, parse, serialize, serialize_judgement
from provenance.graph.judgement import judgement_name, report_to_triples
from provenance.graph.namespaces import DCTERMS, PROV, RDF, SCHEMA, SH, SYND, XSD
from tests.graph.examples import NAME, pasted, report, stated

TRIPLES = report_to_triples(report(), stated())
GRAPH = judgement_name(report(), stated())


def objects(subject, predicate):
    return [o for s, p, o in TRIPLES if s == subject and p == predicate]


def node(local: str) -> IRI:
    return IRI(f"{GRAPH}#{local}")


def r(local: str) -> IRI:
    return IRI(f"{NAME}#{local}")


def test_the_name_follows_from_article_instant_and_configuration():
    assert uuid.UUID(GRAPH.removeprefix("urn:uuid:")).version == 5
    assert judgement_name(report(), stated()) == GRAPH
    assert judgement_name(report().model_copy(update={"at": "2026-12-02"}), stated()) != GRAPH
    assert judgement_name(report().model_copy(update={"config_digest": "sha256:01"}), stated()) != GRAPH
    assert judgement_name(report(), stated().model_copy(update={"id": f"{NAME}#copy-2"})) != GRAPH


def test_only_findings_about_the_article_are_results():
    assert objects(GRAPH, SH.result) == [node("f1"), node("f2")]
    assert objects(GRAPH, SH.conforms) == [Literal("false", XSD.boolean)]
    assert objects(GRAPH, PROV.wasDerivedFrom) == [r("graph")]
    assert objects(GRAPH, SYND.asOf) == [Literal("2026-12-01T00:00:00+00:00", XSD.dateTime)]


def test_a_finding_is_a_result_of_its_rule_with_its_evidence():
    assert objects(node("f1"), SH.focusNode) == [r("copy")]
    assert objects(node("f1"), SH.resultPath) == [SCHEMA.author]
    assert objects(node("f1"), SH.resultSeverity) == [SH.Violation]
    assert objects(node("f1"), SH.sourceShape) == [SYND.ATT002]
    assert objects(node("f1"), SH.resultMessage) == [Literal("Nobody is named.", None, "en")]
    assert objects(node("f1"), SYND.evidence) == [r("s-4"), r("s-5")]
    assert objects(node("f2"), SH.resultSeverity) == [SH.Info]
    assert objects(node("f2"), SYND.line) == [Literal("3", XSD.integer)]


def test_a_path_on_somebodys_disk_stays_there():
    assert "mara" not in serialize_judgement(report(), stated(), "nquads").replace("ferry.png", "")


def test_a_decision_is_as_strict_as_its_strictest_part():
    assert objects(GRAPH, SYND.decision) == [node("d1")]
    assert objects(node("d1"), SYND.verdict) == [SYND.ask]
    assert objects(node("d1-p1"), SYND.verdict) == [SYND.conditional]
    assert objects(node("d1"), SYND.matchedBy) == [r("s-7")]
    assert objects(node("d1-p2"), SYND.consideredTerms) == [IRI("https://w3id.org/news-provenance/terms/harbor-bridge")]
    assert objects(node("d1-p2-r1"), DCTERMS.source) == [IRI("https://harborbridge.example/terms")]
    assert objects(node("d1"), SYND.use) == [Literal('{"medium": "web", "when": "2026-12-01"}', RDF.JSON)]


def test_an_article_without_findings_conforms():
    clean = report().model_copy(update={"findings": ()})
    assert (GRAPH, SH.conforms, Literal("true", XSD.boolean)) in report_to_triples(clean, stated())


def test_nothing_is_said_of_the_copy_itself():
    assert r("copy") not in {s for s, _, _ in TRIPLES}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_writes_it(format):
    text = serialize_judgement(report(), stated(), format)
    assert text == serialize_judgement(report(), stated(), format)
    if format == "jsonld":
        assert f'"id": "{GRAPH}"' in text
        return
    name = {"nquads": "N_QUADS", "ntriples": "N_TRIPLES", "rdfxml": "RDF_XML"}.get(format, format.upper())
    assert len(list(pyoxigraph.parse(text, format=getattr(pyoxigraph.RdfFormat, name)))) == len(TRIPLES)


def test_both_graphs_in_one_file_and_the_record_comes_back():
    both = serialize(pasted(), "nquads") + serialize_judgement(report(), pasted(), "nquads")
    assert parse(both, "nquads") == pasted()
    names = {str(quad[3]) for quad in rdflib.Dataset().parse(data=both, format="nquads").quads()}
    assert names == {str(r("graph")), str(judgement_name(report(), pasted()))}
