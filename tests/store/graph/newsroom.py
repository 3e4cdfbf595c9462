"""An invented newsroom: stories of every kind that a named query is about, their judgements, our publications."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from typing import Any

from provenance.model import Article, Decision, Finding, OwedDuty, PartDecision, Reason, Report
from provenance.model.projection import project
from provenance.store.graph.entries import Entry
from provenance.store.nouns import Usage

HARBOR = {"id": "org-1", "name": "Harbor Bridge News Foundation", "type": "Organization"}
LANTERN = {"id": "org-2", "name": "The Lantern Post", "type": "Organization"}
WIRE = {"id": "https://w3id.org/news-provenance/agency/reuters", "name": "Reuters", "type": "Organization"}
TIDE = {"id": "org-3", "name": "Tidewater Ledger", "type": "Organization"}
MARA = {"id": "person-1", "name": "Mara Quill", "type": "Person"}
CC_BY = {"type": "License", "id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
CC_ND = {"type": "License", "id": "CC-BY-ND-4.0", "url": "https://creativecommons.org/licenses/by-nd/4.0/"}
ORIGIN = "https://harborbridge.example/ferry"

Said = tuple[str, Any] | tuple[str, Any, dict[str, Any]]


def story(number: int, headline: str, *said: Said, **nouns: Any) -> Article:
    """The record of a story: what is said of it, each as (property, value, what else the statement has)."""
    digest = hashlib.sha256(f"story {number}".encode()).digest()
    name = urlsafe_b64encode(digest).decode().rstrip("=")
    rows: list[Said] = [("headline", headline), ("url", f"https://lantern.example/{number}"), *said]
    statements = [
        {
            "id": f"s-{n}", "property": property, "value": value, "basis": "stated", "method": "byline_line",
            "chosen": True, "scope": "article", **(more[0] if more else {}),
        }
        for n, (property, value, *more) in enumerate(rows, 1)
    ]  # fmt: skip
    return project(
        statements,
        **{
            "id": f"ni:///sha-256;{name}#copy",
            "digest": f"sha256:{digest.hex()}",
            "source_format": "html",
            "read_at": "2026-11-22T16:10:00+00:00",
            "tool_version": "0.1.0",
            **nouns,
        },
    )


def template(property: str, value: Any) -> Said:
    return property, value, {"basis": "default", "voice": "site_template", "scope": "site"}


def by(agent: dict[str, Any]) -> Said:
    return "author", agent


def credit(agent: dict[str, Any], role: str) -> Said:
    return "credit", {**agent, "role": role}


def hops(*parties: dict[str, Any] | None, basis: str = "stated") -> list[dict[str, Any]]:
    actions = ["created", *["distributed"] * (len(parties) - 2), "republished"]
    return [
        {"sequence": n, "party": party, "action": action, "basis": basis, "follows": [n - 1] if n > 1 else []}
        for n, (party, action) in enumerate(zip(parties, actions, strict=True), 1)
    ]


FERRY = story(
    1, "Ferry crews ask to come home", by(MARA), template("publisher", LANTERN),
    ("copyright_holder", HARBOR, {"value_as_read": "© 2026 Harbor Bridge", "voice": "holder"}),
    credit(HARBOR, "original_publisher"), ("original_url", ORIGIN),
    ("license", CC_BY, {"voice": "site_template"}), ("license", CC_ND, {"voice": "holder"}),
    chain=hops(HARBOR, WIRE, LANTERN),
)  # fmt: skip
AGAIN = story(
    2, "Ferry crews “ask to come home”", template("publisher", TIDE), ("byline_state", "empty"),
    ("original_url", ORIGIN), template("copyright_holder", TIDE),
)  # fmt: skip
LIGHT = story(
    3, "Leuchtturm zieht um", ("publisher", LANTERN), credit(WIRE, "agency"), ("copyright_holder", WIRE),
    ("byline_state", "not_a_name"), chain=hops(WIRE, None, None, LANTERN, basis="inferred"),
    assets=[
        {"id": "asset-1", "url": "https://lantern.example/tower.jpg", "caption": "The tower", "line": 12},
        {"id": "asset-2", "url": "https://lantern.example/crane.jpg", "credit": "Mara Quill"},
    ],
)  # fmt: skip
GAUGES = story(
    4, "Towns press for tide gauges", by(MARA), ("publisher", TIDE), ("copyright_holder", TIDE),
    ("status", "withdrawn"),
    corrections=[{"text": "An earlier version misnamed the harbor.", "date": "2026-11-20"}],
)  # fmt: skip
BUDGET = story(5, "Budget leaks early", by(MARA), ("publisher", TIDE), ("embargo_until", "2026-12-01T06:00:00+01:00"))
SECRET = story(6, "Nobody may tell yet", ("publisher", TIDE), ("embargo_open_ended", True))
RESERVED = story(
    7, "Machines, keep out", by(MARA), ("publisher", LANTERN),
    ai_signals=[
        {
            "scheme": "tdmrep", "signal": "tdm-reservation", "value": "1", "uses": ["tdm", "train"],
            "answer": "reserved", "basis": "stated", "policy": "https://lantern.example/tdm.json",
        },
        {"scheme": "content-signal", "signal": "ai-train", "value": "no", "uses": ["train"], "answer": "denied",
         "scope": "site", "basis": "default"},
        {"scheme": "content-signal", "signal": "search", "value": "yes", "uses": ["search"], "answer": "allowed",
         "scope": "site", "basis": "default"},
    ],
)  # fmt: skip
OLD = story(8, "Marsh floods", by(MARA), ("publisher", TIDE), ("copyright_holder", HARBOR))
NEW = story(9, "Marsh floods, again", by(MARA), ("publisher", TIDE), ("copyright_holder", HARBOR))

ARTICLES = (FERRY, AGAIN, LIGHT, GAUGES, BUDGET, SECRET, RESERVED, OLD, NEW)


def report(article: Article, verdict: str = "allowed", reason: str = "", *codes: str, unmet: str = "") -> Report:
    level = {"ATT": "error", "CHN": "warning"}
    duty = OwedDuty(action="keep_byline", text="Keep the byline.", state="unmet", where=unmet)
    part = PartDecision(
        part="text",
        verdict=verdict,
        reasons=(Reason(verdict=verdict, message=reason),) if reason else (),
        duties=(duty,) if unmet else (),
    )
    return Report(
        tool_version="0.1.0",
        config_digest="sha256:00",
        at="2026-12-01T00:00:00Z",
        findings=tuple(
            Finding(
                code=code, name=code, level=level.get(code[:3], "note"), message=f"{code} here.", article=article.id
            )
            for code in codes
        ),
        decisions=(Decision(article=article.id, parts=(part,)),),
    )


def entries() -> list[Entry]:
    reports = {
        FERRY.id: report(FERRY, "denied", "Harbor Bridge forbids it.", "ATT001", "CHN002"),
        AGAIN.id: report(AGAIN, "ask", "Nobody has read the clause.", "ATT001", unmet="line 3: “By Staff”"),
        LIGHT.id: report(LIGHT, "ask", "Reuters supplied this text.", "CHN005", "LIC005"),
        OLD.id: report(OLD, "denied", "It was too old.", "ATT001"),
    }
    before = {NEW.id: OLD.id}
    return [
        Entry(n, article.id, article, reports.get(article.id), before.get(article.id))
        for n, article in enumerate(ARTICLES, 1)
    ]


def usage(sequence: int, article: Article, where: str, ended: str | None = None) -> Usage:
    return Usage(
        sequence, "2026-12-01T00:00:00+00:00", article.id, 1, None, where, "web", "2026-12-01", ended, None, None
    )


USAGES = (
    usage(20, FERRY, "https://ours.example/ferry"),
    usage(21, AGAIN, "page 3"),
    usage(22, LIGHT, "https://ours.example/light", ended="2026-12-02"),
    usage(23, GAUGES, "https://ours.example/gauges"),
)


class Newsroom:
    """A source in memory."""

    def __init__(self, entries: Iterable[Entry], usages: Iterable[Usage] = (), identity: str = "newsroom") -> None:
        self.identity = identity
        self._entries, self._usages = list(entries), list(usages)
        self.asked: list[int] = []

    @property
    def sequence(self) -> int:
        return max([entry.sequence for entry in self._entries] + [usage.sequence for usage in self._usages], default=0)

    def entries(self, since: int) -> list[Entry]:
        self.asked.append(since)
        return sorted(entry for entry in self._entries if entry.sequence > since)

    def usages(self) -> list[Usage]:
        return self._usages


def whole() -> Newsroom:
    return Newsroom(entries(), USAGES)
