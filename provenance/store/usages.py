"""What we published, under which decision, and when it ended."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import func, select

from provenance.errors import UsageError
from provenance.model import Article
from provenance.store import dues, stored
from provenance.store.database import Database, Snapshot, Writer
from provenance.store.nouns import Change, Usage
from provenance.store.packing import stamp, unpack
from provenance.store.tables import articles, ends, journal, judgements, permits, postings
from provenance.store.tables import usages as table
from provenance.terms.instants import interval
from provenance.terms.use import MEDIA


def record(
    database: Database,
    id: str | int,
    where: str,
    medium: str,
    started: str | None,
    judgement: int | None,
    note: str | None,
    by: str | None,
    now: datetime,
) -> int:
    """As `Ledger.record_usage`."""
    if medium not in MEDIA:
        raise UsageError(f"expected {', '.join(MEDIA)}, found {medium!r}", place="medium")
    begun = _date(started, "started") or now.astimezone(UTC).isoformat(timespec="seconds")
    with database.writing(now) as writer:
        snapshot = Snapshot(writer.connection, writer.last)
        version = stored.version_of(snapshot, id)
        if version is None:
            raise UsageError(f"expected an article of the ledger, found {id!r}")
        under = _judgement(snapshot, version, judgement)
        row = writer.connection.execute(
            select(articles.c.work, articles.c.record).where(articles.c.sequence == version)
        ).one()
        sequence = writer.entry("usage")
        writer.put(
            table,
            sequence=sequence,
            version=version,
            work=row.work,
            judgement=under.sequence if under else None,
            place=where,
            medium=medium,
            started=begun,
            note=note,
            by=by,
        )
        expires = unpack(Article, row.record).expires if row.record else None
        dues.put_of_usage(
            writer,
            sequence,
            version,
            stamp(interval(begun)[0]),
            under.decision if under else None,
            _later_changes(writer, row.work, version),
            expires,
        )
        _post(writer, row.work)
    return sequence


def _judgement(snapshot: Snapshot, version: int, judgement: int | None) -> Any:
    """The judgement of that sequence, which must be of that version; the latest where none is named."""
    if judgement is None:
        return stored.latest_judgement(snapshot, version)
    here = select(judgements.c.sequence).where(judgements.c.version == version, judgements.c.sequence == judgement)
    if snapshot.connection.execute(here).scalar() is None:
        raise UsageError(f"expected a judgement of entry {version}, found {judgement}", place="judgement")
    return stored.latest_judgement(snapshot._replace(last=judgement), version)


def _later_changes(writer: Writer, work: str, version: int) -> list[tuple[int, Change]]:
    query = (
        select(articles.c.sequence, articles.c.changes)
        .where(articles.c.work == work, articles.c.sequence > version)
        .order_by(articles.c.sequence)
    )
    return [(row.sequence, change) for row in writer.connection.execute(query) for change in row.changes.split()]


def _post(writer: Writer, work: str) -> None:
    """Let the lists of what we use find each version of the work."""
    versions = select(articles.c.sequence).where(articles.c.work == work)
    known = select(postings.c.version).where(postings.c.term == "used:", postings.c.version.in_(versions))
    found = set(writer.connection.execute(versions).scalars()) - set(writer.connection.execute(known).scalars())
    for version in found:
        writer.put(postings, term="used:", version=version)


def end(
    database: Database,
    kind: Literal["usage", "permit"],
    target: int,
    ended: str,
    note: str | None,
    by: str | None,
    now: datetime,
) -> int:
    """As `Ledger.end_usage` and `Ledger.end_permit`.

    Raises:
        UsageError: no such usage or permit, or `ended` is no date.
    """
    ended = _date(ended, "ended") or ended
    of = table if kind == "usage" else permits
    with database.writing(now) as writer:
        if writer.connection.execute(select(of.c.sequence).where(of.c.sequence == target)).scalar() is None:
            raise UsageError(f"expected the entry of a {kind}, found {target}")
        sequence = writer.entry("end")
        writer.put(ends, sequence=sequence, target=target, ended=ended, note=note, by=by)
    return sequence


def all_of(database: Database, id: str | int | None, as_of: datetime | None) -> tuple[Usage, ...]:
    """As `Ledger.usages`."""
    with database.reading(as_of) as snapshot:
        return of_work(snapshot, id)


def of_work(snapshot: Snapshot, id: str | int | None) -> tuple[Usage, ...]:
    """The usages of the work that an id names; all, if None."""
    ended = (
        select(func.min(ends.c.ended))
        .where(ends.c.target == table.c.sequence, ends.c.sequence <= snapshot.last)
        .scalar_subquery()
    )
    query = (
        select(table, journal.c.recorded_at, articles.c.article_id, ended.label("ended"))
        .join(journal, journal.c.sequence == table.c.sequence)
        .join(articles, articles.c.sequence == table.c.version)
        .where(table.c.sequence <= snapshot.last)
        .order_by(table.c.sequence)
    )
    if id is not None:
        version = stored.version_of(snapshot, id)
        work = select(articles.c.work).where(articles.c.sequence == version).scalar_subquery()
        query = query.where(table.c.work == work)
    return tuple(
        Usage(
            sequence=row.sequence,
            recorded_at=row.recorded_at,
            article=row.article_id,
            version=row.version,
            judgement=row.judgement,
            where=row.place,
            medium=row.medium,
            started=row.started,
            ended=row.ended,
            note=row.note,
            by=row.by,
        )
        for row in snapshot.connection.execute(query)
    )


def _date(text: str | None, place: str) -> str | None:
    if text is None:
        return None
    try:
        interval(text)
    except ValueError as error:
        raise UsageError(str(error), place=place) from None
    return text
