"""All that is SQLite's own: how the file is opened, its settings, its lock for writers, what its faults mean.

Settings, and why:

- write-ahead log: readers never wait for a writer, nor it for them;
- `BEGIN IMMEDIATE` for whoever writes: two writers queue at the start and never fail in the middle;
- `synchronous = FULL`: a system of record must not lose what it has acknowledged when the power goes; with the log this
  is one sync a transaction, and articles are written in batches;
- `secure_delete`: what is redacted is overwritten with zeros; temporary tables stay in memory for the same reason.

On PostgreSQL the writers' lock would be `pg_advisory_xact_lock`, and nothing else of the room would change.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 30.0
"""So long a writer waits for the others."""
APPLICATION_ID = 0x50524F56
"""What marks the file as a ledger to programs that look at its head (SQLite's application id): "PROV"."""
FAULTS = (DBAPIError, PoolTimeoutError, sqlite3.Error)
"""What an exchange with the database may raise."""

_WRITES = "provenance_writes"
_SETTINGS = ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY",
             "cache_size = -65536", "trusted_schema = OFF")  # fmt: skip


def connect(path: Path, *, read_only: bool) -> Engine:
    """The engine for the file. A read-only file beside which nothing can be written is taken as unchanging."""
    mode = "rw"
    if read_only:
        has_log = Path(f"{path}-wal").exists()
        mode = "ro" if has_log or os.access(path.parent, os.W_OK) else "ro&immutable=1"
    address = f"{path.resolve().as_uri()}?mode={mode}"

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)

    engine = create_engine("sqlite://", creator=open_file, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def settle(raw: sqlite3.Connection, _record: object) -> None:
        for setting in _SETTINGS:
            raw.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that is the only one that writes: kept at the end, or, when something is raised, undone."""
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


def mark(engine: Engine) -> None:
    """Turn the write-ahead log on, and mark the file as a ledger; both stay with the file."""
    with _raw(engine) as raw:
        end = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                raw.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError:  # SQLite does not wait here while another process does the same
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def wipe_log(engine: Engine) -> bool:
    """Fold the write-ahead log into the file and cut it to nothing; False where another connection keeps it."""
    with _raw(engine) as raw:
        busy: int = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy


def sentence(error: Exception) -> str:
    """What a fault means, for the user."""
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code, the rest only details it
    return _SENTENCES.get(code) or f"the database failed: {origin}"


_SENTENCES = {
    sqlite3.SQLITE_BUSY: f"another process has been writing for over {BUSY_SECONDS:.0f} seconds; try again",
    sqlite3.SQLITE_LOCKED: "another part of this process is writing; try again",
    sqlite3.SQLITE_READONLY: "the file is read-only, and cannot be written",
    sqlite3.SQLITE_FULL: "the disk is full; nothing was recorded",
    sqlite3.SQLITE_IOERR: "the disk could not be read or written; nothing was recorded",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is no ledger: expected an SQLite database",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
}


@contextmanager
def _raw(engine: Engine) -> Iterator[Any]:
    """The driver's own connection, outside any transaction."""
    with engine.connect() as connection:
        yield connection.connection.driver_connection
