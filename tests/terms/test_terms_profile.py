"""The ODRL profile: every term explained once, and the engine knows its words as the profile has them."""

from __future__ import annotations

import re
from typing import get_args

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace, URIRef
from rdflib.namespace import ODRL2

from provenance.resources import vocab
from provenance.terms import use
from provenance.terms.actions import INCLUDED_IN
from provenance.terms.policy import Binding, Force, Layer
from provenance.terms.rows import PARTS

SYND = Namespace("https://w3id.org/news-provenance/ns#")
ONTOLOGY = rdflib.Graph().parse(vocab("syndication.ttl"))
PROFILE = rdflib.Graph().parse(vocab("terms-profile.ttl"))


def declared() -> set[URIRef]:
    return {node for node in PROFILE.subjects(RDF.type) if isinstance(node, URIRef) and node.startswith(str(SYND))}


@pytest.mark.parametrize("node", sorted({node for node in PROFILE.subjects() if node.startswith(str(SYND))}))
def test_every_term_is_explained_once(node: URIRef) -> None:
    known = (node, RDFS.label, None) in ONTOLOGY
    assert len(list(PROFILE.objects(node, RDFS.label))) == (0 if known else 1)
    note = PROFILE.value(node, SKOS.scopeNote if known else RDFS.comment)
    assert str(note).endswith(".")
    for predicate in (RDFS.domain, RDFS.range):
        for other in PROFILE.objects(node, predicate):
            assert not other.startswith(str(SYND)) or other in declared()
            assert not other.startswith(str(ODRL2)) or other in ODRL2
    assert not ({OWL.ObjectProperty, OWL.DatatypeProperty} <= set(PROFILE.objects(node, RDF.type)))


def test_every_action_lies_in_another() -> None:
    for action in PROFILE.subjects(RDF.type, ODRL2.Action):
        wider = PROFILE.value(action, ODRL2.includedIn)
        assert (wider, RDF.type, ODRL2.Action) in PROFILE or wider in ODRL2, action


def test_the_engine_knows_the_actions_as_the_profile_has_them() -> None:
    def short(node: rdflib.term.Node) -> str:
        return str(node).replace(str(SYND), "synd:").replace(str(ODRL2), "odrl:")

    stated = {short(s): short(o) for s, o in PROFILE.subject_objects(ODRL2.includedIn)}
    ours = {action: wider for action, wider in INCLUDED_IN.items() if action in stated}
    assert ours.items() <= stated.items()
    assert set(INCLUDED_IN) - set(ours) == {"odrl:extract", "odrl:derive", "odrl:modify"}  # as ODRL itself has them


def words(operand: str) -> set[str]:
    return {str(word) for word in PROFILE.objects(SYND[operand], SYND.word)}


def test_the_engine_knows_the_words_as_the_profile_has_them() -> None:
    assert words("medium") == set(use.MEDIA)
    assert words("organisationKind") == set(use.KINDS)
    assert words("edit") == set(use.EDITS)
    assert words("extent") == set(use.EXTENTS)
    assert words("monetisation") == set(use.MONETISATION)
    assert words("automation") == set(use.AUTOMATION)
    assert words("part") == set(PARTS)


@pytest.mark.parametrize(("kind", "known"), [("Layer", Layer), ("Force", Force), ("Binding", Binding)])
def test_the_engine_knows_the_kinds_as_the_profile_has_them(kind: str, known: object) -> None:
    listed = {
        re.sub(r"(?<=[a-z])([A-Z])", r"_\1", node.removeprefix(str(SYND))).lower()
        for node in PROFILE.subjects(RDF.type, SYND[kind])
    }
    of_rows = {"contract", "permit"}  # rows of a configuration, never RDF of ours
    assert listed == set(get_args(known)) - of_rows
