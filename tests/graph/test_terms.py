"""Every term that the graph can hold is documented, and the closed vocabularies are the model's."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS
from rdflib.namespace import DCAT, DCTERMS, ODRL2, PROV, SDO, SH

import provenance.graph
from provenance.graph import article_triples, jsonld
from provenance.graph.judgement import report_to_triples
from provenance.graph.mapping import HOP_ROLES, PROPERTIES, word_iri
from provenance.graph.namespaces import PREFIXES, SYND
from provenance.graph.term import IRI
from provenance.model import values
from provenance.model.article import SCHEMA_VERSION
from provenance.resources import vocab
from tests.graph.examples import pasted, report, stated

ONTOLOGY = rdflib.Graph().parse(vocab("syndication.ttl"), format="turtle")
PACKAGE = Path(provenance.graph.__file__).parent

CLOSED = {
    "Basis": values.Basis,
    "Voice": values.Voice,
    "Scope": values.Scope,
    "Zone": values.Zone,
    "BylineState": values.BylineState,
    "Action": values.Action,
    "Status": values.Status,
    "Verdict": values.Verdict,
    "AssetType": values.AssetType,
    "DutyState": values.DutyState,
}


def term(local: str) -> rdflib.URIRef:
    return rdflib.URIRef(SYND.base + local)


def documented() -> set[str]:
    return {str(s) for s in ONTOLOGY.subjects() if s.startswith(SYND.base)}


def named_in_the_code() -> set[str]:
    """Each `SYND.term` of the package, so that a branch no example takes is seen too."""
    found = set()
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_term = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "SYND"
            if is_term and node.attr != "base":
                found.add(SYND.base + node.attr)
    return found


def emitted() -> set[IRI]:
    """The properties, classes and individuals of two records and a report that use nearly all of them."""
    triples = article_triples(pasted()) + article_triples(stated()) + report_to_triples(report(), stated())
    methods = {o for _, p, o in triples if p == SYND.method}  # an open set, documented by rule
    shapes = {o for _, p, o in triples if p.endswith("shacl#sourceShape")}  # the rules: vocab/shapes.ttl
    return {node for triple in triples for node in triple if isinstance(node, IRI)} - methods - shapes


def test_every_term_in_the_code_is_documented():
    in_code = named_in_the_code()
    assert {SYND.Statement, SYND.valueAsRead, SYND.verdict} < in_code  # the walk sees something
    assert in_code <= documented()


def test_every_term_that_is_written_is_documented():
    written = {node for node in emitted() if node.startswith(SYND.base)}
    assert len(written) > 80
    assert written <= documented()


def test_nothing_is_documented_that_cannot_be_written():
    words = {word_iri(word) for kind in (*CLOSED.values(), values.CreditRole) for word in get_args(kind)}
    classes = {SYND.base + name for name in (*CLOSED, "Role", "Method")}
    assert documented() == named_in_the_code() | words | classes


@pytest.mark.parametrize("name", CLOSED)
def test_the_individuals_are_the_models_words(name):
    individuals = {str(s) for s in ONTOLOGY.subjects(RDF.type, term(name))}
    assert individuals == {word_iri(word) for word in get_args(CLOSED[name])}


def test_the_roles_are_those_of_hops_credits_and_authors():
    credits = {word_iri(word) for word in get_args(values.CreditRole)}
    assert {str(s) for s in ONTOLOGY.subjects(RDF.type, term("Role"))} == credits | set(HOP_ROLES.values()) | {
        SYND.author
    }
    assert set(HOP_ROLES) == set(get_args(values.Action))


@pytest.mark.parametrize("name", sorted(documented()))
def test_every_term_is_explained(name):
    node = rdflib.URIRef(name)
    assert len(list(ONTOLOGY.objects(node, RDFS.label))) == 1
    assert str(ONTOLOGY.value(node, RDFS.comment)).endswith(".")
    kinds = set(ONTOLOGY.objects(node, RDF.type))
    if RDF.Property in kinds or OWL.ObjectProperty in kinds or OWL.DatatypeProperty in kinds:
        assert len(kinds) == 1
    for predicate in (RDFS.domain, RDFS.range):
        for other in ONTOLOGY.objects(node, predicate):
            assert not other.startswith(SYND.base) or str(other) in documented()


def test_what_is_an_individual_is_no_property():
    """One name, one kind: only methods, which have no individuals here, may share a property's name."""
    classes = {term(name) for name in (*CLOSED, "Role")}
    for node in {s for s, o in ONTOLOGY.subject_objects(RDF.type) if o in classes}:
        assert set(ONTOLOGY.objects(node, RDF.type)) <= classes


def test_object_properties_have_nodes_and_datatype_properties_text():
    for triples in (article_triples(pasted()), article_triples(stated()), report_to_triples(report(), stated())):
        for _, predicate, object in triples:
            kind = ONTOLOGY.value(rdflib.URIRef(predicate), RDF.type)
            if kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
                assert isinstance(object, IRI) == (kind == OWL.ObjectProperty), predicate


def test_the_version_is_the_records():
    ontology = rdflib.URIRef("https://w3id.org/news-provenance/ns")
    assert (ontology, RDF.type, OWL.Ontology) in ONTOLOGY
    assert str(ONTOLOGY.value(ontology, OWL.versionIRI)) == f"https://w3id.org/news-provenance/ns/{SCHEMA_VERSION}"


BORROWED = {"schema": SDO, "prov": PROV, "dcterms": DCTERMS, "dcat": DCAT, "odrl": ODRL2, "sh": SH}


@pytest.mark.parametrize("prefix", BORROWED)
def test_borrowed_terms_exist_where_they_are_borrowed(prefix):
    namespace = BORROWED[prefix]
    borrowed = {node for node in emitted() if node.startswith(str(namespace))}
    assert borrowed
    for name in borrowed:
        assert rdflib.URIRef(name) in namespace, name


def test_the_context_names_each_predicate_once():
    context = json.loads(vocab("context.jsonld").read_text("utf-8"))["@context"]
    assert {key: value for key, value in context.items() if value in PREFIXES.values()} == PREFIXES
    names = [value["@id"] if isinstance(value, dict) else value for value in context.values()]
    assert len(names) == len(set(names))


def test_json_ld_has_a_short_key_for_every_predicate_of_a_record():
    written = {p for article in (pasted(), stated()) for _, p, _ in article_triples(article)}
    numbered = {p for p in written if p.rpartition("#_")[1]}
    assert written - numbered <= set(jsonld._context().terms)
    assert {predicate for predicate, _ in PROPERTIES.values()} <= set(jsonld._context().terms)
