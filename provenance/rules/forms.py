"""What the rules about form have in common: from a fault that a reader told of to a hit.

See `provenance.readers.faults` for how a fault is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.readers.faults import PROPERTY, Kind
from provenance.rules.context import Context, Hit

FAULTS = frozenset({PROPERTY})
"""The need of these rules: that a reader told of a fault."""


def hits(context: Context, kind: Kind, help: str) -> Iterator[Hit]:
    """One hit for each fault of the kind, placed where it was read."""
    for statement in context.said.get(PROPERTY, ()):
        if statement.method == kind:
            field, _, expected = str(statement.value).partition(": ")
            found = f"“{statement.value_as_read}”" if statement.value_as_read else "nothing"
            message = f"{field}: expected {expected}, found {found}."
            yield Hit(message, help, PROPERTY, field, statement, of_source=statement.scope == "site")
