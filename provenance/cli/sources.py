"""SOURCE on the command line: a path, a folder, a glob, an address or `-`; and what the editor says of it."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from provenance import iter_articles
from provenance.cli import say
from provenance.errors import SourceError, UsageError
from provenance.model import Article

_Command = TypeVar("_Command", bound=Callable[..., Any])
STDIN = "-"
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt"})
"""The files that are read where a folder is named; a file named by itself is read whatever its name."""


class Told(NamedTuple):
    """What the editor said on the command line: the format, and facts that the source can't say itself."""

    format: str | None = None
    url: str | None = None
    publisher: str | None = None
    date: str | None = None

    def check(self, sources: list[str]) -> None:
        """Refuse facts about one copy where there are several.

        Raises:
            UsageError: there are.
        """
        if len(sources) > 1 and (self.url or self.date):
            raise UsageError(f"--url and --date tell of one copy, and there are {len(sources)} sources")


def options(command: _Command) -> _Command:
    """The options that make a `Told`: they reach the command as `format_`, `url`, `publisher` and `date`."""
    for add in reversed(
        (
            click.option("--as", "format_", metavar="FORMAT", help="Read it as this format, whatever it looks like."),
            click.option("--url", metavar="URL", help="You say: the address of this copy."),
            click.option("--publisher", metavar="NAME", help="You say: who publishes this copy."),
            click.option("--date", metavar="DATE", help="You say: when this copy was published (ISO 8601)."),
        )
    ):
        command = add(command)
    return command


def expand(names: Iterable[str]) -> list[str]:
    """The sources that `names` stand for: a folder for its readable files, a glob for its matches, each once, in order.

    Raises:
        UsageError: a glob or a folder holds nothing that can be read.
    """
    found: dict[str, None] = {}
    for name in names:
        if name == STDIN or is_address(name):
            some = [name]
        elif Path(name).is_dir():
            some = [str(path) for path in sorted(Path(name).rglob("*")) if _is_readable(path, Path(name))]
        elif glob.has_magic(name) and not Path(name).exists():
            some = sorted(glob.glob(name, recursive=True))
        else:
            some = [name]
        if not some:
            raise UsageError("nothing there that can be read", source=name)
        found |= dict.fromkeys(some)
    return list(found)


def is_address(name: str) -> bool:
    """Whether `name` is meant as an address on the web."""
    return name.lower().startswith(("http://", "https://"))


def articles(name: str, told: Told) -> Iterator[Article]:
    """The articles of one source, one after the other.

    Raises:
        SourceError: it could not be fetched or read.
    """
    source = sys.stdin.buffer.read() if name == STDIN else name if is_address(name) else Path(name)
    return iter_articles(
        source,
        url=told.url,
        publisher=told.publisher,
        date=told.date,
        format=told.format,
        on_note=lambda note: say(f"{name}: {note}"),
    )


def complain(error: SourceError, name: str) -> None:
    """Say on stderr why a source was not read; the rest of the sources goes on."""
    error.source = error.source or ("standard input" if name == STDIN else name)
    say(str(error))


def _is_readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and path.suffix.lower() in SUFFIXES
