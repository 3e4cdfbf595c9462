"""Where the reports of a batch go: one to stdout or a file, more to files of their own.

A file appears when it is whole: a run that is broken off leaves nothing behind that looks like a result.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import NamedTuple

from provenance.cli.output import style, write
from provenance.config import unknown
from provenance.errors import UsageError
from provenance.outcome import Outcome, Run, Total
from provenance.reporters.batch import BATCH_REPORTERS, BatchReporter
from provenance.reporters.layout import Style

_FOR_PEOPLE = frozenset({"text", "github"})
"""Printed on a terminal in the terminal's own encoding; everything else is UTF-8."""


class Output(NamedTuple):
    """A format, and the file that it is written to; None for stdout."""

    format: str
    file: str | None = None


def parse(face: str, told: Sequence[str], baseline: str | None = None) -> list[Output]:
    """What `--format` and the `--output`s mean together: `FORMAT=FILE` is one more, `FILE` alone is for `--format`.

    Raises:
        UsageError: a format is unknown, a name is empty, two are for `--format`, or two for the same file, of which
            the `baseline` is one.
    """
    own: str | None = None
    outputs: list[Output] = []
    for text in told:
        format, equals, file = text.partition("=")
        if not (file if equals else text):
            raise UsageError(f"expected the name of a file, found {text!r}", place="--output")
        if equals and format in BATCH_REPORTERS:
            outputs.append(Output(format, file))
        elif equals and format.isalpha():
            raise UsageError(f"{unknown('format', format, BATCH_REPORTERS)} (a file is ./{text})", place="--output")
        elif own is None:
            own = text
        else:
            raise UsageError(f"expected FORMAT=FILE for a second file, found {text!r}", place="--output")
    outputs.insert(0, Output(face, own))
    files = [os.path.realpath(file) for file in (*(output.file for output in outputs), baseline) if file]
    if len(set(files)) < len(files):
        raise UsageError("expected a file for each, found the same one twice", place="--output")
    return outputs


class Reports:
    """All reporters of a run as one."""

    def __init__(self, reporters: Sequence[BatchReporter]) -> None:
        self._reporters = reporters

    def add(self, outcome: Outcome) -> None:
        """Hand one outcome to each."""
        for reporter in self._reporters:
            reporter.add(outcome)

    def end(self, total: Total) -> list[str]:
        """Let each write its end; what they have to say to whoever hands their work on."""
        for reporter in self._reporters:
            reporter.end(total)
        return [reporter.caution for reporter in self._reporters if reporter.caution]


@contextmanager
def reports(outputs: Sequence[Output], run: Run, *, verbose: bool = False) -> Iterator[Reports]:
    """The reporters of a run, begun; on leaving, the files are put in their places, unless something was raised.

    Raises:
        UsageError: a file cannot be written.
    """
    with ExitStack() as files:
        reporters = []
        for output in outputs:
            if output.file is None:
                look = style(verbose=verbose)
                send = _printer(None if output.format in _FOR_PEOPLE else "utf-8")
            else:
                look = Style(verbose=verbose)
                send = files.enter_context(whole_file(output.file))
            reporters.append(BATCH_REPORTERS[output.format](send, run, look))
        for reporter in reporters:
            reporter.begin()
        yield Reports(reporters)


@contextmanager
def whole_file(path: str) -> Iterator[Callable[[str], object]]:
    """A function that writes to a file in UTF-8; what was there is replaced at the end, at once, if nothing was raised.

    What is no ordinary file (`/dev/stderr`, a pipe) is written to as it comes.

    Raises:
        UsageError: it cannot be written, or not to its end.
    """
    with _blaming(path):
        is_stream = os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)
        folder, name = os.path.split(os.path.realpath(path))
        number, draft = (path, None) if is_stream else tempfile.mkstemp(prefix=f".{name}.", dir=folder)
        file = open(number, "w", encoding="utf-8", errors="replace", newline="")  # noqa: SIM115 - closed below

    def send(text: str) -> None:
        with _blaming(path):
            file.write(text)

    try:
        yield send
        with _blaming(path):
            file.close()
            if draft is not None:
                os.chmod(draft, stat.S_IMODE(os.stat(path).st_mode) if os.path.exists(path) else 0o666 & ~_umask())
                os.replace(draft, os.path.join(folder, name))
    except BaseException:
        with suppress(OSError):  # what could not be written stays unwritten, and something else is being told
            file.close()
        if draft is not None:
            os.unlink(draft)
        raise


@contextmanager
def _blaming(path: str) -> Iterator[None]:
    """What goes wrong with a file, as the mistake of whoever named it. A pipe whose reader has gone is nobody's."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", source=path) from None


def _umask() -> int:
    """What a new file is denied; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _printer(encoding: str | None) -> Callable[[str], object]:
    def send(text: str) -> None:
        if text:
            write(text, encoding=encoding)

    return send
