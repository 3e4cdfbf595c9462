"""A graph that is none of ours, or has lost parts, is refused in words."""

from __future__ import annotations

import json

import pytest

from provenance.errors import GraphError, UsageError
from provenance.graph import IRI, Literal, article_from_triples, article_triples, from_graph, parse, serialize
from provenance.graph.mapping import word_iri
from provenance.graph.namespaces import DCTERMS, RDF, SYND
from provenance.model.projection import project
from tests.graph.examples import HARBOR, LANTERN, MARA, NAME, pasted, stated, statement

REST = pasted().model_dump(include={"id", "digest", "source_format", "read_at", "tool_version"})


def without(subject: str, predicate: IRI):
    node = IRI(f"{NAME}#{subject}")
    kept = [t for t in article_triples(pasted()) if t[:2] != (node, predicate)]
    assert len(kept) < len(article_triples(pasted()))
    return kept


def with_object(subject: str, predicate: IRI, object):
    return [*without(subject, predicate), (IRI(f"{NAME}#{subject}"), predicate, object)]


def test_no_copy():
    with pytest.raises(GraphError, match="expected one synd:Copy in the graph, found 0"):
        from_graph([])


def test_no_record_in_a_document():
    with pytest.raises(GraphError, match="expected one record in the document, found 0"):
        parse("<urn:a> <urn:b> <urn:c> .", "turtle")


def test_two_copies_in_one_graph():
    other = stated().model_copy(update={"id": f"{NAME}#copy-2"})
    with pytest.raises(GraphError, match="found 2"):
        parse(serialize(pasted(), "ntriples") + serialize(other, "ntriples"), "ntriples")


@pytest.mark.parametrize(
    ("triples", "message"),
    [
        (without("s-1", SYND.basis), r"s-1: expected .*ns#basis, found none"),
        (without("graph", DCTERMS.conformsTo), "conformsTo, found none"),
        (with_object("s-1", SYND.basis, Literal("stated")), "expected an IRI"),
        (with_object("s-1", SYND.basis, IRI("urn:stated")), "expected a term of"),
        (with_object("s-1", SYND.basis, word_iri("rumoured")), r"statements\.0\.basis: Input should be 'stated'"),
        (with_object("s-1", SYND.sequence, Literal("first")), "expected a whole number"),
        (
            [*article_triples(pasted()), (IRI(f"{NAME}#s-1"), SYND.basis, SYND.inferred)],
            "expected one .*basis, found 2",
        ),
        ([(IRI("urn:x:y"), RDF.type, SYND.Copy)], "expected an article id"),
    ],
)
def test_lost_and_doubled_parts(triples, message):
    with pytest.raises(GraphError, match=message):
        article_from_triples(triples)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("r:copy a", "turtle"),
        (b"\xff\xfe", "nquads"),
        ("<rdf:RDF", "rdfxml"),
        ("{", "jsonld"),
        ("[" * 100_000, "jsonld"),
        ('{"@context": "https://lantern.example/context.jsonld", "a": 1}', "jsonld"),
    ],
)
def test_malformed_documents(text, format):
    with pytest.raises(GraphError, match="expected"):
        parse(text, format)


def test_a_context_of_others_inside_ours_is_not_fetched():
    document = json.loads(serialize(pasted(), "jsonld"))
    document["@graph"][0]["@context"] = "https://lantern.example/context.jsonld"
    with pytest.raises(GraphError, match="expected jsonld"):
        parse(json.dumps(document), "jsonld")


def test_unknown_formats():
    with pytest.raises(UsageError, match="expected a format of turtle, trig"):
        serialize(pasted(), "n3")
    with pytest.raises(UsageError, match="found 'n3'"):
        parse("", "n3")


@pytest.mark.parametrize("id", ["copy", "ni:///sha-256;abc", "ni:///sha-256;a b#copy", "synd:x#copy"])
def test_an_id_that_is_no_digest_name(id):
    with pytest.raises(GraphError, match="expected an article id"):
        article_triples(pasted().model_copy(update={"id": id}))


def test_a_digest_of_another_kind():
    with pytest.raises(GraphError, match="expected a digest such as sha256:"):
        article_triples(pasted().model_copy(update={"digest": "md5:00"}))


def test_one_id_for_two_agents():
    twice = [statement("s-1", "author", MARA), statement("s-2", "author", {**MARA, "name": "Another Name"})]
    with pytest.raises(GraphError, match="expected one description of the agent 'person-1'"):
        article_triples(project(twice, **REST))


def test_one_id_for_two_statements_or_assets():
    twice = [statement("s-1", "publisher", LANTERN), statement("s-1", "copyright_holder", HARBOR)]
    with pytest.raises(GraphError, match="'s-1' twice"):
        article_triples(project(twice, **REST))
    with pytest.raises(GraphError, match="'asset-1' twice"):
        article_triples(project([], **REST, assets=[{"id": "asset-1"}, {"id": "asset-1"}]))


def test_an_agent_where_only_an_address_can_be():
    odd = {**statement("s-1", "url", HARBOR), "chosen": False}
    with pytest.raises(GraphError, match="s-1: expected text as the url"):
        article_triples(project([odd], **REST))
