"""The sources of a batch: what is named on the command line, and what a list of files names, as it is read."""

from __future__ import annotations

import io
import os
import select
import shutil
import stat
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import BinaryIO, cast

from provenance.batch import Source
from provenance.cli import sources
from provenance.errors import UsageError

_BLOCK = 1 << 16
_SECONDS = 0.5
"""So long a signal may go unheeded."""
_HERE = os.path.join(os.curdir, "")


def named(names: Iterable[str], besides: Collection[str] = ()) -> list[Source]:
    """What is named on the command line: folders and globs as their files, each once.

    Files `besides`, which the run itself reads or writes, are left out where a folder or glob holds them. A name that
    stands for nothing stays: it can't be read, and the run says so and goes on.
    """
    own = {os.path.realpath(path) for path in besides}
    return list(
        dict.fromkeys(
            Source(shown)
            for name in names
            for shown in _expanded(name)
            if shown == shown_path(name) or os.path.realpath(shown) not in own
        )
    )


def listed(files_from: str | None, names: Sequence[str], stack: ExitStack) -> Iterator[Source]:
    """What the file `files_from` (`-` for standard input) lists, as it is read; the stack closes it.

    Raises:
        UsageError: it cannot be opened, is a source too, or is not given and neither is a name.
    """
    if files_from is None:
        if not names:
            raise UsageError("expected a SOURCE, or --files-from")
        return iter(())
    if files_from == sources.STDIN:
        if sources.STDIN in names:
            raise UsageError("standard input cannot be a source and a list of sources", place="--files-from")
        file = cast(io.BufferedReader, standard_input())
    else:
        try:
            file = stack.enter_context(open(files_from, "rb"))  # noqa: SIM115 - the stack closes it
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}", source=files_from) from None
    found = split_list(iter(lambda: _read(file), b""))
    # "-" in a list is the name of a file: a list cannot mean the input that it may itself come from.
    files = (_HERE + name if name == sources.STDIN else name for name in found)
    return (Source(shown, is_listed=True) for name in files for shown in _expanded(name))


def _read(file: io.BufferedReader) -> bytes:
    """What there is to read, or b"" at the end.

    Python heeds a signal between two calls: one that comes just before a read that waits would wait with it.
    """
    with suppress(OSError, ValueError):  # no file of the system's: then nothing waits
        while not select.select([file], [], [], _SECONDS)[0]:
            pass
    return file.read1(_BLOCK)


def spooled(source: Source, stack: ExitStack) -> Source:
    """Standard input or a pipe as a file, which another process can read, which can be read twice, and which need not
    fit into memory; others as are.

    Raises:
        UsageError: there is no standard input, or no room for the file.
    """
    if source.name == sources.STDIN:
        return source._replace(path=_kept(standard_input(), stack, "standard input"))
    if source.is_address or not _is_pipe(source.name):
        return source
    try:
        with open(source.name, "rb") as pipe:
            return source._replace(path=_kept(pipe, stack, source.name))
    except OSError:  # reading it will say why
        return source


def standard_input() -> BinaryIO:
    """Standard input, as bytes.

    Raises:
        UsageError: the caller has closed it.
    """
    if sys.stdin is None:
        raise UsageError("cannot be read: it is closed", source="standard input")
    return sys.stdin.buffer


def _kept(file: BinaryIO, stack: ExitStack, name: str) -> str:
    try:
        copy = stack.enter_context(tempfile.NamedTemporaryFile(prefix="provenance-"))  # noqa: SIM115 - the stack's
        shutil.copyfileobj(file, copy)
        copy.flush()
    except OSError as error:
        raise UsageError(f"cannot be kept in a temporary file: {error.strerror}", source=name) from None
    return copy.name


def _is_pipe(path: str) -> bool:
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def split_list(blocks: Iterable[bytes]) -> Iterator[str]:
    """The names in a list of files: ended by NUL where its beginning holds one (`git ls-files -z`), else by lines."""
    rest, end = b"", b""
    for block in blocks:
        end = end or (b"\0" if b"\0" in block else b"\n")
        *names, rest = (rest + block).split(end)
        yield from (os.fsdecode(name) for name in map(_whole_line if end == b"\n" else bytes, names) if name)
    if name := _whole_line(rest):
        yield os.fsdecode(name)


def shown_path(path: str) -> str:
    """A path as reports show it: from here, if it lies below; CI systems know files by their way from the root.

    It leads to the same file: `..` behind a link stays, and the file `./-` is not standard input.
    """
    if path == sources.STDIN or sources.is_address(path):
        return path
    if os.path.isabs(path):
        here = os.path.join(os.getcwd(), "")
        path = path[len(here) :] if path.startswith(here) and len(path) > len(here) else path
    short = os.path.normpath(path)
    if os.pardir in path and os.path.realpath(short) != os.path.realpath(path):
        return path
    return _HERE + short if short == sources.STDIN else short


def _expanded(name: str) -> list[str]:
    try:
        return [shown_path(each) for each in sources.expand([name])]
    except UsageError:
        return [shown_path(name)]


def _whole_line(line: bytes) -> bytes:
    return line.removesuffix(b"\r")
