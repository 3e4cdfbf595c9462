"""`provenance ledger permit|refuse|use|end|done|redact`: what an editor records, and what must be erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from provenance.cli import say
from provenance.cli.ledger.options import opened, places
from provenance.cli.output import write
from provenance.errors import UsageError
from provenance.terms.rows import PARTS
from provenance.terms.use import EDITS, EXTENTS, MEDIA, MONETISATION

_Command = TypeVar("_Command", bound=Callable[..., Any])
_BY = click.option("--by", metavar="WHO", help="Who records it.")
_NOTE = click.option("--note", metavar="TEXT", help="In words.")
_LISTS = ("media", "territory", "parts", "edits", "extent", "monetisation")


def _words(name: str, known: tuple[str, ...] | None, text: str) -> Callable[[_Command], _Command]:
    kind = click.Choice(known) if known else str
    return click.option(f"--{name}", multiple=True, type=kind, metavar="WORD", help=text)


def _row_options(command: _Command) -> _Command:
    """The options that a permit and a refusal share."""
    for add in (
        click.option("--story", metavar="URL", help="Only this story; else all of theirs."),
        _words("media", MEDIA, f"Only there ({', '.join(MEDIA)}); may be repeated, as all of these."),
        _words("territory", None, "Only there: world, or ISO 3166 codes."),
        _words("parts", PARTS, f"Which parts ({', '.join(PARTS)})."),
        _words("edits", EDITS, f"Which edits ({', '.join(EDITS)})."),
        _words("extent", EXTENTS, f"How much ({', '.join(EXTENTS)})."),
        _words("monetisation", MONETISATION, f"Earned how ({', '.join(MONETISATION)})."),
        click.option("--systematic", is_flag=True, help="Systematic republishing, too."),
        click.option("--from", "from_", metavar="DATE", help="From this day on."),
        click.option("--until", metavar="DATE", help="Until this day, which belongs to it."),
        click.option("--zone", metavar="ZONE", help="Of these days, as Europe/Berlin."),
        _NOTE,
        click.option("--contract", metavar="TEXT", help="The contract or paper that it rests on; never exported."),
        click.option("--email", metavar="TEXT", help="The correspondence; never exported."),
        _BY,
        places,
    )[::-1]:
        command = add(command)
    return command


def _row(who: str, told: dict[str, Any]) -> dict[str, Any]:
    """The options as a row of `[[permits]]`."""
    told["from"] = told.pop("from_")
    row = {"who": who, **{key: list(told[key]) for key in _LISTS if told[key]}}
    row |= {key: told[key] for key in ("story", "from", "until", "zone", "note", "by") if told[key]}
    return {**row, "systematic": True} if told["systematic"] else row


@click.command("permit", epilog='Example: provenance ledger permit AP --until 2027-01-01 --email "A. Editor, 12 May"')
@click.argument("who")
@_row_options
def permit(who: str, ledger: str | None, config: str | None, **told: Any) -> None:
    """Record that WHO (a holder or agency: name, short name, host) allowed something.

    What it does not mention it does not cover. Decisions heed it from now on: `check --ledger`, `ledger add`, the desk.
    """
    with opened(ledger, config, create=True) as store:
        rest = {key: told[key] for key in ("contract", "email", "by")}
        _say_entry(store.record_permit(_row(who, told), **rest), "The permit is recorded")


@click.command("refuse", epilog='Example: provenance ledger refuse AP --note "telephone, 12 May"')
@click.argument("who")
@_row_options
def refuse(who: str, ledger: str | None, config: str | None, **told: Any) -> None:
    """Record that WHO refused something: of all that the options do not limit it to. It overrides every grant."""
    with opened(ledger, config, create=True) as store:
        rest = {key: told[key] for key in ("contract", "email", "by")}
        _say_entry(store.record_refusal(_row(who, told), **rest), "The refusal is recorded")


@click.command("use", epilog="Example: provenance ledger use 12 --where https://ours.example/story")
@click.argument("article")
@click.option("--where", required=True, metavar="URL|TEXT", help="The address, or the page of the paper.")
@click.option("--medium", type=click.Choice(MEDIA), default="web", show_default=True)
@click.option("--started", metavar="DATE", help="When it was published; default: now.")
@click.option("--judgement", type=int, metavar="ENTRY", help="Under which decision; default: the latest.")
@_NOTE
@_BY
@places
def use(article: str, ledger: str | None, config: str | None, **told: Any) -> None:
    """Record that we published ARTICLE: notices, take-downs and changes of the original become due."""
    with opened(ledger, config) as store:
        _say_entry(store.record_usage(article, **told), "The publication is recorded")


@click.command("end", epilog="Example: provenance ledger end 15 --on 2026-12-01")
@click.argument("entry", type=int)
@click.option("--on", "ended", metavar="DATE", help="When; default: now.")
@_NOTE
@_BY
@places
def end(
    entry: int, ended: str | None, note: str | None, by: str | None, ledger: str | None, config: str | None
) -> None:
    """Record that a publication was taken down, or a permit or refusal taken back: ENTRY is its number."""
    with opened(ledger, config) as store:
        if any(permit.sequence == entry for permit in store.permits()):
            _say_entry(store.end_permit(entry, ended=ended, note=note, by=by), "Its end is recorded")
        else:
            _say_entry(store.end_usage(entry, ended=ended, note=note, by=by), "Its end is recorded")


@click.command("done", epilog='Example: provenance ledger done 15.0 --note "told them by e-mail"')
@click.argument("key")
@_NOTE
@_BY
@places
def done(key: str, note: str | None, by: str | None, ledger: str | None, config: str | None) -> None:
    """Record that what was due is done: KEY as `provenance ledger due` shows it."""
    with opened(ledger, config) as store:
        _say_entry(store.settle(key, note=note, by=by), "It is off the list")


@click.command("redact", epilog="Example: provenance ledger redact 12 --name 'Jane Doe' --reason 'asked' --by desk")
@click.argument("article", required=False)
@click.option("--what", type=click.Choice(["record", "text"]), default="record", show_default=True,
              help="Erase the whole record, or the kept text alone.")  # fmt: skip
@click.option("--name", metavar="NAME", help="Erase this name instead; without ARTICLE, everywhere.")
@click.option("--reason", required=True, metavar="TEXT", help="For the tombstone: why. It must not repeat the name.")
@click.option("--by", required=True, metavar="WHO", help="For the tombstone: who erases it.")
@places
def redact(
    article: str | None, what: Any, name: str | None, reason: str, by: str, ledger: str | None, config: str | None
) -> None:
    """Erase personal data or text in every version of ARTICLE, for ever; a tombstone with the reason stays.

    It is gone from the file, its write-ahead log and the graph beside it too; backups and exports are yours to see to.
    """
    if article is None and name is None:
        raise UsageError("expected an ARTICLE, or --name to erase a name everywhere")
    with opened(ledger, config) as store:
        erased = store.redact(article, what="name" if name else what, name=name, reason=reason, by=by)
    if not erased:
        say("nothing of it is recorded: nothing was erased")
        return
    write(f"Erased in {len(erased)} version{'s' if len(erased) > 1 else ''}: entries {', '.join(map(str, erased))}.\n")


def _say_entry(sequence: int, text: str) -> None:
    write(f"{text}: entry {sequence}.\n")


COMMANDS = {"permit": permit, "refuse": refuse, "use": use, "end": end, "done": done, "redact": redact}
