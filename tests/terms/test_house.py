"""The terms of one house: its configuration's rows and files, and the use that it means where nobody says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from provenance.config import Config
from provenance.errors import ConfigError, TermsError
from provenance.judge import check
from provenance.terms.house import terms_of, use_of
from provenance.terms.registry import recorded_terms
from provenance.terms.use import DEFAULT_USE, parse_use
from tests.terms.worked import HEADER, NOW, agent, article_of, record

POLICY = """
ex:p a odrl:Offer ; odrl:conflict odrl:prohibit ; odrl:assigner "Harbor Bridge" ; synd:verified true ; synd:fixed true ;
    odrl:permission ex:run .
ex:run odrl:action synd:republish .
"""


def house(table: Mapping[str, Any], source: str = "provenance.toml") -> Config:
    return Config.parse(table, source=source)


def test_a_house_without_terms_of_its_own_has_those_of_everybody() -> None:
    assert terms_of(Config()) is recorded_terms()
    assert use_of(Config()) is DEFAULT_USE


def test_rows_of_all_kinds_are_read_once_for_each_configuration() -> None:
    config = house(
        {
            "contracts": [{"with": "AP"}, {"with": "Reuters"}],
            "permits": [{"who": "Harbor Bridge", "allow": False}],
            "terms": [{"holder": "Harbor Bridge"}],
        }
    )
    terms = terms_of(config)
    assert terms is terms_of(config)
    assert [policy.title for policy in terms.rows("contract")] == ["contract with AP", "contract with Reuters"]
    assert [policy.title for policy in terms.rows("permit")] == ["refusal of Harbor Bridge"]
    (ap,) = (policy for policy in terms.rows("contract") if policy.title.endswith("AP"))
    assert ap.evidence.source == "provenance.toml"
    party = article_of({"holder": "Harbor Bridge"}).copyright_holders[0]
    assert {policy.layer for policy in terms.of(party)} == {"permit", "licence"}
    assert terms.get("urn:provenance:contract:2") in set(terms.rows("contract"))


def test_names_of_parties_are_compared_without_case_and_space() -> None:
    terms = terms_of(house({"terms": [{"holder": "harbor  bridge"}]}))
    (holder,) = article_of({"holder": "Harbor Bridge"}).copyright_holders
    assert len(terms.of(holder)) == 1


def test_the_row_that_is_wrong_is_named() -> None:
    with pytest.raises(ConfigError) as raised:
        terms_of(house({"contracts": [{"with": "AP"}, {"with": "AP", "media": "pigeon"}]}))
    assert str(raised.value).startswith("provenance.toml: contracts.2.media: ")


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"contracts": {"with": "AP"}}, "contracts"),
        ({"permits": [3]}, "permits.1"),
        ({"terms": "AP"}, "terms"),
        ({"use": ["web"]}, "use"),
        ({"policies": "terms.ttl"}, "policies"),
        ({"policies": [3]}, "policies.0"),
    ],
)
def test_the_shape_of_the_file_is_checked_first(table: Mapping[str, Any], place: str) -> None:
    with pytest.raises(ConfigError) as raised:
        house(table)
    assert raised.value.place == place


@pytest.mark.parametrize(
    ("use", "place"),
    [({"medium": "pigeon"}, "use.medium"), ({"mood": "good"}, "use"), ({"kind": 3}, "use.kind")],
)
def test_a_use_that_makes_no_sense_is_an_error_of_the_configuration(use: Mapping[str, Any], place: str) -> None:
    with pytest.raises(ConfigError) as raised:
        use_of(house({"use": use}))
    assert (raised.value.source, raised.value.place) == ("provenance.toml", place)


def test_the_use_of_the_house_lies_over_the_general_one() -> None:
    use = use_of(house({"use": {"audience": "US", "kind": "newsroom"}}))
    facts = parse_use(None, use)
    assert facts.audience_territory == ("US",)
    assert facts.medium == ("web",)
    assert facts.organisation == {"kind": "newsroom"}


def test_files_are_found_from_the_folder_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "harbor.ttl").write_text(HEADER + POLICY, encoding="utf-8")
    (tmp_path / "other.toml").write_text('policies = ["terms/*.ttl"]\n', encoding="utf-8")
    terms = terms_of(Config.load(tmp_path / "other.toml"))
    (policy,) = terms.of(article_of({"holder": "Harbor Bridge"}).copyright_holders[0])
    assert policy.id == "https://policies.example/p"


def test_a_pattern_without_files_and_a_file_that_is_no_rdf_are_errors(tmp_path: Path) -> None:
    source = str(tmp_path / "provenance.toml")
    with pytest.raises(ConfigError, match=r"no file matches 'terms/\*\.ttl'"):
        terms_of(house({"policies": ["terms/*.ttl"]}, source))
    (tmp_path / "bad.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(TermsError, match="turtle"):
        terms_of(house({"policies": ["bad.ttl"]}, source))


def test_check_judges_by_the_configuration() -> None:
    article = article_of({"holder": "AP", "url": "https://lantern.example/a"})
    config = house({"use": {"audience": "US"}, "contracts": [{"with": "AP", "territory": ["US"]}]})
    assert check(article, at=NOW).decisions[0].parts[0].verdict == "ask"
    assert check(article, config=config, at=NOW).decisions[0].parts[0].verdict == "allowed"
    abroad = check(article, config=config, at=NOW, use={"audience": "DE"})
    assert abroad.decisions[0].parts[0].verdict == "ask"
    named = check(record(), config=config, at=NOW, under="CC-BY-4.0")
    assert named.decisions[0].parts[0].verdict == "conditional"


def test_an_agent_of_the_registry_and_a_stranger() -> None:
    assert agent("AP")["id"].endswith("/agency/ap")
    assert agent("Harbor Bridge")["id"] == "organization-harbor-bridge"
