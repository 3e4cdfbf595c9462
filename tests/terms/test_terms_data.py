"""What `vocab/terms/` records: every policy whole, every word declared in the profile, nothing left to silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
import rdflib
from rdflib import RDF, RDFS, XSD, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ODRL2

from provenance.language.agencies import NAMESPACE as AGENCIES
from provenance.language.agencies import registry
from provenance.resources import vocab
from provenance.terms.credit import SLOTS, slots_of
from provenance.terms.grants import duties_of, grant_of
from provenance.terms.policy import Constraint, Policy
from provenance.terms.registry import NAMESPACE, recorded_terms

SYND = Namespace("https://w3id.org/news-provenance/ns#")
TERMS = Namespace(NAMESPACE)
ODRL_PROFILE = URIRef("https://w3id.org/news-provenance/odrl")
DEPRECATED = {"attachSource", "attachPolicy", "shareAlike", "commercialize", "share", "copy", "preview", "license"} | {
    "secondaryUse"
}

FILES = sorted(path.stem for path in vocab("terms").glob("*.ttl"))
HOUSES = [stem for stem in FILES if registry().get(AGENCIES + stem)]
ONTOLOGY = rdflib.Graph().parse(vocab("syndication.ttl"))
PROFILE = rdflib.Graph().parse(vocab("terms-profile.ttl"))

RULES = {ODRL2.permission: ODRL2.Permission, ODRL2.prohibition: ODRL2.Prohibition, ODRL2.obligation: ODRL2.Duty}
KINDS = {
    **RULES,
    ODRL2.duty: ODRL2.Duty,
    SYND.anyOf: ODRL2.Duty,
    ODRL2.target: ODRL2.AssetCollection,
    ODRL2.constraint: ODRL2.Constraint,
    ODRL2.refinement: ODRL2.Constraint,
}
"""Predicate → what it leads to."""


@cache
def graph(stem: str) -> rdflib.Graph:
    return rdflib.Graph().parse(vocab("terms", f"{stem}.ttl"))


def policies(stem: str) -> set[rdflib.term.Node]:
    return set(graph(stem).subjects(ODRL2.uid))


def clauses(stem: str) -> Iterator[tuple[rdflib.term.Node, rdflib.term.Node]]:
    """Each clause with its policy, duties and choices included."""
    found = graph(stem)
    for policy in policies(stem):
        below = [rule for predicate in RULES for rule in found.objects(policy, predicate)]
        while below:
            clause = below.pop()
            yield policy, clause
            below += [*found.objects(clause, ODRL2.duty), *found.objects(clause, SYND.anyOf)]


def house_policies() -> list[Policy]:
    return [policy for policy in recorded_terms().all() if policy.assigners]


# ── Every file ──


@pytest.mark.parametrize("stem", FILES)
def test_everything_is_named_typed_and_used(stem: str) -> None:
    found = graph(stem)
    assert not any(isinstance(node, rdflib.BNode) for triple in found for node in triple)
    assert all((node, RDF.type, None) in found for node in found.subjects())
    for predicate, kind in KINDS.items():
        for node in found.objects(None, predicate):
            assert (node, RDF.type, kind) in found, node
    if stem in HOUSES:  # the licences' files are generated, with what any of their policies may need
        assert set(found.subjects()) == policies(stem) | {node for to in KINDS for node in found.objects(None, to)}


@pytest.mark.parametrize("stem", FILES)
def test_every_policy_is_whole(stem: str) -> None:
    found = graph(stem)
    assert policies(stem)
    assert policies(stem) == set(found.subjects(RDF.type, ODRL2.Offer)) == set(found.subjects(SYND.layer))
    for policy in policies(stem):
        assert found.value(policy, ODRL2.uid) == policy
        assert found.value(policy, ODRL2.profile) == ODRL_PROFILE
        assert found.value(policy, ODRL2.conflict) == ODRL2.prohibit
        assert found.value(policy, DCTERMS.title)
        assert found.value(policy, ODRL2.target)
        assert found.value(policy, SYND.verified) in (Literal(True), Literal(False))
        assert all(str(source).startswith("https://") for source in found.objects(policy, DCTERMS.source))
        layer = found.value(policy, SYND.layer)
        assert (layer, RDF.type, SYND.Layer) in PROFILE
        assert (layer == SYND.licence) == ((policy, ODRL2.inheritFrom, None) not in found)


@pytest.mark.parametrize("stem", FILES)
def test_every_clause_has_a_source_and_words(stem: str) -> None:
    found = graph(stem)
    for policy, clause in clauses(stem):
        assert found.value(clause, DCTERMS.source) or found.value(policy, DCTERMS.source), clause
        assert found.value(clause, SYND.quote) or found.value(clause, RDFS.label), clause
        assert len(set(found.objects(clause, ODRL2.action))) >= ((clause, SYND.anyOf, None) not in found), clause
    for predicate in (SYND.quote, RDFS.label, SYND.template, DCTERMS.title):
        assert all(text.language for text in found.objects(None, predicate)), predicate
    assert all(len(text) < 200 for text in found.objects(None, SYND.quote))


@pytest.mark.parametrize("stem", FILES)
def test_every_word_is_declared(stem: str) -> None:
    nodes = {node for triple in graph(stem) for node in triple if isinstance(node, URIRef)}
    declared = set(PROFILE.subjects(RDF.type)) | set(ONTOLOGY.subjects(RDF.type))
    assert {node for node in nodes if node.startswith(str(SYND))} <= declared
    for node in nodes:
        if node.startswith(str(ODRL2)):
            assert node in ODRL2, node
            assert node.removeprefix(str(ODRL2)) not in DEPRECATED, node
    for operand in graph(stem).objects(None, ODRL2.leftOperand):
        assert (operand, RDF.type, ODRL2.LeftOperand) in PROFILE or operand in ODRL2, operand
    for action in graph(stem).objects(None, ODRL2.action):
        assert (action, RDF.type, ODRL2.Action) in PROFILE or action in ODRL2, action


@pytest.mark.parametrize("stem", FILES)
def test_every_right_operand_is_a_value_of_its_left_one(stem: str) -> None:
    found = graph(stem)
    for constraint in found.subjects(RDF.type, ODRL2.Constraint):
        operand = found.value(constraint, ODRL2.leftOperand)
        values = set(found.objects(constraint, ODRL2.rightOperand))
        words = set(PROFILE.objects(operand, SYND.word))
        assert values, constraint
        assert len(list(found.objects(constraint, ODRL2.operator))) == 1, constraint
        assert not words or values <= words, constraint
        if operand == SYND.sincePublication:
            assert all(value.datatype == XSD.duration for value in values)
        if operand == SYND.copyrightHolder:
            assert all(registry().get(str(value)) for value in values)
        if operand in (SYND.licensorJudgement, SYND.permissionObtained):
            assert all((value, RDF.type, SYND.RightOperand) in PROFILE for value in values)
            assert str(found.value(constraint, RDFS.label)).endswith("?")
        if operand in (SYND.authoredByHolder, SYND.firstPublishedByHolder):
            assert values <= {Literal(True), Literal(False)}


@pytest.mark.parametrize("stem", FILES)
def test_every_template_has_known_slots(stem: str) -> None:
    for text in graph(stem).objects(None, SYND.template):
        assert slots_of(text) <= SLOTS, text
        assert len(re.findall(r"[{}]", text)) == 2 * len(re.findall(r"\{\w+\}", text)), text


# ── The newsrooms ──


def test_every_file_is_a_newsrooms_or_a_licences() -> None:
    assert len(HOUSES) >= 27
    assert all(stem.startswith("CC-") or stem == "public-domain" for stem in set(FILES) - set(HOUSES))


@pytest.mark.parametrize("stem", HOUSES)
def test_a_file_holds_what_its_newsroom_grants(stem: str) -> None:
    found = graph(stem)
    assert all(node == TERMS[stem] or node.startswith(f"{TERMS[stem]}-") for node in found.subjects())
    for policy in policies(stem):
        assert list(found.objects(policy, ODRL2.assigner)) == [URIRef(AGENCIES + stem)]
        assert found.value(policy, SYND.grantee) == SYND.public
        assert (found.value(policy, SYND.binding), RDF.type, SYND.Binding) in PROFILE
        refined = {
            found.value(refinement, ODRL2.leftOperand)
            for target in found.objects(policy, ODRL2.target)
            for refinement in found.objects(target, ODRL2.refinement)
        }
        assert SYND.copyrightHolder in refined  # nobody grants what is another's
        assert found.value(policy, SYND.dateRead) or found.value(policy, SYND.verified) == Literal(False)


@pytest.mark.parametrize("policy", house_policies(), ids=lambda policy: policy.id.removeprefix(NAMESPACE))
def test_what_is_inherited_and_waived_is_recorded(policy: Policy) -> None:
    assert not grant_of(policy, recorded_terms().get).doubts
    bare = grant_of(policy._replace(waives=frozenset()), recorded_terms().get)
    inherited = {rule.id for layer in bare.layers[1:] for rule in layer} | {duty.id for duty in duties_of(bare)}
    own = {rule.id for rule in policy.rules}
    assert policy.waives <= inherited - own
    assert not policy.waives or any(rule.kind == "permission" for rule in policy.rules)


def test_versions_of_one_newsrooms_terms_follow_each_other() -> None:
    by_house: dict[str, list[Policy]] = {}
    for policy in house_policies():
        if policy.valid_from or policy.valid_through:
            by_house.setdefault(policy.assigners[0], []).append(policy)
    assert by_house
    for versions in by_house.values():
        ordered = sorted(versions, key=lambda policy: policy.valid_from or "")
        for earlier, later in pairwise(ordered):
            assert earlier.valid_through
            assert later.valid_from
            assert earlier.valid_through < later.valid_from


def constraint(policy: str, name: str) -> Constraint:
    """A leaf of a policy's permissions and targets, by the end of its IRI."""
    found = recorded_terms().get(policy)
    assert found is not None
    leaves = [*found.targets, *(leaf for rule in found.rules for leaf in (*rule.conditions, *rule.targets))]
    return next(leaf for leaf in leaves if isinstance(leaf, Constraint) and leaf.id == f"{NAMESPACE}{policy}-{name}")


@pytest.mark.parametrize(
    ("policy", "name", "operand", "operator", "values"),
    [
        ("kff-health-news-outlets", "newsroom", "organisationKind", "isAnyOf", {"newsroom", "nonprofit_newsroom"}),
        ("calmatters", "california", "organisationSubdivision", "eq", {"US-CA"}),
        ("city-desk-abq", "window", "sincePublication", "lteq", {"P90D"}),
        ("dialogue-earth", "delay", "sincePublication", "gteq", {"P2D"}),
        ("montana-free-press", "first", "firstPublishedByHolder", "eq", {"true"}),
        ("montana-free-press", "accredited", "licensorJudgement", "eq", {"synd:eligible"}),
        ("floodlight", "own", "authoredByHolder", "eq", {"true"}),
        ("floodlight", "approved", "permissionObtained", "eq", {"synd:any"}),
        ("conversation-us", "edition", "edition", "eq", {"us"}),
        ("conversation-uk", "edition", "edition", "eq", {"uk"}),
        ("conversation-au", "edition", "edition", "eq", {"au"}),
    ],
)
def test_who_may_when_and_what(policy: str, name: str, operand: str, operator: str, values: set[str]) -> None:
    found = constraint(policy, name)
    assert (found.operand, found.operator) == (f"synd:{operand}", f"odrl:{operator}")
    assert set(found.values) == values


def test_the_waiver_for_news_outlets_lifts_what_stands_in_their_way() -> None:
    waiver = recorded_terms().get("kff-health-news-outlets")
    assert waiver is not None
    licence = f"{NAMESPACE}CC-BY-NC-ND-4.0"
    assert waiver.layer == "waiver"
    assert waiver.waives == {f"{licence}-noncommercial", f"{licence}-page-ads", f"{licence}-paywall"}


def test_choices_and_credits_by_edit_keep_their_alternatives() -> None:
    duties = {
        duty.id.removeprefix(NAMESPACE): duty
        for policy in house_policies()
        for duty in duties_of(grant_of(policy, recorded_terms().get))
    }
    assert {option.action for option in duties["calmatters-origin"].options} == {
        "synd:linkOriginal",
        "synd:setCanonical",
        "synd:credit",
    }
    as_it_is, edited = duties["latam-intersect-credit"], duties["latam-intersect-credit-edited"]
    assert "{publisher}" in (edited.template or "")
    assert "{publisher}" not in (as_it_is.template or "")
    assert (duties["mit-news-credit-top"].position, duties["mit-news-credit-end"].position) == ("top", "end")
    assert duties["city-desk-abq-take-down"].after == "P90D"
    assert duties["ndnc-link"].conditions
    assert duties["conversation-au-notify"].conditions
