"""The licences as policies: elements against clauses in every row, what versions and ports change, and the files."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import pytest

from provenance.language.licenses import License, by_id, licenses
from provenance.resources import vocab
from provenance.terms import creative_commons
from provenance.terms.creative_commons import READ_PORTS, clauses, families, source_of_clauses
from provenance.terms.loading import load_policies
from provenance.terms.policy import Duty, Policy, Rule
from provenance.terms.rdf import PREFIXES, View, read_file

ROWS = [row for row in licenses() if row.elements]
OTHERS = [row for row in licenses() if not row.elements]
FAMILIES = [row for row in ROWS if not row.version]
FILES = (*(f"{family}.ttl" for family in families()), "public-domain.ttl", "nasa.ttl")
TERMS = PREFIXES["terms"]


@cache
def view(file: str) -> View:
    return read_file(vocab("terms", file))


@cache
def policies(file: str | None = None) -> dict[str, Policy]:
    """The policies of a file, or of all families, by the name in their IRI."""
    if file is None:
        return {id: policy for family in families() for id, policy in policies(f"{family}.ttl").items()}
    return {id.removeprefix(TERMS): policy for id, policy in load_policies(view(file)).items()}


def rules_of(row: License) -> dict[str, Rule | Duty]:
    """The rules and duties of a row's policy, by the name that follows the licence in their IRI."""
    rules = policies()[row.id].rules
    said: list[Rule | Duty] = [*rules, *(duty for rule in rules if rule.kind == "permission" for duty in rule.duties)]
    start = f"{TERMS}{source_of_clauses(row).id}-"
    assert all(rule.id.startswith(start) for rule in said)
    return {rule.id.removeprefix(start): rule for rule in said}


def actions_of(row: License, name: str = "republish") -> set[str]:
    rule = rules_of(row)[name]
    assert isinstance(rule, Rule)
    return set(rule.actions)


def row_of(id: str) -> License:
    row = by_id(id)
    assert row is not None
    return row


def test_the_checked_in_file_is_what_the_licences_say(regenerate: bool) -> None:
    if regenerate:
        creative_commons.write()
    for family in families():
        text = vocab("terms", f"{family}.ttl").read_text("utf-8")
        assert text == creative_commons.render(family), "run `make generated`"


def test_every_licence_has_one_policy() -> None:
    assert set(policies()) == {row.id for row in ROWS}
    assert set(policies("public-domain.ttl")) == {row.id for row in OTHERS}


@pytest.mark.parametrize("file", FILES)
def test_the_loader_understands_every_policy(file: str) -> None:
    for policy in policies(file).values():
        assert not policy.doubts
        assert policy.type == "Offer"
        assert policy.conflict == "prohibit"
        assert policy.title
        assert policy.profiles == ("https://w3id.org/news-provenance/odrl",)
        assert policy.targets
        assert policy.evidence.source
        assert policy.evidence.date_read or not policy.evidence.verified
        for rule in policy.rules:
            assert rule.label
            assert all(duty.label or duty.template for duty in rule.duties)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_elements_and_clauses_agree(row: License) -> None:
    names, elements = set(rules_of(row)), row.elements
    always = {"republish", "link-license", "keep-notice", "no-technical-lock", "termination"}
    assert always <= names
    assert ("attribution" in names) == ("BY" in elements)
    assert ("share-alike" in names) == ("SA" in elements)
    assert {"noncommercial", "page-ads", "paywall"} & names == (
        {"noncommercial", "page-ads", "paywall"} if "NC" in elements else set()
    )
    assert {"no-translation", "no-edits"} & names == ({"no-translation", "no-edits"} if "ND" in elements else set())
    assert ("synd:adapt" in actions_of(row)) == ("ND" not in elements)
    assert ("synd:useCommercially" in actions_of(row)) == ("NC" not in elements)
    assert {"synd:republish", "odrl:extract"} <= actions_of(row)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_policy_is_fixed_irrevocable_and_about_its_licence(row: License) -> None:
    policy = policies()[row.id]
    assert policy.layer == "licence"
    assert policy.binding == "irrevocable_once_offered"
    assert policy.url == row.url
    assert policy.title == row.name
    (target,) = policy.targets
    assert target == (f"{TERMS}{row.id}-license", "synd:license", "odrl:eq", (row.url or row.id,), None)
    assert policy.evidence.fixed
    assert policy.evidence.verified == (row.port is None or (row.version, row.port) in READ_PORTS)
    assert all(rule.evidence == policy.evidence for rule in rules_of(row).values())
    assert (policy.evidence.source or "").endswith("/legalcode")


def test_no_licence_without_derivatives_asks_to_share_alike() -> None:
    for row in ROWS:
        duties = {duty.action for rule in policies()[row.id].rules for duty in rule.duties}
        assert not ("ND" in row.elements and "synd:shareAlike" in duties)


def test_what_is_disputed_is_contested_and_what_is_plain_is_not() -> None:
    for row in ROWS:
        for name, rule in rules_of(row).items():
            is_strict = name == "no-edits" and row.id.endswith("-3.0-DE")
            contested = name in ("page-ads", "paywall", "no-edits") and not is_strict
            assert getattr(rule, "contested", False) == contested


def test_only_who_changes_the_work_owes_what_changes_ask_for() -> None:
    for row in ROWS:
        for name, rule in rules_of(row).items():
            conditions = [condition[1:4] for condition in rule.conditions]
            assert conditions == (
                [("synd:edit", "odrl:neq", ("none",))] if name in ("indicate-changes", "share-alike") else []
            )


@pytest.mark.parametrize(
    ("id", "indicates"),
    [
        ("CC-BY-4.0", True),
        ("CC-BY-ND-4.0", True),
        ("CC-BY-SA-3.0", True),
        ("CC-BY-ND-3.0", False),  # without adaptations there is nothing to say
        ("CC-BY-ND", True),
        ("CC-BY-2.5", False),
        ("CC-SA-1.0", False),
    ],
)
def test_versions_differ_in_whether_changes_must_be_said(id: str, indicates: bool) -> None:
    assert ("indicate-changes" in rules_of(row_of(id))) == indicates


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("CC-BY-4.0", "within 30 days"),
        ("CC-BY-3.0-IGO", "within 30 days"),
        ("CC-BY-3.0", "only the licensor"),
        ("CC-BY-3.0-US", "only the licensor"),
        ("CC-NC-1.0", "only the licensor"),
        ("CC-BY", "up to version 3.0"),
    ],
)
def test_versions_differ_in_what_follows_a_breach(id: str, words: str) -> None:
    rule = rules_of(row_of(id))["termination"]
    assert isinstance(rule, Rule)
    assert rule.kind == "obligation"
    assert words in (rule.label or "")


def test_a_family_is_as_strict_as_each_of_its_versions() -> None:
    for family in FAMILIES:
        for row in ROWS:
            if row.elements == family.elements:
                assert set(rules_of(family)) >= set(rules_of(row))
                assert actions_of(family) <= actions_of(row)


def test_a_port_that_was_not_read_shares_the_clauses_of_its_version() -> None:
    for row in ROWS:
        owner = source_of_clauses(row)
        assert (owner.elements, owner.version) == (row.elements, row.version)
        assert owner == row or owner.port is None
        if row.port in ("AT", "FR", "BR"):
            assert owner.port is None


def test_clauses_that_newsrooms_lift_are_named_by_the_convention() -> None:
    for id in ("CC-BY-NC-ND-4.0", "CC-BY-NC-ND-3.0-US", "CC-BY-NC-ND", "CC-BY-ND"):
        for clause in clauses(row_of(id)):
            assert clause.name in rules_of(row_of(id))


def test_more_elements_never_permit_more() -> None:
    latest = [row for row in ROWS if row.version == "4.0"]
    for one, other in combinations(latest, 2):
        for fewer, more in ((one, other), (other, one)):
            if fewer.elements < more.elements:
                assert actions_of(more) <= actions_of(fewer)


def test_works_of_the_government_are_free_at_home_and_open_to_question_abroad() -> None:
    (permission, abroad) = policies("public-domain.ttl")["US-Government-Works"].rules
    assert permission.actions == ("odrl:use",)
    assert [duty.action for duty in permission.duties] == ["synd:observe"]
    assert abroad.contested
    assert abroad.conditions[0][1:4] == ("odrl:spatial", "odrl:neq", ("US",))


def test_the_public_domain_asks_for_nothing_and_the_mark_proves_nothing() -> None:
    for id, verified in (("CC0-1.0", True), ("CC-PDM-1.0", False), ("CC-PDDC", False)):
        policy = policies("public-domain.ttl")[id]
        (rule,) = policy.rules
        assert (rule.kind, rule.actions, rule.duties) == ("permission", ("odrl:use",), ())
        assert policy.evidence.verified is verified
        assert policy.evidence.fixed


def test_nasa_asks_for_its_credit_and_does_not_require_it() -> None:
    policy = policies("nasa.ttl")["nasa"]
    assert policy.parents == (f"{TERMS}US-Government-Works",)
    assert not policy.evidence.verified
    (duty,) = policy.rules[0].duties
    assert (duty.action, duty.force, duty.template) == ("synd:credit", "request", "Published by NASA.")


DEPRECATED = frozenset(
    f"odrl:{name}"
    for name in (
        "adHocShare", "append", "appendTo", "attachPolicy", "attachSource", "commercialize", "copy", "export",
        "extractChar", "extractPage", "extractWord", "lease", "lend", "license", "pay", "preview", "secondaryUse",
        "share", "shareAlike", "write", "writeTo",
    )
)  # fmt: skip
"""Actions that ODRL 2.2 has deprecated."""


@pytest.mark.parametrize("file", FILES)
def test_no_action_is_deprecated_in_odrl(file: str) -> None:
    graph = view(file)
    actions = {action for subject in graph.subjects() for action in graph.texts(subject, "odrl:action")}
    assert actions
    assert not actions & DEPRECATED


@pytest.mark.parametrize("file", FILES)
def test_rdflib_reads_the_same_names_and_nothing_is_unnamed(file: str) -> None:
    from rdflib import BNode, Graph

    graph = Graph().parse(vocab("terms", file))
    nodes: list[Any] = [*graph.subjects(), *graph.objects()]
    assert not any(isinstance(node, BNode) for node in nodes)
    assert {str(subject) for subject in graph.subjects()} == set(view(file).subjects())


@pytest.mark.parametrize("file", FILES)
def test_every_name_that_is_used_is_said_something_of(file: str) -> None:
    graph = view(file)
    known = {subject for name in FILES for subject in view(name).subjects()}
    used = {
        value.text
        for subject in graph.subjects()
        for predicate in graph.predicates(subject)
        for value in graph.all(subject, predicate)
        if value.is_iri and value.text.startswith(TERMS)
    }
    assert used
    assert used <= known


def test_a_file_stays_small_since_it_is_read_whole() -> None:
    for family in families():
        assert vocab("terms", f"{family}.ttl").stat().st_size < 64_000
