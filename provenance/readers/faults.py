"""Faults of form: what a format's own specification asks for and a source does otherwise, as a statement.

A fault is found where a source is read, since only there is the format at hand; the rules FMT002 to FMT007 make
findings of it. It says nothing of the story, so that it is an inference of the tool, and never chosen:

    property       `format_fault`
    value          the field, ": ", and what is expected of it with the place in the specification
    value_as_read  what was found; None for nothing
    method         the kind of fault, one of `Kind`
    scope          `article`, or `site` of a fault of the feed around the items
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from provenance.model.values import Scope
from provenance.readers.raw import Raw

Kind = Literal["missing", "form", "repeated", "version", "rights", "advice"]
"""missing: a required field; form: a value not written as asked; repeated: more than may stand; version: names or a
version that the format does not have; rights: any of these where a fact about rights is lost or ambiguous by it;
advice: what is advised only.
"""
PROPERTY = "format_fault"
_MAX_FOUND = 120
"""So many characters of what was found are kept."""
_MAX_FAULTS = 50
"""So many faults of a kind are told of: beyond, a source only repeats itself, and finding the places takes time."""


def tell(
    raw: Raw,
    kind: Kind,
    field: str,
    expected: str,
    found: str | None,
    place: Callable[[], dict[str, Any]],
    scope: Scope = "article",
) -> None:
    """Add a fault to what was read.

    Args:
        raw: where it goes.
        kind: what kind of fault it is.
        field: the element, attribute or key, as its format names it.
        expected: what the specification asks for, so that "expected …" is said of it, and where it does.
        found: what stands there.
        place: gives the origin; asked only if the fault is kept.
        scope: what it is said of.
    """
    if raw.said[(PROPERTY, kind, scope)] >= _MAX_FAULTS:
        return
    raw.say(
        PROPERTY,
        f"{field}: {expected}",
        kind,
        as_read=found[:_MAX_FOUND] if found else None,
        basis="inferred",
        voice="tool",
        scope=scope,
        origin=place(),
    )
