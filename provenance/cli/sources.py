"""SOURCE on the command line: a path, a folder, a glob, an address or `-`; and what the editor says of it."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from provenance import iter_articles
from provenance.cli import say
from provenance.errors import ItemError, SourceError, UsageError
from provenance.model import Article, Finding
from provenance.readers.sniff import may_hold_article, sniff
from provenance.readers.stream import START

_Command = TypeVar("_Command", bound=Callable[..., Any])
STDIN = "-"
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".rss", ".atom"})
"""The files that are read where a folder is named; a file named by itself is read whatever its name."""
FOR_MACHINES = frozenset(
    {"robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "trust.txt", "llms.txt", "llms-full.txt"}
)
"""Files that every built site has at its root, and that are no stories: not read where a folder is named."""
DATA = frozenset({".xml", ".newsml", ".nitf", ".json", ".jsonl", ".jsonld", ".ttl", ".trig", ".nq", ".nt", ".rdf"})
"""The files that are read where a folder is named if they start like a format that has a reader; linked data, if it
names a type of article too.
"""


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

    A folder that a glob matches stands for its files too, as where a shell has spelt the glob out. What cannot be
    looked into, a closed folder or a link that leads nowhere, stays: reading it will say why.

    Raises:
        UsageError: a glob or a folder holds nothing that can be read.
    """
    found: dict[str, None] = {}
    for name in names:
        if name == STDIN or is_address(name):
            some = [name]
        elif os.path.isdir(name):
            some = _files_in(name)
        elif glob.has_magic(name) and not os.path.lexists(name):
            matches = sorted(_matches(name))
            some = [file for each in matches for file in (_files_in(each) if os.path.isdir(each) else [each])]
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


def _matches(pattern: str) -> list[str]:
    """What a glob matches. `**` does not follow links, of which two in a circle would make it look for ever."""
    head, stars, tail = pattern.partition("**")
    if not stars or os.path.basename(head) or tail[:1] not in ("", "/", os.sep):  # in a word it is the same as `*`
        return glob.glob(pattern)
    roots = glob.glob(head) if head else [os.curdir]
    if not tail:
        return roots
    folders = [where for root in roots for where, *_ in _walk(root)]
    return [each for where in folders for each in _matches(os.path.join(glob.escape(where), tail.lstrip("/" + os.sep)))]


def _files_in(folder: str) -> list[str]:
    """The readable files in a folder and below, sorted folder by folder."""
    found: list[str] = []
    closed: list[str] = []
    for where, _, files in _walk(folder, onerror=lambda error: closed.append(error.filename)):
        found += [path for each in files if _is_readable(path := os.path.join(where, each))]
    return sorted(found + closed, key=lambda path: path.split(os.sep))


def _walk(
    folder: str, onerror: Callable[[OSError], object] | None = None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, without hidden folders, and without `./` before what is here. Links to folders are not followed."""
    for where, folders, files in os.walk(str(Path(folder)), onerror=onerror):
        folders[:] = [each for each in folders if not each.startswith(".")]
        yield "" if where == os.curdir else where.removeprefix(os.path.join(os.curdir, "")), folders, files


def _is_readable(path: str) -> bool:
    name = os.path.basename(path)
    suffix = os.path.splitext(name)[1].lower()
    if name.startswith(".") or name.lower() in FOR_MACHINES or suffix not in SUFFIXES | DATA:
        return False
    if not os.path.isfile(path):
        return os.path.islink(path) and not os.path.exists(path)
    return suffix in SUFFIXES or _is_of_a_format(path)


def _is_of_a_format(path: str) -> bool:
    """Whether the start of a file is one that a reader is for: not any settings, and not any list of addresses."""
    try:
        with open(path, "rb") as file:
            start = file.read(START)
        format = sniff(start)
        return format != "text" and (format not in ("jsonld", "rdf") or may_hold_article(start))
    except SourceError:
        return False
    except OSError:  # reading it will say why
        return True
