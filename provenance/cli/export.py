"""`provenance export`: one article in the words of others: search markup, a credit line, RDF."""

from __future__ import annotations

import click

from provenance.cli import sources
from provenance.cli.output import write
from provenance.errors import UsageError
from provenance.exporters import EXPORTERS, CopyFacts, export

_HELP = """Write one article in a format for others. Nothing that was only inferred leaves.

SOURCE is a file, an address or - for standard input, and holds one article. FORMAT is one of

\b
""" + "\n".join(f"{name:10} {exporter.description}" for name, exporter in EXPORTERS.items())


@click.command(
    "export",
    help=_HELP,
    short_help="Write one article in a format for others.",
    epilog="Example: provenance export story.html --to head"
    " --as-copy --url https://ours.example/story --publisher 'Our Paper' --date 2026-12-01T09:00:00+01:00",
)
@click.argument("name", metavar="SOURCE")
@click.option("--to", type=click.Choice(list(EXPORTERS)), required=True, metavar="FORMAT", help="Which format.")
@click.option(
    "--as-copy", is_flag=True, help="Describe our copy of this story: --url, --publisher and --date are ours."
)
@click.option("--output", metavar="FILE", help="Write to this file; default: standard output.")
@sources.options
def command(
    name: str,
    to: str,
    as_copy: bool,
    output: str | None,
    format_: str | None,
    url: str | None,
    publisher: str | None,
    date: str | None,
) -> None:
    """Export the one article of `name`."""
    copy = None
    if as_copy:
        if not url or not publisher:
            raise UsageError("--as-copy needs --url and --publisher: where our copy stands, and who we are")
        copy = CopyFacts(url, publisher, date)
    told = sources.Told(format_) if as_copy else sources.Told(format_, url, publisher, date)
    found = sources.articles(name, told)
    article = next(found, None)
    if article is None or next(found, None) is not None:
        raise UsageError("expected one article; `provenance read` writes several", source=name)
    write(export(article, to, as_copy=copy), output=output, encoding="utf-8")
