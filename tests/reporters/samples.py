"""A republished story with an empty byline, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from provenance.model import Article, Decision, Finding, Location, PartDecision, Reason, Report, Summary
from provenance.model.projection import project

FOUNDATION = {"id": "org-1", "name": "Harbor Bridge News Foundation", "type": "Organization"}
POST = {"id": "org-2", "name": "The Lantern Post", "type": "Organization"}
HINTED = {"id": "person-1", "name": "Mara Quillfeather", "type": "Person"}
PROMOTED = {"id": "person-2", "name": "Owen Brightwater", "type": "Person"}


def statement(number: int, property: str, value: Any, basis: str, line: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"s-{number}",
        "property": property,
        "value": value,
        "basis": basis,
        "method": "byline_line",
        "chosen": True,
        "origin": {"line": line, "column": 1, "zone": "head"},
        **more,
    }


def build(
    headline: str | None = "Salt marsh towns press state for tide gauges",
    *,
    more: Sequence[dict[str, Any]] = (),
    **rest: Any,
) -> Article:
    statements = [
        statement(1, "headline", headline, "stated", 1),
        statement(2, "byline", "By Published on October 14, 2025", "stated", 3),
        statement(3, "byline_state", "empty", "stated", 3),
        statement(4, "date_published", "2025-10-14", "stated", 3),
        statement(5, "author", HINTED, "inferred", 19, method="follow_name"),
        statement(6, "copyright_holder", FOUNDATION, "stated", 21),
        statement(7, "copyright_year", 2025, "stated", 21),
        statement(8, "publisher", POST, "inferred", 30),
        statement(9, "author", PROMOTED, "inferred", 29, chosen=False, scope="other_work", method="teaser"),
        *more,
    ]
    created = {"sequence": 1, "party": FOUNDATION, "action": "created", "basis": "inferred"}
    republished = {"sequence": 2, "party": POST, "action": "republished", "follows": [1], "basis": "inferred"}
    fields = {
        "id": "ni:///sha-256;abc#copy",
        "digest": "sha256:" + "0" * 64,
        "source_format": "text",
        "read_at": "2026-01-02T03:04:05+00:00",
        "tool_version": "0.1.0",
        "chain": [created, republished | {"date": "2025-10-14"}],
    }
    return project(statements, **{**fields, **rest})


def finding(code: str, level: str, message: str, line: int | None = None, help: str | None = None) -> Finding:
    return Finding.model_validate(
        {
            "code": code,
            "name": code.lower(),
            "level": level,
            "message": message,
            "help": help,
            "article": "ni:///sha-256;abc#copy",
            "location": Location(path="story.txt", line=line),
            "fingerprint": f"{code}{line}",
        }
    )


def judged(*findings: Finding, verdict: str = "ask", reason: str = "No terms are recorded.") -> Report:
    part = PartDecision.model_validate(
        {
            "part": "text",
            "verdict": verdict,
            "reasons": [Reason.model_validate({"verdict": verdict, "message": reason})],
        }
    )
    return Report(
        tool_version="0.1.0",
        config_digest="sha256:0",
        at="2026-01-02T03:04:05+00:00",
        findings=findings,
        decisions=(Decision(article="ni:///sha-256;abc#copy", parts=(part,)),),
        summary=Summary(articles=1),
    )
