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
from provenance.errors import ItemError, SourceError, UsageError
from provenance.model import Article, Finding
from provenance.readers import sniff
from provenance.readers.stream import START

_Command = TypeVar("_Command", bound=Callable[..., Any])
STDIN = "-"
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".rss", ".atom"})
"""The files that are read where a folder is named; a file named by itself is read whatever its name."""
DATA = frozenset({".xml", ".rdf", ".json", ".jsonl"})
"""The files that are read where a folder is named if they start like a format that has a reader."""


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


def articles(name: str, told: Told, on_unreadable: Callable[[ItemError], None] | None = None) -> Iterator[Article]:
    """The articles of one source, one after the other.

    Items that cannot be read are handed to `on_unreadable`, or named on stderr.

    Raises:
        SourceError: it could not be fetched or read.
    """
    return iter_articles(
        sys.stdin.buffer if name == STDIN else name if is_address(name) else Path(name),
        url=told.url,
        publisher=told.publisher,
        date=told.date,
        format=told.format,
        on_note=lambda note: say(f"{name}: {note}"),
        on_unreadable=on_unreadable or (lambda error: complain(error, name)),
    )


def items(name: str, told: Told) -> Iterator[Article | Finding]:
    """The articles of one source, and a finding in the place of each item that could not be read; raises as
    `articles`.
    """
    from provenance.rules import unreadable

    lost: list[ItemError] = []
    for article in articles(name, told, lost.append):
        yield from (unreadable(name, error) for error in lost)
        lost.clear()
        yield article
    yield from (unreadable(name, error) for error in lost)


def complain(error: SourceError, name: str) -> None:
    """Say on stderr why a source, or an item of one, was not read; the rest goes on."""
    error.source = error.source or ("standard input" if name == STDIN else name)
    say(str(error))


def _is_readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    suffix = path.suffix.lower()
    return path.is_file() and not hidden and (suffix in SUFFIXES or (suffix in DATA and _is_of_a_format(path)))


def _is_of_a_format(path: Path) -> bool:
    """Whether the start of a file is one that a reader is for: not any settings, and not any list of addresses."""
    try:
        with path.open("rb") as file:
            return sniff(file.read(START)) != "text"
    except SourceError:
        return False
    except OSError:  # reading it will say why
        return True
