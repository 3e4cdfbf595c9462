"""What the subcommands share: their options, and the ledger that these name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from provenance.cli import say
from provenance.cli.told import instant
from provenance.config import Config

if TYPE_CHECKING:
    from provenance.store import Ledger

_Command = TypeVar("_Command", bound=Callable[..., Any])


def places(command: _Command) -> _Command:
    """The options `--ledger` and `--config`, which reach the command as `ledger` and `config`."""
    for add in (
        click.option("--config", metavar="FILE", help="Use this configuration; default: the nearest provenance.toml."),
        click.option("--ledger", metavar="FILE", help="The ledger; default: see `provenance ledger --help`."),
    ):
        command = add(command)
    return command


def as_of_option(command: _Command) -> _Command:
    """The option `--as-of`, which reaches the command as `as_of`."""
    text = "Answer by what was recorded until this instant (ISO 8601; UTC if without zone)."
    return click.option("--as-of", "as_of", metavar="INSTANT", help=text)(command)


def face_option(*faces: str) -> Callable[[_Command], _Command]:
    """The option `--format` with these faces, which reaches the command as `face`."""
    return click.option("--format", "face", type=click.Choice(faces), default=faces[0], show_default=True)


def opened(ledger: str | None, config: Config | str | None, *, create: bool = False) -> Ledger:
    """The ledger that the options name; what it notes goes to stderr.

    Raises:
        LedgerError: it cannot be opened, or there is none and `create` is not set.
        MissingExtraError: SQLAlchemy is not installed.
    """
    from provenance.store import Ledger, ledger_path

    settings = config if isinstance(config, Config) else Config.load(config)
    return Ledger.open(ledger_path(ledger, settings), create=create, on_note=say)


def moment(text: str | None) -> datetime | None:
    """The instant that an option names; None where it names none."""
    return instant(text) if text else None


def with_permits(config: Config, ledger: str | Path, as_of: datetime | None) -> Config:
    """The configuration with the permits and refusals that a ledger holds beside its own.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    from provenance.store import Ledger
    from provenance.store.permits import with_permits

    with Ledger.open(ledger, create=False, read_only=True) as found:
        return with_permits(config, found.permit_rows(as_of=as_of))
