"""ODRL in a page's JSON-LD: policies that stand by themselves, and those that the article names by `odrl:hasPolicy`.

Each becomes a statement whose value is a JSON-LD document of its own: the policy, what it refers to in the same block,
and the block's context. Nothing is judged here, and nothing is fetched: a policy at another address stays that address.
"""

from __future__ import annotations

import json
import re
from typing import Any

from turbohtml import Element

from provenance.readers.html.document import Page
from provenance.readers.html.ldgraph import Graph
from provenance.readers.html.place import at_element
from provenance.readers.linked.nodes import Node, nodes
from provenance.readers.raw import Raw

_TYPES = frozenset(("Policy", "Set", "Offer", "Agreement", "Assertion", "Request", "Privacy", "Ticket"))
_FULL_TYPE = re.compile(r"(?:odrl:|https?://www\.w3\.org/ns/odrl/2/)(\w+)")
_RULES = frozenset(("permission", "prohibition", "obligation"))
_HAS_POLICY = ("hasPolicy", "odrl:hasPolicy", "http://www.w3.org/ns/odrl/2/hasPolicy")
_LONGEST = 100_000
"""A policy is at most so many characters; a longer one is cut, and then cannot be read, which is what it then says."""
_MOST, _MOST_PARTS = 10, 200
"""So many policies are read from a page, and so many nodes that one of them refers to."""


def read_policies(page: Page, raw: Raw, blocks: list[tuple[Element, Any]], graph: Graph, article: Node | None) -> None:
    """Emit the policies of the blocks in which ODRL is named at all.

    Args:
        page: the page.
        raw: where to.
        blocks: its JSON-LD blocks.
        graph: their nodes.
        article: the node of the page's own article.
    """
    contexts = {id(script): _context(data) for script, data in blocks if "odrl" in script.text}
    if not contexts:
        return
    found: dict[int, tuple[Node, Element, str]] = {}
    for node, script, at in graph.all:
        if id(script) not in contexts:
            continue
        if _is_policy(node):
            found.setdefault(id(node), (node, script, at))
        if node is article:
            for key in _HAS_POLICY:
                for value in _several(node.get(key)):
                    named = graph.resolve({"@id": value} if isinstance(value, str) else value)
                    if isinstance(named, dict):
                        found.setdefault(id(named), (named, script, f"{at}/{key}"))
    for node, script, at in list(found.values())[:_MOST]:
        document = {"@context": contexts[id(script)], "@graph": _closure(node, graph, article)}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        where = at_element(page, script, None, pointer=f"#{at}")
        raw.say("policy", text[:_LONGEST], "json_ld", voice="site_template", origin=where, longest=_LONGEST)


def _is_policy(node: Node) -> bool:
    """Whether a node says that it is a policy; a bare `Offer`, which schema.org has too, must also have a rule."""
    kinds = [kind for kind in _several(node.get("@type") or node.get("type")) if isinstance(kind, str)]
    if any(kind in _TYPES for kind in kinds) and _RULES & node.keys():
        return True
    return any((full := _FULL_TYPE.fullmatch(kind)) is not None and full[1] in _TYPES for kind in kinds)


def _closure(policy: Node, graph: Graph, article: Node | None) -> list[Node]:
    """The policy, and the nodes that it refers to by `@id`, and those that they refer to; not the article."""
    found = [policy]
    seen = {id(article)}
    for node in found:
        inner = [each for each, _ in nodes(node)]
        seen.update(map(id, inner))
        for value in (each for part in inner for item in part.values() for each in _several(item)):
            name = value.get("@id") if isinstance(value, dict) else value
            other = graph.by_id.get(name) if isinstance(name, str) else None
            if other is not None and id(other) not in seen and len(found) < _MOST_PARTS:
                seen.add(id(other))
                found.append(other)
    return found


def _context(data: Any) -> list[Any]:
    """The contexts of a block: its own, or those of its parts."""
    parts = [part for part in _several(data) if isinstance(part, dict)]
    return [context for part in parts for context in _several(part.get("@context"))]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
