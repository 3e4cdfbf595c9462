"""What changed between two policies: each kind of change has its sense, and the way back has the opposite one."""

from __future__ import annotations

import pytest

from provenance.terms.compare import Change, compare
from provenance.terms.loading import load_policies
from provenance.terms.policy import Policy
from provenance.terms.rdf import read_rdf
from provenance.terms.registry import recorded_terms
from tests.terms.test_lint import HEAD, written

OPPOSITE = {"stricter": "milder", "milder": "stricter", "new": "gone", "gone": "new", "changed": "changed"}
CONSTRAINT = "terms:c a odrl:Constraint ; odrl:leftOperand {} ; odrl:operator {} ; odrl:rightOperand {}"
LIMIT = f" ; odrl:constraint terms:c .\n{CONSTRAINT}"
DUTY = " ; odrl:duty terms:d .\nterms:d a odrl:Duty ; odrl:action "
CHOICE = """ ; odrl:duty terms:d .
terms:d synd:anyOf terms:e , terms:f .
terms:e odrl:action synd:credit .
terms:f odrl:action """


def policy(rest: str = "", **slots: str) -> Policy:
    (found,) = load_policies(read_rdf((HEAD + written(rest, **slots)).encode())).values()
    return found


def changed(old: Policy, new: Policy) -> list[Change]:
    return list(compare(old, new, recorded_terms().get))


def limited(operand: str, values: str, operator: str = "odrl:isAnyOf") -> Policy:
    return policy(rule=LIMIT.format(operand, operator, values))


def forbidding(action: str, more: str = "") -> Policy:
    return policy(f"terms:n a odrl:Prohibition ; odrl:action {action} {more} .", more="odrl:prohibition terms:n ;")


ADDITION = {"layer": "synd:addition", "more": "odrl:inheritFrom terms:CC-BY-ND-4.0 ;"}
WAIVER = {**ADDITION, "more": ADDITION["more"] + " synd:waives terms:CC-BY-ND-4.0-no-translation ;"}

CASES = {
    "a sale that nobody spoke of is forbidden": (policy(), forbidding("odrl:sell"), "stricter", "selling the story on"),
    "page ads are forbidden": (policy(), forbidding("synd:showPageAds"), "stricter", "ads on the page"),
    "what was disputed is forbidden": (
        forbidding("odrl:sell", "; synd:contested true"), forbidding("odrl:sell"), "stricter", "selling the story on"
    ),
    "a wider prohibition": (
        forbidding("synd:changeHeadline"), forbidding("synd:adapt"), "stricter", "translations"
    ),
    "translations are permitted": (policy(), policy(rule=", odrl:translate"), "milder", "translations"),
    "fewer media": (
        limited("synd:medium", "'web' , 'print'"), limited("synd:medium", "'web'"), "stricter", "republishing the story"
    ),
    "a limit": (policy(), limited("synd:medium", "'web'"), "stricter", "republishing the story"),
    "a shorter window": (
        limited("synd:sincePublication", '"P90D"^^xsd:duration', "odrl:lteq"),
        limited("synd:sincePublication", '"P1M"^^xsd:duration', "odrl:lteq"),
        "stricter",
        "republishing the story",
    ),
    "a longer wait": (
        limited("synd:sincePublication", '"P1D"^^xsd:duration', "odrl:gteq"),
        limited("synd:sincePublication", '"P2D"^^xsd:duration', "odrl:gteq"),
        "stricter",
        "republishing the story",
    ),
    "fewer words": (
        limited("synd:excerptWords", "200", "odrl:lteq"), limited("synd:excerptWords", "90", "odrl:lteq"), "stricter",
        "republishing the story",
    ),
    "other media": (
        limited("synd:medium", "'web'"), limited("synd:medium", "'print'"), "changed", "republishing the story"
    ),
    "a new duty": (policy(), policy(rule=f"{DUTY} synd:keepLinks"), "new", "Keep all links"),
    "a wish becomes a condition": (
        policy(rule=f"{DUTY} synd:keepLogo ; synd:force synd:request"), policy(rule=f"{DUTY} synd:keepLogo"),
        "stricter", "the force",
    ),
    "other words": (
        policy(rule=f"{DUTY} synd:credit ; synd:template 'By us.'"),
        policy(rule=f"{DUTY} synd:credit ; synd:template 'By them.'"),
        "changed", "the words",
    ),
    "words are prescribed": (
        policy(rule=f"{DUTY} synd:credit"), policy(rule=f"{DUTY} synd:credit ; synd:template 'By us.'"),
        "stricter", "the words",
    ),
    "less time": (
        policy(rule=f"{DUTY} synd:notify ; synd:within 'P7D'"), policy(rule=f"{DUTY} synd:notify ; synd:within 'P2D'"),
        "stricter", "the time",
    ),
    "a duty binds everywhere": (
        policy(rule=f"{DUTY} synd:keepLinks {LIMIT.format('synd:medium', 'odrl:eq', chr(34) + 'web' + chr(34))}"),
        policy(rule=f"{DUTY} synd:keepLinks"), "stricter", "when it binds",
    ),
    "one choice less": (
        policy(rule=f"{CHOICE} synd:setCanonical"), policy(rule=f"{CHOICE} synd:credit"), "new", "Do at least one",
    ),
    "a waiver goes": (policy(**WAIVER), policy(**ADDITION), "stricter", "translations"),
    "another licence": (
        policy(**ADDITION), policy(**{**ADDITION, "more": "odrl:inheritFrom terms:CC-BY-NC-ND-4.0 ;"}),
        "changed", "the licence that it stands on",
    ),
    "another validity": (policy(), policy(more="schema:validFrom '2026-01-01' ;"), "changed", "the day from which"),
}  # fmt: skip


def _tells(change: Change, sense: str, words: str) -> bool:
    return change.sense == sense and words in f"{change.what} {change.before} {change.after}"


@pytest.mark.parametrize("name", CASES)
def test_a_change_has_its_sense_and_the_way_back_has_the_opposite(name: str) -> None:
    old, new, sense, words = CASES[name]
    there, back = changed(old, new), changed(new, old)
    assert any(_tells(change, sense, words) for change in there), there
    assert any(_tells(change, OPPOSITE[sense], words) for change in back) or "choice" in name, back
    assert all(change.clauses for change in there)


def test_nothing_changed_where_only_names_and_sources_did() -> None:
    renamed = policy(name="harbor-2026", title="Other title", source="dcterms:source <https://harbor.example/new> ;")
    assert changed(policy(), renamed) == []


@pytest.mark.parametrize("found", list(recorded_terms().all())[::9], ids=lambda policy: policy.id.rpartition("/")[2])
def test_a_policy_does_not_differ_from_itself(found: Policy) -> None:
    assert changed(found, found) == []


def test_house_rules_beyond_a_licence_show_as_what_they_add() -> None:
    terms = recorded_terms()
    house = terms.get("propublica")
    assert house is not None
    (parent,) = house.parents
    licence = terms.get(parent)
    assert licence is not None
    senses = {change.what: change.sense for change in changed(licence, house)}
    assert senses["taking stories systematically"] == "stricter"
    assert senses["ads on the page"] == "milder"
