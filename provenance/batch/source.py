"""One source: read, judged, and what is excused in it taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from provenance.config import Config
from provenance.errors import FetchError, ItemError, ProvenanceError, SourceError, UnreadableError
from provenance.judge import check
from provenance.model import Article, Finding
from provenance.outcome import Outcome
from provenance.reading import iter_articles
from provenance.rules import RuleSet, unreadable
from provenance.scopes import config_for
from provenance.suppress import Suppression, configured, excuse, faulty, inline, place_in

if TYPE_CHECKING:
    from provenance.fetch import RobotsCache


class Source(NamedTuple):
    """A source to be read: what messages and locations call it, and the file or address where it is, if not the same.

    `is_listed` marks an address that no person named: robots.txt is asked first.
    """

    name: str
    path: str | None = None
    is_listed: bool = False

    @property
    def is_address(self) -> bool:
        """Whether it is on the web."""
        return (self.path or self.name).lower().startswith(("http://", "https://"))


class Told(TypedDict, total=False):
    """What an editor tells of the sources, as `provenance.iter_articles` takes it."""

    format: str | None
    url: str | None
    publisher: str | None
    date: str | None


@dataclass(frozen=True)
class Judge:
    """All that decides about a source, the same in every process: a function from a source to its outcomes.

    Args:
        config: its overrides and suppressions are heeded; paths in it are seen from where it was read.
        at: the instant of knowledge, with its zone.
        use, under: as `provenance.check` takes them.
        told: what an editor tells.
    """

    config: Config
    at: datetime
    use: Mapping[str, Any] | None = None
    under: str | None = None
    told: Told = field(default_factory=Told)

    def prepare(self) -> None:
        """Read a line of text and judge an empty page: what every article needs is loaded, what is told wrong is found.

        Raises:
            ConfigError, UsageError, TermsError: as `provenance.check`, for whatever article.
        """
        with suppress(SourceError):
            list(iter_articles(b"-", **self.told))
        for article in iter_articles(b"<p>-</p>"):
            check(article, config=self.config, at=self.at, use=self.use, under=self.under)

    def __call__(self, source: Source) -> Iterator[Outcome]:
        """The outcomes of one source, article by article.

        Raises:
            ConfigError, UsageError, TermsError: what the user told us is wrong, so it is for every source.
        """
        broken: list[ItemError] = []
        notes: list[str] = []
        try:
            self._ask_robots(source)
            where = source.path or source.name
            for article in iter_articles(
                where if source.is_address else Path(where),
                on_note=notes.append,
                on_unreadable=broken.append,
                **self.told,
            ):
                yield from self._unreadable(source, broken)
                yield replace(self._judged(article, source), notes=tuple(notes))
                notes.clear()
            yield from self._unreadable(source, broken)
        except (SourceError, MemoryError, RecursionError) as error:
            yield from self._unreadable(source, broken)
            yield self.lost(source, error, notes=tuple(notes))
        except ProvenanceError:
            raise
        except Exception as error:
            yield Outcome(source.name, fault=_sentence(error))

    def lost(self, source: Source, error: Exception, notes: tuple[str, ...] = ()) -> Outcome:
        """The outcome for a source that could not be read, or not to its end."""
        if isinstance(error, MemoryError):
            error = UnreadableError("it needs more memory than there is")
        elif isinstance(error, RecursionError):
            error = UnreadableError("it is nested too deeply")
        found = unreadable(source.name, error).model_copy(update={"help": "Repair the source, or leave it out."})
        why = error.message if isinstance(error, ProvenanceError) else str(error)
        return replace(self._adopted(source, found), unread=why, notes=notes)

    def void_suppressions(self) -> Outcome | None:
        """The configured suppressions that excuse nothing, as an outcome of the configuration file."""
        found = tuple(f for f in map(self._rules.adopt, faulty(self._configured)) if f)
        return Outcome(self.config.source or "", found, fail_on=self.config.fail_on) if found else None

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs: what was worked out stays here, and is worked out there."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def _configured(self) -> tuple[Suppression, ...]:
        return configured(self.config, self.at)

    @cached_property
    def _rules(self) -> RuleSet:
        return RuleSet.of(self.config)

    @cached_property
    def _robots(self) -> RobotsCache:
        from provenance.fetch import RobotsCache

        return RobotsCache()

    def _ask_robots(self, source: Source) -> None:
        if source.is_listed and source.is_address and (refusal := self._robots.refusal(source.name)):
            raise FetchError(f"{refusal}; a batch respects it", source=source.name)

    def _unreadable(self, source: Source, broken: list[ItemError]) -> Iterator[Outcome]:
        """The outcomes of the items that could not be read since the last article."""
        yield from (self._adopted(source, unreadable(source.name, error)) for error in broken)
        broken.clear()

    def _adopted(self, source: Source, found: Finding) -> Outcome:
        own = config_for(self.config, source.name, None)
        report = check([found], config=self.config, at=self.at, path=source.name)
        counting, excused = excuse(report.findings, self._configured, place_in(self.config, source.name))
        return Outcome(source.name, counting, excused=excused, fail_on=own.fail_on, is_unreadable=True)

    def _judged(self, article: Article, source: Source) -> Outcome:
        publisher = article.publisher.name if article.publisher else None
        own = config_for(self.config, source.name, publisher)
        try:
            report = check(article, config=self.config, at=self.at, path=source.name, use=self.use, under=self.under)
            written = self._inline(article, source) if own.inline_suppressions else ()
        except (ProvenanceError, MemoryError, RecursionError):
            raise
        except Exception as error:
            return Outcome(source.name, article=article.id, title=article.headline, fault=_sentence(error))
        void = tuple(f for f in map(self._rules.adopt, faulty(written, article.id)) if f)
        counting, excused = excuse(
            (*report.findings, *void), (*self._configured, *written), place_in(self.config, source.name)
        )
        return Outcome(
            source=source.name,
            findings=counting,
            article=article.id,
            title=article.headline,
            decision=report.decisions[0],
            fail_on=own.fail_on,
            excused=excused,
        )

    def _inline(self, article: Article, source: Source) -> tuple[Suppression, ...]:
        """What the page excuses in itself. A fetched page is somebody else's, and does not judge itself."""
        if article.source_format != "html" or source.is_address:
            return ()
        return inline(Path(source.path or source.name).read_bytes(), source.name, self.at)


def _sentence(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
