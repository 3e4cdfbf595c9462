"""`provenance check --copy` and `--as-copy`: our finished copy against the terms of its original."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from provenance import iter_articles
from provenance.cli import say
from provenance.cli.sources import STDIN, Told, is_address
from provenance.config import Config
from provenance.errors import UsageError
from provenance.model import Article, Report
from provenance.reading import Loaded, load

if TYPE_CHECKING:
    from provenance.terms.compliance import Copy


class Asked(NamedTuple):
    """What the command line says about a copy: `--copy`, `--as-copy`, `--original`, `--terms`."""

    copy: str | None = None
    as_copy: bool = False
    original: str | None = None
    under: str | None = None

    def __bool__(self) -> bool:
        return self.copy is not None or self.as_copy

    def check(self, sources: list[str]) -> None:
        """Refuse what makes no sense together.

        Raises:
            UsageError: see the messages.
        """
        if self.copy is not None and self.as_copy:
            raise UsageError("expected --copy or --as-copy, found both")
        if self.copy is not None and len(sources) > 1:
            raise UsageError(f"--copy is a copy of one source, and there are {len(sources)}")
        if self.as_copy and not self.under:
            raise UsageError("--as-copy holds the source against terms: --terms names them")
        if self.original and not self:
            raise UsageError("--original says where the original of a copy stands: with --copy or --as-copy")


def judged(
    name: str,
    asked: Asked,
    told: Told,
    *,
    config: Config,
    at: datetime,
    use: Mapping[str, Any] | None,
) -> tuple[Report, list[Article]]:
    """The report on a copy, and the articles that it is about: the copy, then its original.

    Args:
        name: the source: the original with `--copy`, the copy itself with `--as-copy`.
        asked: what is asked of the copy.
        told: what an editor says of the source.
        config: the configuration.
        at: the instant of knowledge.
        use: the use that the copy is.

    Raises:
        SourceError: one of the two could not be fetched or read.
    """
    from provenance.judge import check_copy

    source = _read(name, told)
    shared: dict[str, Any] = {"config": config, "at": at, "use": use, "under": asked.under, "address": asked.original}
    if asked.copy is None:
        return check_copy(source, path=name, **shared), [source.article]
    copy = _read(asked.copy, Told())
    report = check_copy(copy, original=source, path=asked.copy, original_path=name, **shared)
    return report, [copy.article, source.article]


def _read(name: str, told: Told) -> Copy:
    """A source as an article, and as what it shows: its bytes are loaded once."""
    from provenance.terms.compliance import read_copy  # only where a copy is asked about

    loaded = _load(name)
    for note in loaded.notes:
        say(f"{name}: {note}")
    (article,) = iter_articles(
        loaded.data,
        url=told.url or loaded.url,
        publisher=told.publisher,
        date=told.date,
        format=told.format,
        surroundings=loaded.surroundings,
    )
    return read_copy(loaded.data, article, loaded.charset)


def _load(name: str) -> Loaded:
    if name == STDIN:
        return Loaded(sys.stdin.buffer.read(), "standard input")
    return load(name if is_address(name) else Path(name))
