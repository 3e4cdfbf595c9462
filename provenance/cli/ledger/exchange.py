"""`provenance ledger export|import`: the ledger as lines of JSON, and back."""

from __future__ import annotations

import io
import sys
from contextlib import nullcontext

import click

from provenance.cli import say
from provenance.cli.ledger.options import as_of_option, moment, opened, places
from provenance.cli.listing import standard_input
from provenance.cli.output import write
from provenance.cli.sources import STDIN
from provenance.errors import UsageError


@click.command("export", epilog="Example: provenance ledger export --output ledger.jsonl")
@click.option("--output", metavar="FILE", help="Write here instead of to stdout.")
@as_of_option
@places
def export(output: str | None, as_of: str | None, ledger: str | None, config: str | None) -> None:
    """Write every entry as a line of JSON: lossless, but for permits, contracts and what a decision says of them."""
    with opened(ledger, config) as store:
        if output is None:
            stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=True)
            told = store.export(stdout, as_of=moment(as_of))
            stdout.detach()
        else:
            try:
                with open(output, "w", encoding="utf-8", newline="\n") as file:
                    told = store.export(file, as_of=moment(as_of))
            except OSError as error:
                raise UsageError(f"cannot be written: {error.strerror}", source=output) from None
    say(
        f"{told.entries} entries; held back: {told.permits} about permits and refusals, and the reasons of"
        f" {told.decisions} decisions that rest on a contract or a permit"
    )


@click.command("import", epilog="Example: provenance ledger import ledger.jsonl --ledger new.sqlite3")
@click.argument("file", metavar="FILE")
@places
def import_(file: str, ledger: str | None, config: str | None) -> None:
    """Record what an export (FILE, or - for standard input) holds: all of it, or nothing.

    An empty ledger takes over the times of the entries; another one records them as of now, and leaves out what it has.
    """
    with opened(ledger, config, create=True) as store:
        try:
            stdin = io.TextIOWrapper(standard_input(), encoding="utf-8") if file == STDIN else None
            with nullcontext(stdin) if stdin else open(file, encoding="utf-8") as lines:
                told = store.import_(lines)
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}", source=file) from None
        except UnicodeDecodeError as error:
            raise UsageError(f"expected UTF-8: {error.reason}", source=file) from None
    write(f"{told.entries} entries recorded, {told.known} known already.\n")


COMMANDS = {"export": export, "import": import_}
