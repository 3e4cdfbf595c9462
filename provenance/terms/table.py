"""Recorded terms as a table: whose, of what kind, standing on what, how old, how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from provenance.language.agencies import registry
from provenance.terms.conditions import leaves
from provenance.terms.policy import Duty, Policy, Rule
from provenance.terms.registry import NAMESPACE


class Row(NamedTuple):
    """One policy of the table; None where nothing is said."""

    id: str
    """As `terms show` takes it: the name in our namespace, or the IRI."""
    iri: str
    title: str
    holders: tuple[str, ...]
    """Names; none for a licence that any holder can offer."""
    layer: str
    stands_on: tuple[str, ...]
    edition: tuple[str, ...]
    valid_from: str | None
    valid_through: str | None
    date_read: str | None
    verified: Literal["yes", "partly", "no"]
    clauses: int
    source: str | None


def rows(policies: Iterable[Policy], *, party: str | None = None) -> Iterator[Row]:
    """A row for each policy.

    Args:
        policies: in the order of the table.
        party: only what this holder grants: a name, short name, host, slug or IRI.
    """
    from provenance.terms.rows import party_id

    wanted = party_id(party).casefold() if party else None
    for policy in policies:
        if wanted is None or any(wanted in (each.casefold(), name_of(each).casefold()) for each in policy.assigners):
            yield row(policy)


def row(policy: Policy) -> Row:
    """The row of one policy."""
    evidences = [clause.evidence for clause in clauses(policy)]
    verified = sum(evidence.verified for evidence in evidences)
    editions = (leaf.values for leaf in leaves(policy.targets) if leaf.operand == "synd:edition")
    return Row(
        id=short_id(policy.id),
        iri=policy.id,
        title=policy.title,
        holders=tuple(map(name_of, policy.assigners)),
        layer=policy.layer,
        stands_on=tuple(map(short_id, policy.parents)),
        edition=tuple(value for values in editions for value in values),
        valid_from=policy.valid_from,
        valid_through=policy.valid_through,
        date_read=policy.evidence.date_read,
        verified="no" if not verified else "yes" if verified == len(evidences) else "partly",
        clauses=len(evidences),
        source=policy.evidence.source,
    )


def clauses(policy: Policy) -> tuple[Rule | Duty, ...]:
    """The rules of a policy and their duties, each once; the options of a choice are clauses too."""
    found: dict[str, Rule | Duty] = {}
    for rule in policy.rules:
        found.setdefault(rule.id, rule)
        for duty in flat(rule.duties):
            found.setdefault(duty.id, duty)
    return tuple(found.values())


def flat(duties: Iterable[Duty]) -> Iterator[Duty]:
    """Duties with the options of those that are a choice."""
    for duty in duties:
        yield duty
        yield from flat(duty.options)


def short_id(iri: str) -> str:
    """The name of a policy or clause in our namespace; another IRI as it is."""
    return iri.removeprefix(NAMESPACE)


def name_of(party: str) -> str:
    """The name of a party by its IRI, where the registry knows it; else the IRI, or the name that it is."""
    found = registry().get(party)
    return found.name if found else party
