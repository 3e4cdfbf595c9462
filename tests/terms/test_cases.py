"""The worked cases: what each expects by hand, and the whole decision beside it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from provenance.model import Decision, PartDecision
from provenance.terms.rdf import PREFIXES
from provenance.terms.verdicts import worst
from tests.terms.worked import CASES, Case

EXPECTATIONS = {
    "verdict", "clause", "says", "duties", "no_duties", "due", "requested", "questions", "no_questions", "used", "lost",
    "changes_at", "not_considered",
}  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda case: case.path.stem)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def iri(text: str) -> str:
    prefix, sign, rest = text.partition(":")
    return PREFIXES[prefix] + rest if sign and prefix in PREFIXES else text


def test_the_verdict_and_what_decides_it_are_as_expected(case: Case) -> None:
    decision = case.decide()
    parts = {part.part: part for part in decision.parts}
    assert list(parts) == list(case.expected)
    for name, expected in case.expected.items():
        assert set(expected) <= EXPECTATIONS
        part = parts[name]
        strictest = [reason for reason in part.reasons if reason.verdict == part.verdict]
        assert part.verdict == expected["verdict"], [reason.message for reason in strictest]
        assert "clause" in expected or "says" in expected, "a case names what decides it"
        if "clause" in expected:
            assert iri(expected["clause"]) in [reason.clause for reason in strictest]
        if "says" in expected:
            assert any(expected["says"] in reason.message for reason in strictest)
        check_owed(part, expected)
        check_grants(part, expected)
        assert set(expected.get("changes_at", ())) <= set(decision.changes_at)
        for words in expected.get("not_considered", ()):
            assert any(words in each for each in decision.not_considered)


def check_owed(part: PartDecision, expected: dict[str, Any]) -> None:
    """Duties by the ends of their clauses' names, and questions by the facts that they ask for."""
    states = {"duties": "to_do", "due": "due", "requested": "requested"}
    for key, state in states.items():
        owed = [duty.clause or "" for duty in part.duties if duty.state == state]
        for name in expected.get(key, ()):
            assert any(clause.endswith(iri(name)) for clause in owed), (name, owed)
    for name in expected.get("no_duties", ()):
        assert not any((duty.clause or "").endswith(iri(name)) for duty in part.duties)
    asked = {question.fact for question in part.questions}
    assert set(expected.get("questions", ())) <= asked
    assert not set(expected.get("no_questions", ())) & asked


def check_grants(part: PartDecision, expected: dict[str, Any]) -> None:
    """Which grants were used, and why each of the others was not."""
    considered = {grant.id: grant for grant in part.grants_considered}
    for name in expected.get("used", ()):
        assert considered[iri(name)].used
    for name, why in expected.get("lost", {}).items():
        assert not considered[iri(name)].used
        assert why in considered[iri(name)].why


def test_the_whole_decision_is_the_one_on_file(case: Case, regenerate: bool) -> None:
    path = case.path.with_suffix(".json")
    decision = case.decide().model_dump(mode="json")
    if regenerate:
        path.write_text(json.dumps(decision, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert decision == json.loads(path.read_text("utf-8"))
    assert Decision.model_validate(decision).model_dump(mode="json") == decision


def test_the_order_of_what_is_recorded_makes_no_difference(case: Case) -> None:
    turned = tuple(policy._replace(rules=policy.rules[::-1]) for policy in reversed(case.own))
    assert verdicts(case.decide(turned)) == verdicts(case.decide())


def test_every_verdict_is_its_strictest_reason_and_every_reason_has_words(case: Case) -> None:
    for part in case.decide().parts:
        assert part.verdict == worst(reason.verdict for reason in part.reasons)
        assert all(reason.message for reason in part.reasons)


@pytest.mark.parametrize("case", [c for c in CASES if "when" not in c.told.get("use", {})], ids=lambda c: c.path.stem)
def test_the_answer_changes_at_the_instants_that_are_listed_and_at_no_other(case: Case) -> None:
    instants = [datetime.fromisoformat(text) for text in case.decide().changes_at]
    for instant in instants:
        assert case.decide(at=instant).changes_at == case.decide().changes_at
    for begins, ends in pairwise(instants):
        found = [verdicts(case.decide(at=begins + share * (ends - begins))) for share in (0, 0.5, 0.999)]
        assert found[0] == found[1] == found[2]


def test_a_case_has_a_title_and_says_why(case: Case) -> None:
    assert case.told["title"]
    assert len(case.told["why"]) > 20


def verdicts(decision: Decision) -> dict[str, str]:
    return {part.part: part.verdict for part in decision.parts}


def test_there_are_enough_of_them_and_no_answer_lies_about_without_its_case() -> None:
    assert len(CASES) >= 100
    folder = CASES[0].path.parent
    assert {path.stem for path in folder.glob("*.json")} == {case.path.stem for case in CASES}


def test_the_cases_that_the_benchmarks_name_are_there() -> None:
    text = (Path(__file__).parents[2] / "benchmarks" / "README.md").read_text("utf-8").partition("## Decisions")[2]
    named = set(re.findall(r"`([a-z0-9-]+)`", text))
    assert named
    assert named <= {case.path.stem for case in CASES}
