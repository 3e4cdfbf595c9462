"""Where results go: stdout as bytes, or a file; and how a report should look on this terminal."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import UsageError

if TYPE_CHECKING:
    from provenance.reporters import Style

_NARROW, _WIDE = 60, 100
_SIGNS = "✗→──▶╌╌▶…“”"
_PLAIN = {
    "©": "(c)", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "...",
    "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """What is printed for characters that the terminal's encoding lacks: their plain form, or `?` for a letter."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(char, "?") for char in error.object[error.start : error.end]), error.end


codecs.register_error("provenance.plain", _stand_in)


def write(text: str, *, output: str | None = None, encoding: str | None = None) -> None:
    """Write `text` to the file `output`, else to stdout.

    A file, and data for programs, is UTF-8; text for people has the encoding of the terminal, with a plain stand-in
    for a character that it lacks.

    Raises:
        UsageError: it cannot be written.
    """
    if output is None:
        data = text.encode(encoding or sys.stdout.encoding or "utf-8", "provenance.plain")
    else:
        data = text.encode("utf-8", "replace")
    try:
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            Path(output).write_bytes(data)
    except BrokenPipeError:  # its reader has gone: nobody's mistake
        raise
    except OSError as error:
        source = output or "standard output"
        raise UsageError(f"cannot be written: {error.strerror}", source=source) from None


def style(*, verbose: bool = False) -> Style:
    """The look for stdout: its width, the signs its encoding has, colour on a terminal unless NO_COLOR is set."""
    from provenance.reporters import Style

    terminal = sys.stdout.isatty()
    try:
        _SIGNS.encode(sys.stdout.encoding or "utf-8")
        unicode = True
    except UnicodeEncodeError:
        unicode = False
    width = Style.width
    if terminal:
        from shutil import get_terminal_size  # brings the compressors along

        width = get_terminal_size((Style.width, 24)).columns
    return Style(
        width=min(max(width, _NARROW), _WIDE),
        color=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        unicode=unicode,
        verbose=verbose,
    )
