"""The sources of a batch: what is named on the command line, and what a list of files names, as it is read."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import cast

from provenance.batch import Source
from provenance.cli import sources
from provenance.errors import UsageError

_BLOCK = 1 << 16


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
        file = cast(io.BufferedReader, sys.stdin.buffer)
    else:
        try:
            file = stack.enter_context(open(files_from, "rb"))  # noqa: SIM115 - the stack closes it
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}", source=files_from) from None
    found = split_list(iter(lambda: file.read1(_BLOCK), b""))
    return (Source(shown, is_listed=True) for name in found if name != sources.STDIN for shown in _expanded(name))


def spooled(source: Source, stack: ExitStack) -> Source:
    """Standard input as a file, which another process can read, and which need not fit into memory; others as are."""
    if source.name != sources.STDIN:
        return source
    file = stack.enter_context(tempfile.NamedTemporaryFile(prefix="provenance-"))  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(sys.stdin.buffer, file)
    file.flush()
    return source._replace(path=file.name)


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
    """A path as reports show it: from here, if it lies below; CI systems know files by their way from the root."""
    if path == sources.STDIN or sources.is_address(path):
        return path
    if os.path.isabs(path):
        here = os.path.join(os.getcwd(), "")
        path = path[len(here) :] if path.startswith(here) and len(path) > len(here) else path
    return os.path.normpath(path)


def _expanded(name: str) -> list[str]:
    try:
        return [shown_path(each) for each in sources.expand([name])]
    except UsageError:
        return [shown_path(name)]


def _whole_line(line: bytes) -> bytes:
    return line.removesuffix(b"\r")
