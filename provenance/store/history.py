"""The history of one work: everything that the ledger recorded about it, in the order of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, select

from provenance.model import Article
from provenance.store import permits, stored, usages
from provenance.store.database import Database, Snapshot
from provenance.store.nouns import Event
from provenance.store.packing import unpack
from provenance.store.tables import articles, attempts, ends, journal, judgements, readings, redactions, settlements
from provenance.store.tables import dues as due_table


class _Told(NamedTuple):
    """What an entry says, before its place in the journal is looked up."""

    sequence: int
    text: str
    target: int | None = None


def of(database: Database, id: str | int, as_of: datetime | None) -> tuple[Event, ...]:
    """As `Ledger.history`."""
    with database.reading(as_of) as snapshot:
        versions = stored.versions_of(snapshot, id)
        if not versions:
            return ()
        told = {each.sequence: each for each in _all(snapshot, versions)}
        entries: list[Event] = []
        for some in _some(sorted(told)):
            query = select(journal).where(journal.c.sequence.in_(some)).order_by(journal.c.sequence)
            for row in snapshot.connection.execute(query):
                each = told[row.sequence]
                entries.append(
                    Event(row.sequence, row.recorded_at, row.kind, each.text, each.target, row.clock_went_back)
                )
        return tuple(entries)


def _all(snapshot: Snapshot, versions: list[int]) -> Iterator[_Told]:
    yield from _readings(snapshot, versions)
    for row in _rows(snapshot, judgements, judgements.c.version, versions):
        yield _Told(row.sequence, f"Judged as of {row.at}: {row.verdict or 'no verdict'}.", row.version)
    for row in _rows(snapshot, attempts, attempts.c.version, versions):
        yield _Told(row.sequence, f"Could not be read again: {row.fault}", row.version)
    for usage in usages.of_work(snapshot, versions[-1]):
        yield _Told(usage.sequence, f"Published: {usage.medium}, {usage.where}, {usage.started}.", usage.version)
        for row in _rows(snapshot, ends, ends.c.target, [usage.sequence]):
            yield _Told(row.sequence, f"The publication ended: {row.ended}.", usage.sequence)
    for row in _rows(snapshot, redactions, redactions.c.target, versions):
        yield _Told(row.sequence, f"Erased ({row.what}) by {row.by}: {row.reason}", row.target)
    due = select(settlements.c.sequence, settlements.c.note, due_table.c.text, due_table.c.sequence.label("due"))
    due = due.join(
        due_table, (due_table.c.sequence == settlements.c.due) & (due_table.c.ordinal == settlements.c.ordinal)
    ).where(due_table.c.version.in_(versions), settlements.c.sequence <= snapshot.last)
    for row in snapshot.connection.execute(due):
        yield _Told(row.sequence, f"Done: {row.text}{f' ({row.note})' if row.note else ''}", row.due)
    yield from _permits(snapshot, versions)


def _readings(snapshot: Snapshot, versions: list[int]) -> Iterator[_Told]:
    query = select(articles.c.sequence, articles.c.changes).where(articles.c.sequence.in_(versions))
    changes = {row.sequence: row.changes for row in snapshot.connection.execute(query)}
    for row in _rows(snapshot, readings, readings.c.version, versions):
        if row.sequence != row.version:
            text = f"Read again at {row.read_at}: nothing new."
        elif row.version == versions[0]:
            text = f"Read from {row.source}."
        else:
            changed = changes[row.version].replace(" ", ", ") or "in details"
            text = f"Read from {row.source}: a new version ({changed})."
        yield _Told(row.sequence, text, row.version)


def _permits(snapshot: Snapshot, versions: list[int]) -> Iterator[_Told]:
    record = select(articles.c.record).where(articles.c.sequence.in_(versions), articles.c.record.is_not(None))
    body = snapshot.connection.execute(record.order_by(articles.c.sequence.desc()).limit(1)).scalar()
    if body is None:
        return
    for permit in permits.concerning(snapshot, unpack(Article, body)):
        word = "allowed" if permit.allow else "refused"
        limit = f", until {permit.row['until']}" if "until" in permit.row else ""
        story = "this story" if "story" in permit.row else "its stories"
        yield _Told(permit.sequence, f"{permit.who} {word} {story}{limit}.")
        for row in _rows(snapshot, ends, ends.c.target, [permit.sequence]):
            yield _Told(row.sequence, f"Taken back by {permit.who}: {row.ended}.", permit.sequence)


def _rows(snapshot: Snapshot, table: Table, column: Any, values: list[int]) -> Iterable[Any]:
    query: Select[Any] = select(table).where(column.in_(values), table.c.sequence <= snapshot.last)
    return snapshot.connection.execute(query.order_by(table.c.sequence)).all()


def _some(sequences: list[int], size: int = 500) -> Iterator[list[int]]:
    for start in range(0, len(sequences), size):
        yield sequences[start : start + size]
