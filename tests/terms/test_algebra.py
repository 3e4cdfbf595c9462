"""The algebra of decisions, as laws over policies, uses and articles at random."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from provenance.model import Article, PartDecision
from provenance.model.values import Verdict
from provenance.terms.decide import decide
from provenance.terms.evaluate import Outcome, evaluate
from provenance.terms.grants import grant_of
from provenance.terms.policy import Condition, Logical, Policy, Rule
from provenance.terms.registry import Terms, recorded_terms
from provenance.terms.rows import permit
from provenance.terms.situation import Situation
from provenance.terms.use import parse_use
from provenance.terms.verdicts import rank, worst
from tests.terms.generated import ARTICLES, HOLDER, OBLIGATIONS, VALUES, duties, policies, rules, several, uses
from tests.terms.worked import article_of

NOW = datetime(2026, 12, 5, 9, tzinfo=UTC)
MILD = ("allowed", "conditional")
laws = settings(max_examples=40)


def text(article: Article, own: Sequence[Policy], use: dict[str, Any], at: datetime = NOW) -> PartDecision:
    (part,) = decide(article, use, at=at, terms=Terms(own)).parts
    return part


def outcome(policy: Policy, article: Article, use: dict[str, Any], at: datetime = NOW) -> Outcome:
    """What one grant comes to for its holder."""
    holder = article.copyright_holders[0]
    situation = Situation(article, parse_use(use), (at, at), at, party=holder)
    return evaluate(grant_of(policy, recorded_terms().get, holder), situation)


def strictness(verdict: Verdict | None) -> int:
    """A grant that does not reach the use leaves its holder to be asked."""
    return rank(verdict or "ask")


@laws
@given(policies(), st.one_of(rules("prohibition"), OBLIGATIONS), ARTICLES, uses())
def test_an_added_clause_never_makes_a_grant_milder(
    policy: Policy, clause: Rule, article: Article, use: dict[str, Any]
) -> None:
    policy = policy._replace(conflict="prohibit")
    before, after = outcome(policy, article, use), outcome(policy._replace(rules=(*policy.rules, clause)), article, use)
    assert (before.verdict is None) == (after.verdict is None)
    assert strictness(after.verdict) >= strictness(before.verdict)


@laws
@given(policies(), rules("prohibition"), ARTICLES, uses())
def test_a_clash_that_nothing_settles_voids_the_grant(
    policy: Policy, clause: Rule, article: Article, use: dict[str, Any]
) -> None:
    permitted = next((r.actions for r in policy.rules if r.kind == "permission"), None)
    assume(permitted)
    clash = clause._replace(actions=permitted[:1])
    found = outcome(policy._replace(rules=(*policy.rules, clash), conflict=None), article, use)
    assert found.verdict in (None, "unknown", "denied")


@laws
@given(policies(), duties(), ARTICLES, uses())
def test_an_added_duty_never_makes_a_grant_milder(
    policy: Policy, duty: Any, article: Article, use: dict[str, Any]
) -> None:
    more = tuple(r._replace(duties=(*r.duties, duty)) if r.kind == "permission" else r for r in policy.rules)
    before, after = outcome(policy, article, use), outcome(policy._replace(rules=more), article, use)
    assert strictness(after.verdict) >= strictness(before.verdict)


@laws
@given(policies(), ARTICLES, uses())
def test_a_grant_less_sure_is_never_milder(policy: Policy, article: Article, use: dict[str, Any]) -> None:
    doubted = policy._replace(
        evidence=policy.evidence._replace(verified=False),
        rules=tuple(r._replace(evidence=r.evidence._replace(verified=False)) for r in policy.rules),
    )
    before, after = outcome(policy, article, use), outcome(doubted, article, use)
    assert strictness(after.verdict) >= strictness(before.verdict)
    assert after.verdict not in MILD


@laws
@given(several(2, 4), ARTICLES, uses())
def test_an_added_grant_never_makes_a_party_stricter(own: list[Policy], article: Article, use: dict[str, Any]) -> None:
    before = text(article, own[1:], use)
    assume(any(grant.used for grant in before.grants_considered))
    after = text(article, own, use)
    assert rank(after.verdict) <= rank(before.verdict)


@laws
@given(several(0, 3), ARTICLES, uses(), st.randoms(use_true_random=False))
def test_the_order_of_grants_and_clauses_makes_no_difference(
    own: list[Policy], article: Article, use: dict[str, Any], random: Any
) -> None:
    assert (
        text(article, [turned(p, random) for p in shuffled(own, random)], use).verdict
        == text(article, own, use).verdict
    )


def shuffled(items: Sequence[Any], random: Any) -> list[Any]:
    return random.sample(list(items), len(items))  # type: ignore[no-any-return]


def turned(policy: Policy, random: Any) -> Policy:
    def condition(each: Condition) -> Condition:
        if not isinstance(each, Logical):
            return each
        return each._replace(members=tuple(map(condition, shuffled(each.members, random))))

    def rule(each: Rule) -> Rule:
        return each._replace(
            conditions=tuple(map(condition, shuffled(each.conditions, random))),
            actions=tuple(shuffled(each.actions, random)),
            duties=tuple(shuffled(each.duties, random)),
        )

    return policy._replace(rules=tuple(map(rule, shuffled(policy.rules, random))))


@laws
@given(policies(), ARTICLES, uses(), st.sampled_from(sorted(VALUES)))
def test_an_unknown_fact_is_no_milder_than_the_mildest_it_could_be(
    policy: Policy, article: Article, use: dict[str, Any], fact: str
) -> None:
    unknown, filled = fillings(policy, article, use, fact)
    mildest = min(strictness(each.verdict) for each in filled)
    assert strictness(unknown.verdict) >= min(mildest, rank("unknown"))


@laws
@given(policies(), ARTICLES, uses(), st.sampled_from(sorted(VALUES)))
def test_a_prohibition_that_an_unknown_fact_could_trigger_keeps_the_answer_from_being_yes(
    policy: Policy, article: Article, use: dict[str, Any], fact: str
) -> None:
    unknown, filled = fillings(policy, article, use, fact)
    forbidding = {rule.id for rule in policy.rules if rule.kind == "prohibition"}
    denied = [r for each in filled if each.verdict for r in each.reasons if r.verdict == "denied"]
    if any(reason.clause in forbidding for reason in denied):
        assert unknown.verdict not in MILD


@laws
@given(policies(), ARTICLES, uses(), st.sampled_from(sorted(VALUES)))
def test_what_is_sure_without_a_fact_stays_so_with_it(
    policy: Policy, article: Article, use: dict[str, Any], fact: str
) -> None:
    assume(fact != "extent")  # as long as nobody says, the whole story is meant
    unknown, filled = fillings(policy, article, use, fact)
    if unknown.verdict == "denied":
        assert all(each.verdict in ("denied", None) for each in filled)
    if unknown.verdict is None:
        assert all(each.verdict is None for each in filled)


_EXTENT = ("extent", "words", "share")


def fillings(policy: Policy, article: Article, use: dict[str, Any], fact: str) -> tuple[Outcome, list[Outcome]]:
    """What a grant comes to without a fact, and with each value that it may have."""
    given_facts = {key: value for key, value in use.items() if key != fact}
    if fact in ("organisation.country", "organisation.subdivision"):  # the one tells of the other
        given_facts = {k: v for k, v in given_facts.items() if not k.startswith("organisation.")}
    if fact in _EXTENT:  # words and a share are those of an excerpt
        given_facts = {k: v for k, v in given_facts.items() if k not in _EXTENT} | {"extent": "excerpt"}
    unknown = outcome(policy, article, {**given_facts, fact: "unknown"})
    return unknown, [outcome(policy, article, {**given_facts, fact: value}) for value in VALUES[fact]]


@laws
@given(several(0, 3), ARTICLES, uses())
def test_without_anything_recorded_nothing_is_allowed(own: list[Policy], article: Article, use: dict[str, Any]) -> None:
    assert text(article, (), use).verdict not in MILD
    part = text(article, own, use)
    assert part.verdict == worst(reason.verdict for reason in part.reasons)
    if part.verdict in MILD:
        assert any(grant.used and grant.verdict in MILD for grant in part.grants_considered)


@laws
@given(several(0, 2), ARTICLES, uses(), st.integers(0, 60), st.integers(1, 86_400))
def test_the_answer_changes_only_at_the_instants_it_lists(
    own: list[Policy], article: Article, use: dict[str, Any], days: int, seconds: int
) -> None:
    terms = Terms(own)
    listed = decide(article, use, at=NOW, terms=terms).changes_at
    instants = [datetime.fromisoformat(each) for each in listed]
    at = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(days=days, seconds=seconds)
    here = decide(article, use, at=at, terms=terms)
    assert here.changes_at == listed
    since = max((instant for instant in instants if instant <= at), default=None)
    if since is not None:
        assert decide(article, use, at=since, terms=terms).parts[0].verdict == here.parts[0].verdict
    until = min((instant for instant in instants if instant > at), default=None)
    if until is not None:
        last = decide(article, use, at=until - timedelta(microseconds=1), terms=terms)
        assert last.parts[0].verdict == here.parts[0].verdict


@laws
@given(
    several(0, 3),
    uses(),
    st.sampled_from(({"status": "canceled"}, {"status": "withdrawn"}, {"embargo_open_ended": True})),
)
def test_a_stop_overrides_every_grant(own: list[Policy], use: dict[str, Any], stop: dict[str, Any]) -> None:
    assert text(article_of({"holder": HOLDER, **stop}), own, use).verdict == "denied"


@laws
@given(several(0, 3), ARTICLES, uses())
def test_a_refusal_overrides_every_grant(own: list[Policy], article: Article, use: dict[str, Any]) -> None:
    refusal = permit({"who": HOLDER, "allow": False}, 1)
    assert text(article, [*own, refusal], use).verdict == "denied"


@laws
@given(several(0, 2), uses())
def test_every_holder_must_have_granted(own: list[Policy], use: dict[str, Any]) -> None:
    assert text(article_of({"holders": [HOLDER, "Ellery Courier"]}), own, use).verdict not in MILD
