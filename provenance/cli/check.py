"""`provenance check`: what attribution is missing, and may we run it?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import get_args

import click

from provenance import __version__
from provenance.cli import UNREADABLE, sources
from provenance.cli.output import style, write
from provenance.config import Config, FailOn
from provenance.errors import SourceError, UsageError
from provenance.model import Report, Summary
from provenance.model.values import Level, Verdict

_LEVELS: tuple[Level, ...] = get_args(Level)
_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FINDINGS = 1


@click.command("check", epilog="Example: provenance check story.html --fail-on warning")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@sources.options
@click.option("--at", metavar="INSTANT", help="Judge as of this instant (ISO 8601; UTC if without zone); default: now.")
@click.option("--config", metavar="FILE", help="Use this configuration; default: the nearest provenance.toml.")
@click.option("--format", "face", type=click.Choice(["text", "json"]), default="text", show_default=True)
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
    face: str,
    fail_on: FailOn | None,
    require: Verdict | None,
    verbose: bool,
) -> None:
    """Say what attribution a story lacks, what to do about it, and whether we may run it.

    SOURCE is a file, a folder, a glob, an address or - for standard input.
    """
    from provenance.judge import check
    from provenance.reporters import REPORTERS

    told = sources.Told(format_, url, publisher, date)
    found = sources.expand(names)
    told.check(found)
    settings = Config.load(config)
    moment = instant(at)
    look = style(verbose=verbose)
    reports: list[Report] = []
    unread = 0
    for name in found:
        try:
            articles = list(sources.articles(name, told))
        except SourceError as error:
            sources.complain(error, name)
            unread += 1
            continue
        report = check(articles, config=settings, at=moment, path=name)
        reports.append(report)
        if face == "text":
            write(_title(name, found) + REPORTERS[face](report, articles, look))
    if face == "json":
        write(REPORTERS[face](merge(reports, settings, moment, unread), (), look), encoding="utf-8")
    if unread:
        ctx.exit(UNREADABLE)
    if fails(reports, fail_on or settings.fail_on) or (require and is_worse(reports, require)):
        ctx.exit(FINDINGS)


def instant(text: str | None) -> datetime:
    """The instant that `--at` names, with its zone; the clock's, if it names none.

    Raises:
        UsageError: it is not ISO 8601.
    """
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"expected an ISO 8601 instant as 2026-12-01T09:00:00Z, found {text!r}", place="--at"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
    total = {name: sum(getattr(r.summary, name) for r in reports) for name in Summary.model_fields}
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
