"""Many sources, one stream of outcomes: in the sources' order, in constant memory, on as many cores as are wanted.

    >>> from provenance.batch import Judge, Source, run
    >>> for outcome in run([Source("wire/a.html")], Judge(config, at), jobs=2): ...  # doctest: +SKIP

One bad item or source never stops the rest: it comes out as an outcome of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from itertools import chain, islice

from provenance.batch.source import Judge, Source, Told
from provenance.outcome import Outcome

__all__ = ["Judge", "Source", "Told", "run"]

_FEW = 8
"""So few sources are read sooner than processes start."""


def run(
    sources: Iterable[Source],
    judge: Judge,
    *,
    jobs: int | None = 1,
    on_source: Callable[[], object] = lambda: None,
    method: str | None = None,
) -> Generator[Outcome, None, None]:
    """The outcomes of all sources, in their order.

    Args:
        sources: taken from as they are needed, a few ahead.
        judge: what decides; `judge.prepare()` was called, or the first source raises what it would have.
        jobs: how many processes; 1 stays in this one, None takes one for each core where there is enough to do.
        on_source: called whenever a source is finished, in order.
        method: how processes start (`fork`, `spawn`, `forkserver`); by default the one that suits.

    Raises:
        ConfigError, UsageError, TermsError: what `judge.prepare()` raises.
    """
    if jobs is None:
        first = list(islice(sources := iter(sources), _FEW))
        sources = chain(first, sources)
        jobs = cores() if len(first) == _FEW else 1
    if jobs > 1:
        from provenance.batch.pool import run_in_processes

        yield from run_in_processes(sources, judge, jobs, on_source=on_source, method=method)
        return
    for source in sources:
        yield from judge(source)
        on_source()


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
