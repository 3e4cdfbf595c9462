"""ODRL in a file: the policies that an article names by `odrl:hasPolicy`, and those that name it as their target.

Each becomes a statement whose value is a JSON-LD document of its own, as `html.policies` makes them: the policy and
what it refers to in the same file. Nothing is judged here, and a policy at another address stays that address.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from provenance.readers.linked.nodes import text_of
from provenance.readers.linked.things import Graph, Thing
from provenance.readers.linked.words import SCHEMA
from provenance.readers.raw import Raw

ODRL = "http://www.w3.org/ns/odrl/2/"
_TYPES = frozenset(ODRL + name for name in ("Policy", "Set", "Offer", "Agreement", "Assertion", "Privacy", "Ticket"))
_RULES = tuple(ODRL + name for name in ("permission", "prohibition", "obligation"))
_TARGET = ODRL + "target"
_HAS_POLICY = ODRL + "hasPolicy"
_LONGEST = 100_000
"""A policy is at most so many characters; a longer one is cut, and then cannot be read, which is what it then says."""
_MOST, _MOST_PARTS, _MOST_DEPTH = 10, 200, 20
"""So many policies are read for an article, so many things one of them refers to, and so deep."""


class Policies:
    """The policies of a file.

    Args:
        graph: what the file describes.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known = [thing for thing, _ in graph.things if _is_policy(thing)]
        self._targets = {id(policy): list(self._targets_of(policy)) for policy in self._known}

    def read(
        self, raw: Raw, article: Thing, locate: Callable[[str | None, str], dict[str, Any]], *, is_only: bool
    ) -> None:
        """Emit the policies of an article; one without a target is that of the only article of a file."""
        found: dict[int, Thing] = {}
        for value, place in zip(article.get(_HAS_POLICY, ()), article.places.get(_HAS_POLICY, ()), strict=False):
            named = self._graph.resolve(value)
            if not isinstance(named, Thing):
                named = Thing(place)
                named.name(str(value), place)
            found.setdefault(id(named), named)
        names = {article.get("@id"), *map(text_of, article.get("url", ()))} - {None}
        for policy in self._known:
            targets = self._targets[id(policy)]
            if any(each is article or text_of(each) in names for each in targets) or (is_only and not targets):
                found.setdefault(id(policy), policy)
        for policy in list(found.values())[:_MOST]:
            text = json.dumps(self._document(policy, article), ensure_ascii=False, separators=(",", ":"))
            where = locate(None, policy.at)
            raw.say("policy", text[:_LONGEST], "item_field", voice="supplier", origin=where, longest=_LONGEST)

    def _targets_of(self, policy: Thing) -> Iterator[Any]:
        """What a policy and its rules are about: things, or their names."""
        rules = [self._graph.resolve(value) for key in _RULES for value in policy.get(key, ())]
        for each in (policy, *(rule for rule in rules if isinstance(rule, Thing))):
            yield from map(self._graph.resolve, each.get(_TARGET, ()))

    def _document(self, policy: Thing, article: Thing) -> dict[str, Any]:
        """The policy, and the things that it refers to, and those that they refer to; not the article."""
        found, seen, written = [policy], {id(policy), id(article)}, []
        inner: set[int] = set()
        for thing in found:
            referred: list[Thing] = []
            written.append(_written(thing, referred, inner))
            for each in map(self._graph.resolve, referred):
                if isinstance(each, Thing) and id(each) not in seen and len(each) > 1 and len(found) < _MOST_PARTS:
                    seen.add(id(each))
                    found.append(each)
        return {"@graph": written}


def _is_policy(thing: Thing) -> bool:
    return any(kind in _TYPES for kind in thing.get("@type", ())) or any(key in thing for key in _RULES)


def _written(thing: Thing, referred: list[Thing], seen: set[int], depth: int = 0) -> dict[str, Any]:
    """A thing as expanded JSON-LD, once; those that have names are put into `referred`, and only named."""
    seen.add(id(thing))
    node: dict[str, Any] = {"@id": thing["@id"]} if "@id" in thing else {}
    for key, values in thing.items():
        if key == "@type":
            node[key] = [_iri(kind) for kind in values]
        elif key != "@id" and depth < _MOST_DEPTH:
            node[_iri(key)] = [_value(value, referred, seen, depth) for value in values if id(value) not in seen]
    return node


def _value(value: Any, referred: list[Thing], seen: set[int], depth: int) -> dict[str, Any]:
    if not isinstance(value, Thing):
        return {"@value": value}
    if "@id" in value:
        referred.append(value)
        return {"@id": value["@id"]}
    return _written(value, referred, seen, depth + 1)


def _iri(name: str) -> str:
    return name if ":" in name or name.startswith("@") else SCHEMA + name
