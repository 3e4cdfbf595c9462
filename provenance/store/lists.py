"""Pages of articles: filtered, counted so far as anybody reads the number, as fast in a large ledger as in a small one.

Every filter is a term (`word:flood`, `holder:…`, `verdict:ask`) whose versions stand in order in `postings`. The rarest
term leads; the others, and whether a version and a judgement are still the latest, are looked up for each candidate.
A page ends where it is full, and the next begins behind its last row: nothing is skipped over by number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select

from provenance.errors import UsageError
from provenance.store.database import Database, Snapshot
from provenance.store.identity import keys_of, words
from provenance.store.nouns import COUNTED, Filters, Page, Row
from provenance.store.stored import is_redacted
from provenance.store.tables import articles, findings, journal, judgements, organisations, postings, usages
from provenance.terms.instants import interval

_LIMIT = 500
_SHORT = 2000
"""So many versions of a term are brought into the order of their dates faster than the dates are searched for them."""
_SHOWN = [column for column in articles.c if column is not articles.c.record]
_later, _judged, _leading = articles.alias(), judgements.alias(), postings.alias()

_Terms = tuple[str, ...]
"""Terms of which one must fit: an organisation under each of its keys."""


class _Asked(NamedTuple):
    """Filters, in terms and days."""

    filters: Filters
    terms: tuple[_Terms, ...]

    @property
    def is_dated(self) -> bool:
        """Whether the list goes by the day of publication."""
        return bool(self.filters.since or self.filters.until)


def page(database: Database, filters: Filters, after: str | None, limit: int, as_of: datetime | None) -> Page:
    """As `Ledger.list`."""
    limit = max(1, min(limit, _LIMIT))
    for name in ("since", "until"):
        _check_day(getattr(filters, name), name)
    with database.reading(as_of) as snapshot:
        asked = _Asked(filters, tuple(_groups(snapshot, filters)))
        lead, length = _rarest(snapshot, asked.terms)
        if not length:
            return Page((), None, 0, True)
        query, place = _fitting(snapshot, asked, None if asked.is_dated and length > _SHORT else lead)
        first = _places(snapshot, asked, query, place, None, max(COUNTED, limit))
        here = first if after is None else _places(snapshot, asked, query, place, after, limit)
        rows = _rows(snapshot, here[:limit])
    last = here[limit - 1] if len(here) > limit else None
    following = None if last is None else f"{last.published}~{last.place}" if asked.is_dated else str(last.place)
    return Page(rows, following, min(len(first), COUNTED), len(first) <= COUNTED)


def _groups(snapshot: Snapshot, filters: Filters) -> Iterator[_Terms]:
    """The filters as terms. Of the keys of an organisation only those under which it was met: usually one."""
    for word in dict.fromkeys(words(filters.text or "")):
        yield (f"word:{word}",)
    for role in ("holder", "publisher", "agency"):
        if name := getattr(filters, role):
            met = select(organisations.c.key).distinct().where(organisations.c.key.in_(keys_of(name)))
            yield tuple(f"{role}:{key}" for key in snapshot.connection.execute(met).scalars())
    if filters.verdict:
        yield (f"verdict:{filters.verdict}",)
    if filters.finding:
        yield (f"finding:{filters.finding.upper()}",)
    if filters.in_use:
        yield ("used:",)


def _rarest(snapshot: Snapshot, groups: tuple[_Terms, ...]) -> tuple[_Terms | None, int]:
    """The group with the fewest versions, and how many, up to `_SHORT` and one: more is not worth counting."""
    best: tuple[_Terms | None, int] = None, _SHORT + 1
    for group in groups:
        some = select(postings.c.version).where(postings.c.term.in_(group), postings.c.version <= snapshot.last)
        query = select(func.count()).select_from(some.limit(_SHORT + 1).subquery())
        count = snapshot.connection.execute(query).scalar_one()
        if best[0] is None or count < best[1]:
            best = group, count
    return best


def _fitting(snapshot: Snapshot, asked: _Asked, lead: _Terms | None) -> tuple[Select[Any], ColumnElement[int]]:
    """The versions that fit, in no order yet, and the column that is their place in the list.

    With a lead of one term the list goes along its postings, which stand in the order of the list; what the others
    have to say is looked up by the place alone, before anything else of a version is.
    """
    filters, last = asked.filters, snapshot.last
    single = lead[0] if lead is not None and len(lead) == 1 else None
    place: ColumnElement[int] = articles.c.sequence if single is None else _leading.c.version
    query = select(place.label("place"), articles.c.published)
    if single is not None:
        query = query.join_from(_leading, articles, articles.c.sequence == place).where(_leading.c.term == single)
    for group in asked.terms:
        if group is lead and single is None:
            query = query.where(place.in_(select(postings.c.version).where(postings.c.term.in_(group))))
        elif group is not lead:
            query = query.where(exists().where(postings.c.term.in_(group), postings.c.version == place))
    if asked.is_dated:
        query = query.where(articles.c.published >= (filters.since or "0"))
    query = query.where(
        ~exists().where(_later.c.work == articles.c.work, _later.c.sequence > place, _later.c.sequence <= last)
    )
    if filters.in_use:
        query = query.where(exists().where(usages.c.work == articles.c.work, usages.c.sequence <= last))
    if filters.verdict or filters.finding:
        query = query.join(judgements, judgements.c.sequence == _latest_judgement(place, last))
    if filters.verdict:
        query = query.where(judgements.c.verdict == filters.verdict)
    if filters.finding:
        code = filters.finding.upper()
        query = query.where(exists().where(findings.c.judgement == judgements.c.sequence, findings.c.code == code))
    return query, place


def _latest_judgement(version: ColumnElement[int], last: int) -> ScalarSelect[int]:
    here = select(func.max(_judged.c.sequence)).where(_judged.c.version == version, _judged.c.sequence <= last)
    return here.scalar_subquery()


def _places(
    snapshot: Snapshot, asked: _Asked, query: Select[Any], place: ColumnElement[int], after: str | None, limit: int
) -> Sequence[Any]:
    """The places that fit, in the order of the list, from behind the cursor on; one more than `limit`, if there are.

    A column has one upper bound, never two: a database goes along one, and would pass by all that the other excludes.
    """
    if asked.is_dated:
        published, until = articles.c.published, asked.filters.until
        query = query.where(place <= snapshot.last).order_by(published.desc(), place.desc())
        if after is not None:
            day, number = _cursor(after, dated=True)
            query = query.where(published <= day, or_(published < day, place < number))
        elif until is not None:
            query = query.where(published < f"{until}~")  # behind every time of that day
    else:
        end = snapshot.last if after is None else min(snapshot.last, _cursor(after, dated=False)[1] - 1)
        query = query.where(place <= end).order_by(place.desc())
    return snapshot.connection.execute(query.limit(limit + 1)).all()


def _rows(snapshot: Snapshot, places: Sequence[Any]) -> tuple[Row, ...]:
    """What is shown of these versions, in their order."""
    last = snapshot.last
    query = (
        select(*_SHOWN, journal.c.recorded_at, judgements.c.verdict, judgements.c.errors, judgements.c.warnings,
               judgements.c.notes, is_redacted(last).label("is_redacted"))
        .join(journal, journal.c.sequence == articles.c.sequence)
        .outerjoin(judgements, judgements.c.sequence == _latest_judgement(articles.c.sequence, last))
        .where(articles.c.sequence.in_([row.place for row in places]))
    )  # fmt: skip
    found = {row.sequence: _row(row) for row in snapshot.connection.execute(query)}
    return tuple(found[row.place] for row in places)


def _cursor(after: str, *, dated: bool) -> tuple[str, int]:
    published, tilde, number = after.rpartition("~")
    if bool(tilde) != dated or not number.isdecimal():
        raise UsageError(f"expected what a page of this list gave as `after`, found {after!r}")
    return published, int(number)


def _check_day(date: str | None, place: str) -> None:
    try:
        interval(date or "2000")
    except ValueError as error:
        raise UsageError(str(error), place=place) from None


def _row(row: Any) -> Row:
    return Row(
        sequence=row.sequence,
        article=row.article_id,
        url=row.url,
        headline=row.headline,
        publisher=row.publisher,
        holder=row.holder,
        agency=row.agency,
        date_published=row.date_published,
        status=row.status,
        verdict=row.verdict,
        errors=row.errors or 0,
        warnings=row.warnings or 0,
        notes=row.notes or 0,
        recorded_at=row.recorded_at,
        is_redacted=row.is_redacted,
    )
