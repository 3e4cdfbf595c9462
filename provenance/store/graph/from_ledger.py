"""The ledger as the source of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provenance.model import Report
from provenance.store.graph.entries import Entry
from provenance.store.ledger import Ledger
from provenance.store.nouns import Judgement, Usage


class LedgerSource:
    """What the index takes from an open ledger (`entries.Source`)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @property
    def identity(self) -> str:
        """The name of the first entry of the journal, which never changes; "" of an empty ledger."""
        from sqlalchemy import select

        from provenance.store.tables import journal

        with self._ledger.database.reading() as snapshot:
            first = select(journal.c.uid).order_by(journal.c.sequence).limit(1)
            return snapshot.connection.execute(first).scalar() or ""

    @property
    def sequence(self) -> int:
        """The sequence of the last entry."""
        return self._ledger.last_sequence()

    def entries(self, since: int) -> Iterator[Entry]:
        """The versions that were recorded, judged anew or redacted after `since`."""
        for reading in self._ledger.iter_readings(since):
            report = _report(reading.judgement) if reading.judgement else None
            yield Entry(reading.sequence, reading.article_id, reading.article, report, reading.supersedes)

    def usages(self) -> Iterable[Usage]:
        """All publications of ours."""
        return self._ledger.usages()


def _report(judgement: Judgement) -> Report:
    """A judgement as the report that it was recorded from."""
    return Report(
        tool_version=judgement.tool_version,
        config_digest=judgement.config_digest,
        at=judgement.at,
        findings=judgement.findings,
        decisions=(judgement.decision,) if judgement.decision else (),
    )
