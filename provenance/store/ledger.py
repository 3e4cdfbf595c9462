"""The ledger as one object: open it, write to it, ask it. What it does stands in the modules beside this one.

One `Ledger` serves many threads: every call takes a connection of its own and gives it back. Several processes may
have the same file open; writers wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from provenance.model import Agent, Article, Report
from provenance.store import (
    dues,
    exchange,
    history,
    lists,
    parties,
    permits,
    redaction,
    refresh,
    stored,
    usages,
    writing,
)
from provenance.store.database import Database
from provenance.store.nouns import (
    Due,
    DueKind,
    Dues,
    Event,
    Filters,
    Judgement,
    Page,
    Party,
    Permit,
    Reading,
    Stored,
    Text,
    Usage,
    Version,
)
from provenance.store.writing import Entry


class Ledger:
    """A ledger that is open. `Ledger.open` makes one; use it in a `with`, or `close` it.

    An `id` is an article's id (`ni:///…#copy`), its address in whatever spelling, or the sequence of a version. `as_of`
    is an instant with its zone: the answer as the ledger would have given it then (None: now). What was redacted since
    stays erased.

    Every method raises `LedgerError` where the file cannot be read or written: it is locked for too long, the disk is
    full, the file is read-only, damaged, or no ledger.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        on_note: Callable[[str], None] | None = None,
    ) -> Self:
        """The ledger in the file `path`; a new one where there is none and `create` is set.

        An older ledger is brought to this version in one transaction, unless `read_only` is set. `on_note` is called
        with each sentence that somebody should read though nothing failed: that the clock went back.

        Raises:
            LedgerError: it does not exist, is no ledger, or was written by a newer version of this tool.
            MissingExtraError: SQLAlchemy is not installed.
        """
        return cls(Database.open(Path(path), create=create, read_only=read_only, on_note=on_note))

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self.database.path

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(
        self,
        article: Article,
        report: Report | None = None,
        *,
        source: str = "-",
        text: bytes | None = None,
        charset: str | None = None,
        keep_until: datetime | None = None,
        now: datetime | None = None,
    ) -> int:
        """Record that an article was read, and what was found and decided about it; all of it, or nothing.

        The same record once more is only another reading; a changed one is a new version of the same work.

        Args:
            article: the record.
            report: of `provenance.check`; what in it is not of this article is left aside.
            source: what was read.
            text: the bytes that were read, if they are to be kept, and `charset` as the server named it.
            keep_until: when the text is to be erased; None keeps it.
            now: the instant of recording; the clock's, if None.

        Returns:
            The sequence of the version.
        """
        entry = Entry(article, report, source, text, charset, keep_until)
        return writing.add(self.database, [entry], now or _now())[0]

    def add_all(self, entries: Iterable[Entry], *, size: int = 500, now: datetime | None = None) -> Iterator[int]:
        """Record many, `size` of them in one transaction; yields each version's sequence once it is safely written."""
        return writing.add_all(self.database, entries, size, now)

    def record_permit(
        self,
        row: Mapping[str, Any],
        *,
        contract: str | None = None,
        email: str | None = None,
        by: str | None = None,
        now: datetime | None = None,
    ) -> int:
        """Record what somebody allowed us; returns its sequence.

        Args:
            row: the keys of `[[permits]]` (`provenance.terms.rows.permit`): `who`, `story` (an address; without it all
                its stories), `media`, `territory`, `parts`, `edits`, `monetisation`, `from`, `until`, `zone`, `note`.
            contract, email: what it rests on; neither ever leaves in an export, as the whole permit does not.
            by: who records it.
            now: the instant of recording.

        Raises:
            UsageError: an unknown key or a value of the wrong kind, named.
        """
        return permits.record(self.database, {**row, "allow": True}, contract, email, by, now or _now())

    def record_refusal(
        self,
        row: Mapping[str, Any],
        *,
        contract: str | None = None,
        email: str | None = None,
        by: str | None = None,
        now: datetime | None = None,
    ) -> int:
        """Record what somebody refused us, which overrides every grant; as `record_permit`."""
        return permits.record(self.database, {**row, "allow": False}, contract, email, by, now or _now())

    def end_permit(
        self,
        permit: int,
        *,
        ended: str | None = None,
        note: str | None = None,
        by: str | None = None,
        now: datetime | None = None,
    ) -> int:
        """Record that a permit or a refusal was taken back (at `ended`, ISO 8601; now, if None)."""
        now = now or _now()
        return usages.end(self.database, "permit", permit, ended or now.isoformat(), note, by, now)

    def record_usage(
        self,
        id: str | int,
        *,
        where: str,
        medium: str = "web",
        started: str | None = None,
        judgement: int | None = None,
        note: str | None = None,
        by: str | None = None,
        now: datetime | None = None,
    ) -> int:
        """Record that we published an article; returns the usage's sequence.

        Args:
            id: the article.
            where: the address, or the page of the paper.
            medium: one of `provenance.terms.use.MEDIA`.
            started: when, ISO 8601; now, if None.
            judgement: under which decision; the latest of that version, if None.
            note, by: in words, and who records it.
            now: the instant of recording.

        Raises:
            UsageError: no such article or judgement, an unknown medium, a date that is none.
        """
        return usages.record(self.database, id, where, medium, started, judgement, note, by, now or _now())

    def end_usage(
        self,
        usage: int,
        *,
        ended: str | None = None,
        note: str | None = None,
        by: str | None = None,
        now: datetime | None = None,
    ) -> int:
        """Record that a publication ended (taken down, `ended` ISO 8601; now, if None)."""
        now = now or _now()
        return usages.end(self.database, "usage", usage, ended or now.isoformat(), note, by, now)

    def settle(self, key: str, *, note: str | None = None, by: str | None = None, now: datetime | None = None) -> int:
        """Record that what was due is done: `key` as of `Due`."""
        return dues.settle(self.database, key, note, by, now or _now())

    def redact(
        self,
        id: str | int | None,
        *,
        what: redaction.What = "record",
        name: str | None = None,
        reason: str,
        by: str,
        now: datetime | None = None,
    ) -> tuple[int, ...]:
        """Erase, in every version of an article, its record and text, its text alone, or somebody's name.

        The tombstone says what was erased, why, by whom and when; the sequences of the tombstones are returned. What
        was erased is gone from the file, its write-ahead log and the graph beside it too.

        Args:
            id: the article; None, with a name, is every article, and all that people wrote beside.
            what: `record` (the record, its text, findings and reasons; address, digest and dates stay), `text`, `name`.
            name: with `what="name"`, the name to erase wherever it stands in the article and what was found in it.
            reason, by: for the tombstone; they must not repeat what is erased.
            now: the instant of recording.

        Raises:
            UsageError: no such article, no reason, or a reason that holds the name.
            LedgerError: it is erased, but old pages stay in the log while another process reads.
            GraphError: it is erased, but the graph beside the ledger cannot be removed.
        """
        return redaction.redact(self.database, id, what, name, reason, by, now or _now())

    def purge(self, now: datetime | None = None) -> int:
        """Erase the texts whose time of retention is over, each with a tombstone; returns how many."""
        return redaction.purge(self.database, now or _now())

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def article(self, id: str | int, *, as_of: datetime | None = None) -> Stored | None:
        """A version of an article with its latest judgement: the one of that id or sequence; of an address, the latest
        version. None if there is none.
        """
        return stored.article(self.database, id, as_of)

    def by_text(self, fingerprint: str, *, as_of: datetime | None = None) -> Stored | None:
        """The latest version with that fingerprint of its text (`provenance.store.identity.fingerprint`)."""
        return stored.by_fingerprint(self.database, fingerprint, as_of)

    def text(self, id: str | int, *, now: datetime | None = None) -> Text | None:
        """The bytes that a version was read from, if they were kept and their time is not over."""
        return stored.text(self.database, id, now or _now())

    def versions(self, id: str | int, *, as_of: datetime | None = None) -> tuple[Version, ...]:
        """All versions of the same work, the oldest first; empty if there is none."""
        return stored.versions(self.database, id, as_of)

    def judgements(self, id: str | int, *, as_of: datetime | None = None) -> tuple[Judgement, ...]:
        """All judgements of one version, the oldest first."""
        return stored.judgements_of(self.database, id, as_of)

    def history(self, id: str | int, *, as_of: datetime | None = None) -> tuple[Event, ...]:
        """Everything that was recorded about a work, in order: readings, judgements, usages, redactions, permits."""
        return history.of(self.database, id, as_of)

    def list(
        self,
        filters: Filters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        as_of: datetime | None = None,
    ) -> Page:
        """A page of the latest versions that fit the filters: the latest recorded first; with a filter by date, the
        latest published.

        Args:
            filters: all, if None.
            after: `Page.after` of the page before.
            limit: so many rows, 1 to 500.
            as_of: the list as it was then.

        Raises:
            UsageError: `after` is not of a list, or a date is none.
        """
        return lists.page(self.database, filters or Filters(), after, limit, as_of)

    def search(self, text: str, *, after: str | None = None, limit: int = 50, as_of: datetime | None = None) -> Page:
        """The articles that have all these words in headline, names or address."""
        return lists.page(self.database, Filters(text=text), after, limit, as_of)

    def due(
        self,
        at: datetime | None = None,
        *,
        within: int = 30,
        kind: DueKind | None = None,
        party: str | None = None,
        after: str | None = None,
        limit: int = 100,
        as_of: datetime | None = None,
    ) -> Dues:
        """What needs a hand at the instant `at` (now, if None), or will within so many days; the earliest first.

        Args:
            at: seen from this instant.
            within: days to look ahead.
            kind: only this kind.
            party: only what concerns this holder, publisher or agency (key, IRI or name).
            after: `Dues.after` of the page before.
            limit: so many rows.
            as_of: by what was recorded then.
        """
        return dues.page(self.database, at or _now(), within, kind, party, after, limit, as_of)

    def party(self, name: str, *, as_of: datetime | None = None) -> Party | None:
        """The organisation of a key, an IRI or a name, also an earlier one; None if the ledger never met it."""
        return parties.one(self.database, name, as_of)

    def parties(
        self, *, after: str | None = None, limit: int = 100, as_of: datetime | None = None
    ) -> tuple[Party, ...]:
        """The organisations that the ledger met, by key; `after` is the key of the last one of the page before."""
        return parties.page(self.database, after, limit, as_of)

    def permits(self, *, as_of: datetime | None = None) -> tuple[Permit, ...]:
        """All permits and refusals, the oldest first, those taken back too."""
        return permits.all_of(self.database, as_of)

    def permits_for(self, article: Article, *, as_of: datetime | None = None) -> tuple[Permit, ...]:
        """The permits and refusals that concern the article: of one of its parties, or of its address."""
        with self.database.reading(as_of) as snapshot:
            return permits.concerning(snapshot, article)

    def permit_rows(
        self, parties: Iterable[Agent] | None = None, *, as_of: datetime | None = None
    ) -> tuple[dict[str, Any], ...]:
        """The permits and refusals in force as rows of `[[permits]]`, to be added to a configuration
        (`provenance.store.permits.with_permits` does it); those of some parties only, where given.
        """
        return permits.rows(self.database, parties, as_of)

    def usages(self, id: str | int | None = None, *, as_of: datetime | None = None) -> tuple[Usage, ...]:
        """The usages of a work, or all, the oldest first."""
        return usages.all_of(self.database, id, as_of)

    def iter_readings(self, since: int = 0, *, as_of: datetime | None = None) -> Iterator[Reading]:
        """Every version that was recorded, judged anew or redacted after the sequence `since`, as it is now, in order.

        For an index that is kept beside the ledger: each answers for its `article_id`; hand in the `sequence` of the
        last one the next time. Rows are fetched as they are asked for.
        """
        return stored.iter_readings(self.database, since, as_of)

    def last_sequence(self, *, as_of: datetime | None = None) -> int:
        """The sequence of the last entry; 0 in an empty ledger."""
        return self.database.last_sequence(as_of)

    # ── refreshing, and other ledgers ────────────────────────────────────────────────────────────────────────────────

    def stale(self, *, before: datetime, limit: int | None = None, in_use: bool = False) -> tuple[refresh.Stale, ...]:
        """The addresses that were not asked since `before`, those asked the longest ago first."""
        return refresh.stale(self.database, before, limit, in_use)

    def record_failure(self, version: int, fault: str, *, is_gone: bool = False, now: datetime | None = None) -> int:
        """Record that the original of a version was asked for again and could not be read, and why.

        `is_gone` says that it stands there no longer: that is due where we publish it.
        """
        return refresh.record(self.database, version, fault, is_gone, now or _now())

    def export(self, file: IO[str], *, as_of: datetime | None = None) -> exchange.Exported:
        """Write everything as lines of JSON, but for permits, contracts and what a decision says of them."""
        return exchange.export(self.database, file, as_of)

    def import_(self, file: IO[str], *, now: datetime | None = None) -> exchange.Imported:
        """Record what an export holds. Into an empty ledger with its times; else as of now, without what is known.

        Raises:
            LedgerError: a line is not of an export; nothing is recorded then.
        """
        return exchange.import_(self.database, file, now or _now())


def _now() -> datetime:
    return datetime.now(UTC)


__all__ = ["Due", "Entry", "Ledger"]
