"""The folder of an index: generations of an Oxigraph store that are never changed once they are named, and one lock.

An Oxigraph store has one writing process, and may not be read beside it. So nobody ever writes where somebody reads:
a writer makes the next generation, empty or as a copy of hard links, and when it is whole names it in `current.json`,
in one step. Readers see the last whole generation, always. A writer that dies leaves a folder which nobody names, and
the next writer removes it.

    ledger.sqlite3.graph/
      current.json      which generation counts, and what it holds
      lock              held by the one writer
      g-000007/         the generation: an Oxigraph store, locked (shared) by each of its readers
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from provenance.errors import GraphError

_CURRENT = "current.json"
_PREFIX = "g-"


def folder_of(ledger: Path) -> Path:
    """The folder of the index beside a ledger's file."""
    return ledger.with_name(f"{ledger.name}.graph")


class State(NamedTuple):
    """What a generation holds."""

    layout: str
    """Of the graphs: the version of this tool, and a digest of the vocabulary that stands beside the readings."""
    identity: str
    """Of the source, as `entries.Source` has it."""
    sequence: int
    """Up to here the source is in it."""
    readings: int
    generation: str

    def goes_with(self, other: State) -> bool:
        """Whether this one can become the other by adding what is new."""
        return self[:2] == other[:2] and self.sequence <= other.sequence


class Generations:
    """The generations in a folder; the folder need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> State | None:
        """The state that counts; None where there is none, or it is no state of ours."""
        try:
            state = State(**json.loads((self.folder / _CURRENT).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return state if self.path(state).is_dir() else None

    def path(self, state: State) -> Path:
        """The Oxigraph store of a state."""
        return self.folder / Path(state.generation).name

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """Hold the writer's lock; gives False where another process holds it.

        Raises:
            GraphError: the folder cannot be written to.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what a ledger holds is its owner's
            lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise GraphError(f"cannot be written: {error.strerror}", source=str(self.folder)) from None
        try:
            yield _locked(lock, fcntl.LOCK_EX)
        finally:
            os.close(lock)  # which lets go of the lock, as does the end of the process

    def new(self) -> Path:
        """The path of the next generation, which does not exist yet. Only the writer may ask."""
        numbers = [int(path.name.removeprefix(_PREFIX)) for path in self._all()]
        return self.folder / f"{_PREFIX}{max(numbers, default=0) + 1:06}"

    def publish(self, state: State) -> None:
        """Let a state count from now on, in one step, and remove what nobody reads any more."""
        draft = self.folder / f".{_CURRENT}"
        with draft.open("w") as file:
            json.dump(state._asdict(), file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / _CURRENT)
        self.sweep()

    def sweep(self) -> None:
        """Remove the generations that do not count, unless somebody reads them. Only the writer may ask."""
        state = self.current()
        for path in self._all():
            if state is None or path.name != state.generation:
                handle = os.open(path, os.O_RDONLY)
                if _locked(handle, fcntl.LOCK_EX):
                    shutil.rmtree(path, ignore_errors=True)
                os.close(handle)

    def discard(self) -> None:
        """Remove everything, for what was erased in a ledger must not stay here; the next query builds it anew.

        What somebody still reads goes when the next writer comes.

        Raises:
            GraphError: the folder cannot be written to.
        """
        if self.folder.is_dir():
            with self.writing() as is_ours:
                (self.folder / _CURRENT).unlink(missing_ok=True)
                if is_ours:
                    self.sweep()

    @contextmanager
    def reading(self) -> Iterator[State | None]:
        """The state that counts, kept from being swept away while it is read; None where there is none."""
        handle = None
        while (state := self.current()) is not None and (handle := self._kept(state)) is None:
            pass  # swept away between two lines: another one counts now
        try:
            yield state
        finally:
            if handle is not None:
                os.close(handle)

    def _kept(self, state: State) -> int | None:
        """A handle that keeps a generation from being swept away; None where that has begun."""
        try:
            handle = os.open(self.path(state), os.O_RDONLY)
        except FileNotFoundError:
            return None
        if _locked(handle, fcntl.LOCK_SH) and self.path(state).is_dir():
            return handle
        os.close(handle)
        return None

    def _all(self) -> list[Path]:
        return [path for path in self.folder.glob(f"{_PREFIX}*") if path.name.removeprefix(_PREFIX).isdigit()]


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
