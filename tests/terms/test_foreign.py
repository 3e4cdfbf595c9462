"""Policies of strangers: in every syntax, malformed, hostile, in a page; nothing is fetched and nothing is dropped."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from typing import Any

import pytest

import provenance
from provenance.errors import TermsError
from provenance.model import Article, PartDecision
from provenance.terms.decide import decide
from provenance.terms.foreign import page_policies
from provenance.terms.loading import load_policies
from provenance.terms.policy import Constraint, Policy
from provenance.terms.rdf import MAX_BYTES, read_rdf
from provenance.terms.registry import Terms

AT = datetime(2026, 11, 25, tzinfo=UTC)
ODRL = "http://www.w3.org/ns/odrl/2/"
URL = "https://lantern.example/ferry"
TEXT = "<p>The crews of six ferries asked on Friday to come home after a long season at sea, their union wrote.</p>"
PAGE = """<!doctype html><html lang="en"><head><title>Ferry crews ask to come home</title>
<link rel="canonical" href="https://lantern.example/ferry">
{scripts}</head><body><article><h1>Ferry crews ask to come home</h1><p class="byline">By Mara Quill</p>{text}{text}
</article></body></html>"""
STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry crews ask to come home",
    "author": {"@type": "Person", "name": "Mara Quill"},
    "publisher": {"@type": "Organization", "name": "The Lantern Post"},
}
OFFER: dict[str, Any] = {
    "@context": "http://www.w3.org/ns/odrl.jsonld",
    "@type": "Offer",
    "uid": "https://lantern.example/policy",
    "conflict": "prohibit",
    "permission": [{"action": "distribute", "target": URL, "duty": [{"action": "attribute"}]}],
}
FACTS = {"monetisation": "none", "automation": "individual", "edits": "none", "obtained_from": "The Lantern Post"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def page(*blocks: Any) -> Article:
    scripts = "".join(
        f'<script type="application/ld+json">{b if isinstance(b, str) else json.dumps(b)}</script>' for b in blocks
    )
    return provenance.read(PAGE.format(scripts=scripts, text=TEXT).encode(), url=URL)[0]


def answer(article: Article, **use: Any) -> PartDecision:
    (part,) = decide(article, {**FACTS, **use}, at=AT, terms=Terms()).parts
    return part


def offer(**changes: Any) -> dict[str, Any]:
    return {**OFFER, **changes}


def permission(**changes: Any) -> dict[str, Any]:
    return offer(permission=[{**OFFER["permission"][0], **changes}])


def load(text: str, format: str = "turtle") -> Policy:
    (found,) = load_policies(read_rdf(text.encode(), format=format), is_foreign=True).values()
    return found


# ── In a page ──


def test_a_policy_of_the_page_grants_at_best_conditionally() -> None:
    part = answer(page(STORY, OFFER))
    assert part.verdict == "conditional"
    (grant,) = part.grants_considered
    assert (grant.id, grant.party, grant.used) == ("https://lantern.example/policy", "The Lantern Post", True)
    assert [duty.action for duty in part.duties] == ["attribute"]
    assert any("keep a dated copy" in reason.message for reason in part.reasons)


def test_the_statement_holds_the_policy_and_its_place() -> None:
    (statement,) = page(STORY, OFFER).chosen("policy")
    assert (statement.basis, statement.scope) == ("stated", "article")
    assert json.loads(str(statement.value))["@graph"][0]["uid"] == "https://lantern.example/policy"
    assert statement.origin is not None
    assert (statement.origin.zone, statement.origin.line) == ("metadata", 3)


@pytest.mark.parametrize("key", ["hasPolicy", "odrl:hasPolicy"])
def test_the_article_names_its_policy(key: str) -> None:
    context = ["https://schema.org", "http://www.w3.org/ns/odrl.jsonld"]
    nested = {**STORY, "@context": context, key: {k: v for k, v in OFFER.items() if k != "@context"}}
    assert answer(page(nested)).verdict == "conditional"
    by_name = {**STORY, "@context": context, key: {"@id": "#p"}}
    aside = {**OFFER, "@id": "#p"}
    del aside["uid"]
    assert len(page(by_name, aside).chosen("policy")) == 1
    assert answer(page(by_name, aside)).verdict == "conditional"


def test_a_policy_whose_parts_stand_apart_in_the_graph_is_put_together() -> None:
    graph = [
        {"@id": "#p", "@type": "odrl:Offer", "odrl:permission": {"@id": "#r"}},
        {"@id": "#r", "@type": "odrl:Permission", "odrl:action": {"@id": "odrl:distribute"}},
    ]  # fmt: skip
    block = {"@context": {"odrl": ODRL}, "@graph": graph}
    ((policy, _),) = page_policies(page(STORY, block))
    assert policy.doubts == ()
    assert policy.rules[0].actions == ("odrl:distribute",)


def test_offers_of_a_shop_are_no_policies() -> None:
    shop = {
        "@context": "https://schema.org",
        "@type": "Product",
        "offers": {"@type": "Offer", "price": "3", "sku": "odrl"},
    }
    assert page(STORY, shop).said("policy") == ()
    assert page(STORY).said("policy") == ()


@pytest.mark.parametrize(
    ("policy", "verdict", "words"),
    [
        (offer(profile="https://other.example/profile"), "unknown", "https://other.example/profile"),
        (offer(prohibition=[{"action": "https://other.example/frame"}]), "unknown", ""),
        (permission(constraint=[{"leftOperand": "count", "operator": "lteq", "rightOperand": 3}]), "unknown", "count"),
        (
            permission(constraint=[
                {"leftOperand": "spatial", "operator": "eq", "rightOperandReference": "https://other.example/list"}
            ]),
            "unknown",
            "refers to a value elsewhere",
        ),
        (permission(target="https://lantern.example/other"), "unknown", "other"),
        (permission(assignee="https://beacon.example/"), "ask", "terms are made out"),
        (permission(assignee="odrl:All"), "conditional", ""),
        (offer(**{"@type": "Request"}), "unknown", "grants nothing"),
        (offer(prohibition=[{"action": "distribute"}], conflict=None), "unknown", "both permits and forbids"),
        (offer(prohibition=[{"action": "distribute"}]), "denied", ""),
        (offer(permission=["#gone"]), "unknown", "nothing is said of its permission"),
        (offer(inheritFrom="https://other.example/base"), "unknown", "https://other.example/base"),
        (offer(inheritFrom="https://lantern.example/policy"), "unknown", "inherits from itself"),
        (offer(duty=[{"action": "compensate"}]), "unknown", "duty outside any permission"),
        (permission(duty=[{"action": ["attribute", "inform"]}]), "unknown", "names several actions"),
        ({**OFFER, "@context": ["https://other.example/context", OFFER["@context"]]}, "unknown", "none is fetched"),
        (permission(action="use"), "conditional", ""),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_unknown_and_named(policy: dict[str, Any], verdict: str, words: str) -> None:
    part = answer(page(STORY, {k: v for k, v in policy.items() if v is not None}))
    assert part.verdict == verdict, part
    told = " ".join((*(r.message for r in part.reasons), *(q.text for q in part.questions)))
    assert words in told


def test_a_policy_that_stands_elsewhere_is_named_and_not_read() -> None:
    story = {
        **STORY,
        "@context": ["https://schema.org", {"odrl": ODRL}],
        "odrl:hasPolicy": {"@id": "https://p.example/1"},
    }
    part = answer(page(story))
    assert part.verdict == "unknown"
    assert "https://p.example/1 stands elsewhere" in part.reasons[0].message


@pytest.mark.parametrize("named", [5, True, "", {}, [[]], {"@id": 3}])
def test_what_is_no_policy_at_all_breaks_nothing(named: Any) -> None:
    story = {**STORY, "@context": ["https://schema.org", {"odrl": ODRL}], "odrl:hasPolicy": named}
    assert answer(page(story)).verdict in ("ask", "unknown")


def test_a_policy_that_is_too_long_is_not_lost() -> None:
    (statement,) = page(STORY, offer(note="x" * 150_000)).chosen("policy")
    assert len(str(statement.value)) == 100_000
    assert answer(page(STORY, offer(note="x" * 150_000))).verdict == "unknown"


def test_what_a_stranger_says_of_its_own_evidence_counts_for_nothing() -> None:
    own = {"synd": "https://w3id.org/news-provenance/ns#"}
    boast = {**OFFER, "@context": [OFFER["@context"], own], "synd:verified": True, "synd:fixed": True,
             "synd:layer": {"@id": "synd:permit"}, "synd:dateRead": "2030-01-01"}  # fmt: skip
    ((policy, _),) = page_policies(page(STORY, boast))
    assert policy.layer == "licence"
    assert (policy.evidence.source, policy.evidence.fixed) == (URL, False)
    assert policy.evidence.date_read != "2030-01-01"


def test_where_somebody_else_is_credited_the_page_is_asked_about() -> None:
    article = page({**STORY, "isBasedOn": "https://beacon.example/ferry"}, OFFER)
    assert answer(article).verdict == "ask"


def test_nameless_policies_and_clauses_are_called_by_their_statement() -> None:
    bare = {k: v for k, v in OFFER.items() if k != "uid"}
    first, second = page(STORY, bare), page(STORY, bare)
    ((policy, statement),) = page_policies(first)
    assert policy.id.startswith(f"{first.id.removesuffix('#copy')}#{statement.id}-")
    assert page_policies(second)[0][0].id == policy.id
    assert answer(first) == answer(second)


def test_only_some_policies_of_a_page_are_read() -> None:
    assert len(page(STORY, [offer(uid=f"https://lantern.example/p{n}") for n in range(30)]).chosen("policy")) == 10


# ── As a file ──

TURTLE = f"""@prefix odrl: <{ODRL}> .
<https://t.example/p> a odrl:Set ; odrl:permission [ odrl:target <https://t.example/a> ;
  odrl:action odrl:distribute ;
  odrl:constraint [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isAnyOf ;
  odrl:rightOperand ( "DE" "AT" ) ] ] ."""
NTRIPLES = f"""<https://t.example/p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ODRL}Set> .
<https://t.example/p> <{ODRL}permission> _:r .
_:r <{ODRL}target> <https://t.example/a> .
_:r <{ODRL}action> <{ODRL}distribute> .
_:r <{ODRL}constraint> _:c .
_:c <{ODRL}leftOperand> <{ODRL}spatial> .
_:c <{ODRL}operator> <{ODRL}isAnyOf> .
_:c <{ODRL}rightOperand> "DE" , "AT" .""".replace('"DE" , "AT"', f'"DE" .\n_:c <{ODRL}rightOperand> "AT"')
XML = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:odrl="{ODRL}">
<odrl:Set rdf:about="https://t.example/p"><odrl:permission rdf:parseType="Resource">
<odrl:target rdf:resource="https://t.example/a"/><odrl:action rdf:resource="{ODRL}distribute"/>
<odrl:constraint rdf:parseType="Resource"><odrl:leftOperand rdf:resource="{ODRL}spatial"/>
<odrl:operator rdf:resource="{ODRL}isAnyOf"/><odrl:rightOperand>DE</odrl:rightOperand>
<odrl:rightOperand>AT</odrl:rightOperand></odrl:constraint></odrl:permission></odrl:Set></rdf:RDF>"""
JSONLD = json.dumps({
    "@context": "https://www.w3.org/ns/odrl.jsonld", "@type": "Set", "uid": "https://t.example/p",
    "permission": [{"target": "https://t.example/a", "action": "distribute", "constraint": [
        {"leftOperand": "spatial", "operator": "isAnyOf", "rightOperand": ["DE", "AT"]}]}],
})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "format"), [(TURTLE, "turtle"), (NTRIPLES, "ntriples"), (XML, "xml"), (JSONLD, "jsonld"), (TURTLE, "trig")]
)
def test_a_policy_is_the_same_in_every_syntax(text: str, format: str) -> None:
    policy = load(text, format)
    (rule,) = policy.rules
    assert (policy.id, policy.type, policy.conflict, policy.doubts) == ("https://t.example/p", "Set", None, ())
    assert rule.actions == ("odrl:distribute",)
    (constraint,) = rule.conditions
    assert isinstance(constraint, Constraint)
    assert constraint._replace(id="") == Constraint("", "odrl:spatial", "odrl:isAnyOf", ("DE", "AT"))
    (target,) = rule.targets
    assert isinstance(target, Constraint)
    assert target.values == ("https://t.example/a",)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<https://t.example/p> a odrl:Set", "turtle"),
        ("{", "jsonld"),
        ('{"@context": {"@import": "https://other.example/c"}, "@id": "x"}', "jsonld"),
        ('{"@context": "https://other.example/c"}', "jsonld"),
        ('{"@context": [{"odrl": "http://www.w3.org/ns/odrl/2/"}, ["https://other.example/c"]]}', "jsonld"),
        ("[" * 100_000, "jsonld"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><rdf:RDF/>', "xml"),
        ("<rdf:RDF>", "xml"),
        ("\udcff", "turtle"),
    ],
)
def test_a_malformed_document_is_refused_and_nothing_is_fetched(text: str, format: str) -> None:
    with pytest.raises(TermsError):
        read_rdf(text.encode(errors="surrogateescape"), format=format, source="p")


def test_a_huge_document_is_refused() -> None:
    with pytest.raises(TermsError, match="at most"):
        read_rdf(b"#" * (MAX_BYTES + 1))
    many = json.dumps([{"@context": OFFER["@context"], "@id": f"https://t.example/{n}"} for n in range(60)])
    with pytest.raises(TermsError, match="contexts"):
        read_rdf(many.encode(), format="jsonld")


def test_deep_nesting_ends_in_a_doubt() -> None:
    deep = f"@prefix odrl: <{ODRL}> . <https://t.example/p> a odrl:Set ; odrl:permission [ odrl:action odrl:use ; "
    deep += "odrl:constraint " + "[ odrl:and " * 5_000 + '"x"' + " ]" * 5_000 + " ] ."
    assert any("nested in itself" in doubt for doubt in load(deep).doubts)


def test_cycles_end_in_a_doubt() -> None:
    circle = f"""@prefix odrl: <{ODRL}> . @prefix synd: <https://w3id.org/news-provenance/ns#> .
    <https://t.example/p> a odrl:Set ; odrl:permission <#r> . <#r> odrl:action odrl:use ; odrl:duty <#d> ;
      odrl:constraint <#c> . <#c> odrl:or <#c> . <#d> synd:anyOf <#d> ."""
    doubts = " ".join(load(circle).doubts)
    assert "the constraint about:policy#c is nested in itself" in doubts
    assert "the duty about:policy#d is nested in itself" in doubts


def test_a_constraint_that_says_several_things_is_a_doubt() -> None:
    text = f"""@prefix odrl: <{ODRL}> . <https://t.example/p> a odrl:Set ; odrl:permission [ odrl:action odrl:use ;
      odrl:constraint [ odrl:leftOperand odrl:spatial , odrl:media ; odrl:operator odrl:eq ;
      odrl:rightOperand "DE" ] ] ."""
    assert any("several left operands" in doubt for doubt in load(text).doubts)


def test_the_same_document_always_gives_the_same_names() -> None:
    assert load(TURTLE) == load(TURTLE)
    assert load(JSONLD, "jsonld") == load(JSONLD, "jsonld")
