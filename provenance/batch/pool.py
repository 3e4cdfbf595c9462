"""The same on several cores: processes that are given sources and send outcomes back, each through a pipe of its own.

Memory stays bounded: when much has come that must wait for an earlier source, only the worker that has that source is
listened to, and the others' pipes fill up until they have to wait too.

A worker that dies, of a signal or for want of memory, loses the source that it was at. Another takes over its others.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any

from provenance.batch.source import Judge, Source
from provenance.errors import ProvenanceError, UnreadableError
from provenance.outcome import Outcome

_AHEAD = 4
"""So many sources a worker has in hand, so that it never waits for the next one."""
_TOGETHER = 32
"""So many outcomes of one source travel together."""
_WAITING = 128
"""So many messages wait for an earlier source; from then on only the worker that has that one is listened to."""

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

_BORN = -1
"""The number in a process's first message, which says that it has started."""

# A message is (the number of a source, its next outcomes, whether that was all). An error in their place is the user's
# to mend, and ends the run.


def run_in_processes(
    sources: Iterable[Source],
    judge: Judge,
    jobs: int,
    *,
    on_source: Callable[[], object] = lambda: None,
    method: str | None = None,
) -> Iterator[Outcome]:
    """As `provenance.batch.run`, in `jobs` processes."""
    pool = _Pool(judge, multiprocessing.get_context(method or _method()))
    waiting = enumerate(sources)
    earliest = 0
    try:
        while True:
            pool.give(waiting, jobs)
            if not pool.workers_at_work:
                return
            pool.listen(earliest)
            while (arrived := pool.arrived.get(earliest)) is not None:
                while arrived.outcomes:
                    yield from arrived.outcomes.popleft()
                if not arrived.is_whole:
                    break
                del pool.arrived[earliest]
                earliest += 1
                on_source()
    finally:
        pool.end()


def _method() -> str:
    """`fork` on Linux, where it is safe (one thread) and takes no time; else the platform's own."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_safe else "spawn"


class _Arrived:
    """What has come of one source, and is not yet handed on."""

    def __init__(self) -> None:
        self.outcomes: deque[list[Outcome]] = deque()
        self.is_whole = False


class _Worker:
    """A process and the sources that it has in hand: it is at the first, and does them in their order."""

    def __init__(self, context: BaseContext, judge: Judge, others: Iterable[_Worker]) -> None:
        self.pipe, theirs = context.Pipe()
        # A forked process has a copy of all that is open here. It must not keep our ends of the pipes open when we die.
        ours = [self.pipe, *(worker.pipe for worker in others)] if context.get_start_method() == "fork" else []
        self.process: Any = context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, judge, ours), daemon=True
        )
        self.process.start()
        theirs.close()
        self.in_hand: dict[int, Source] = {}
        self.is_born = False

    def take(self, number: int, source: Source) -> None:
        """Hand a source over. Whether the process is dead is found out when it is listened to."""
        self.in_hand[number] = source
        with suppress(OSError):
            self.pipe.send((number, source))

    def death(self) -> str:
        """How the process ended, as a clause."""
        self.process.join(5)
        code = self.process.exitcode
        if code is None or code >= 0:
            return f"the process that read it ended with exit code {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"the process that read it was ended by {name}; perhaps it needed too much memory"

    def end(self) -> None:
        self.pipe.close()
        if self.process.is_alive():
            self.process.terminate()
        self.process.join(2)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Pool:
    """The workers, and what has arrived from them."""

    def __init__(self, judge: Judge, context: BaseContext) -> None:
        self.judge = judge
        self.context = context
        self.workers: list[_Worker] = []
        self.arrived: dict[int, _Arrived] = {}

    @property
    def workers_at_work(self) -> list[_Worker]:
        return [worker for worker in self.workers if worker.in_hand]

    def give(self, waiting: Iterator[tuple[int, Source]], jobs: int) -> None:
        """Fill every hand, the emptiest first; a process starts when there is something for it to do."""
        while (len(self.workers) < jobs or len(self._idlest().in_hand) < _AHEAD) and (source := next(waiting, None)):
            is_hiring = len(self.workers) < jobs and all(worker.in_hand for worker in self.workers)
            (self._hire() if is_hiring else self._idlest()).take(*source)

    def listen(self, earliest: int) -> None:
        """Take what has come, at least one message."""
        is_full = sum(1 + len(each.outcomes) for each in self.arrived.values()) >= _WAITING
        heard: dict[object, _Worker] = {
            worker.pipe: worker for worker in self.workers_at_work if not is_full or earliest in worker.in_hand
        }
        for pipe in wait([worker.pipe for worker in heard.values()]):
            worker = heard[pipe]
            try:
                number, found, is_last = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(found, ProvenanceError):
                raise found
            if number == _BORN:
                worker.is_born = True
                continue
            arrived = self.arrived.setdefault(number, _Arrived())
            if found:
                arrived.outcomes.append(found)
            if is_last:
                arrived.is_whole = True
                del worker.in_hand[number]

    def end(self) -> None:
        for worker in self.workers:
            worker.end()

    def _idlest(self) -> _Worker:
        return min(self.workers, key=lambda worker: len(worker.in_hand))

    def _hire(self) -> _Worker:
        with _undisturbed():
            worker = _Worker(self.context, self.judge, self.workers)
            self.workers.append(worker)
        return worker

    def _replace(self, dead: _Worker) -> None:
        """Another process for the sources in a dead one's hand, without the one that it was at."""
        death = dead.death()
        self.workers.remove(dead)
        dead.end()
        if not dead.is_born:
            raise RuntimeError(f"a worker process could not start: {death}")
        number = next(iter(dead.in_hand))
        source = dead.in_hand.pop(number)
        arrived = self.arrived.setdefault(number, _Arrived())
        arrived.outcomes.append([self.judge.lost(source, UnreadableError(death, source=source.name))])
        arrived.is_whole = True
        if dead.in_hand:
            worker = self._hire()
            for each in dead.in_hand.items():
                worker.take(*each)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back the signals that end a run while a process is born: what they raise would leave half of it behind."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, judge: Judge, not_ours: Iterable[Connection]) -> None:
    """A worker's life: sources in, outcomes out, until the pipe closes or the parent is gone.

    Ctrl-C reaches the whole group of processes; the parent alone answers it, and ends the others, by a SIGTERM that
    must not mean here what it may mean to the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    gc.freeze()
    for each in not_ours:
        each.close()
    parent = multiprocessing.parent_process()
    events: list[Any] = [pipe, parent.sentinel] if parent else [pipe]
    with suppress(EOFError, OSError):  # the parent has gone, or wants no more
        pipe.send((_BORN, [], True))
        while pipe in wait(events):
            number, source = pipe.recv()
            outcomes = judge(source)
            try:
                is_last = False
                while not is_last:
                    together = list(islice(outcomes, _TOGETHER))
                    is_last = len(together) < _TOGETHER
                    pipe.send((number, together, is_last))
            except ProvenanceError as error:
                pipe.send((number, error, True))
                return
