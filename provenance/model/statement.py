"""A statement: one fact as one place says it, with that place.

`Statement` is the reified triple of the graph: `property` is the predicate, `value` the object, `origin` the place in
the bytes. Readers emit every candidate; `resolve` marks the chosen ones and keeps the losers.
"""

from __future__ import annotations

from typing import Annotated, Literal

from provenance.model.noun import Noun, ToldBy
from provenance.model.values import AgentType, Basis, CreditRole, Scope, Voice, Zone


class Agent(Noun):
    """A person or an organisation (schema:Person, schema:Organization).

    `id` is an absolute IRI where the registry of agencies knows the agent, else a fragment name that is unique in the
    article (`person-1`, `org-2`). Two statements that name the same agent in the same words share one id.
    """

    id: str
    name: str
    type: AgentType
    url: str | None = None
    same_as: tuple[str, ...] = ()


class Credited(Agent):
    """An agent in the place where it is named: with the part it played and whom it worked for, as read."""

    role: str | None = None
    """For `credit` one of `CreditRole`; for an author the role line as read ("Sports Writer")."""
    affiliation: str | None = None


class LicenseRef(Noun):
    """A licence as a statement names it; `id` is the SPDX identifier where `vocab/licenses.ttl` knows the licence."""

    type: Literal["License"] = "License"
    id: str | None = None
    url: str | None = None
    name: str | None = None


Value = str | int | bool | Annotated[Credited | LicenseRef, ToldBy("type")] | None
"""What a statement says: text, a number, a flag, an agent, a licence. Dates and URLs are text, as precise as read."""


class Origin(Noun):
    """Where a fact was read, in the bytes of the reading (oa:TextQuoteSelector; a SARIF location).

    `line` and `column` count from 1 in the decoded source (columns in code points); `pointer` is a CSS path, a JSON
    pointer (after `#`-joined CSS path of the script it lies in) or an XPath; `text` is the literal text. What stands
    outside of the bytes, in an HTTP header or a file of the site, has an address as its pointer, and no line.
    """

    pointer: str | None = None
    line: int | None = None
    column: int | None = None
    zone: Zone = "body"
    text: str | None = None


class Statement(Noun):
    """One fact, as one place says it. `id` is a fragment name (`s-1`), unique in the article."""

    id: str
    property: str
    value: Value
    value_as_read: str | None = None
    basis: Basis
    voice: Voice = "unattributed"
    scope: Scope = "article"
    method: str
    chosen: bool = False
    origin: Origin | None = None


__all__ = ["Agent", "CreditRole", "Credited", "LicenseRef", "Origin", "Statement", "Value"]
