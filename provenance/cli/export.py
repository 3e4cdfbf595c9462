"""`provenance export`: one article in the words of others: search markup, a credit line, RDF."""

from __future__ import annotations

import click

from provenance.cli import sources
from provenance.cli.output import write
from provenance.errors import UsageError
from provenance.exporters import EXPORTERS, CopyFacts, Judged, export
from provenance.model import Article

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
@click.option("--use", metavar="FACTS|FILE", help="The use that the credit is for, as `check --use` takes it.")
@click.option("--terms", "under", metavar="NAME", help="The terms that the credit must follow; default: the holder's.")
@click.option("--config", metavar="FILE", help="Use this configuration; default: the nearest provenance.toml.")
@click.option("--output", metavar="FILE", help="Write to this file; default: standard output.")
@sources.options
def command(
    name: str,
    to: str,
    as_copy: bool,
    use: str | None,
    under: str | None,
    config: str | None,
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
    judged = _judged(article, use, under, config) if EXPORTERS[to].by_terms else None
    write(export(article, to, as_copy=copy, judged=judged), output=output, encoding="utf-8")


def _judged(article: Article, use: str | None, under: str | None, config: str | None) -> Judged:
    """The decision as of now: which terms bind, and what they ask for."""
    from provenance.cli.told import instant, told_use
    from provenance.config import Config
    from provenance.terms.decide import decide
    from provenance.terms.house import terms_of, use_of

    settings = Config.load(config)
    terms = terms_of(settings)
    facts = told_use(use) if use else None
    decision = decide(article, facts, at=instant(None), terms=terms, defaults=use_of(settings), under=under)
    return Judged(decision, terms)
