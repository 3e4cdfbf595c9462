"""What needs a hand: worked out when something is recorded, listed while it is still so.

What is only about a date (an embargo, a window) is listed around that date; what we owe or have to mend stays on the
list until it is settled, its usage has ended, or a later judgement replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from heapq import merge
from typing import Any, get_args

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from provenance.errors import UsageError
from provenance.model import Article, Decision, OwedDuty
from provenance.store.database import Database, Snapshot, Writer
from provenance.store.identity import keys_of
from provenance.store.nouns import Change, Due, DueKind, Dues, Role
from provenance.store.packing import stamp
from provenance.store.tables import articles, ends, journal, judgements, postings, settlements, usages
from provenance.store.tables import dues as table
from provenance.terms.instants import interval

DATED: frozenset[DueKind] = frozenset({"embargo_lifts", "story_expires", "answer_changes", "permit_ends"})
"""Listed only around their date; the other kinds stay until somebody saw to them."""

_OF_CHANGE: dict[Change, tuple[DueKind, str]] = {
    "withdrawn": ("original_withdrawn", "The original was withdrawn since we published it."),
    "corrected": ("original_corrected", "The original was corrected since we published it."),
    "relicensed": ("original_relicensed", "What the original says of rights changed since we published it."),
}
_OF_DUTY: dict[str, DueKind] = {"take_down": "take_down", "notify": "notice", "share_figures": "notice"}


_newer, _later = articles.alias(), judgements.alias()


class _Adder:
    """Adds dues of one entry of the journal."""

    def __init__(self, writer: Writer, sequence: int) -> None:
        self._writer, self._sequence, self._next = writer, sequence, 0

    def put(self, kind: DueKind, instant: str, text: str, version: int | None, usage: int | None = None) -> None:
        self._writer.put(
            table,
            sequence=self._sequence,
            ordinal=self._next,
            kind=kind,
            instant=instant,
            text=text,
            version=version,
            usage=usage,
        )
        self._next += 1


def put_of_version(writer: Writer, sequence: int, work: str, article: Article, changes: Iterable[Change]) -> None:
    """Add the dates of a story that are not over, and what changed in it for each usage of it that has not ended."""
    adder = _Adder(writer, sequence)
    if (instant := _edge(article.embargo_until, 1)) and instant > writer.recorded_at:
        adder.put("embargo_lifts", instant, f"The embargo ends: {article.embargo_until}.", sequence)
    if (instant := _edge(article.expires, 0)) and instant > writer.recorded_at:
        adder.put("story_expires", instant, f"The story expires: {article.expires}.", sequence)
    if grave := [_OF_CHANGE[change] for change in changes if change in _OF_CHANGE]:
        for usage in _open_usages(writer, work):
            for kind, text in grave:
                adder.put(kind, writer.recorded_at, text, sequence, usage)


def put_of_gone(writer: Writer, sequence: int, version: int, fault: str) -> None:
    """Add that an original stands at its address no longer, once for each usage of it that has not ended."""
    adder = _Adder(writer, sequence)
    work = writer.connection.execute(select(articles.c.work).where(articles.c.sequence == version)).scalar_one()
    for usage in _open_usages(writer, work):
        known = exists().where(table.c.usage == usage, table.c.kind == "original_withdrawn")
        if not writer.connection.execute(select(known)).scalar():
            text = f"The original stands at its address no longer: {fault}."
            adder.put("original_withdrawn", writer.recorded_at, text, version, usage)


def _open_usages(writer: Writer, work: str) -> Sequence[int]:
    ended = exists().where(ends.c.target == usages.c.sequence)
    query = select(usages.c.sequence).where(usages.c.work == work, ~ended)
    return writer.connection.execute(query).scalars().all()


def put_of_judgement(
    writer: Writer, sequence: int, version: int, article: Article, decision: Decision, unmet: Sequence[OwedDuty]
) -> None:
    """Add the instants at which a decision can change, and the duties that a copy of ours does not meet."""
    adder = _Adder(writer, sequence)
    known = {_edge(text, side) for text in (article.embargo_until, article.expires) for side in (0, 1)}
    for instant in decision.changes_at:
        moment = stamp(datetime.fromisoformat(instant))
        if moment > writer.recorded_at and moment not in known:
            adder.put("answer_changes", moment, _may_change(decision), version)
    for duty in unmet:
        adder.put("duty_unmet", writer.recorded_at, f"Our copy does not meet it: {duty.text}", version)


def _may_change(decision: Decision) -> str:
    """That an answer can change, and under which of the terms that were looked at."""
    titles = dict.fromkeys(grant.title for part in decision.parts for grant in part.grants_considered)
    under = f" ({'; '.join(titles)})" if titles else ""
    return f"The answer can change: a window or terms begin or end{under}."


def put_of_usage(
    writer: Writer,
    sequence: int,
    version: int,
    started: str,
    decision: Decision | None,
    later: Iterable[tuple[int, Change]],
    expires: str | None,
) -> None:
    """Add what publishing brings along: notices, the day on which it comes down, changes that came before it.

    Args:
        writer: the transaction.
        sequence: of the usage.
        version: of the article that was published.
        started: when, as text that sorts.
        decision: under which it was published.
        later: what later versions changed, each with its sequence.
        expires: when the story expires, as read.
    """
    adder = _Adder(writer, sequence)
    for duty in dict.fromkeys(duty for part in decision.parts for duty in part.duties) if decision else ():
        if duty.state == "due" and (kind := _OF_DUTY.get(duty.action)):
            adder.put(kind, _edge(duty.due, 0) or started, duty.text, version, sequence)
    if instant := _edge(expires, 0):
        adder.put("take_down", instant, f"The story expires: {expires}.", version, sequence)
    for number, change in later:
        if change in _OF_CHANGE:
            kind, text = _OF_CHANGE[change]
            adder.put(kind, started, text.replace("since we published it", "before we published it"), number, sequence)


def put_of_permit(writer: Writer, sequence: int, row: dict[str, Any]) -> None:
    """Add the end of a permit or a refusal."""
    if instant := _edge(row.get("until"), 1):
        word = "permit" if row["allow"] else "refusal"
        _Adder(writer, sequence).put("permit_ends", instant, f"The {word} of {row['who']} ends: {row['until']}.", None)


def settle(database: Database, key: str, note: str | None, by: str | None, now: datetime) -> int:
    """As `Ledger.settle`.

    Raises:
        UsageError: nothing of that key was ever due.
    """
    due, ordinal = _place(key)
    with database.writing(now) as writer:
        here = and_(table.c.sequence == due, table.c.ordinal == ordinal)
        if not writer.connection.execute(select(exists().where(here))).scalar():
            raise UsageError(f"expected the key of something due, found {key!r}; `provenance ledger due` shows them")
        sequence = writer.entry("done")
        writer.put(settlements, sequence=sequence, due=due, ordinal=ordinal, note=note, by=by)
    return sequence


def page(
    database: Database,
    at: datetime,
    within: int,
    kind: DueKind | None,
    party: str | None,
    after: str | None,
    limit: int,
    as_of: datetime | None,
) -> Dues:
    """As `Ledger.due`."""
    kinds: tuple[DueKind, ...] = (kind,) if kind else get_args(DueKind)
    start = _cursor(after) if after else ("", 0, 0)
    span = timedelta(days=within)
    found: list[list[Any]] = []
    with database.reading(as_of) as snapshot:
        for each in kinds:
            query = _query(snapshot, each, party).where(table.c.instant <= stamp(at + span), _behind(start))
            if each in DATED:
                query = query.where(table.c.instant >= stamp(at - span))
            found.append(list(snapshot.connection.execute(query.limit(limit + 1))))
    rows = list(merge(*found, key=lambda row: (row.instant, row.sequence, row.ordinal)))
    shown = tuple(_due(row) for row in rows[:limit])
    last = rows[limit - 1] if len(rows) > limit else None
    return Dues(shown, f"{last.instant}~{last.sequence}~{last.ordinal}" if last else None)


def _query(snapshot: Snapshot, kind: DueKind, party: str | None) -> Select[Any]:
    """What of one kind is still so, the earliest first: an index of its own leads through it."""
    last = snapshot.last
    reading = journal.c.kind == "judgement"
    query = (
        select(table, journal.c.kind.label("entry"), articles.c.article_id, articles.c.headline, articles.c.url)
        .join(journal, journal.c.sequence == table.c.sequence)
        .outerjoin(articles, articles.c.sequence == table.c.version)
        .where(table.c.kind == kind, table.c.sequence <= last)
        .where(~_settled(last), ~exists().where(ends.c.target == func.coalesce(table.c.usage, table.c.sequence),
                                                ends.c.sequence <= last))
        .order_by(table.c.instant, table.c.sequence, table.c.ordinal)
    )  # fmt: skip
    if kind in ("embargo_lifts", "story_expires", "answer_changes", "duty_unmet"):
        query = query.where(
            ~exists().where(_newer.c.work == articles.c.work, _newer.c.sequence > articles.c.sequence,
                            _newer.c.sequence <= last),
            or_(~reading, ~exists().where(_later.c.version == table.c.version, _later.c.sequence > table.c.sequence,
                                          _later.c.sequence <= last)),
        )  # fmt: skip
    if party is not None:
        roles: tuple[Role, ...] = get_args(Role)
        terms = [f"{role}:{key}" for role in roles for key in keys_of(party)]
        query = query.where(exists().where(postings.c.version == table.c.version, postings.c.term.in_(terms)))
    return query


def _settled(last: int) -> ColumnElement[bool]:
    return exists().where(
        settlements.c.due == table.c.sequence,
        settlements.c.ordinal == table.c.ordinal,
        settlements.c.sequence <= last,
    )


def _behind(start: tuple[str, int, int]) -> ColumnElement[bool]:
    instant, sequence, ordinal = start
    here = table.c
    return or_(
        here.instant > instant,
        and_(here.instant == instant, here.sequence > sequence),
        and_(here.instant == instant, here.sequence == sequence, here.ordinal > ordinal),
    )


def _due(row: Any) -> Due:
    return Due(
        key=f"{row.sequence}.{row.ordinal}",
        kind=row.kind,
        instant=row.instant,
        text=row.text,
        article=row.article_id,
        sequence=row.version,
        headline=row.headline,
        url=row.url,
        usage=row.usage,
    )


def _place(key: str) -> tuple[int, int]:
    sequence, _, ordinal = key.partition(".")
    if not sequence.isdecimal() or not ordinal.isdecimal():
        raise UsageError(f"expected the key of something due as 12.0, found {key!r}")
    return int(sequence), int(ordinal)


def _cursor(after: str) -> tuple[str, int, int]:
    instant, _, rest = after.partition("~")
    try:
        sequence, ordinal = (int(number) for number in rest.split("~"))
    except ValueError:
        raise UsageError(f"expected what a page of what is due gave as `after`, found {after!r}") from None
    return instant, sequence, ordinal


def _edge(date: str | None, side: int) -> str | None:
    """The earliest (0) or latest (1) instant of a date, as text that sorts; None where it is none."""
    try:
        return stamp(interval(date)[side]) if date else None
    except (ValueError, TypeError):
        return None
