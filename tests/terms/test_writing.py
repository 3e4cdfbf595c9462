"""Policies out and back: what is written is what was read, for every recorded policy and for any that can be."""

from __future__ import annotations

import itertools
import json
from typing import Any, get_args

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.graph.term import IRI
from provenance.resources import vocab
from provenance.terms.loading import OWN_PROFILE, load_policies
from provenance.terms.operands import DATES, DURATIONS, FLAGS, NUMBERS
from provenance.terms.policy import Binding, Constraint, Duty, Evidence, Force, Layer, Logical, Policy, Rule
from provenance.terms.rdf import read_rdf
from provenance.terms.registry import recorded_terms
from provenance.terms.rows import contract, permit
from provenance.terms.writing import policy_triples, to_jsonld, to_turtle

RECORDED = list(recorded_terms().all())
WRITERS = {"turtle": to_turtle, "jsonld": to_jsonld}
BASE = "https://harbor.example/terms#"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
SPAN = st.sampled_from(["P2D", "P1Y", "PT36H"])
VALUES = (
    st.tuples(st.sampled_from(sorted(DATES)), st.sampled_from(["2026-12-31", "2026-12-31T10:00:00Z", "soon"]))
    | st.tuples(st.sampled_from(sorted(DURATIONS)), SPAN | TEXT)
    | st.tuples(st.sampled_from(sorted(NUMBERS)), st.sampled_from(["150", "2.5", "many"]))
    | st.tuples(st.sampled_from(sorted(FLAGS)), st.sampled_from(["true", "false"]))
    | st.tuples(st.just("synd:medium"), st.sampled_from(["web", "print"]) | TEXT)
    | st.tuples(st.just("synd:license"), st.just("https://creativecommons.org/licenses/by/4.0/"))
    | st.tuples(st.just("https://other.example/operand"), TEXT)
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Any policy that a file could hold."""
    numbers = itertools.count(1)

    def name() -> str:
        return f"{BASE}n{next(numbers)}"

    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    def conditions(most: int = 2, depth: int = 0) -> tuple[Constraint | Logical, ...]:
        found: list[Constraint | Logical] = []
        for _ in range(draw(st.integers(0, most))):
            if depth < 2 and draw(st.booleans()):
                members = conditions(3, depth + 1)
                if members:
                    found.append(Logical(name(), draw(st.sampled_from(["and", "or", "xone"])), members))
            else:
                operand, value = draw(VALUES)
                operator = draw(st.sampled_from(["odrl:eq", "odrl:lteq", "odrl:isAnyOf"]))
                found.append(Constraint(name(), operand, operator, (value,), maybe(TEXT)))
        return tuple(found)

    def evidence(above: Evidence) -> Evidence:
        return Evidence(
            draw(st.sampled_from([above.source, "https://harbor.example/rules"])),
            maybe(TEXT),
            draw(st.sampled_from([above.date_read, "2026-11-20"])),
            draw(st.booleans()),
            draw(st.booleans()),
        )

    def duty(id: str, depth: int = 0) -> Duty:
        template = maybe(TEXT)
        options = tuple(duty(name(), depth + 1) for _ in range(draw(st.integers(0, 2)))) if depth < 2 else ()
        return Duty(
            id,
            "" if options else draw(st.sampled_from(["synd:credit", "odrl:attribute", "https://o.example/act"])),
            evidence(top),
            conditions(1),
            maybe(TEXT),
            draw(st.sampled_from(get_args(Force))),
            template,
            maybe(st.sampled_from(["en", "pt-br"])) if template is not None else None,
            maybe(st.sampled_from(["top", "byline", "end"])),
            maybe(st.sampled_from(["article", "home", "articleOrHome"])),
            tuple(sorted(draw(st.sets(TEXT, max_size=2)))),
            maybe(st.sampled_from(["desk@harbor.example", "@harbor"])),
            maybe(SPAN),
            maybe(SPAN),
            options,
        )

    def rule(kind: Any) -> Rule:
        id = name()
        if kind == "obligation":
            owed = duty(id)
            return Rule(id, kind, (), owed.evidence, (), conditions(1), (owed,), False, owed.force, owed.label)
        actions = draw(st.lists(st.sampled_from(["synd:republish", "odrl:sell"]), min_size=1, max_size=2, unique=True))
        duties = tuple(duty(name()) for _ in range(draw(st.integers(0, 2))))
        rest = (conditions(), conditions(1), duties, draw(st.booleans()), draw(st.sampled_from(get_args(Force))))
        return Rule(id, kind, tuple(actions), evidence(top), *rest, maybe(TEXT))

    top = Evidence(
        draw(st.sampled_from(["https://harbor.example/", "a letter"])), maybe(TEXT), maybe(st.just("2026-11-22"))
    )
    kinds = ("permission", "prohibition", "obligation")
    return Policy(
        id=f"{BASE}policy",
        type=draw(st.sampled_from(["Offer", "Agreement", "Set"])),
        title=draw(TEXT),
        layer=draw(st.sampled_from(get_args(Layer))),
        evidence=top._replace(verified=draw(st.booleans()), fixed=draw(st.booleans())),
        rules=tuple(rule(kind) for kind in kinds for _ in range(draw(st.integers(kind == "permission", 2)))),
        assigners=tuple(draw(st.lists(st.sampled_from(["https://harbor.example/#us", "Harbor Bridge"]), unique=True))),
        targets=conditions(),
        parents=tuple(draw(st.lists(st.sampled_from([f"{BASE}parent", f"{BASE}other"]), unique=True))),
        waives=frozenset(draw(st.lists(st.sampled_from([f"{BASE}w1", f"{BASE}w2"])))),
        binding=draw(st.sampled_from(get_args(Binding))),
        valid_from=maybe(st.sampled_from(["2020-01-01", "2020"])),
        valid_through=maybe(st.just("2026-12-31")),
        conflict=draw(st.sampled_from([None, "prohibit", "perm"])),
        profiles=(OWN_PROFILE,),
        url=maybe(st.just("https://harbor.example/license")),
    )


@pytest.mark.parametrize("format", WRITERS)
def test_every_recorded_policy_comes_back(format: str) -> None:
    assert len(RECORDED) > 150
    for policy in RECORDED:
        assert load_policies(read_rdf(WRITERS[format]([policy]).encode(), format=format)) == {policy.id: policy}


@pytest.mark.parametrize("format", WRITERS)
def test_all_recorded_policies_come_back_from_one_document(format: str) -> None:
    view = read_rdf(to_turtle(RECORDED).encode()) if format == "turtle" else None
    if view is not None:
        assert list(load_policies(view).values()) == RECORDED
    some = RECORDED[:20]
    text = WRITERS[format](some)
    assert list(load_policies(read_rdf(text.encode(), format=format)).values()) == some


@pytest.mark.parametrize("format", WRITERS)
@settings(max_examples=60, deadline=None)
@given(policy=policies())
def test_any_policy_comes_back(policy: Policy, format: str) -> None:
    back = load_policies(read_rdf(WRITERS[format]([policy]).encode(), format=format))
    without_doubts = {id: found._replace(doubts=()) for id, found in back.items()}
    assert without_doubts == {policy.id: policy}


def test_nothing_is_nameless_and_nothing_is_said_twice() -> None:
    triples = policy_triples(RECORDED)
    assert len(triples) == len(set(triples))
    assert all(
        (isinstance(subject, IRI) and "://" in subject) or subject.startswith("urn:") for subject, _, _ in triples
    )


def test_nameless_clauses_get_names() -> None:
    view = read_rdf(b"""@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
        [] a odrl:Set ; odrl:permission [ odrl:action odrl:use ; odrl:constraint [ odrl:leftOperand odrl:spatial ;
        odrl:operator odrl:eq ; odrl:rightOperand "DE" ] ] .""")
    text = to_turtle(load_policies(view).values())
    assert "_:" not in text
    assert "[" not in text
    (back,) = load_policies(read_rdf(text.encode())).values()
    assert back.id == "urn:provenance:node:1"
    assert back.rules[0].conditions[0]._replace(id="") == Constraint("", "odrl:spatial", "odrl:eq", ("DE",))


def test_right_operands_have_the_type_that_their_left_operand_wants() -> None:
    quads = pyoxigraph.parse(to_turtle(RECORDED), format=pyoxigraph.RdfFormat.TURTLE)
    odrl = "http://www.w3.org/ns/odrl/2/rightOperand"
    types = {
        q.object.datatype.value.rpartition("#")[2]
        for q in quads
        if q.predicate.value == odrl and hasattr(q.object, "datatype")
    }
    assert {"duration", "string", "boolean"} <= types


def test_json_ld_is_a_tree_with_odrls_own_words() -> None:
    document = json.loads(to_jsonld([recorded_terms().get("propublica")]))  # type: ignore[list-item]
    assert document["@context"][0] == "http://www.w3.org/ns/odrl.jsonld"
    assert document["@type"] == "Offer"
    permission = document["permission"][0]
    assert permission["action"][:2] == ["synd:republish", "extract"]
    assert permission["duty"][0]["synd:template"]["@language"] == "en"
    assert "profile" in document
    assert "odrl:profile" not in json.dumps(document)


def test_the_houses_own_rows_can_be_written() -> None:
    rows = [
        contract({"with": "Tidewire Nord", "media": ["web"], "until": "2027-01-01", "days": 30}, 1, "provenance.toml"),
        permit({"who": "Tidewire Nord", "allow": False}, 1, "provenance.toml"),
    ]
    for row in rows:
        (back,) = load_policies(read_rdf(to_turtle([row]).encode())).values()
        assert back._replace(doubts=()) == row._replace(profiles=back.profiles)


def test_the_bundled_context_has_every_word_of_odrl_once() -> None:
    context = json.loads(vocab("odrl-context.jsonld").read_text("utf-8"))["@context"]
    for word, term in context.items():
        if word not in ("uid", "type") and not str(term).startswith("http"):
            assert (term if isinstance(term, str) else term["@id"]) == f"odrl:{word}"
            assert isinstance(term, str) or term["@type"] in ("@id", "@vocab")
    assert {
        "permission",
        "duty",
        "leftOperand",
        "hasPolicy",
        "eq",
        "sell",
        "spatial",
        "commercialize",
    } <= context.keys()
