"""The closed vocabularies of the record: what a statement, a byline, a hop or a finding can be.

The words are the contract of the JSON record and of `vocab/syndication.ttl`; a test holds the two together.
"""

from __future__ import annotations

from typing import Literal

Basis = Literal["stated", "inferred", "default", "editor"]
"""How we know: read as said of this article, concluded by us, a template or feed default, or told by an editor."""

Voice = Literal["holder", "supplier", "republisher", "site_template", "editor", "tool", "unattributed"]
"""Who says it."""

Scope = Literal["article", "asset", "part", "site", "other_work"]
"""What it is said of (NewsML-G2 `@idrefs` and `@scope`)."""

Zone = Literal["head", "body", "tail", "furniture", "metadata"]
"""Where on the page it stands: around the title, in the text, after it, in navigation and teasers, or in markup."""

BylineState = Literal["absent", "empty", "not_a_name", "withheld", "named"]
"""What the visible byline amounts to. `withheld` stops all inference: some names are withheld for safety."""

AgentType = Literal["Person", "Organization"]
"""schema.org's two kinds of agent. An agency is never a Person."""

CreditRole = Literal["agency", "original_publisher", "distributor", "contributor"]
"""What a credited organisation or person did for this article besides writing it."""

Action = Literal["created", "distributed", "republished", "edited", "translated", "excerpted"]
"""What happened at a hop (NewsML-G2 hopHistory, in plainer words)."""

AssetType = Literal["image", "video", "audio", "chart", "embed"]
"""What kind of work an asset is."""

Status = Literal["usable", "withheld", "canceled", "withdrawn", "corrected"]
"""IPTC pubStatus, and `corrected`, `withdrawn` as agencies send them."""

Level = Literal["error", "warning", "note"]
"""How bad a finding is, as configured; never part of its code."""

Verdict = Literal["allowed", "conditional", "ask", "unknown", "denied"]
"""The answer for one part of a use, from mildest to strictest."""

DutyState = Literal["to_do", "requested", "due", "met", "unmet", "cant_tell"]
"""How it stands with a duty: the first three before publication, the others on our copy."""

AiUse = Literal["tdm", "index", "input", "train", "search"]
"""What a machine would do with the text: mine it, put it into an index for AI, feed it to a model that answers, train a
model with it, or list it in a search engine."""

AiAnswer = Literal["allowed", "reserved", "denied", "payment", "conditional", "unspecified"]
"""What a signal says to that: yes; rights are reserved, so ask; no; against payment; under terms; or nothing either
way."""

RIGHTS_PROPERTIES = frozenset({"copyright_holder", "copyright_year", "copyright_notice", "license", "usage_terms"})
"""Filled only from what was stated, or told by an editor, of this article; an inference stays a statement."""

SAID = frozenset({"stated", "editor"})
"""The bases that allow a plain triple, an export and a filled rights field."""
