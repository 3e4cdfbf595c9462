"""Policies as RDF again: ODRL 2.2 with the own profile, as neutral triples, Turtle or JSON-LD.

`loading.load_policies` of what is written here gives the policies back. Everything has a name: what is nameless in the
source is called `urn:provenance:node:` and a number. Whatever a clause inherits from its policy is not repeated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from provenance.graph.namespaces import DCTERMS, ODRL, PREFIXES, RDF, SCHEMA, SYND, XSD
from provenance.graph.term import (
    IRI,
    XSD_INTEGER,
    Literal,
    Node,
    Triple,
    boolean_node,
    date_node,
    is_absolute_iri,
    text_node,
)
from provenance.resources import vocab
from provenance.terms.operands import DATES, DURATIONS, FLAGS, NUMBERS, is_duration, is_number
from provenance.terms.policy import Condition, Constraint, Duty, Evidence, Logical, Policy, Rule
from provenance.terms.rdf import PREFIXES as OUR_PREFIXES
from provenance.terms.rdf import long

_LABEL = IRI(OUR_PREFIXES["rdfs"] + "label")
_DURATION, _DECIMAL = IRI(XSD.base + "duration"), IRI(XSD.base + "decimal")
_KINDS = {
    "permission": (ODRL.permission, ODRL.Permission),
    "prohibition": (ODRL.prohibition, ODRL.Prohibition),
    "obligation": (ODRL.obligation, ODRL.Duty),
}
_ODRL_CONTEXT = "http://www.w3.org/ns/odrl.jsonld"


def policy_triples(policies: Iterable[Policy]) -> list[Triple]:
    """The triples of policies, those of a subject together, without duplicates, always in the same order."""
    writer = _Writer()
    for policy in policies:
        writer.policy(policy)
    return list(dict.fromkeys(writer.triples))


def to_turtle(policies: Iterable[Policy]) -> str:
    """Policies as Turtle."""
    from provenance.graph.oxigraph_adapter import serialize

    triples = policy_triples(policies)
    named = "\n".join({str(node) for triple in triples for node in triple if isinstance(node, IRI)} | {str(_DURATION)})
    prefixes = {**PREFIXES, "rdfs": OUR_PREFIXES["rdfs"]}
    used = {prefix: base for prefix, base in prefixes.items() if base in named}
    return serialize(triples, IRI("urn:provenance:terms"), "turtle", used)


def to_jsonld(policies: Iterable[Policy]) -> str:
    """Policies as JSON-LD with ODRL's own context: a tree, as readers that know no RDF expect it.

    What two places name stands where it is named first, and is an IRI in the other.
    """
    triples = policy_triples(policies)
    context = json.loads(vocab("odrl-context.jsonld").read_text("utf-8"))["@context"]
    facts: dict[IRI, dict[IRI, list[Node]]] = {}
    for subject, predicate, node in triples:
        facts.setdefault(subject, {}).setdefault(predicate, []).append(node)
    tree = _Tree(facts, context)
    roots = [tree.node(subject) for subject, said in facts.items() if SYND.layer in said]
    used = {name: PREFIXES[name] for name in ("dcterms", "schema", "synd", "xsd")} | {"rdfs": OUR_PREFIXES["rdfs"]}
    body = roots[0] if len(roots) == 1 else {"@graph": roots}
    return json.dumps({"@context": [_ODRL_CONTEXT, used], **body}, ensure_ascii=False, indent=2) + "\n"


class _Writer:
    def __init__(self) -> None:
        self.triples: list[Triple] = []
        self._names: dict[str, IRI] = {}

    def say(self, subject: IRI, predicate: IRI, *nodes: Node) -> None:
        self.triples += [(subject, predicate, node) for node in nodes]

    def name(self, id: str) -> IRI:
        """The name of a node: its own, where that is an IRI."""
        iri = long(id)
        if is_absolute_iri(iri):
            return IRI(iri)
        return self._names.setdefault(id, IRI(f"urn:provenance:node:{len(self._names) + 1}"))

    def policy(self, policy: Policy) -> None:
        node = self.name(policy.id)
        self.say(node, RDF.type, IRI(ODRL.base + policy.type))
        self.say(node, ODRL.uid, node)
        self.say(node, ODRL.profile, *map(_resource, policy.profiles))
        if policy.conflict:
            self.say(node, ODRL.conflict, _resource(_within("odrl", policy.conflict)))
        if policy.title != policy.id:
            self.say(node, DCTERMS.title, text_node(policy.title))
        self.say(node, SYND.layer, _word(policy.layer))
        self.say(node, SYND.binding, _word(policy.binding))
        self.say(node, ODRL.inheritFrom, *map(_resource, policy.parents))
        self.say(node, SYND.waives, *map(_resource, sorted(policy.waives)))
        parties = [self._party(node, party, n) for n, party in enumerate(policy.assigners, 1)]
        self.say(node, ODRL.assigner, *parties)
        if policy.valid_from:
            self.say(node, SCHEMA.validFrom, _date(policy.valid_from))
        if policy.valid_through:
            self.say(node, SCHEMA.validThrough, _date(policy.valid_through))
        if policy.url:
            self.say(node, SCHEMA.license, _resource(policy.url))
        self._evidence(node, policy.evidence, Evidence(verified=not policy.evidence.verified))
        targets = self._targets(node, policy.targets, policy)
        for rule in policy.rules:
            self.say(node, _KINDS[rule.kind][0], self.name(rule.id))
        for party, text in zip(parties, policy.assigners, strict=True):
            if party != _resource(text):
                self.say(party, RDF.type, ODRL.Party)
                self.say(party, ODRL.uid, text_node(text))
        for target, refinements in targets:
            self._collection(target, refinements)
        for rule in policy.rules:
            self._rule(rule, policy)

    def _party(self, policy: IRI, party: str, number: int) -> IRI:
        """The holder; one that has only a name gets a node that says it."""
        node = _resource(party)
        return node if isinstance(node, IRI) else IRI(f"{policy}-assigner-{number}")

    def _targets(
        self, node: IRI, conditions: tuple[Condition, ...], policy: Policy
    ) -> list[tuple[IRI, tuple[Condition, ...]]]:
        """Say what a policy or rule is about; the collections that are still to be described."""
        named = [c for c in conditions if policy.is_foreign and _is(c, "odrl:uid")]
        refinements = tuple(c for c in conditions if c not in named)
        found = []
        if refinements:
            found.append((IRI(f"{node}-works"), refinements))
            self.say(node, ODRL.target, IRI(f"{node}-works"))
        self.say(node, ODRL.target, *(_resource(v) for c in named if isinstance(c, Constraint) for v in c.values))
        return found

    def _collection(self, node: IRI, refinements: tuple[Condition, ...]) -> None:
        self.say(node, RDF.type, ODRL.AssetCollection)
        self.say(node, ODRL.refinement, *(self.name(c.id) for c in refinements))
        self._conditions(refinements)

    def _rule(self, rule: Rule, policy: Policy) -> None:
        node = self.name(rule.id)
        self.say(node, RDF.type, _KINDS[rule.kind][1])
        self.say(node, ODRL.action, *map(_resource, rule.actions))
        assignees = [c for c in rule.conditions if policy.is_foreign and _is(c, "odrl:assignee")]
        conditions = tuple(c for c in rule.conditions if c not in assignees)
        for assignee in assignees:
            self.say(node, ODRL.assignee, *map(_resource, getattr(assignee, "values", ())))
        self.say(node, ODRL.constraint, *(self.name(c.id) for c in conditions))
        if rule.contested:
            self.say(node, SYND.contested, boolean_node(True))
        targets = self._targets(node, rule.targets, policy)
        if rule.kind == "obligation":
            for duty in rule.duties:
                self._duty(duty, policy)
        else:
            self.say(node, ODRL.duty, *(self.name(duty.id) for duty in rule.duties))
            self._clause(node, rule, policy)
            for duty in rule.duties:
                self._duty(duty, policy)
        for target, refinements in targets:
            self._collection(target, refinements)
        self._conditions(conditions)

    def _clause(self, node: IRI, clause: Rule | Duty, policy: Policy) -> None:
        if clause.force != "condition":
            self.say(node, SYND.force, _word(clause.force))
        if clause.label:
            self.say(node, _LABEL, text_node(clause.label))
        self._evidence(node, clause.evidence, policy.evidence)

    def _duty(self, duty: Duty, policy: Policy) -> None:
        node = self.name(duty.id)
        self.say(node, RDF.type, ODRL.Duty)
        if duty.action:
            self.say(node, ODRL.action, _resource(duty.action))
        self.say(node, SYND.anyOf, *(self.name(option.id) for option in duty.options))
        self.say(node, ODRL.constraint, *(self.name(c.id) for c in duty.conditions))
        if duty.template is not None:
            self.say(node, SYND.template, text_node(duty.template, duty.language))
        if duty.position:
            self.say(node, SYND.position, _resource(_within("synd", duty.position)))
        if duty.link_to:
            self.say(node, SYND.linkTo, _resource(_within("synd", duty.link_to)))
        self.say(node, SYND.fingerprint, *map(text_node, duty.fingerprints))
        if duty.contact:
            is_address = "@" in duty.contact[1:]
            self.say(node, SCHEMA.email if is_address else SYND.handle, text_node(duty.contact))
        for predicate, span in ((SYND.within, duty.within), (SYND.after, duty.after)):
            if span:
                self.say(node, predicate, Literal(span, _DURATION))
        self._clause(node, duty, policy)
        self._conditions(duty.conditions)
        for option in duty.options:
            self._duty(option, policy)

    def _conditions(self, conditions: tuple[Condition, ...]) -> None:
        for condition in conditions:
            node = self.name(condition.id)
            if isinstance(condition, Logical):
                self.say(node, RDF.type, ODRL.LogicalConstraint)
                self.say(node, IRI(ODRL.base + condition.kind), *(self.name(c.id) for c in condition.members))
                self._conditions(condition.members)
                continue
            self.say(node, RDF.type, ODRL.Constraint)
            self.say(node, ODRL.leftOperand, _resource(condition.operand))
            self.say(node, ODRL.operator, _resource(condition.operator))
            self.say(node, ODRL.rightOperand, *(_value(v, condition.operand) for v in condition.values))
            if condition.label:
                self.say(node, _LABEL, text_node(condition.label))

    def _evidence(self, node: IRI, own: Evidence, above: Evidence) -> None:
        """What differs from the policy's."""
        if own.source and own.source != above.source:
            self.say(node, DCTERMS.source, _resource(own.source))
        if own.quote:
            self.say(node, SYND.quote, text_node(own.quote))
        if own.date_read and own.date_read != above.date_read:
            self.say(node, SYND.dateRead, _date(own.date_read))
        if own.verified != above.verified:
            self.say(node, SYND.verified, boolean_node(own.verified))
        if own.fixed != above.fixed:
            self.say(node, SYND.fixed, boolean_node(own.fixed))


class _Tree:
    """Triples as nested JSON objects, each subject where it is first named."""

    def __init__(self, facts: dict[IRI, dict[IRI, list[Node]]], context: dict[str, Any]) -> None:
        self._facts, self._context = facts, context
        self._written: set[IRI] = set()

    def node(self, subject: IRI) -> dict[str, Any]:
        self._written.add(subject)
        said = {k: v for k, v in self._facts[subject].items() if (k, v) != (ODRL.uid, [subject])}
        kinds = [_compact(str(kind)).removeprefix("odrl:") for kind in said.pop(RDF.type, [])]
        return {"uid": str(subject), "@type": kinds[0]} | {
            self._key(predicate): [self._value(predicate, node) for node in nodes]
            if len(nodes) > 1
            else self._value(predicate, nodes[0])
            for predicate, nodes in said.items()
        }

    def _key(self, predicate: IRI) -> str:
        local = predicate.removeprefix(ODRL.base)
        return local if local in self._context and local != "uid" else _compact(predicate)

    def _value(self, predicate: IRI, node: Node) -> Any:
        term = self._context.get(predicate.removeprefix(ODRL.base))
        kind = term.get("@type") if isinstance(term, dict) else None
        if isinstance(node, IRI):
            if kind == "@vocab":
                name = _compact(node)
                return name.removeprefix("odrl:") if name.removeprefix("odrl:") in self._context else name
            if node in self._facts and node not in self._written and predicate not in (ODRL.inheritFrom, SYND.waives):
                return self.node(node)
            return str(node) if kind == "@id" else {"@id": str(node)}
        if node.language:
            return {"@value": node.text, "@language": node.language}
        if node.datatype:
            return {"@value": node.text, "@type": _compact(node.datatype)}
        return {"@value": node.text} if kind else node.text


def _is(condition: Condition, operand: str) -> bool:
    return isinstance(condition, Constraint) and condition.operand == operand


def _word(word: str) -> IRI:
    """The individual of a word of the profile: `at_use` is `synd:atUse`."""
    first, *rest = word.split("_")
    return IRI(SYND.base + first + "".join(part.title() for part in rest))


def _within(prefix: str, word: str) -> str:
    return word if ":" in word else f"{prefix}:{word}"


def _resource(text: str) -> Node:
    """The IRI that a text names, short or long; what is none stays a literal."""
    iri = long(text)
    return IRI(iri) if is_absolute_iri(iri) else text_node(text)


def _date(text: str) -> Node:
    node = date_node(text)
    return node if node.text == text else text_node(text)


def _value(text: str, operand: str) -> Node:
    """A right operand, typed as its left operand wants it."""
    if operand in DATES:
        return _date(text)
    if operand in DURATIONS and is_duration(text):
        return Literal(text, _DURATION)
    if operand in NUMBERS and is_number(text):
        return Literal(text, XSD_INTEGER if text.isdecimal() else _DECIMAL)
    if operand in FLAGS and text in ("true", "false"):
        return boolean_node(text == "true")
    return _resource(text)


def _compact(iri: str) -> str:
    """`synd:credit`, where a prefix fits and nothing after it reads differently; else the IRI."""
    for prefix, base in (*PREFIXES.items(), ("rdfs", OUR_PREFIXES["rdfs"])):
        if iri.startswith(base) and re.fullmatch(r"\w+", iri[len(base) :], re.ASCII):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
