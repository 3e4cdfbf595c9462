"""Names of nodes: the digest name of the reading, and fragments for its statements and agents."""

from __future__ import annotations

import base64
from typing import Any

from provenance.language.names import fold
from provenance.readers.raw import Raw


def digest_name(digest: str) -> str:
    """`ni:///sha-256;…` (RFC 6920) of a `sha256:` digest."""
    encoded = base64.urlsafe_b64encode(bytes.fromhex(digest.split(":")[1])).rstrip(b"=").decode()
    return f"ni:///sha-256;{encoded}"


def give_ids(raw: Raw) -> None:
    """Fragment names: statements in order, one id for all agents of one type and name, spelled alike."""
    agents: list[dict[str, Any]] = []
    for number, row in enumerate(raw.candidates, start=1):
        row["id"] = f"s-{number}"
        if type(row["value"]) is dict and row["value"].get("type") in _PREFIX:
            agents.append(row["value"])
    agents += [asset["holder"] for asset in raw.assets if asset.get("holder")]
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for agent in agents:
        if not agent.get("id"):
            groups.setdefault((agent["type"], fold(agent["name"])), []).append(agent)
    counts = dict.fromkeys(_PREFIX, 0)
    for (kind, _), same in groups.items():
        counts[kind] += 1
        url = next((agent["url"] for agent in same if agent.get("url")), None)
        for agent in same:
            agent.update(id=f"{_PREFIX[kind]}-{counts[kind]}", name=same[0]["name"], url=url)


_PREFIX = {"Person": "person", "Organization": "org"}
