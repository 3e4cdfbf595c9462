"""The database under the ledger: consistent views for readers, transactions for writers, faults in plain sentences."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, func, insert, select

from provenance.errors import LedgerError
from provenance.store import engine as engines
from provenance.store import migrations
from provenance.store.packing import stamp, storable
from provenance.store.tables import journal


class Snapshot(NamedTuple):
    """The ledger as somebody who reads it sees it: a connection, and the last sequence that counts."""

    connection: Connection
    last: int


class Writer:
    """A transaction that writes: it gives out the journal's next places, and every entry has the same instant."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.recorded_at = stamp(now)
        row = connection.execute(
            select(journal.c.sequence, journal.c.known_at).order_by(journal.c.sequence.desc()).limit(1)
        ).first()
        self.last: int = row.sequence if row else 0
        self._known = row.known_at if row else ""
        self.went_back_from: str | None = None
        """The instant before which an entry was recorded after it."""
        self._rows: dict[Table, list[dict[str, Any]]] = {}

    def entry(self, kind: str, *, uid: str | None = None, recorded_at: str | None = None) -> int:
        """The next place in the journal."""
        recorded = recorded_at or self.recorded_at
        went_back = recorded < self._known
        if went_back:
            self.went_back_from = self._known
        self._known = max(recorded, self._known)
        self.last += 1
        self.put(
            journal,
            sequence=self.last,
            uid=uid or uuid4().hex,
            kind=kind,
            recorded_at=recorded,
            known_at=self._known,
            clock_went_back=went_back,
        )
        return self.last

    def put(self, table: Table, **values: Any) -> None:
        """Add a row; it is written with the others at the end of the transaction, or at `flush`."""
        for name, value in values.items():
            if type(value) is str and not (value.isascii() and "\0" not in value):
                values[name] = storable(value)
        self._rows.setdefault(table, []).append(values)

    def flush(self) -> None:
        """Write the rows that were put, each table's at once."""
        waiting, self._rows = self._rows, {}
        for table in sorted(waiting, key=_rank):
            self.connection.execute(insert(table), waiting[table])


class Database:
    """The file, and connections to it; threads may share one."""

    def __init__(
        self, engine: Engine, path: Path, *, is_read_only: bool, on_note: Callable[[str], None] | None = None
    ) -> None:
        self.engine, self.path, self.is_read_only, self._on_note = engine, path, is_read_only, on_note

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        read_only: bool = False,
        on_note: Callable[[str], None] | None = None,
    ) -> Self:
        """As `Ledger.open`."""
        if not path.exists():
            if read_only or not create:
                raise LedgerError("there is no ledger; `provenance ledger add` makes one", source=str(path))
            _make_file(path)
        read_only = read_only or not os.access(path, os.W_OK)
        database = cls(engines.connect(path, read_only=read_only), path, is_read_only=read_only, on_note=on_note)
        try:
            with database.faults():
                migrations.prepare(database.engine, read_only=read_only)
        except LedgerError as error:
            database.close()
            error.source = str(path)
            raise
        return database

    def close(self) -> None:
        """Close the connections; the last one of all processes folds the write-ahead log into the file."""
        self.engine.dispose()

    @contextmanager
    def reading(self, as_of: datetime | None = None) -> Iterator[Snapshot]:
        """One consistent view of the ledger, as of an instant."""
        with self.faults(), self.engine.connect() as connection:
            yield Snapshot(connection, _last(connection, as_of))

    @contextmanager
    def writing(self, now: datetime) -> Iterator[Writer]:
        """One transaction that writes; all of it is kept, or, when something goes wrong, nothing."""
        if self.is_read_only:
            raise LedgerError("the file is read-only, and cannot be written", source=str(self.path))
        with self.faults(), engines.writing(self.engine) as connection:
            writer = Writer(connection, now)
            yield writer
            writer.flush()
        if writer.went_back_from and self._on_note:
            self._on_note(
                f"the clock went back: it says {writer.recorded_at}, and the last entry is of {writer.went_back_from};"
                " the order of the entries stays right, and the new ones are marked"
            )

    def last_sequence(self, as_of: datetime | None = None) -> int:
        """The sequence of the last entry, 0 without any."""
        with self.reading(as_of) as snapshot:
            return snapshot.last

    def wipe_traces(self) -> bool:
        """Fold the write-ahead log into the file and cut it to nothing, so that no old page is left in it.

        Returns whether it could be done: another process that is reading right now keeps it from it.
        """
        with self.faults():
            return engines.wipe_log(self.engine)

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn what the database complains of into `LedgerError`."""
        try:
            yield
        except engines.FAULTS as error:
            raise LedgerError(engines.sentence(error), source=str(self.path)) from error
        except LedgerError as error:
            error.source = error.source or str(self.path)
            raise


def _last(connection: Connection, as_of: datetime | None) -> int:
    query = select(func.max(journal.c.sequence))
    if as_of is not None:
        query = query.where(journal.c.known_at <= stamp(as_of))
    return connection.execute(query).scalar() or 0


def _rank(table: Table) -> int:
    """Before it, everything that it refers to."""
    return _ORDER[table.name]


_ORDER = {table.name: rank for rank, table in enumerate(journal.metadata.sorted_tables)}


def _make_file(path: Path) -> None:
    """An empty file that only its owner reads: permits and correspondence are private."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LedgerError(f"cannot be made: {error.strerror or error}", source=str(path)) from None
