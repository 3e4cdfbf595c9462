"""The syndication chain: who made it, who passed it on, who runs it here.

A hop is stated where a sentence of the page says so, inferred where it follows from a holder or a canonical link. An
ordinary page of one publisher has no chain: nothing says that it travelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from provenance.model import Agent, Hop
from provenance.model.values import SAID
from provenance.readers.raw import Candidate, Raw
from provenance.resolve.order import of

_RANK = {"agency": 0, "original_publisher": 1, "distributor": 2}
_STATED_ORIGIN = frozenset(("origin_formula", "distributor_formula", "credit_formula", "source_field", "editor"))


_FIELDS = frozenset(("item_field", "source_field"))
"""Methods that read a field of a feed or a wire file, which may name several sources."""
Party = tuple[dict[str, Any], str, list[Candidate]]
"""An organisation, its role, and the statements that name it."""


def parties(raw: Raw) -> list[Party]:
    """The organisations the story came through, origin first: (agent, role, statements)."""
    found: dict[str, Party] = {}
    for row in of(raw, "credit"):
        if not row["chosen"] or row["value"]["type"] != "Organization":
            continue
        role = row["value"].get("role")
        if role not in _RANK:
            continue
        key = row["value"]["id"]
        if key in found:
            found[key][2].append(row)
        else:
            found[key] = (row["value"], role, [row])
    through = sorted(found.values(), key=lambda party: _RANK[party[1]])
    if any(role == "original_publisher" and _is_said(support) for _, role, support in through):
        # Where a sentence names the origin, a holder that only the notice names is no further stop on the way.
        through = [party for party in through if party[1] != "original_publisher" or _is_said(party[2])]
    return through


def _is_said(support: list[Candidate]) -> bool:
    return any(row["basis"] in SAID for row in support)


def build_chain(raw: Raw) -> tuple[Hop, ...]:
    """The hops of an article: empty where no other party than the publisher is credited.

    The candidates are chosen and have their ids. Where the source tells its way itself, that is the way, and nothing is
    concluded from credits.
    """
    told = raw.hops
    through = [] if told else parties(raw)
    if not through and not told:
        return ()
    original = _chosen(raw, "original_url")
    hops = [_as_told(number, hop) for number, hop in enumerate(told, start=1)]
    parents: tuple[int, ...] = ()
    for stage in _stages(through):
        first = len(hops) + 1
        for number, (agent, role, support) in enumerate(stage, start=first):
            stated = any(row["basis"] in ("stated", "editor") and row["method"] in _STATED_ORIGIN for row in support)
            named = role == "original_publisher" or len(through) == 1
            hops.append(
                Hop(
                    sequence=number,
                    party=_bare(agent),
                    action="distributed" if role == "distributor" else "republished" if parents else "created",
                    url=original["value"] if original and named and not any(hop.url for hop in hops) else None,
                    follows=parents,
                    basis="stated" if stated else "inferred",
                    statements=tuple(row["id"] for row in support),
                )
            )
        parents = tuple(range(first, len(hops) + 1))
    if told:
        parents = (len(hops),)
    publisher = _chosen(raw, "publisher")
    if publisher and not (hops[-1].party and hops[-1].party.id == publisher["value"]["id"]):
        date, url = _chosen(raw, "date_published"), _chosen(raw, "url")
        support = [row for row in (publisher, date) if row]
        hops.append(
            Hop(
                sequence=len(hops) + 1,
                party=_bare(publisher["value"]),
                action="republished",
                url=url["value"] if url else None,
                date=date["value"] if date else None,
                follows=parents,
                basis="inferred",
                statements=tuple(row["id"] for row in support),
            )
        )
    return tuple(hops)


def _chosen(raw: Raw, property: str) -> Candidate | None:
    return next((row for row in of(raw, property) if row["chosen"]), None)


def _stages(through: list[Party]) -> Iterator[list[Party]]:
    """The parties, those together that stand side by side: several sources that fields name, none after another."""
    stage: list[Party] = []
    for party in through:
        _, role, support = party
        beside = any(row["method"] in _FIELDS for row in support)
        if stage and not (beside and stage[-1][1] == role and any(row["method"] in _FIELDS for row in stage[-1][2])):
            yield stage
            stage = []
        stage.append(party)
    if stage:
        yield stage


def _as_told(number: int, hop: dict[str, Any]) -> Hop:
    party, date = hop["party"], hop["date"]
    return Hop(
        sequence=number,
        party=_bare(party["value"]) if party else None,
        action=hop["action"],
        date=date["value"] if date else None,
        follows=hop.get("follows", (number - 1,) if number > 1 else ()),
        basis="stated",
        statements=tuple(row["id"] for row in (party, date) if row),
    )


def _bare(agent: dict[str, Any]) -> Agent:
    return Agent.trusted({key: agent[key] for key in ("id", "name", "type", "url") if agent.get(key)})
