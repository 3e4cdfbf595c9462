"""A house's own rows as policies: what each key becomes, and the errors that name key and place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from provenance.errors import ConfigError
from provenance.terms.policy import Constraint, Policy, Rule
from provenance.terms.rows import CONTRACT_KEYS, PERMIT_KEYS, TERMS_KEYS, contract, own_terms, party_id, permit

AP = "https://w3id.org/news-provenance/agency/ap"
READ = {"contracts": contract, "permits": permit, "terms": own_terms}
PARTY = {"contracts": {"with": "AP"}, "permits": {"who": "AP"}, "terms": {"holder": "AP"}}
KEYS = {"contracts": CONTRACT_KEYS, "permits": PERMIT_KEYS, "terms": TERMS_KEYS}


def rule(policy: Policy, name: str = "use") -> Rule:
    return next(rule for rule in policy.rules if rule.id == f"{policy.id}#{name}")


def conditions(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Operand and operator of what the first rule hangs on, with its values."""
    found = [each for each in policy.rules[0].conditions if isinstance(each, Constraint)]
    return {f"{each.operand} {each.operator}": each.values for each in found}


@pytest.mark.parametrize("name", ["AP", "The Associated Press", "ap", "apnews.com", "https://apnews.com/x", AP])
def test_a_party_is_found_by_any_of_its_names(name: str) -> None:
    assert party_id(name) == AP


def test_a_party_that_the_registry_lacks_keeps_its_name() -> None:
    assert party_id("Harbor Bridge") == "Harbor Bridge"


def test_a_bare_contract_covers_the_whole_text_as_it_is() -> None:
    policy = contract({"with": "AP"}, 1, "provenance.toml")
    assert (policy.type, policy.layer, policy.assigners, policy.conflict) == (
        "Agreement",
        "contract",
        (AP,),
        "prohibit",
    )
    assert rule(policy).actions == ("synd:republish",)
    assert conditions(policy) == {"synd:part odrl:isAnyOf": ("text",)}
    assert rule(policy).evidence == policy.evidence
    assert policy.evidence.verified
    assert policy.evidence.fixed
    assert policy.evidence.source == "provenance.toml"
    assert policy.evidence.quote == "contract with AP"


def test_every_key_of_a_contract() -> None:
    policy = contract(
        {
            "with": "AP",
            "media": ["web", "app"],
            "territory": "US",
            "parts": ["text", "charts"],
            "excludes": ["images"],
            "from": date(2026, 1, 1),
            "until": "2026-12-31",
            "zone": "America/New_York",
            "days": 30,
            "edits": ["style", "none"],
            "extent": ["full", "headline"],
            "monetisation": "resale",
            "systematic": True,
            "duties": ["keep_byline", "Send two copies to the desk."],
            "credit": "AP",
            "note": "signed in spring",
            "source": "contracts/ap.pdf",
        },
        2,
    )
    assert rule(policy).actions == (
        "synd:republish", "synd:headlineOnly", "synd:editStyle", "odrl:sell", "synd:republishSystematically",
    )  # fmt: skip
    assert conditions(policy) == {
        "synd:medium odrl:isAnyOf": ("web", "app"),
        "odrl:spatial odrl:isAnyOf": ("US",),
        "synd:part odrl:isAnyOf": ("text", "chart", "image"),
        "odrl:dateTime odrl:gteq": ("2026-01-01T00:00:00-05:00",),
        "odrl:dateTime odrl:lteq": ("2027-01-01T00:00:00-05:00",),
    }
    assert [(duty.action, duty.label, duty.template) for duty in rule(policy).duties] == [
        ("synd:credit", None, "AP"),
        ("synd:keepByline", None, None),
        ("synd:observe", "Send two copies to the desk.", None),
    ]
    assert rule(policy, "excludes").targets[0][1:] == ("synd:part", "odrl:isAnyOf", ("image",), None)
    assert rule(policy, "late").kind == "prohibition"
    assert rule(policy, "down").duties[0][1:2] == ("synd:takeDown",)
    assert (policy.evidence.source, policy.evidence.quote) == ("contracts/ap.pdf", "signed in spring")


@pytest.mark.parametrize(
    ("row", "edges"),
    [
        ({"until": "2026-12-31"}, ("2026-12-31",)),
        ({"until": date(2026, 12, 31), "zone": "UTC"}, ("2027-01-01T00:00:00+00:00",)),
        ({"until": "2026-12", "zone": "Europe/Berlin"}, ("2026-12",)),
        ({"until": datetime(2026, 12, 31, 18), "zone": "Europe/Berlin"}, ("2026-12-31T18:00:00+01:00",)),
        ({"until": "2026-12-31T18:00:00Z", "zone": "Europe/Berlin"}, ("2026-12-31T18:00:00+00:00",)),
        ({"until": "2026-06-30", "zone": "Europe/Berlin"}, ("2026-07-01T00:00:00+02:00",)),
    ],
)
def test_the_last_day_is_included_and_has_the_zone_of_its_row(row: Mapping[str, Any], edges: tuple[str, ...]) -> None:
    assert conditions(contract({"with": "AP", **row}, 1))["odrl:dateTime odrl:lteq"] == edges


def test_a_permit_and_a_refusal() -> None:
    allowed = permit({"who": "AP", "story": "https://apnews.com/a", "media": "print"}, 1)
    assert allowed.layer == "permit"
    assert rule(allowed).kind == "permission"
    assert allowed.targets == (
        Constraint(f"{allowed.id}#story", "odrl:uid", "odrl:isPartOf", ("https://apnews.com/a",)),
    )
    refused = permit({"who": "AP", "allow": False}, 2)
    assert (rule(refused).kind, rule(refused).actions, rule(refused).conditions) == ("prohibition", ("odrl:use",), ())
    narrow = permit({"who": "AP", "allow": False, "edits": "translation", "extent": "excerpt"}, 3)
    assert rule(narrow).actions == ("odrl:extract", "odrl:translate")


def test_own_terms_are_an_offer_that_is_unverified_until_somebody_says_so() -> None:
    policy = own_terms({"holder": "Harbor Bridge"}, 1)
    assert (policy.type, policy.layer, policy.evidence.verified, policy.evidence.fixed) == (
        "Offer",
        "licence",
        False,
        False,
    )
    over = own_terms(
        {"holder": "Harbor Bridge", "licence": "CC-BY-4.0", "forbids": ["resale", "excerpt"], "delay": 2, "days": 90,
         "link": "home", "read": date(2026, 11, 22), "verified": True},
        2,
    )  # fmt: skip
    assert (over.layer, over.parents) == ("addition", ("https://w3id.org/news-provenance/terms/CC-BY-4.0",))
    assert rule(over, "no-resale").actions == ("odrl:sell",)
    assert rule(over, "no-excerpt").actions == ("odrl:extract",)
    assert conditions(over)["synd:sincePublication odrl:gteq"] == ("P2D",)
    assert rule(over, "late").conditions[0][1:4] == ("synd:sincePublication", "odrl:gt", ("P90D",))
    assert rule(over).duties[0].link_to == "home"
    assert (over.evidence.date_read, over.evidence.verified) == ("2026-11-22", True)


@pytest.mark.parametrize(
    ("table", "row", "place", "words"),
    [
        ("contracts", {"medium": "web"}, "contracts.1.medium", "did you mean 'media'"),
        ("permits", {"holder": "AP"}, "permits.1.holder", "unknown key"),
        ("terms", {"who": "AP"}, "terms.1.who", "unknown key"),
        ("contracts", {"with": ""}, "contracts.1.with", "expected a name"),
        ("permits", {"who": 3}, "permits.1.who", "expected a name, found 3"),
        ("terms", {"holder": None}, "terms.1.holder", "expected a name"),
        ("contracts", {"media": ["web", "pigeon"]}, "contracts.1.media", "pigeon"),
        ("contracts", {"media": 3}, "contracts.1.media", "expected words"),
        ("contracts", {"territory": {"in": "US"}}, "contracts.1.territory", "expected words"),
        ("contracts", {"parts": ["words"]}, "contracts.1.parts", "words"),
        ("contracts", {"excludes": ["cats"]}, "contracts.1.excludes", "cats"),
        ("contracts", {"edits": "all"}, "contracts.1.edits", "all"),
        ("contracts", {"extent": "much"}, "contracts.1.extent", "much"),
        ("contracts", {"monetisation": "gold"}, "contracts.1.monetisation", "gold"),
        ("contracts", {"systematic": "no"}, "contracts.1.systematic", "true or false"),
        ("contracts", {"days": "30"}, "contracts.1.days", "number of days"),
        ("contracts", {"days": -1}, "contracts.1.days", "number of days"),
        ("contracts", {"days": True}, "contracts.1.days", "number of days"),
        ("contracts", {"until": "soon"}, "contracts.1.until", "2026-12-31"),
        ("contracts", {"until": 20261231}, "contracts.1.until", "20261231"),
        ("contracts", {"from": "2026-W03-1"}, "contracts.1.from", "2026-W03-1"),
        ("contracts", {"zone": "Mars/Olympus"}, "contracts.1.zone", "Europe/Berlin"),
        ("contracts", {"duties": ["keep_bylne"]}, "contracts.1.duties", "keep_bylne"),
        ("contracts", {"duties": 3}, "contracts.1.duties", "expected words"),
        ("contracts", {"credit": 3}, "contracts.1.credit", "found 3"),
        ("contracts", {"note": ["a"]}, "contracts.1.note", "'a'"),
        ("permits", {"allow": "yes"}, "permits.1.allow", "true or false"),
        ("permits", {"story": 3}, "permits.1.story", "found 3"),
        ("permits", {"source": 3}, "permits.1.source", "found 3"),
        ("terms", {"verified": "no"}, "terms.1.verified", "true or false"),
        ("terms", {"read": "lately"}, "terms.1.read", "lately"),
        ("terms", {"link": "there"}, "terms.1.link", "articleOrHome"),
        ("terms", {"forbids": ["everything"]}, "terms.1.forbids", "everything"),
        ("terms", {"delay": "two"}, "terms.1.delay", "number of days"),
    ],
)
def test_an_error_names_file_key_and_place(table: str, row: Mapping[str, Any], place: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as raised:
        READ[table]({**PARTY[table], **row}, 1, "provenance.toml")
    assert raised.value.place == place
    assert raised.value.source == "provenance.toml"


@pytest.mark.parametrize("table", READ)
def test_every_key_is_in_the_docstring(table: str) -> None:
    said = READ[table].__doc__ or ""
    assert [key for key in sorted(KEYS[table]) if f"`{key}`" not in said] == []
