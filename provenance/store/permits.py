"""What we were allowed and refused, as an editor recorded it; and how it reaches decisions.

A recorded permit is a row of `[[permits]]` like one in a configuration, and becomes part of the configuration before
anything is judged: one engine, one digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from provenance.config import Config
from provenance.errors import ConfigError, UsageError
from provenance.model import Agent, Article
from provenance.store import dues
from provenance.store.database import Database, Snapshot
from provenance.store.identity import address_key, key_of, keys_of, parties, party_key
from provenance.store.nouns import Permit
from provenance.store.tables import ends, journal
from provenance.store.tables import permits as table
from provenance.terms.instants import interval
from provenance.terms.rows import permit as read_row


def with_permits(config: Config, ledger_rows: Iterable[Mapping[str, Any]]) -> Config:
    """The configuration with the rows of a ledger (`Ledger.permit_rows`) beside its own permits."""
    return config.model_copy(update={"permits": [*config.permits, *ledger_rows]})


def record(
    database: Database,
    row: Mapping[str, Any],
    contract: str | None,
    email: str | None,
    by: str | None,
    now: datetime,
) -> int:
    """As `Ledger.record_permit`; `row` says with `allow` which of the two it is."""
    told = {key: _plain(value) for key, value in row.items() if value is not None}
    try:
        read_row(told, 1)
    except ConfigError as error:
        place = (error.place or "").removeprefix("permits.1").removeprefix(".")
        raise UsageError(error.message, place=place or None) from None
    with database.writing(now) as writer:
        sequence = writer.entry("permit" if told["allow"] else "refusal")
        writer.put(
            table,
            sequence=sequence,
            allow=told["allow"],
            party=key_of(told["who"]),
            row=json.dumps(told, sort_keys=True),
            contract=contract,
            email=email,
            by=by,
        )
        dues.put_of_permit(writer, sequence, told)
    return sequence


def all_of(database: Database, as_of: datetime | None) -> tuple[Permit, ...]:
    """As `Ledger.permits`."""
    with database.reading(as_of) as snapshot:
        return of_keys(snapshot, None)


def of_keys(snapshot: Snapshot, keys: Iterable[str] | None) -> tuple[Permit, ...]:
    """The permits and refusals of parties by their keys; all, if None."""
    ended = (
        select(func.min(ends.c.ended))
        .where(ends.c.target == table.c.sequence, ends.c.sequence <= snapshot.last)
        .scalar_subquery()
    )
    query = (
        select(table, journal.c.recorded_at, ended.label("ended"))
        .join(journal, journal.c.sequence == table.c.sequence)
        .where(table.c.sequence <= snapshot.last)
        .order_by(table.c.sequence)
    )
    if keys is not None:
        query = query.where(table.c.party.in_(list(keys)))
    return tuple(
        Permit(
            sequence=row.sequence,
            recorded_at=row.recorded_at,
            allow=row.allow,
            who=(told := json.loads(row.row))["who"],
            party=row.party,
            row=told,
            contract=row.contract,
            email=row.email,
            by=row.by,
            ended=row.ended,
        )
        for row in snapshot.connection.execute(query)
    )


def concerning(snapshot: Snapshot, article: Article) -> tuple[Permit, ...]:
    """As `Ledger.permits_for`."""
    own = {key for _, agent in parties(article) for key in _keys(agent)}
    own |= {key for author in article.authors for key in _keys(author)}
    addresses = {address_key(url) for url in (article.url, article.canonical_url, article.original_url) if url}
    return tuple(permit for permit in of_keys(snapshot, None) if _concerns(permit, own, addresses))


def _concerns(permit: Permit, keys: set[str], addresses: set[str]) -> bool:
    story = permit.row.get("story")
    return address_key(story) in addresses if story else permit.party in keys


def _keys(agent: Agent) -> tuple[str, ...]:
    return keys_of(party_key(agent))


def rows(database: Database, agents: Iterable[Agent] | None, as_of: datetime | None) -> tuple[dict[str, Any], ...]:
    """As `Ledger.permit_rows`."""
    keys = None if agents is None else {key for agent in agents for key in _keys(agent)}
    with database.reading(as_of) as snapshot:
        return tuple(_in_force(of_keys(snapshot, keys)))


def _in_force(permits: Iterable[Permit]) -> Iterator[dict[str, Any]]:
    """Rows of a configuration. What was taken back holds until then, as a use before that day was covered."""
    for permit in permits:
        row = {**permit.row, "source": permit.row.get("source") or f"the ledger, entry {permit.sequence}"}
        if permit.ended and ("until" not in row or interval(permit.ended) < interval(row["until"])):
            row["until"] = permit.ended
        yield row


def _plain(value: Any) -> Any:
    """TOML's dates as text."""
    return value.isoformat() if isinstance(value, date) else value
