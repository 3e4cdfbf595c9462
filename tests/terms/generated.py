"""Policies, uses and articles at random, for the laws of the algebra: every operand, operator and layer."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from provenance.terms.policy import Condition, Constraint, Duty, Evidence, Logical, Policy, Rule, RuleKind
from tests.terms.worked import article_of

HOLDER, OTHER = "Harbor Bridge", "Tidewire"
FRESH = Evidence("https://harborbridge.example/reuse", date_read="2026-11-22", verified=True)
EVIDENCE = (FRESH, FRESH._replace(fixed=True), FRESH._replace(verified=False), FRESH._replace(date_read="2026-06-10"))

_OPERANDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("synd:medium", ("eq", "neq", "isAnyOf", "isNoneOf", "hasPart"), ("web", "print", "radio")),
    ("odrl:spatial", ("eq", "neq", "isAnyOf", "isNoneOf"), ("US", "US-CA", "DE", "EU", "world", "Atlantis")),
    ("synd:organisationKind", ("eq", "neq", "isAnyOf"), ("newsroom", "company", "nonprofit")),
    ("synd:organisationCountry", ("eq", "neq"), ("US", "DE")),
    ("synd:organisationSubdivision", ("eq", "neq"), ("US-CA", "US-NV")),
    ("synd:edit", ("eq", "neq", "isAnyOf"), ("none", "style", "translation")),
    ("synd:monetisation", ("eq", "neq", "isAnyOf"), ("none", "page_ads", "resale")),
    ("synd:automation", ("eq", "neq"), ("individual", "systematic")),
    ("synd:extent", ("eq", "neq"), ("full", "excerpt")),
    ("synd:excerptWords", ("lteq", "gt", "eq"), ("100", "250")),
    ("odrl:percentage", ("lt", "gteq"), ("20", "60")),
    ("odrl:dateTime", ("lteq", "gteq", "lt", "gt"), ("2026-12-10", "2026-12-05T12:00Z", "2027-01")),
    ("synd:sincePublication", ("lteq", "gteq", "lt", "gt"), ("P2D", "P30D", "PT6H")),
    ("synd:datePublished", ("lteq", "gteq"), ("2026-11-20", "2026-12-01")),
    ("synd:part", ("eq", "neq"), ("text", "image")),
    ("synd:copyrightHolder", ("eq", "neq"), ("organization-harbor-bridge", "organization-tidewire")),
    ("synd:authoredByHolder", ("eq", "neq"), ("true", "false")),
    ("synd:licensorJudgement", ("eq",), ("synd:eligible",)),
    ("synd:obtainedFrom", ("eq", "neq"), ("Tidewire",)),
    ("odrl:payAmount", ("eq",), ("5",)),
)
_ACTIONS = (
    "synd:republish", "odrl:extract", "synd:headlineOnly", "synd:adapt", "synd:editStyle", "odrl:translate",
    "synd:useCommercially", "odrl:sell", "synd:showPageAds", "synd:republishSystematically", "odrl:use", "odrl:print",
    "https://actions.example/frobnicate", "odrl:install",
)  # fmt: skip


def _named(kind: str) -> SearchStrategy[str]:
    return st.integers(0, 10**9).map(lambda number: f"https://policies.example/{kind}-{number}")


@st.composite
def constraints(draw: st.DrawFn) -> Constraint:
    """One constraint on anything."""
    operand, operators, values = draw(st.sampled_from(_OPERANDS))
    operator = draw(st.sampled_from(operators))
    several = operator.startswith("is") and len(values) > 1
    chosen = draw(st.lists(st.sampled_from(values), min_size=1, max_size=2 if several else 1, unique=True))
    return Constraint(draw(_named("constraint")), operand, f"odrl:{operator}", tuple(chosen))


@st.composite
def _logical(draw: st.DrawFn, inner: SearchStrategy[Condition]) -> Logical:
    kind = draw(st.sampled_from(("and", "or", "xone")))
    return Logical(draw(_named("logic")), kind, tuple(draw(st.lists(inner, min_size=1, max_size=3))))


CONDITIONS: SearchStrategy[Condition] = st.recursive(constraints(), _logical, max_leaves=3)
FORCES = st.sampled_from(("condition", "condition", "condition", "request", "unclear"))


def _some(of: SearchStrategy[Any], most: int) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    """One duty, of some force, perhaps under a condition, perhaps at a time."""
    return Duty(
        draw(_named("duty")),
        draw(st.sampled_from(("synd:credit", "synd:keepLinks", "odrl:obtainConsent"))),
        FRESH,
        conditions=draw(_some(CONDITIONS, 1)),
        force=draw(FORCES),
        after=draw(st.sampled_from((None, None, "P10D"))),
    )


@st.composite
def rules(draw: st.DrawFn, kind: RuleKind, actions: tuple[str, ...] = ()) -> Rule:
    """One permission or prohibition."""
    is_permission = kind == "permission"
    return Rule(
        draw(_named(kind)),
        kind,
        actions or tuple(draw(st.lists(st.sampled_from(_ACTIONS), min_size=1, max_size=2, unique=True))),
        draw(st.sampled_from(EVIDENCE)),
        conditions=draw(_some(CONDITIONS, 1 if actions else 2)),
        targets=() if is_permission else draw(_some(constraints(), 1)),
        duties=draw(_some(duties(), 2)) if is_permission else (),
        contested=False if is_permission else draw(st.booleans()),
        force="condition" if is_permission else draw(FORCES),
    )


OBLIGATIONS = st.builds(
    lambda name, duty: Rule(name, "obligation", (), FRESH, duties=(duty,)), _named("obligation"), duties()
)
BASE = rules("permission", ("synd:republish", "odrl:extract"))
"""A permission of what is asked for most, so that grants reach more often than not."""


@st.composite
def policies(draw: st.DrawFn, assigner: str = HOLDER) -> Policy:
    """One grant, of any layer."""
    layer = draw(st.sampled_from(("licence", "licence", "addition", "contract", "permit")))
    found = [draw(BASE)] if draw(st.integers(0, 9)) else []
    found += draw(st.lists(rules("permission"), max_size=1)) + draw(st.lists(rules("prohibition"), max_size=2))
    found += draw(st.lists(OBLIGATIONS, max_size=1))
    if layer == "permit" and not any(rule.kind == "permission" for rule in found):
        layer = "licence"  # a refusal is no grant
    return Policy(
        draw(_named("policy")),
        "Agreement" if layer in ("contract", "permit") else "Offer",
        "terms",
        layer,
        draw(st.sampled_from(EVIDENCE)),
        tuple(_numbered(rule, number) for number, rule in enumerate(found)),
        assigners=(assigner,),
        targets=draw(_some(constraints(), 1)) if layer == "addition" else (),
        parents=draw(st.sampled_from(((), ("https://w3id.org/news-provenance/terms/CC-BY-NC-ND-4.0",)))),
        binding=draw(st.sampled_from(("at_publication", "at_use", "irrevocable_once_offered", "not_stated"))),
        valid_from=draw(st.sampled_from((None, None, "2026-12-08", "2026-11-25"))),
        valid_through=draw(st.sampled_from((None, None, "2026-12-20"))),
        conflict=draw(st.sampled_from(("prohibit", "prohibit", None))),
    )


def _numbered(rule: Rule, number: int) -> Rule:
    """The rule with names of its own within its policy."""
    named = (duty._replace(id=f"{rule.id}-{number}-duty-{each}") for each, duty in enumerate(rule.duties))
    return rule._replace(id=f"{rule.id}-{number}", duties=tuple(named))


def several(least: int, most: int) -> SearchStrategy[list[Policy]]:
    """Grants of one holder, each with a name of its own."""
    return st.lists(policies(), min_size=least, max_size=most).map(
        lambda found: [policy._replace(id=f"{policy.id}-{number}") for number, policy in enumerate(found)]
    )


VALUES: dict[str, list[Any]] = {
    "medium": ["web", "print", "web+print"],
    "audience_territory": ["US", "US-CA", "DE", "world", "DE+US", "EU"],
    "extent": ["full", "excerpt", "headline"],
    "words": [50, 150],
    "share": [0.1, 0.5],
    "edits": ["none", "style", "translation", "cut+headline"],
    "monetisation": ["none", "page_ads", "sold_against", "resale", "page_ads+paywall"],
    "automation": ["individual", "systematic"],
    "obtained_from": [HOLDER, OTHER],
    "organisation.kind": ["newsroom", "nonprofit_newsroom", "company", "cooperative"],
    "organisation.country": ["US", "DE"],
    "organisation.subdivision": ["US-CA", "US-NV"],
}
"""Fact of a use → what it may be."""


@st.composite
def uses(draw: st.DrawFn) -> dict[str, Any]:
    """Some facts of a use, some of them said to be unknown."""
    told = {key: draw(st.sampled_from([*values, "unknown"])) for key, values in VALUES.items() if draw(st.booleans())}
    if str(told.get("organisation.subdivision", "")).startswith("US"):
        told["organisation.country"] = "US"
    return told


ARTICLES = st.fixed_dictionaries(
    {"holder": st.just(HOLDER)},
    optional={
        "publisher": st.sampled_from((HOLDER, "The Lantern Post")),
        "date": st.sampled_from(("2026-12-01", "2026-11-10T08:00:00Z", "2026-11")),
        "authors": st.just(["Mara Quillfeather"]),
        "credits": st.sampled_from(([{"name": OTHER, "role": "agency"}], [{"name": OTHER, "role": "distributor"}])),
        "expires": st.sampled_from(("2026-12-15", "2027-01-01T00:00Z")),
        "embargo": st.just("2026-12-03"),
    },
).map(article_of)
