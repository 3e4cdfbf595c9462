"""`provenance query`: SPARQL over what was read, judged and published."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import UNREADABLE, say, sources
from provenance.cli.output import style, write
from provenance.cli.told import instant
from provenance.config import Config
from provenance.errors import GraphError, SourceError, UsageError
from provenance.judge import check
from provenance.store.paths import ledger_path

if TYPE_CHECKING:
    from provenance.store.graph.answers import Answer
    from provenance.store.graph.named import Query

_FORMATS = ("text", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")
_LIMIT, _SECONDS = 10_000, 30.0


@click.command(
    "query",
    epilog="Example: provenance query without-author --source stories/*.html. Also: provenance query --list; "
    "provenance query 'SELECT ?headline { ?copy schema:headline ?headline }' --format csv",
)
@click.argument("words", metavar="[QUERY|NAME|-]", nargs=-1)
@click.option("-f", "--file", metavar="FILE", help="The query stands in this file.")
@click.option("--set", "told", metavar="NAME=VALUE", multiple=True, help="The value of a parameter of the query.")
@click.option("--list", "is_list", is_flag=True, help="List the queries that have a name, and their parameters.")
@click.option("--source", metavar="SOURCE...", multiple=True, help="Ask these files, not the ledger; judged as of now.")
@click.option("--ledger", metavar="FILE", help="Ask this ledger; default: the one of the configuration.")
@click.option("--rebuild", is_flag=True, help="Build the graph anew from the ledger, first or only.")
@click.option(
    "--format",
    "face",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="json, csv, tsv, xml: rows; turtle, ntriples, jsonld: what CONSTRUCT and DESCRIBE give.",
)
@click.option("--limit", metavar="N", type=click.IntRange(0), default=_LIMIT, show_default=True, help="Rows; 0: all.")
@click.option(
    "--timeout", metavar="S", type=click.FloatRange(0), default=_SECONDS, show_default=True, help="Seconds; 0: any."
)
@click.option("--output", metavar="FILE", help="Write to this file; default: standard output.")
@click.option("--config", metavar="FILE", help="Use this configuration; default: the nearest provenance.toml.")
@sources.options
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    file: str | None,
    told: tuple[str, ...],
    is_list: bool,
    source: tuple[str, ...],
    ledger: str | None,
    rebuild: bool,
    face: str,
    limit: int,
    timeout: float,
    output: str | None,
    config: str | None,
    format_: str | None,
    url: str | None,
    publisher: str | None,
    date: str | None,
) -> None:
    """Ask the graph of everything that the ledger holds, in SPARQL 1.1, or by the name of a query.

    Each reading is a named graph, so is what was judged of it, and each publication; the default graph is all of them.
    The graph is an index beside the ledger, and this command brings it up to date; --source needs no ledger. Queries
    fetch nothing and change nothing. The usual prefixes are declared.
    """
    from provenance.store.graph.ask import ask

    if is_list:
        write(_listed(), output=output)
        return
    query, files = _understood(words, file, source, is_optional=rebuild)
    if files and (ledger or rebuild):
        raise UsageError("expected --source, which asks files, or --ledger and --rebuild, which are of the ledger")
    settings = Config.load(config)
    bounds: dict[str, Any] = {
        "parameters": query.bound(told) if query else {},
        "limit": limit or None,
        "seconds": timeout or None,
        "is_labelled": face == "text",
    }
    if files and query:
        read = _Files(files, sources.Told(format_, url, publisher, date), settings)
        _print(ask(query.text, quads=read.quads(), **bounds), face, output, limit)
        if read.unread:
            ctx.exit(UNREADABLE)
        return
    with _graph(ledger_path(ledger, settings), rebuild=rebuild) as store:
        if query:
            _print(ask(query.text, store, **bounds), face, output, limit)


def _understood(
    words: Sequence[str], file: str | None, source: Sequence[str], *, is_optional: bool
) -> tuple[Query | None, list[str]]:
    """The query, and the sources that it is about: a shell puts the files of a glob behind `--source`.

    Raises:
        UsageError: no query, more than one, or none of that name.
    """
    from provenance.store.graph.named import NAME, named, parse

    rest = list(words)
    if file is not None:
        query = parse(_text_of(file), file)
    elif rest:
        first = rest.pop(0)
        if first == sources.STDIN:
            query = parse(sys.stdin.buffer.read().decode("utf-8", "replace"))
        else:
            query = named(first) if NAME.fullmatch(first) else parse(first)
    elif is_optional:
        return None, []
    else:
        raise UsageError("expected a query: as an argument, its name (`provenance query --list`), -f FILE, or -")
    if rest and not source:
        raise UsageError(f"expected one query, found {rest[0]!r} as well; --source asks files")
    return query, [*source, *rest]


def _text_of(file: str) -> str:
    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"expected a file in UTF-8: {error}", source=file) from None


class _Files:
    """The files of `--source` as N-Quads, read and judged as they are asked for; `unread` counts what could not be."""

    def __init__(self, names: Sequence[str], told: sources.Told, config: Config) -> None:
        self._names = sources.expand(names)
        told.check(self._names)
        self._told, self._config = told, config
        self.unread = 0

    def quads(self) -> Iterator[str]:
        """The graphs of one article after the other."""
        from provenance.graph.lines import nquads
        from provenance.store.graph.entries import Entry, graphs

        moment = instant(None)
        for name in self._names:
            try:
                for article in sources.articles(name, self._told):
                    report = check(article, config=self._config, at=moment, path=name)
                    for graph, triples in graphs(Entry(0, article.id, article, report)):
                        yield nquads(triples, graph)
            except SourceError as error:
                sources.complain(error, name)
                self.unread += 1
            except GraphError as error:
                say(f"{name}: left out of the graph: {error}")
                self.unread += 1


@contextmanager
def _graph(path: Path, *, rebuild: bool) -> Iterator[Path | None]:
    """The store beside a ledger, brought up to it, and kept while it is asked."""
    from provenance.store import Ledger
    from provenance.store.graph.from_ledger import LedgerSource
    from provenance.store.graph.generations import folder_of
    from provenance.store.graph.index import GraphIndex

    index = GraphIndex(folder_of(path), on_note=say)
    with Ledger.open(path, create=False, read_only=True) as ledger:
        done = index.refresh(LedgerSource(ledger), rebuild=rebuild)
    if done.is_behind:
        say(f"another process is writing the graph: this is its state up to entry {done.state.sequence} of the ledger")
    elif rebuild:
        say(f"built anew: {done.state.readings} readings, up to entry {done.state.sequence} of the ledger")
    with index.reading() as store:
        yield store


def _print(answer: Answer, face: str, output: str | None, limit: int) -> None:
    from provenance.store.graph.answers import serialize
    from provenance.store.graph.table import text

    if face == "text":
        write(text(answer, style()), output=output)
    else:
        write(serialize(answer, face), output=output, encoding="utf-8")
    if answer.is_cut:
        say(f"there is more: this is the first {limit}; --limit 0 gives all")


def _listed() -> str:
    """The named queries, for people."""
    from provenance.reporters.layout import hang
    from provenance.store.graph.named import queries

    look = style()
    lines = []
    for query in queries().values():
        lines += [look.paint(query.name, bold=True), *hang("  ", f"{query.title}. {query.about}", look.width)]
        for each in query.parameters:
            default = "" if each.default is None else f", default {each.default or 'empty'}"
            lines += hang(f"    --set {each.name}=… ", f"{each.text} ({each.kind}{default})", look.width, indent=8)
        lines.append("")
    return "\n".join(lines)
