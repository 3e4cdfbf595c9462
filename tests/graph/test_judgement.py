"""The second graph: findings and decisions, beside the record's graph and never in it."""

from __future__ import annotations

import uuid

import pyoxigraph
import pytest
import rdflib

from provenance.graph import FORMATS, IRI, Literal, parse, serialize, serialize_judgement
from provenance.graph.judgement import judgement_name, report_to_triples
from provenance.graph.namespaces import DCTERMS, PROV, RDF, SCHEMA, SH, SYND, XSD
from tests.graph.examples import NAME, TERMS, pasted, report, stated

TRIPLES = report_to_triples(report(), stated())
GRAPH = judgement_name(report(), stated())


def objects(subject, predicate):
    return [o for s, p, o in TRIPLES if s == subject and p == predicate]


def node(local: str) -> IRI:
    return IRI(f"{GRAPH}#{local}")


def r(local: str) -> IRI:
    return IRI(f"{NAME}#{local}")


def test_the_name_follows_from_article_instant_configuration_and_use():
    assert uuid.UUID(GRAPH.removeprefix("urn:uuid:")).version == 5
    assert judgement_name(report(), stated()) == GRAPH
    assert judgement_name(report().model_copy(update={"at": "2026-12-02"}), stated()) != GRAPH
    assert judgement_name(report().model_copy(update={"config_digest": "sha256:01"}), stated()) != GRAPH
    other_use = report().decisions[0].model_copy(update={"use": {"medium": ["radio"]}})
    assert judgement_name(report().model_copy(update={"decisions": (other_use,)}), stated()) != GRAPH
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
    considered = [IRI(f"{TERMS}harbor-bridge"), IRI("urn:provenance:contract:1")]
    assert objects(node("d1-p2"), SYND.consideredTerms) == considered
    assert objects(node("d1-p2-r1"), DCTERMS.source) == [IRI("https://harborbridge.example/terms")]


def test_the_use_is_its_facts_under_the_keys_that_questions_name():
    (use,) = objects(node("d1"), SYND.use)
    assert objects(use, RDF.type) == [SYND.Use]
    facts = {objects(fact, SYND.factName)[0].text: objects(fact, RDF.value) for fact in objects(use, SYND.fact)}
    assert facts == {
        "medium": [Literal("web"), Literal("print")],
        "organisation.kind": [Literal("newsroom")],
        "when": [Literal("2026-12-01", XSD.date)],
        "words": [Literal("150", XSD.integer)],
    }
    first, second = objects(node("d1-p2"), SYND.question)
    assert objects(first, SYND.factName) == [Literal("organisation.kind")]
    assert objects(second, SYND.clause) == [IRI(f"{TERMS}harbor-bridge-eligible")]
    assert objects(node("d1"), SYND.asOf) == [Literal("2026-12-01T00:00:00+00:00", XSD.dateTime)]
    assert objects(node("d1"), SYND.notConsidered) == [Literal("quotation", None, "en")]


def test_a_duty_has_its_state_its_clause_and_its_words():
    (duty,) = objects(node("d1-p1"), SYND.duty)
    assert objects(duty, SYND.dutyState) == [SYND.toDo]
    assert objects(duty, SYND.actionName) == [Literal("keep_byline")]
    assert objects(duty, SYND.clause) == [IRI(f"{TERMS}harbor-bridge-byline")]
    assert objects(duty, SYND.quote) == [Literal("our byline")]
    assert objects(duty, SYND.dueAt) == [Literal("2026-12-31T00:00:00+00:00", XSD.dateTime)]
    (unmet,) = objects(node("d1-p2"), SYND.duty)
    assert objects(unmet, SYND.dutyState) == [SYND.unmet]
    assert objects(unmet, SYND.where) == [Literal("line 3: “By Staff”")]


def test_a_grant_says_whether_it_was_used_and_why():
    used, lost = objects(node("d1-p2"), SYND.considered)
    assert objects(used, SYND.grantOf) == [IRI(f"{TERMS}harbor-bridge")]
    assert objects(used, SYND.verdict) == [SYND.ask]
    assert objects(used, SYND.used) == [Literal("true", XSD.boolean)]
    assert objects(lost, SYND.grantOf) == [IRI("urn:provenance:contract:1")]
    assert objects(lost, SYND.verdict) == []
    assert objects(lost, DCTERMS.description) == [Literal("It has ended.", None, "en")]


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
