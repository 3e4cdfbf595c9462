"""`provenance ledger refresh`: read originals again, politely."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import click

from provenance.cli.ledger import output
from provenance.cli.ledger.add import Judging, Keeping, entries_of, keeping_options, record, settled
from provenance.cli.ledger.options import face_option, opened, places
from provenance.cli.progress import Progress
from provenance.cli.told import told_use
from provenance.config import Config
from provenance.errors import FetchError, SourceError
from provenance.hosts import host_of
from provenance.outcome import Total
from provenance.reading import Loaded

if TYPE_CHECKING:
    from provenance.fetch import FetchPolicy
    from provenance.store import Ledger
    from provenance.store.refresh import Stale

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_COLUMNS = ("entry", "changes", "headline", "url")


@click.command("refresh", epilog="Example: provenance ledger refresh --in-use --limit 100")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Read so many at most.")
@click.option("--older-than", "hours", type=click.FloatRange(0), default=24.0, show_default=True, metavar="HOURS",
              help="Only what was not asked for so long.")  # fmt: skip
@click.option("--in-use", is_flag=True, help="Only originals of what we published.")
@click.option("--delay", type=click.FloatRange(0), default=5.0, show_default=True, metavar="SECONDS",
              help="Between two requests to one host.")  # fmt: skip
@click.option("--use", metavar="FACTS|FILE", help="The use, as for `provenance check`.")
@keeping_options
@places
@face_option("text", "json", "csv")
def refresh(
    limit: int | None,
    hours: float,
    in_use: bool,
    delay: float,
    use: str | None,
    keep_text: bool,
    keep_days: int | None,
    ledger: str | None,
    config: str | None,
    face: str,
) -> None:
    """Read originals again, those first that were not read for the longest time, and list what changed.

    robots.txt is respected, and every host is left alone between two requests. Each answer is recorded at once: a run
    that was stopped goes on where it stopped. What changed in something that we published is due.
    """
    settings = Config.load(config)
    facts = told_use(use) if use else None
    keeping = Keeping.of(keep_text, keep_days)
    changed: list[dict[str, Any]] = []
    with opened(ledger, settings) as store:
        store.purge()
        started = datetime.now(UTC)
        found = store.stale(before=started - timedelta(hours=hours), limit=limit, in_use=in_use)
        judging = Judging(settled(settings, store), started, facts)
        total = Total()
        progress = Progress(total, len(found))
        visitor = Visitor(delay)
        for stale in found:
            progress.draw()
            try:
                loaded = visitor.read(stale.url)
                changed += _record(store, stale, loaded, judging, keeping)
                total.articles += 1
            except SourceError as error:
                progress.say(f"{stale.url}: {error.message}")
                is_gone = isinstance(error, FetchError) and error.status in _GONE
                store.record_failure(stale.version, error.message, is_gone=is_gone)
            total.sources += 1
        progress.clear()
    output.rows(changed, face, _COLUMNS, f"Nothing changed in {total.articles} originals.")


class Visitor:
    """Reads pages for a run that nobody watches: robots.txt is asked and heeded, and no host is asked in haste.

    Args:
        delay: seconds between two requests for pages of one host.
        policy: the limits of each fetch; those of a run that respects robots.txt, if None.
    """

    def __init__(self, delay: float, policy: FetchPolicy | None = None) -> None:
        from provenance.fetch import FetchPolicy, RobotsCache, SiteFiles

        self._delay = delay
        self._policy = policy or FetchPolicy(respect_robots=True)
        self._robots, self._site = RobotsCache(self._policy), SiteFiles()
        self._asked: dict[str, float] = {}

    def read(self, url: str) -> Loaded:
        """A page, when its turn has come.

        Raises:
            FetchError: robots.txt closes it, or the network did not give it.
        """
        from provenance.fetch import fetch
        from provenance.readers.signals.surroundings import Surroundings

        host = host_of(url)
        if host in self._asked:
            time.sleep(max(0.0, self._asked[host] + self._delay - time.monotonic()))
        try:
            page = fetch(url, policy=self._policy, robots=self._robots, site=self._site)
        finally:
            self._asked[host] = time.monotonic()
        return Loaded(
            page.body, url, page.url, page.charset, page.notes, Surroundings(page.url, page.headers, page.site_files)
        )


def _record(
    store: Ledger, stale: Stale, loaded: Loaded, judging: Judging, keeping: Keeping
) -> Iterator[dict[str, Any]]:
    """Record what was read; a row for each new version that says something else, and is not only read otherwise.

    Raises:
        SourceError: it cannot be read as an article.
    """
    for row in record(store, entries_of(loaded, stale.url, judging, keeping)):
        version = store.versions(row["entry"])[-1]
        if version.sequence > stale.version and version.changes:
            yield {**row, "entry": version.sequence, "changes": " ".join(version.changes)}


COMMANDS = {"refresh": refresh}
