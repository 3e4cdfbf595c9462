"""Two invented records: a pasted story whose facts are mostly inferred, and a page that states them."""

from __future__ import annotations

from typing import Any

from provenance.model import (
    Article,
    ConsideredGrant,
    Decision,
    Finding,
    Location,
    OwedDuty,
    PartDecision,
    Question,
    Reason,
    Report,
)
from provenance.model.projection import project

HARBOR = {
    "id": "https://w3id.org/news-provenance/agency/harbor-bridge",
    "name": "Harbor Bridge News Foundation",
    "type": "Organization",
    "url": "https://harborbridge.example/",
    "same_as": ["https://www.wikidata.org/entity/Q0"],
}
LANTERN = {"id": "org-1", "name": "The Lantern Post", "type": "Organization"}
MARA = {"id": "person-1", "name": "Mara Quill", "type": "Person"}
DIGEST = "c0960ba3f770803ba08268fdc478647bcf44a42aea4f67ce175bf4f625ea9bf5"
TERMS = "https://w3id.org/news-provenance/terms/"
KEEP_BYLINE = OwedDuty(
    action="keep_byline",
    text="Keep the byline.",
    clause=f"{TERMS}harbor-bridge-byline",
    quote="our byline",
    source="https://harborbridge.example/terms",
    date_read="2026-11-22",
    verified=True,
    due="2026-12-31T00:00:00+00:00",
)
NAME = "ni:///sha-256;wJYLo_dwgDuggmj9xHhke89EpCrqT2fOF1v09iXqm_U"


def statement(id: str, property: str, value: Any, basis: str = "stated", **more: Any) -> dict[str, Any]:
    """A chosen statement."""
    method = more.pop("method", "copyright_line")
    return {"id": id, "property": property, "value": value, "basis": basis, "method": method, "chosen": True, **more}


def origin(line: int, text: str, zone: str = "tail") -> dict[str, Any]:
    """A place in the text."""
    return {"line": line, "column": 1, "zone": zone, "text": text}


def pasted() -> Article:
    """A story pasted as text: holder, headline and date stated; author, publisher and both hops inferred."""
    read = origin(3, "By Published on\u00a0June 7, 2016", "head")
    return project(
        [
            statement("s-1", "headline", "Ferry Crews Ask to Come Home", method="title_line"),
            statement("s-2", "byline", "By Published on\u00a0June 7, 2016", origin=read, method="byline_line"),
            statement("s-3", "byline_state", "empty", origin=read, method="byline_line"),
            statement("s-4", "date_published", "2016-06-07", value_as_read="June 7, 2016", origin=read),
            statement("s-5", "copyright_holder", HARBOR, origin=origin(25, "Copyright 2016 Harbor Bridge")),
            statement("s-6", "copyright_year", 2016, origin=origin(25, "Copyright 2016 Harbor Bridge")),
            statement(
                "s-7", "author", MARA, "inferred", voice="tool", method="follow_name", origin=origin(23, "Follow")
            ),
            statement("s-8", "publisher", LANTERN, "inferred", scope="site", voice="tool", method="more_from"),
            statement("s-9", "original_url", "https://harborbridge.example/ferry", "inferred", method="guess"),
        ],
        id=f"{NAME}#copy",
        digest=f"sha256:{DIGEST}",
        source_format="text",
        read_at="2026-11-22T16:10:00+00:00",
        tool_version="0.1.0",
        chain=[
            {"sequence": 1, "party": HARBOR, "action": "created", "basis": "inferred", "statements": ["s-5"]},
            {
                "sequence": 2,
                "party": LANTERN,
                "action": "republished",
                "date": "2016-06-07",
                "follows": [1],
                "basis": "inferred",
                "statements": ["s-4", "s-5", "s-8"],
            },
        ],
    )


def stated() -> Article:
    """A page that says of itself who wrote the story, where it comes from and what may be done with it."""
    byline = {**MARA, "role": "Harbor Correspondent", "affiliation": "Harbor Bridge"}
    license = {"type": "License", "id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    return project(
        [
            statement("s-1", "headline", "Ferry Crews Ask to Come Home", method="json_ld"),
            statement("s-2", "language", "en-US", method="html_lang"),
            statement("s-3", "url", "https://lantern.example/ferry", "editor", voice="editor", method="editor"),
            statement("s-4", "author", byline, method="byline_line"),
            statement("s-5", "author", MARA, method="json_ld"),
            statement("s-6", "publisher", LANTERN, "default", scope="site", method="json_ld"),
            statement("s-7", "copyright_holder", HARBOR),
            statement("s-8", "credit", {**HARBOR, "role": "original_publisher"}, method="originally_published"),
            statement("s-9", "credit", {**LANTERN, "role": "curator"}, method="credit_line"),
            statement("s-10", "original_url", "https://harborbridge.example/ferry", method="originally_published"),
            statement("s-11", "license", license, voice="holder", method="rel_license"),
            statement("s-12", "date_published", "2016-06-07T10:00Z", method="json_ld"),
            statement("s-13", "restriction", "No images"),
            statement("s-14", "restriction", "No archive", "inferred"),
            statement("s-15", "status", "usable", method="meta"),
            {**statement("s-16", "headline", "Ferry crews ask", method="og_title"), "chosen": False},
        ],
        id=f"{NAME}#copy",
        digest=f"sha256:{DIGEST}",
        source_format="html",
        read_at="2026-11-22T16:10:00Z",
        tool_version="0.1.0",
        chain=[
            {
                "sequence": 1,
                "party": HARBOR,
                "action": "created",
                "url": "https://harborbridge.example/ferry",
                "basis": "stated",
                "statements": ["s-8", "s-10"],
            },
            {"sequence": 2, "party": LANTERN, "action": "republished", "follows": [1, 7], "basis": "stated"},
        ],
        assets=[
            {
                "id": "asset-1",
                "type": "chart",
                "url": "https://lantern.example/ferry.png",
                "caption": "Crossings a day",
                "credit": "Harbor Bridge",
                "holder": HARBOR,
                "notice": "© 2016",
                "license": "all rights reserved",
                "line": 12,
            }
        ],
        corrections=[{"text": "An earlier version misnamed the ferry.", "date": "2016-06"}],
        ai_signals=[
            {
                "scheme": "robots",
                "signal": "noai",
                "uses": ["train"],
                "answer": "denied",
                "basis": "stated",
                "statements": ["s-15", "s-2"],
            }
        ],
    )


def report() -> Report:
    """Two findings and a decision about the stated record, and a finding about another."""
    about = {"code": "ATT002", "name": "author-only-hinted", "level": "error", "message": "Nobody is named."}
    return Report(
        tool_version="0.1.0",
        config_digest="sha256:00",
        at="2026-12-01T00:00:00Z",
        findings=(
            Finding(**about, article=f"{NAME}#copy", property="author", fingerprint="f1", help="Ask who wrote it."),
            Finding(
                **{**about, "code": "DAT001", "level": "note"},
                article=f"{NAME}#copy",
                location=Location(path="/home/mara/ferry.html", line=3, column=1, pointer="html > body"),
            ),
            Finding(**about, article="ni:///sha-256;other#copy"),
        ),
        decisions=(
            Decision(
                article=f"{NAME}#copy",
                use={
                    "medium": ["web", "print"],
                    "when": "2026-12-01",
                    "words": 150,
                    "organisation": {"kind": "newsroom"},
                },
                at="2026-12-01T00:00:00Z",
                not_considered=("quotation",),
                parts=(
                    PartDecision(part="text", verdict="conditional", duties=(KEEP_BYLINE,)),
                    PartDecision(
                        part="asset-1",
                        verdict="ask",
                        reasons=(
                            Reason(
                                verdict="ask",
                                message="Nobody has read the clause.",
                                clause=f"{TERMS}harbor-bridge-p1",
                                quote="any outlet",
                                source="https://harborbridge.example/terms",
                                date_read="2026-11-22",
                                verified=False,
                            ),
                        ),
                        duties=(KEEP_BYLINE.model_copy(update={"state": "unmet", "where": "line 3: “By Staff”"}),),
                        questions=(
                            Question(fact="organisation.kind", text="What kind of organisation are you?"),
                            Question(fact="confirmed", text="Do they agree?", value=f"{TERMS}harbor-bridge-eligible"),
                        ),
                        grants_considered=(
                            ConsideredGrant(
                                id=f"{TERMS}harbor-bridge",
                                title="Harbor Bridge: guidelines",
                                party="Harbor Bridge News Foundation",
                                layer="licence",
                                verdict="ask",
                                used=True,
                                why="Nobody has read the clause.",
                            ),
                            ConsideredGrant(
                                id="urn:provenance:contract:1", title="contract", layer="contract", why="It has ended."
                            ),
                        ),
                    ),
                ),
                changes_at=("2027-01-01",),
            ),
        ),
    )
