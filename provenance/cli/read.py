"""`provenance read`: the record of what was read, every fact with its place, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from provenance.cli import UNREADABLE, sources
from provenance.cli.check import FINDINGS
from provenance.cli.output import write
from provenance.errors import ItemError, SourceError
from provenance.model import Article


@click.command("read", epilog="Example: provenance read stories/ --format jsonl")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@sources.options
@click.option(
    "--format",
    "face",
    type=click.Choice(["json", "jsonl"]),
    default="json",
    show_default=True,
    help="json: one array; jsonl: one record a line, as they are read.",
)
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    format_: str | None,
    url: str | None,
    publisher: str | None,
    date: str | None,
    face: str,
) -> None:
    """Print the records of a source as JSON: facts, statements, places (schemas/article.schema.json).

    SOURCE is a file, a folder, a glob, an address or - for standard input.
    """
    told = sources.Told(format_, url, publisher, date)
    found = sources.expand(names)
    told.check(found)
    unread: list[SourceError] = []
    for piece in _pieces(_records(found, told, unread), face):
        write(piece, encoding="utf-8")
    if unread:
        ctx.exit(UNREADABLE if any(not isinstance(error, ItemError) for error in unread) else FINDINGS)


def _records(names: Sequence[str], told: sources.Told, unread: list[SourceError]) -> Iterator[Article]:
    """The records of all sources as they are read; what cannot be read is named on stderr and put into `unread`."""

    def lose(error: SourceError) -> None:
        sources.complain(error, name)
        unread.append(error)

    for name in names:
        try:
            yield from sources.articles(name, told, lose)
        except SourceError as error:
            lose(error)


def _pieces(records: Iterable[Article], face: str) -> Iterator[str]:
    """The text of the output, one record at a time, so that a long feed needs no more memory than a short one."""
    from provenance.reporters.json import dump

    if face == "jsonl":
        for record in records:
            yield dump(record, indent=None) + "\n"
        return
    before = "[\n"
    for record in records:
        yield before + dump(record)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
