"""`provenance ledger add`: read, judge, and record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from provenance.cli import UNREADABLE, say, sources
from provenance.cli.copies import Asked, judged
from provenance.cli.ledger import output
from provenance.cli.ledger.options import face_option, opened, places
from provenance.cli.listing import standard_input
from provenance.cli.told import instant, told_use
from provenance.config import Config
from provenance.errors import SourceError, UsageError
from provenance.model import Article, Report
from provenance.reading import Loaded, iter_articles, load

if TYPE_CHECKING:
    from provenance.store import Ledger
    from provenance.store.writing import Entry

_OF_ONE = ("html", "text")
_NOTHING_TOLD = sources.Told()
_COLUMNS = ("entry", "verdict", "errors", "warnings", "headline")


class Judging(NamedTuple):
    """How articles are judged before they are recorded; the fields of `provenance.check`."""

    config: Config
    at: datetime
    use: Mapping[str, Any] | None = None
    under: str | None = None

    def report(self, article: Article, path: str) -> Report:
        """What is found and decided about an article."""
        from provenance.judge import check

        return check(article, config=self.config, at=self.at, path=path, use=self.use, under=self.under)


class Keeping(NamedTuple):
    """Whether the text that was read is kept, and for how many days."""

    text: bool = False
    days: int | None = None

    @classmethod
    def of(cls, text: bool, days: int | None) -> Keeping:
        """What the options say.

        Raises:
            UsageError: a time for a text that is not kept.
        """
        if days is not None and not text:
            raise UsageError("--keep-days says how long a text is kept: with --keep-text")
        return cls(text, days)

    def until(self, now: datetime) -> datetime | None:
        """Until when; None for ever."""
        return None if self.days is None else now + timedelta(days=self.days)


def keeping_options(command: Any) -> Any:
    """The options that make a `Keeping`: `keep_text` and `keep_days`."""
    for add in (
        click.option("--keep-days", type=click.IntRange(1), metavar="DAYS", help="With --keep-text: so long."),
        click.option("--keep-text", is_flag=True, help="Keep the bytes of pages and texts, too."),
    ):
        command = add(command)
    return command


@click.command("add", epilog="Example: provenance ledger add story.html --use medium=web,audience=US")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@sources.options
@click.option("--at", metavar="INSTANT", help="Judge as of this instant (ISO 8601; UTC if without zone); default: now.")
@click.option("--use", metavar="FACTS|FILE", help="The use, as for `provenance check`.")
@click.option("--terms", "under", metavar="NAME", help="Judge by these terms, whatever the page says of its holder.")
@click.option("--copy", metavar="FILE|URL", help="Hold this copy of ours against the terms of SOURCE; record both.")
@click.option("--as-copy", is_flag=True, help="SOURCE itself is our copy: hold it against the terms of --terms.")
@click.option("--original", metavar="URL", help="You say: where the original of the copy stands.")
@keeping_options
@places
@face_option("text", "json", "csv")
@click.pass_context
def add(
    ctx: click.Context,
    names: tuple[str, ...],
    format_: str | None,
    url: str | None,
    publisher: str | None,
    date: str | None,
    at: str | None,
    use: str | None,
    under: str | None,
    copy: str | None,
    as_copy: bool,
    original: str | None,
    keep_text: bool,
    keep_days: int | None,
    ledger: str | None,
    config: str | None,
    face: str,
) -> None:
    """Read and judge sources as `provenance check` does, and record them.

    The permits and refusals of the ledger count beside those of the configuration. What was read before is recorded as
    another reading, or, where it changed, as a new version.
    """
    told = sources.Told(format_, url, publisher, date)
    found = sources.expand(names)
    told.check(found)
    asked = Asked(copy, as_copy, original, under)
    asked.check(found)
    settings = Config.load(config)
    judging_at = instant(at)
    facts = told_use(use) if use else None
    keeping = Keeping.of(keep_text, keep_days)
    recorded: list[dict[str, Any]] = []
    unread = 0
    with opened(ledger, settings, create=True) as store:
        store.purge()
        judging = Judging(settled(settings, store), judging_at, facts, under)
        for name in found:
            try:
                if asked:
                    batch: Iterable[Entry] = _of_copy(name, asked, told, judging)
                else:
                    batch = entries(name, told, judging, keeping)
                recorded += record(store, batch)
            except SourceError as error:
                sources.complain(error, name)
                unread += 1
    output.rows(recorded, face, _COLUMNS, "Nothing was recorded.")
    if unread:
        ctx.exit(UNREADABLE)


def settled(config: Config, store: Ledger) -> Config:
    """The configuration with the permits and refusals of the ledger."""
    from provenance.store.permits import with_permits

    return with_permits(config, store.permit_rows())


def record(store: Ledger, batch: Iterable[Entry]) -> list[dict[str, Any]]:
    """Record entries; a row for each article."""
    from provenance.outcome import Outcome

    waiting: list[Entry] = []

    def remembered() -> Iterable[Entry]:
        for entry in batch:
            waiting.append(entry)
            yield entry

    rows = []
    for version in store.add_all(remembered()):
        article, report = waiting.pop(0)[:2]
        decision = next((each for each in report.decisions if each.article == article.id), None) if report else None
        levels = [found.level for found in report.findings if found.article == article.id] if report else []
        rows.append(
            {
                "entry": version,
                "verdict": Outcome("", decision=decision).verdict if decision else None,
                "errors": levels.count("error"),
                "warnings": levels.count("warning"),
                "headline": article.headline,
                "url": article.url,
                "article": article.id,
            }
        )
    return rows


def entries(name: str, told: sources.Told, judging: Judging, keeping: Keeping) -> Iterator[Entry]:
    """The articles of one source, judged, as entries.

    Raises:
        SourceError: it cannot be fetched or read.
    """
    loaded = _loaded(name)
    if loaded is not None:
        for note in loaded.notes:
            say(f"{name}: {note}")
        yield from entries_of(loaded, name, judging, keeping, told)
        return
    for article in sources.articles(name, told):
        own = Loaded(Path(name).read_bytes()) if article.source_format in _OF_ONE else None
        yield _entry(article, name, own, judging, keeping)


def entries_of(
    loaded: Loaded, name: str, judging: Judging, keeping: Keeping, told: sources.Told = _NOTHING_TOLD
) -> Iterator[Entry]:
    """The articles of a source that is loaded already, judged, as entries.

    Raises:
        SourceError: it cannot be read.
    """
    for article in iter_articles(
        loaded,
        url=told.url,
        publisher=told.publisher,
        date=told.date,
        format=told.format,
        on_unreadable=lambda error: sources.complain(error, name),
    ):
        yield _entry(article, name, loaded if article.source_format in _OF_ONE else None, judging, keeping)


def _entry(article: Article, name: str, own: Loaded | None, judging: Judging, keeping: Keeping) -> Entry:
    """An article as an entry; `own` are the bytes that are this article's, and no other's."""
    from provenance.store.identity import fingerprint_of
    from provenance.store.writing import Entry

    entry = Entry(article, judging.report(article, name), name)
    if own is None:
        return entry
    if keeping.text:
        return entry._replace(text=own.data, charset=own.charset, keep_until=keeping.until(judging.at))
    return entry._replace(fingerprint=fingerprint_of(own.data, article, own.charset))


def _loaded(name: str) -> Loaded | None:
    """What can be read only once, as a whole; None for a file, of which a feed may be larger than the memory."""
    if name == sources.STDIN:
        return Loaded(standard_input().read(), "standard input")
    return load(name) if sources.is_address(name) else None


def _of_copy(name: str, asked: Asked, told: sources.Told, judging: Judging) -> list[Entry]:
    """A copy of ours and its original, or the copy alone, with what came of holding it against the terms."""
    from provenance.store.writing import Entry

    report, articles = judged(name, asked, told, config=judging.config, at=judging.at, use=judging.use)
    if asked.copy is None:
        return [Entry(articles[0], report, name)]
    ours, original = articles
    return [Entry(original, report, name), Entry(ours, report, asked.copy)]


COMMANDS = {"add": add}
