"""`provenance validate`: stories by the thousand, for CI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain
from typing import get_args

import click

from provenance import __version__
from provenance.baseline import BETWEEN, HEAD, TAIL, Baseline, row
from provenance.batch import Judge, Told, run
from provenance.cli import INTERNAL, UNREADABLE, sources
from provenance.cli.check import FINDINGS
from provenance.cli.ending import in_order
from provenance.cli.listing import listed, named, shown_path, spooled
from provenance.cli.outputs import parse, reports, whole_file
from provenance.cli.progress import Progress
from provenance.cli.told import instant, told_use
from provenance.config import Config, FailOn, Override, unknown
from provenance.errors import UsageError
from provenance.model.values import Verdict
from provenance.outcome import Outcome, Run, Total
from provenance.reporters.batch import BATCH_REPORTERS
from provenance.rules import RULES, is_known
from provenance.terms.verdicts import rank


@click.command("validate", epilog="Example: provenance validate build/ --output sarif=provenance.sarif")
@click.argument("names", metavar="SOURCE...", nargs=-1)
@click.option("--files-from", metavar="FILE", help="Also the sources that FILE (or -) lists, by lines or NULs.")
@sources.options
@click.option("--jobs", metavar="N", default="auto", show_default=True, help="How many processes.")
@click.option(
    "--format",
    "face",
    type=click.Choice(list(BATCH_REPORTERS)),
    default="text",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--output", "outputs", metavar="[FORMAT=]FILE", multiple=True, help="Write it to FILE; FORMAT=FILE: write that too."
)
@click.option("--fail-on", type=click.Choice(get_args(FailOn)), help="Exit with 1 from this level on; default: error.")
@click.option("--require", type=click.Choice(get_args(Verdict)), help="Exit with 1 if a verdict is worse than this.")
@click.option("--select", metavar="CODES", multiple=True, help="Only these rules or families: ATT,CHN001.")
@click.option("--ignore", metavar="CODES", multiple=True, help="Not these rules or families.")
@click.option("--config", metavar="FILE", help="Use this configuration; default: the nearest provenance.toml.")
@click.option("--baseline", metavar="FILE", help="Findings that FILE lists do not count.")
@click.option(
    "--write-baseline", is_flag=True, help="Write the findings of today into the baseline, and fail for none."
)
@click.option("--at", metavar="INSTANT", help="Judge as of this instant (ISO 8601; UTC if without zone); default: now.")
@click.option("--use", metavar="FACTS|FILE", help="The use: medium=web, audience=US; or a JSON or TOML file.")
@click.option("--terms", "under", metavar="NAME", help="Judge by these terms, whatever the pages say of their holders.")
@click.option("--verbose", is_flag=True, help="Also show notes, and what was excused.")
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    files_from: str | None,
    format_: str | None,
    url: str | None,
    publisher: str | None,
    date: str | None,
    jobs: str,
    face: str,
    outputs: tuple[str, ...],
    fail_on: FailOn | None,
    require: Verdict | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: str | None,
    baseline: str | None,
    write_baseline: bool,
    at: str | None,
    use: str | None,
    under: str | None,
    verbose: bool,
) -> None:
    """Check many stories, and fail where attribution is missing.

    SOURCE is a file, a folder, a glob, a feed, an address or - for standard input.

    Exit codes: 0 nothing at or above --fail-on, 1 findings or a verdict worse than --require, 2 a source that could not
    be read or a mistake in the call, 3 a fault of the tool. One bad source never stops the others.
    """
    wanted = parse(face, outputs, baseline)
    found = named(names, besides=[file for file in (baseline, *(each.file for each in wanted)) if file])
    sources.Told(format_, url, publisher, date).check([each.name for each in found] + ["", ""] * bool(files_from))
    judge = Judge(
        config=_with(Config.load(config), codes(select, "--select"), codes(ignore, "--ignore"), fail_on),
        at=instant(at),
        use=told_use(use) if use else None,
        under=under,
        told=Told(format=format_, url=url, publisher=publisher, date=date),
    )
    judge.prepare()
    known = _baseline(baseline, write_baseline)
    total = Total()
    bar = Progress(total, None if files_from else len(found))
    with ExitStack() as stack:
        stack.enter_context(in_order())
        every = (spooled(each, stack) for each in chain(found, listed(files_from, names, stack)))
        write_row = _Rows(stack.enter_context(whole_file(baseline))) if write_baseline and baseline else None
        circumstances = Run(__version__, judge.config.digest, judge.at.isoformat(), known is not None, require)
        report = stack.enter_context(reports(wanted, circumstances, verbose=verbose))
        stack.callback(bar.clear)

        def finished() -> None:
            total.sources += 1
            bar.draw()

        outcomes = stack.enter_context(closing(run(every, judge, jobs=number_of(jobs), on_source=finished)))
        for outcome in chain(filter(None, [judge.void_suppressions()]), outcomes):
            settled = _settled(outcome, known, require)
            if write_row:
                write_row.add(settled)
                settled = replace(settled, fail_on="never")
            total.add(settled)
            bar.make_room()
            report.add(settled)
            _tell(settled, bar)
            bar.draw()
        if write_row:
            write_row.end()
        total.gone = known.gone if known else 0
        bar.clear()
        for caution in report.end(total):
            bar.say(caution)
    if total.faults:
        ctx.exit(INTERNAL)
    if total.unread:
        ctx.exit(UNREADABLE)
    if total.failing or total.worse:
        ctx.exit(FINDINGS)


def codes(told: Sequence[str], option: str) -> list[str]:
    """The codes and families of an option that may be given more than once, each time with commas.

    Raises:
        UsageError: no rule is called so.
    """
    found = [code.strip().upper() for text in told for code in text.split(",") if code.strip()]
    for code in found:
        if not is_known(code):
            raise UsageError(unknown("rule", code, [rule.CODE for rule in RULES]), place=option)
    return found


def number_of(jobs: str) -> int | None:
    """The number of processes that `--jobs` names; None for `auto`.

    Raises:
        UsageError: it names none.
    """
    if jobs == "auto":
        return None
    if not jobs.isascii() or not jobs.isdigit() or not int(jobs):
        raise UsageError(f"expected a number from 1 or 'auto', found {jobs!r}", place="--jobs")
    return int(jobs)


def _with(config: Config, select: list[str], ignore: list[str], fail_on: FailOn | None) -> Config:
    """The configuration, seen from here, with what the call adds: it goes before every override."""
    if config.source:
        config = config.model_copy(update={"source": shown_path(config.source)})
    if not (select or ignore or fail_on):
        return config
    called = Override(select=select or None, ignore=ignore, fail_on=fail_on)
    return config.model_copy(update={"overrides": [*config.overrides, called]})


def _baseline(file: str | None, is_written: bool) -> Baseline | None:
    if file is None:
        if is_written:
            raise UsageError("expected --baseline FILE, to be written", place="--write-baseline")
        return None
    return None if is_written else Baseline.load(file)


def _settled(outcome: Outcome, known: Baseline | None, require: Verdict | None) -> Outcome:
    """The outcome with what only the whole run knows: the baseline, and the verdict that is required."""
    if known is not None:
        new, old = known.split(outcome.findings)
        outcome = replace(outcome, findings=new, known=old)
    if require and outcome.article is not None and rank(outcome.verdict) > rank(require):
        outcome = replace(outcome, required=require)
    return outcome


def _tell(outcome: Outcome, bar: Progress) -> None:
    """Say on stderr what is not a finding."""
    name = "standard input" if outcome.source == sources.STDIN else outcome.source
    for note in outcome.notes:
        bar.say(f"{name}: {note}")
    if outcome.unread is not None:
        bar.say(f"{name}: {outcome.unread}")
    if outcome.fault is not None:
        bar.say(f"{name}: internal error: {outcome.fault}")


class _Rows:
    """Writes a baseline, finding by finding."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._before = HEAD

    def add(self, outcome: Outcome) -> None:
        for finding in outcome.findings:
            self._write(self._before + row(finding))
            self._before = BETWEEN

    def end(self) -> None:
        self._write(("" if self._before == BETWEEN else HEAD) + TAIL)
