"""Which originals to read again: those that were not asked for the longest time come first."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, exists, func, or_, select

from provenance.store import dues
from provenance.store.database import Database
from provenance.store.packing import stamp
from provenance.store.tables import articles, attempts, journal, readings, usages


class Stale(NamedTuple):
    """An address that was not asked for some time."""

    version: int
    """The latest version of the work."""
    url: str
    asked: str
    """When it was last read, or when that was last tried."""


def stale(database: Database, before: datetime, limit: int | None, in_use: bool) -> tuple[Stale, ...]:
    """As `Ledger.stale`. What was read from a file is asked for at its address, where it has one."""
    later, same = articles.alias(), articles.alias()
    work = select(same.c.sequence).where(same.c.work == articles.c.work).correlate(articles).scalar_subquery()
    read = select(func.max(readings.c.sequence)).where(readings.c.version.in_(work)).scalar_subquery()
    tried = select(func.max(attempts.c.sequence)).where(attempts.c.version.in_(work)).scalar_subquery()
    entry = case((tried > read, tried), else_=read)
    asked = select(journal.c.recorded_at).where(journal.c.sequence == entry).scalar_subquery()
    inner = (
        select(articles.c.sequence, articles.c.url, asked.label("asked"))
        .where(or_(articles.c.url.like("http://%"), articles.c.url.like("https://%")))
        .where(~exists().where(later.c.work == articles.c.work, later.c.sequence > articles.c.sequence))
    )
    if in_use:
        inner = inner.where(exists().where(usages.c.work == articles.c.work))
    found = inner.subquery()
    query = select(found).where(found.c.asked < stamp(before)).order_by(found.c.asked, found.c.sequence).limit(limit)
    with database.reading() as snapshot:
        return tuple(Stale(row.sequence, row.url, row.asked) for row in snapshot.connection.execute(query))


def record(database: Database, version: int, fault: str, is_gone: bool, now: datetime) -> int:
    """As `Ledger.record_failure`."""
    with database.writing(now) as writer:
        sequence = writer.entry("refresh")
        writer.put(attempts, sequence=sequence, version=version, fault=fault)
        if is_gone:
            dues.put_of_gone(writer, sequence, version, fault)
    return sequence
