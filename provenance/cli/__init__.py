"""The command line: a thin face over the library. Each command is one module with one click command in it.

Exit codes: 0 done, 1 findings at or above `--fail-on` or a verdict worse than `--require`, 2 usage, configuration or a
source that could not be read, 3 a fault of ours. Data goes to stdout, everything else to stderr.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from provenance import __version__
from provenance.errors import ProvenanceError

COMMANDS = ("check", "validate", "read", "export", "terms", "rules", "ledger", "query", "desk")
"""Every command, in the order of `--help`; `provenance.cli.<name>` holds it as `command`."""

UNREADABLE, INTERNAL = 2, 3
_SIGINT, _SIGPIPE = 130, 141


class Commands(click.Group):
    """The group: it loads a command when it is called, and turns what goes wrong into an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of `COMMANDS`, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name: only its module is imported, so that `check` does not load the exporters."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"provenance.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the user can mend becomes a message, a closed pipe or Ctrl-C ends quietly."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except ProvenanceError as error:
            say(str(error))
            _let_go()
            ctx.exit(UNREADABLE)
        except KeyboardInterrupt:
            ctx.exit(_SIGINT)
        except BrokenPipeError:
            _let_go()
            ctx.exit(_SIGPIPE)
        return result

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program. Anything that nobody expected is a fault of ours, and must not look like a finding."""
        _stand_in()
        _make_haste()
        try:
            return super().main(*args, **kwargs)
        except Exception as error:
            if os.environ.get("PROVENANCE_TRACEBACK"):
                import traceback

                traceback.print_exc()
            say(f"internal error: {type(error).__name__}: {error}")
            say("this is a fault of the tool; PROVENANCE_TRACEBACK=1 shows where")
            sys.exit(INTERNAL)


def _let_go() -> None:
    """Where stdout takes no more, what is still buffered, and Python's last flush, go to nobody."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _make_haste() -> None:
    """Settle how this process, which is ours and short, does what a library must leave to its host.

    Starting makes a hundred thousand objects that live as long as the process: searching them for garbage, the last
    time only to throw everything away, took an eighth of a short run.
    """
    gc.set_threshold(100_000, 50, 50)
    atexit.register(gc.freeze)


def _stand_in() -> None:
    """Put something in the place of an output that the caller has closed: it takes all, and shows it to nobody."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - open as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115


def say(message: str) -> None:
    """One diagnostic line on stderr, without what a terminal would obey, or a runner of GitHub, wherever it stands."""
    from provenance.reporters.layout import clean

    click.echo(f"provenance: {clean(message).replace('##[', '## [')}", err=True)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: provenance check story.html",
)
@click.version_option(__version__, prog_name="provenance")
def main() -> None:
    """Read where a news story comes from, and what must be asked or added before it is republished.

    A record of stated terms, not legal advice.
    """
