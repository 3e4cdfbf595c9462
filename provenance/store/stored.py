"""What is stored of one work: its versions, judgements, text, history; and all of it in order, for an index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from provenance.model import Article, Decision, Finding
from provenance.store.database import Database, Snapshot
from provenance.store.identity import address_key
from provenance.store.nouns import Judgement, Reading, Redaction, Stored, Text, Version
from provenance.store.packing import inflate, stamp, unpack
from provenance.store.tables import articles, findings, journal, judgements, readings, redactions, texts

_BATCH = 200
_SHOWN = [column for column in articles.c if column is not articles.c.record]


def version_of(snapshot: Snapshot, id: str | int) -> int | None:
    """The sequence of the version that an id names (`Ledger`); None if there is none."""
    query = select(func.max(articles.c.sequence)).where(articles.c.sequence <= snapshot.last)
    if isinstance(id, int) or id.isdecimal():
        query = query.where(articles.c.sequence == int(id))
    elif id.startswith("ni:"):
        query = query.where(articles.c.article_id == id)
    else:
        query = query.where(articles.c.work == (id if id.startswith(("url:", "text:")) else address_key(id)))
    return snapshot.connection.execute(query).scalar()


def versions_of(snapshot: Snapshot, id: str | int) -> list[int]:
    """The sequences of all versions of the work that an id names, the oldest first."""
    version = version_of(snapshot, id)
    if version is None:
        return []
    work = select(articles.c.work).where(articles.c.sequence == version).scalar_subquery()
    query = select(articles.c.sequence).where(articles.c.work == work, articles.c.sequence <= snapshot.last)
    return list(snapshot.connection.execute(query.order_by(articles.c.sequence)).scalars())


def article(database: Database, id: str | int, as_of: datetime | None) -> Stored | None:
    """As `Ledger.article`."""
    with database.reading(as_of) as snapshot:
        version = version_of(snapshot, id)
        return None if version is None else _stored(snapshot, version)


def by_fingerprint(database: Database, fingerprint: str, as_of: datetime | None) -> Stored | None:
    """As `Ledger.by_text`."""
    with database.reading(as_of) as snapshot:
        here = and_(articles.c.fingerprint == fingerprint, articles.c.sequence <= snapshot.last)
        version = snapshot.connection.execute(select(func.max(articles.c.sequence)).where(here)).scalar()
        return None if version is None else _stored(snapshot, version)


def text(database: Database, id: str | int, now: datetime) -> Text | None:
    """As `Ledger.text`."""
    with database.reading() as snapshot:
        version = version_of(snapshot, id)
        query = (
            select(texts.c.body, texts.c.charset, texts.c.keep_until)
            .where(texts.c.version == version, texts.c.body.is_not(None))
            .where(or_(texts.c.keep_until.is_(None), texts.c.keep_until > stamp(now)))
            .order_by(texts.c.sequence.desc())
            .limit(1)
        )
        row = snapshot.connection.execute(query).first()
    return Text(inflate(row.body), row.charset, row.keep_until) if row else None


def versions(database: Database, id: str | int, as_of: datetime | None) -> tuple[Version, ...]:
    """As `Ledger.versions`."""
    with database.reading(as_of) as snapshot:
        found = versions_of(snapshot, id)
        query = (
            select(*_SHOWN, journal.c.recorded_at, readings.c.read_at, is_redacted(snapshot.last).label("is_redacted"))
            .join(journal, journal.c.sequence == articles.c.sequence)
            .join(readings, readings.c.sequence == articles.c.sequence)
            .where(articles.c.sequence.in_(found))
            .order_by(articles.c.sequence)
        )
        return tuple(_version(row) for row in snapshot.connection.execute(query))


def _version(row: Any) -> Version:
    return Version(
        sequence=row.sequence,
        article=row.article_id,
        digest=row.digest,
        source_format=row.source_format,
        headline=row.headline,
        read_at=row.read_at,
        recorded_at=row.recorded_at,
        changes=tuple(row.changes.split()),
        is_redacted=row.is_redacted,
    )


def judgements_of(database: Database, id: str | int, as_of: datetime | None) -> tuple[Judgement, ...]:
    """As `Ledger.judgements`."""
    with database.reading(as_of) as snapshot:
        rows = snapshot.connection.execute(_judgements(snapshot, version_of(snapshot, id))).all()
        return tuple(_judgement(snapshot, row) for row in reversed(rows))


def latest_judgement(snapshot: Snapshot, version: int) -> Judgement | None:
    """The latest judgement of a version."""
    row = snapshot.connection.execute(_judgements(snapshot, version).limit(1)).first()
    return _judgement(snapshot, row) if row else None


def _judgements(snapshot: Snapshot, version: int | None) -> Select[Any]:
    """The judgements of a version, the latest first."""
    return (
        select(judgements, journal.c.recorded_at)
        .join(journal, journal.c.sequence == judgements.c.sequence)
        .where(judgements.c.version == version, judgements.c.sequence <= snapshot.last)
        .order_by(judgements.c.sequence.desc())
    )


def _judgement(snapshot: Snapshot, row: Any) -> Judgement:
    query = select(findings.c.body).where(findings.c.judgement == row.sequence).order_by(findings.c.ordinal)
    bodies = snapshot.connection.execute(query).scalars()
    return Judgement(
        sequence=row.sequence,
        recorded_at=row.recorded_at,
        at=row.at,
        verdict=row.verdict,
        decision=unpack(Decision, row.decision) if row.decision else None,
        findings=tuple(Finding.model_validate_json(body) for body in bodies if body),
        config_digest=row.config_digest,
        terms_digest=row.terms_digest,
        tool_version=row.tool_version,
        unmet=row.unmet,
    )


def _stored(snapshot: Snapshot, version: int) -> Stored:
    later = articles.alias()
    is_outdated = exists().where(
        later.c.work == articles.c.work, later.c.sequence > version, later.c.sequence <= snapshot.last
    )
    query = (
        select(articles, journal.c.recorded_at, readings.c.source, is_outdated.label("is_outdated"))
        .join(journal, journal.c.sequence == articles.c.sequence)
        .join(readings, readings.c.sequence == articles.c.sequence)
        .where(articles.c.sequence == version)
    )
    row = snapshot.connection.execute(query).one()
    return Stored(
        sequence=version,
        recorded_at=row.recorded_at,
        work=row.work,
        source=row.source,
        article=unpack(Article, row.record) if row.record else None,
        judgement=latest_judgement(snapshot, version),
        is_latest=not row.is_outdated,
        redaction=_redaction(snapshot, version),
    )


def is_redacted(last: int) -> ColumnElement[bool]:
    """Whether something was erased from the record of `articles`, as a column of a query."""
    here = redactions.c
    return exists().where(here.target == articles.c.sequence, here.what != "text", here.sequence <= last)


def _redaction(snapshot: Snapshot, version: int) -> Redaction | None:
    """The latest tombstone of a version."""
    query = (
        select(redactions, journal.c.recorded_at)
        .join(journal, journal.c.sequence == redactions.c.sequence)
        .where(redactions.c.target == version, redactions.c.sequence <= snapshot.last)
        .order_by(redactions.c.sequence.desc())
    )
    row = snapshot.connection.execute(query.limit(1)).first()
    return Redaction(row.sequence, row.recorded_at, row.what, row.reason, row.by) if row else None


def iter_readings(database: Database, since: int, as_of: datetime | None) -> Iterator[Reading]:
    """As `Ledger.iter_readings`: a few at a time, so that no transaction stays open while an index is at work."""
    while True:
        with database.reading(as_of) as snapshot:
            found = _concerned(snapshot, since)
            batch = [_reading(snapshot, sequence, version) for sequence, version in found]
        yield from batch
        if len(batch) < _BATCH:
            return
        since = batch[-1].sequence


def _concerned(snapshot: Snapshot, since: int) -> list[tuple[int, int]]:
    """The next entries that concern a version, as sequence and version."""
    entries = (
        select(articles.c.sequence.label("entry"), articles.c.sequence.label("version"))
        .union_all(
            select(judgements.c.sequence, judgements.c.version),
            select(redactions.c.sequence, redactions.c.target).join(
                articles, articles.c.sequence == redactions.c.target
            ),
        )
        .subquery()
    )
    query = (
        select(func.max(entries.c.entry), entries.c.version)
        .where(entries.c.entry > since, entries.c.entry <= snapshot.last)
        .group_by(entries.c.version)
        .order_by(func.max(entries.c.entry))
        .limit(_BATCH)
    )
    return [(row[0], row[1]) for row in snapshot.connection.execute(query)]


def _reading(snapshot: Snapshot, sequence: int, version: int) -> Reading:
    stored = _stored(snapshot, version)
    here = select(articles.c.article_id, articles.c.work).where(articles.c.sequence == version)
    row = snapshot.connection.execute(here).one()
    before = (
        select(articles.c.article_id)
        .where(articles.c.work == row.work, articles.c.sequence < version)
        .order_by(articles.c.sequence.desc())
        .limit(1)
    )
    return Reading(
        sequence=sequence,
        version=version,
        recorded_at=stored.recorded_at,
        source=stored.source,
        article_id=row.article_id,
        article=stored.article,
        is_latest=stored.is_latest,
        supersedes=snapshot.connection.execute(before).scalar(),
        judgement=stored.judgement,
    )
