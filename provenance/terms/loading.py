"""From RDF to policies: ODRL 2.2 and the own profile, ours and strangers' alike.

What cannot be read becomes a doubt of its policy, in words that name the clause: a rule is never dropped because it is
not understood, and a policy with a doubt grants nothing for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from provenance.terms.policy import Binding, Condition, Constraint, Duty, Evidence, Force, Layer, Logical, Policy
from provenance.terms.policy import Rule as Clause
from provenance.terms.rdf import PREFIXES, View

OWN_PROFILE = "https://w3id.org/news-provenance/odrl"
KNOWN_PROFILES = frozenset((OWN_PROFILE, "http://www.w3.org/ns/odrl/2/", "odrl:", "odrl:core"))
POLICY_TYPES = frozenset(
    f"odrl:{name}" for name in ("Policy", "Set", "Offer", "Agreement", "Assertion", "Request", "Privacy", "Ticket")
)

_TYPE = PREFIXES["rdf"] + "type"
_VALUE = PREFIXES["rdf"] + "value"
_LABEL = PREFIXES["rdfs"] + "label"
_TITLE = PREFIXES["dcterms"] + "title"
_SOURCE = PREFIXES["dcterms"] + "source"
_FROM, _THROUGH = PREFIXES["schema"] + "validFrom", PREFIXES["schema"] + "validThrough"
_LICENSE = PREFIXES["schema"] + "license"
_EMAIL = PREFIXES["schema"] + "email"
_KINDS = (("odrl:permission", "permission"), ("odrl:prohibition", "prohibition"), ("odrl:obligation", "obligation"))
_NOT_GRANTING = frozenset(("Request", "Assertion", "Privacy", "Ticket"))
_EVERYBODY = frozenset(("odrl:All", "synd:public"))
_LOGIC = {"odrl:and": "and", "odrl:or": "or", "odrl:xone": "xone", "odrl:andSequence": "and"}
_SNAKE = re.compile(r"(?<=[a-z])([A-Z])")
_DEPTH = 20


def load_policies(view: View, *, is_foreign: bool = False, evidence: Evidence | None = None) -> dict[str, Policy]:
    """Every policy of a graph, by IRI, in the order of the file. A nameless one gets the name of its node.

    Args:
        view: the graph.
        is_foreign: whether a stranger wrote it: then it is held to whom and what it names (`odrl:assignee`,
            `odrl:target`), and what it says of its own evidence counts for nothing.
        evidence: of a stranger's policy, where and when it was read.
    """
    return {
        subject: _Reader(view, subject, is_foreign, evidence).policy()
        for subject in view.subjects()
        if POLICY_TYPES & set(view.texts(subject, _TYPE))
    }


class _Reader:
    """One policy while it is read, with the doubts that come up."""

    def __init__(self, view: View, id: str, is_foreign: bool, evidence: Evidence | None) -> None:
        self.view, self.id, self.is_foreign = view, id, is_foreign
        self.doubts: list[str] = []
        self.evidence = evidence or Evidence(source=view.source)
        self.evidence = self._evidence(id)

    def policy(self) -> Policy:
        view, id = self.view, self.id
        profiles = view.texts(id, "odrl:profile")
        for profile in profiles:
            if profile not in KNOWN_PROFILES:
                self.doubts.append(f"it follows the profile {profile}, which is not known here")
        conflict = view.one(id, "odrl:conflict")
        rules = tuple(self._rules())
        if not rules and not view.all(id, "odrl:inheritFrom"):
            self.doubts.append("it has no permission, prohibition or obligation")
        if view.all(id, "odrl:duty"):
            self.doubts.append("it owes a duty outside any permission")
        type = next(iter(sorted(POLICY_TYPES & set(view.texts(id, _TYPE)) - {"odrl:Policy"})), "odrl:Set")[5:]
        if type in _NOT_GRANTING:
            self.doubts.append(f"it is of the type {type}, which grants nothing")
        return Policy(
            id=id,
            type=type,
            title=view.one(id, _TITLE) or view.one(id, _LABEL) or id,
            layer=self._word(id, "synd:layer", get_args(Layer), "licence"),
            evidence=self.evidence,
            rules=rules,
            assigners=tuple(dict.fromkeys(self._assigners())),
            targets=tuple(self._targets(id)),
            parents=view.texts(id, "odrl:inheritFrom"),
            waives=frozenset(view.texts(id, "synd:waives")),
            binding=self._word(id, "synd:binding", get_args(Binding), "not_stated"),
            valid_from=view.one(id, _FROM),
            valid_through=view.one(id, _THROUGH),
            conflict=conflict.removeprefix("odrl:") if conflict else None,
            profiles=profiles,
            url=view.one(id, _LICENSE),
            doubts=tuple(self.doubts),
            is_foreign=self.is_foreign,
        )

    def _assigners(self) -> Iterator[str]:
        for node in (self.id, *(v for kind, _ in _KINDS for v in self.view.texts(self.id, kind))):
            for party in self.view.texts(node, "odrl:assigner"):
                yield self.view.one(party, "odrl:uid") or party

    def _assignees(self, node: str) -> Iterator[Condition]:
        """To whom a stranger's rule, or its policy, is made out; none is everybody."""
        named = [v for each in (node, self.id) for v in self.view.texts(each, "odrl:assignee")]
        if self.is_foreign and named and not _EVERYBODY & set(named):
            parties = tuple(dict.fromkeys(self.view.one(party, "odrl:uid") or party for party in named))
            yield Constraint(f"{node}-assignee", "odrl:assignee", "odrl:isAnyOf", parties)

    def _rules(self) -> Iterator[Clause]:
        for predicate, kind in _KINDS:
            for node in self.view.texts(self.id, predicate):
                yield self._rule(node, kind)

    def _rule(self, node: str, kind: Any) -> Clause:
        view = self.view
        if node not in view:
            self.doubts.append(f"nothing is said of its {kind} {node}")
        conditions = [
            *self._conditions(node, "odrl:constraint"),
            *self._conditions(self.id, "odrl:constraint"),
            *self._assignees(node),
        ]
        actions: list[str] = []
        duties = [] if kind == "obligation" else [self._duty(d) for d in view.texts(node, "odrl:duty")]
        if kind == "obligation":
            duties.append(self._duty(node))
        else:
            for action in view.texts(node, "odrl:action") or view.texts(self.id, "odrl:action"):
                named = view.one(action, _VALUE)
                actions.append(named or action)
                conditions += self._conditions(action, "odrl:refinement")
            if not actions:
                self.doubts.append(f"the {kind} {node} names no action")
        return Clause(
            id=node,
            kind=kind,
            actions=tuple(actions),
            evidence=self._evidence(node),
            conditions=tuple(conditions) if kind != "obligation" else (),
            targets=tuple(self._targets(node)),
            duties=tuple(duties),
            contested=view.one(node, "synd:contested") == "true",
            force=self._word(node, "synd:force", get_args(Force), "condition"),
            label=view.one(node, _LABEL),
        )

    def _duty(self, node: str, depth: int = 0) -> Duty:
        view = self.view
        options = view.texts(node, "synd:anyOf")
        action = view.one(node, "odrl:action")
        if depth > _DEPTH:
            self.doubts.append(f"the duty {node} is nested in itself")
            options = ()
        if not action and not options:
            self.doubts.append(f"the duty {node} names no action")
        if len(view.all(node, "odrl:action")) > 1:
            self.doubts.append(f"the duty {node} names several actions")
        template = view.all(node, "synd:template")
        refinements = self._conditions(action, "odrl:refinement") if action else []
        return Duty(
            id=node,
            action=(view.one(action, _VALUE) or action) if action else "",
            evidence=self._evidence(node),
            conditions=(*self._conditions(node, "odrl:constraint"), *refinements),
            label=view.one(node, _LABEL),
            force=self._word(node, "synd:force", get_args(Force), "condition"),
            template=template[0].text if template else None,
            language=template[0].language if template else None,
            position=_local(view.one(node, "synd:position")),
            link_to=_local(view.one(node, "synd:linkTo")),
            fingerprints=view.texts(node, "synd:fingerprint"),
            contact=view.one(node, _EMAIL) or view.one(node, "synd:handle"),
            within=view.one(node, "synd:within"),
            after=view.one(node, "synd:after"),
            options=tuple(self._duty(option, depth + 1) for option in options),
        )

    def _targets(self, node: str) -> Iterator[Condition]:
        named = []
        for target in self.view.texts(node, "odrl:target"):
            yield from self._conditions(target, "odrl:refinement")
            if self.is_foreign and not self.view.all(target, "odrl:refinement"):
                named.append(target)
            elif target not in self.view:
                self.doubts.append(f"nothing is said of the target {target}")
        if named:
            yield Constraint(f"{node}-target", "odrl:uid", "odrl:isAnyOf", tuple(named))

    def _conditions(self, node: str, predicate: str, depth: int = 0) -> list[Condition]:
        return [found for item in self.view.texts(node, predicate) if (found := self._condition(item, depth))]

    def _condition(self, node: str, depth: int) -> Condition | None:
        view = self.view
        if sum(bool(view.all(node, predicate)) for predicate in (*_LOGIC, "odrl:leftOperand")) > 1:
            self.doubts.append(f"the constraint {node} says several things at once")
        for predicate, kind in _LOGIC.items():
            if view.all(node, predicate):
                if depth > _DEPTH:
                    self.doubts.append(f"the constraint {node} is nested in itself")
                    return None
                members = [
                    found for item in self._members(node, predicate) if (found := self._condition(item, depth + 1))
                ]
                return Logical(node, kind, tuple(members))
        operand, operator = view.one(node, "odrl:leftOperand"), view.one(node, "odrl:operator")
        if view.all(node, "odrl:rightOperandReference"):
            self.doubts.append(f"the constraint {node} refers to a value elsewhere, and nothing is fetched")
        if not operand or not operator:
            self.doubts.append(f"the constraint {node} lacks its left operand or its operator")
            return None
        if len(view.all(node, "odrl:leftOperand")) > 1 or len(view.all(node, "odrl:operator")) > 1:
            self.doubts.append(f"the constraint {node} has several left operands or operators")
        values = tuple(self._members(node, "odrl:rightOperand"))
        return Constraint(node, operand, operator, values, view.one(node, _LABEL))

    def _members(self, node: str, predicate: str) -> Iterator[str]:
        """The members of a logical constraint, or right operands: several values, or an RDF list."""
        first, rest = PREFIXES["rdf"] + "first", PREFIXES["rdf"] + "rest"
        for item in self.view.texts(node, predicate):
            seen = set()
            while (value := self.view.one(item, first)) is not None and item not in seen:
                seen.add(item)
                yield value
                item = self.view.one(item, rest) or ""
            if not seen:
                yield item

    def _evidence(self, node: str) -> Evidence:
        view, above = self.view, self.evidence
        if self.is_foreign:
            return above
        verified = view.one(node, "synd:verified")
        fixed = view.one(node, "synd:fixed")
        return Evidence(
            source=view.one(node, _SOURCE) or above.source,
            quote=view.one(node, "synd:quote"),
            date_read=view.one(node, "synd:dateRead") or above.date_read,
            verified=above.verified if verified is None else verified in ("true", "1"),
            fixed=above.fixed if fixed is None else fixed in ("true", "1"),
        )

    def _word(self, node: str, predicate: str, known: tuple[str, ...], default: str) -> Any:
        text = self.view.one(node, predicate)
        if text is None:
            return default
        word = _SNAKE.sub(r"_\1", text.removeprefix("synd:")).lower()
        if word not in known:
            self.doubts.append(f"{node} says {predicate} {text}, expected one of {', '.join(known)}")
            return default
        return word


def _local(text: str | None) -> str | None:
    return text.removeprefix("synd:") if text else None
