"""The steps by which a ledger's tables came to be what they are: numbered, each in one transaction with its record.

A ledger of an earlier version is brought up when it is opened. One of a later version is refused: what it holds beside
what this version knows would be lost sight of. A new step gets the next number and never changes afterwards; step 1
then keeps the tables as they were, in a copy of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from provenance.errors import LedgerError
from provenance.store.engine import mark, writing
from provenance.store.tables import metadata, schema_steps
from provenance.version import __version__


def _first(connection: Connection) -> None:
    """All tables."""
    metadata.create_all(connection)


STEPS: tuple[tuple[int, Callable[[Connection], None]], ...] = ((1, _first),)
"""Number and step, in order."""


def newest() -> int:
    """The version of the tables that this tool writes."""
    return STEPS[-1][0]


def prepare(engine: Engine, *, read_only: bool) -> None:
    """Bring the database to the newest version, or say why not.

    Raises:
        LedgerError: it is no ledger, is of a later version, or is of an earlier one and read-only.
    """
    with engine.connect() as connection:
        found = _version(connection)
    if found > newest():
        raise LedgerError(
            f"the ledger is of version {found}, and this tool ({__version__}) knows {newest()}: update news-provenance"
        )
    if found == newest():
        return
    if read_only:
        raise LedgerError(f"the ledger is of version {found}, and read-only: it cannot be brought to {newest()}")
    _take_steps(engine)


def _take_steps(engine: Engine) -> None:
    """Take the steps that are missing, each in a transaction; another process may have taken them meanwhile."""
    mark(engine)
    for number, step in STEPS:
        with writing(engine) as connection:
            if number <= _version(connection):
                continue
            step(connection)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(insert(schema_steps), {"step": number, "applied_at": now, "tool_version": __version__})


def _version(connection: Connection) -> int:
    """The number of the last step that was taken; 0 for an empty database.

    Raises:
        LedgerError: the database holds something else.
    """
    tables = set(inspect(connection).get_table_names())
    if schema_steps.name in tables:
        return connection.execute(select(func.max(schema_steps.c.step))).scalar() or 0
    if tables:
        raise LedgerError("the file is a database of something else, and no ledger")
    return 0
