"""`provenance check`: what attribution is missing, and may we run it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import get_args

import click

from provenance import __version__
from provenance.cli import UNREADABLE, sources
from provenance.cli.output import style, write
from provenance.cli.told import instant, told_use
from provenance.config import Config, FailOn
from provenance.errors import SourceError
from provenance.model import Article, Report, Summary
from provenance.model.values import Level, Verdict

_LEVELS: tuple[Level, ...] = get_args(Level)
_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FINDINGS = 1


@click.command("check", epilog="Example: provenance check story.html --fail-on warning")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@sources.options
@click.option("--at", metavar="INSTANT", help="Judge as of this instant (ISO 8601; UTC if without zone); default: now.")
@click.option("--config", metavar="FILE", help="Use this configuration; default: the nearest provenance.toml.")
@click.option(
    "--use", metavar="FACTS|FILE", help="The use: medium=web, audience=US, edits=style; or a JSON or TOML file."
)
@click.option("--terms", "under", metavar="NAME", help="Judge by these terms, whatever the page says of its holder.")
@click.option("--copy", metavar="FILE|URL", help="Hold this copy of ours against the terms of SOURCE, its original.")
@click.option("--as-copy", is_flag=True, help="SOURCE itself is our copy: hold it against the terms of --terms.")
@click.option("--original", metavar="URL", help="You say: where the original of the copy stands.")
@click.option("--ledger", metavar="FILE", help="Heed the permits and refusals that this ledger holds.")
@click.option(
    "--format",
    "face",
    type=click.Choice(["text", "json", "turtle", "trig"]),
    default="text",
    show_default=True,
    help="turtle and trig: the graph of findings and decisions.",
)
@click.option("--fail-on", type=click.Choice(get_args(FailOn)), help="Exit with 1 from this level on; default: error.")
@click.option("--require", type=click.Choice(_VERDICTS), help="Exit with 1 if a verdict is worse than this.")
@click.option("--verbose", is_flag=True, help="Also show notes, more facts, and what was read and not used.")
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    format_: str | None,
    url: str | None,
    publisher: str | None,
    date: str | None,
    at: str | None,
    config: str | None,
    use: str | None,
    under: str | None,
    copy: str | None,
    as_copy: bool,
    original: str | None,
    ledger: str | None,
    face: str,
    fail_on: FailOn | None,
    require: Verdict | None,
    verbose: bool,
) -> None:
    """Say what attribution a story lacks, what to do about it, and whether we may run it.

    SOURCE is a file, a folder, a glob, an address or - for standard input.
    """
    from provenance.cli.copies import Asked, judged
    from provenance.judge import check
    from provenance.reporters import REPORTERS

    told = sources.Told(format_, url, publisher, date)
    found = sources.expand(names)
    told.check(found)
    asked = Asked(copy, as_copy, original, under)
    asked.check(found)
    settings = Config.load(config)
    moment = instant(at)
    if ledger:
        from provenance.cli.ledger.options import with_permits

        settings = with_permits(settings, ledger, moment if at else None)
    facts = told_use(use) if use else None
    look = style(verbose=verbose)
    reports: list[Report] = []
    unread = 0
    for name in found:
        try:
            if asked:
                report, articles = judged(name, asked, told, config=settings, at=moment, use=facts)
            else:
                read = list(sources.items(name, told))
                articles = [item for item in read if isinstance(item, Article)]
                report = check(read, config=settings, at=moment, path=name, use=facts, under=under)
        except SourceError as error:
            sources.complain(error, name)
            unread += 1
            continue
        reports.append(report)
        if face == "text":
            write(_title(name, found) + REPORTERS[face](report, articles, look))
        elif face != "json":
            write(REPORTERS[face](report, articles, look), encoding="utf-8")
    if face == "json":
        write(REPORTERS[face](merge(reports, settings, moment, unread), (), look), encoding="utf-8")
    if unread:
        ctx.exit(UNREADABLE)
    if fails(reports, fail_on or settings.fail_on) or (require and is_worse(reports, require)):
        ctx.exit(FINDINGS)


def fails(reports: Sequence[Report], fail_on: FailOn) -> bool:
    """Whether a finding is at or above that level."""
    if fail_on == "never":
        return False
    bad = _LEVELS[: _LEVELS.index(fail_on) + 1]
    return any(finding.level in bad for report in reports for finding in report.findings)


def is_worse(reports: Sequence[Report], required: Verdict) -> bool:
    """Whether the verdict of any part is stricter than `required`. An article without a verdict is `unknown`."""
    verdicts = [part.verdict for r in reports for decision in r.decisions for part in decision.parts]
    if sum(len(r.decisions) for r in reports) < sum(r.summary.articles for r in reports):
        verdicts.append("unknown")
    return any(_VERDICTS.index(verdict) > _VERDICTS.index(required) for verdict in verdicts)


def merge(reports: Sequence[Report], config: Config, at: datetime, unread: int = 0) -> Report:
    """One report of several sources, judged by the same configuration at the same instant.

    `unread` sources could not be read at all; they count as unreadable.
    """
    total = {each.name: sum(getattr(r.summary, each.name) for r in reports) for each in fields(Summary)}
    total["unreadable"] += unread
    return Report(
        tool_version=__version__,
        config_digest=config.digest,
        at=at.isoformat(),
        findings=tuple(finding for r in reports for finding in r.findings),
        decisions=tuple(decision for r in reports for decision in r.decisions),
        summary=Summary(**total),
    )


def _title(name: str, found: Sequence[str]) -> str:
    if len(found) == 1:
        return ""
    source = "standard input" if name == sources.STDIN else name
    return f"{'' if name == found[0] else chr(10)}### {source}\n"
