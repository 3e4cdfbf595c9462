"""`provenance ledger`: what was read, decided, permitted and published, and what needs a hand."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "add": "add", "list": "ask", "show": "ask", "due": "ask", "history": "ask", "permits": "ask", "permit": "record",
    "refuse": "record", "use": "record", "end": "record", "done": "record", "refresh": "refresh", "redact": "record",
    "export": "exchange", "import": "exchange",
}  # fmt: skip
"""Every subcommand, in the order of `--help`, and its module: `COMMANDS` of `provenance.cli.ledger.<module>`."""


class Subcommands(click.Group):
    """The group: the module of a subcommand is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of `COMMANDS`, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The subcommand of that name."""
        if name not in COMMANDS:
            return None
        found: dict[str, click.Command] = import_module(f"provenance.cli.ledger.{COMMANDS[name]}").COMMANDS
        return found[name]


@click.command("ledger", cls=Subcommands, epilog="Example: provenance ledger add story.html --use medium=web")
def command() -> None:
    """Remember what was read, decided, permitted and published, and say what needs a hand.

    The ledger is one file: --ledger, else PROVENANCE_LEDGER, else the key `ledger` of the configuration, else
    provenance/ledger.sqlite3 among the user's data (on Linux in ~/.local/share). Nothing in it is changed afterwards,
    but by redact. Entries have numbers; an ARTICLE is named by its entry, its address or its id.
    """
