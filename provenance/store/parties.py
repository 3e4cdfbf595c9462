"""Organisations as the ledger met them, joined by identity, also across names that changed."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from sqlalchemy import func, select

from provenance.language.agencies import registry
from provenance.store import permits
from provenance.store.database import Database, Snapshot
from provenance.store.identity import key_of, keys_of
from provenance.store.nouns import COUNTED, Party, Role
from provenance.store.tables import organisations, postings


def one(database: Database, name: str, as_of: datetime | None) -> Party | None:
    """As `Ledger.party`."""
    with database.reading(as_of) as snapshot:
        return _party(snapshot, key_of(name))


def page(database: Database, after: str | None, limit: int, as_of: datetime | None) -> tuple[Party, ...]:
    """As `Ledger.parties`."""
    with database.reading(as_of) as snapshot:
        query = select(organisations.c.key).distinct().where(organisations.c.sequence <= snapshot.last)
        query = query.where(organisations.c.key > (after or "")).order_by(organisations.c.key).limit(limit)
        found = [_party(snapshot, key) for key in snapshot.connection.execute(query).scalars()]
        return tuple(party for party in found if party is not None)


def _party(snapshot: Snapshot, key: str) -> Party | None:
    keys = keys_of(key)
    row = registry().get(key)
    query = (
        select(organisations.c.name)
        .where(organisations.c.key.in_(keys), organisations.c.sequence <= snapshot.last)
        .order_by(organisations.c.sequence)
    )
    names = tuple(dict.fromkeys(snapshot.connection.execute(query).scalars()))
    told = permits.of_keys(snapshot, keys)
    if not names and not told:
        return None
    counts: dict[Role, int] = {role: _count(snapshot, [f"{role}:{each}" for each in keys]) for role in get_args(Role)}
    name = row.name if row else names[-1] if names else told[-1].who
    return Party(key, name, names, counts, told)


def _count(snapshot: Snapshot, terms: list[str]) -> int:
    """How many versions have one of the terms, up to `COUNTED`."""
    query = select(postings.c.version).where(postings.c.term.in_(terms), postings.c.version <= snapshot.last)
    count: int = snapshot.connection.execute(
        select(func.count()).select_from(query.limit(COUNTED).subquery())
    ).scalar_one()
    return count
