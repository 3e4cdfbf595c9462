"""The nouns of recorded terms: ODRL 2.2 policies with the own profile of `vocab/terms-profile.ttl`.

One policy is one grant: an alternative. What its rules say is kept in words of the vocabulary (`synd:republish`,
`odrl:sell`), never as a verdict; `provenance.terms.evaluate` reads them against a use.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

RuleKind = Literal["permission", "prohibition", "obligation"]
Layer = Literal["licence", "addition", "waiver", "exception", "contract", "permit"]
Force = Literal["condition", "request", "unclear"]
Binding = Literal["at_publication", "at_use", "irrevocable_once_offered", "not_stated"]


class Evidence(NamedTuple):
    """Where a clause was read."""

    source: str | None = None
    """The address of the page, contract or file."""
    quote: str | None = None
    date_read: str | None = None
    """ISO 8601."""
    verified: bool = False
    """Whether somebody compared the clause with its source."""
    fixed: bool = False
    """The text never changes (a licence's legal code): it does not go stale."""


class Constraint(NamedTuple):
    """A condition on the use, the work or the time (odrl:Constraint); its values are words, dates or durations."""

    id: str
    operand: str
    operator: str
    values: tuple[str, ...]
    label: str | None = None
    """The question to ask where nothing computes the answer."""


class Logical(NamedTuple):
    """Several constraints as one (odrl:LogicalConstraint): `and`, `or` or `xone`."""

    id: str
    kind: str
    members: tuple[Condition, ...]


Condition: TypeAlias = Constraint | Logical


class Duty(NamedTuple):
    """Something to be done for a permission, or, in an obligation, after it was used (odrl:Duty)."""

    id: str
    action: str
    """`synd:credit`, …; "" for a choice."""
    evidence: Evidence
    conditions: tuple[Condition, ...] = ()
    label: str | None = None
    force: Force = "condition"
    template: str | None = None
    language: str | None = None
    position: str | None = None
    """`top`, `byline`, `end` or `anywhere`."""
    link_to: str | None = None
    """`article`, `home` or `articleOrHome`."""
    fingerprints: tuple[str, ...] = ()
    contact: str | None = None
    within: str | None = None
    """An xsd:duration from our publication."""
    after: str | None = None
    """An xsd:duration from the article's publication."""
    options: tuple[Duty, ...] = ()
    """For a choice: at least one of these ("one or all of")."""


class Rule(NamedTuple):
    """A permission, a prohibition or an obligation; an obligation's duties are what it obliges to."""

    id: str
    kind: RuleKind
    actions: tuple[str, ...]
    evidence: Evidence
    conditions: tuple[Condition, ...] = ()
    targets: tuple[Condition, ...] = ()
    """What the work must be, beside the policy's own targets."""
    duties: tuple[Duty, ...] = ()
    contested: bool = False
    force: Force = "condition"
    label: str | None = None


class Policy(NamedTuple):
    """One grant as recorded (odrl:Offer, odrl:Agreement, odrl:Set)."""

    id: str
    type: str
    title: str
    layer: Layer
    evidence: Evidence
    rules: tuple[Rule, ...] = ()
    assigners: tuple[str, ...] = ()
    """IRIs of the holders who grant; empty for a licence that any holder can offer."""
    targets: tuple[Condition, ...] = ()
    """Refinements of the asset collection: what the work must be."""
    parents: tuple[str, ...] = ()
    waives: frozenset[str] = frozenset()
    binding: Binding = "not_stated"
    valid_from: str | None = None
    valid_through: str | None = None
    conflict: str | None = None
    """`prohibit`, `perm`, `invalid`; None where the policy states none, which ODRL reads as `invalid`."""
    profiles: tuple[str, ...] = ()
    url: str | None = None
    """For a licence: its canonical address."""
    doubts: tuple[str, ...] = ()
    """What could not be read in the policy's own graph: each makes the grant unknown."""
    is_foreign: bool = False
