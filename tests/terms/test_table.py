"""The table of recorded terms, and a policy as an editor reads it."""

from __future__ import annotations

from provenance.terms.loading import load_policies
from provenance.terms.rdf import read_rdf
from provenance.terms.registry import recorded_terms
from provenance.terms.rows import contract
from provenance.terms.sheet import layers
from provenance.terms.table import row, rows, short_id
from tests.terms.test_lint import HEAD, written

TERMS = recorded_terms()


def test_a_row_says_whose_on_what_how_old_and_how_sure() -> None:
    (found,) = rows(TERMS.all(), party="ProPublica")
    assert (found.id, found.holders, found.layer) == ("propublica", ("ProPublica",), "addition")
    assert found.stands_on == ("CC-BY-NC-ND-3.0-US",)
    assert found.verified == "no"
    assert found.date_read
    assert found.clauses > 10


def test_editions_are_told_apart() -> None:
    assert {found.edition for found in rows(TERMS.all(), party="conversation")} >= {("us",), ("uk",), ("au",)}


def test_a_party_is_found_by_name_slug_host_and_iri() -> None:
    expected = list(rows(TERMS.all(), party="ProPublica"))
    for name in ("propublica", "propublica.org", "https://w3id.org/news-provenance/agency/propublica"):
        assert list(rows(TERMS.all(), party=name)) == expected


def test_a_house_row_is_a_row_too_and_unknown_parties_are_found_by_name() -> None:
    own = contract({"with": "Tidewire Nord", "until": "2027-01-01"}, 1, "provenance.toml")
    (found,) = rows([own], party="tidewire nord")
    assert (found.id, found.layer, found.verified) == ("urn:provenance:contract:1", "contract", "yes")


def test_some_clauses_verified_is_partly() -> None:
    text = HEAD + written(rule="; odrl:duty terms:d .\nterms:d odrl:action synd:keepLinks ; synd:verified false")
    (policy,) = load_policies(read_rdf(text.encode())).values()
    assert row(policy).verified == "partly"
    assert row(policy).clauses == 2


def test_a_sheet_has_every_clause_once_under_its_policy() -> None:
    for policy in TERMS.all():
        sheet = layers(policy, TERMS.get)
        assert sheet[0].policy is policy
        for layer in sheet:
            ids = [line.id for line in layer.lines]
            assert len(ids) == len(set(ids))
            assert set(ids) == {short_id(rule.id) for rule in layer.policy.rules} | {
                short_id(duty.id) for rule in layer.policy.rules for duty in rule.duties
            }


def test_what_is_waived_is_marked_under_its_licence() -> None:
    policy = TERMS.get("propublica")
    assert policy is not None
    own, licence = layers(policy, TERMS.get)
    waived = {line.id for line in licence.lines if line.is_waived}
    assert waived == {"CC-BY-NC-ND-3.0-US-no-edits", "CC-BY-NC-ND-3.0-US-page-ads"}
    assert not any(line.is_waived for line in own.lines)
    assert {line.kind for line in licence.lines} >= {"permitted", "forbidden", "disputed", "to_do", "afterwards"}


def test_a_sheet_says_for_whom_and_what_only_the_holder_can_say() -> None:
    policy = TERMS.get("dcnf")
    assert policy is not None
    (own,) = layers(policy, TERMS.get)
    (republish,) = (line for line in own.lines if line.kind == "permitted")
    assert republish.text == "republish the story"
    assert republish.questions[0].endswith("?")
    assert republish.evidence.quote
