"""Put a query to a store, in a process of its own, which is ended when its time is over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from provenance.errors import GraphError, UsageError
from provenance.store.graph import sparql
from provenance.store.graph.answers import Answer
from provenance.store.graph.named import Term

_WORKER = "provenance.store.graph.worker"

MEMORY = 4 * 1024**3
"""So many bytes of address space a query may take: one that wants more is ended, and not the machine."""


def ask(
    query: str,
    store: Path | None = None,
    quads: Iterable[str] = (),
    *,
    parameters: Mapping[str, Term] | None = None,
    limit: int | None = None,
    seconds: float | None = None,
    is_labelled: bool = False,
    memory: int = MEMORY,
) -> Answer:
    """What a store says to a query of SPARQL 1.1. The default graph is the union of all graphs.

    Args:
        query: SELECT, ASK, CONSTRUCT or DESCRIBE; `sparql.PREFIXES` are declared.
        store: the folder of a store on disk that nobody writes to (`GraphIndex.reading`).
        quads: without `store`, what is asked: N-Quads, piece by piece.
        parameters: the terms that `parameter:name()` stands for in the query.
        limit: at most so many rows or triples; None for all.
        seconds: the time that the query has; None for any. Loading `quads` does not count.
        is_labelled: whether the answer has the names of the nodes in its rows.
        memory: the bytes of address space that the query may take.

    Raises:
        UsageError: the query is malformed, would fetch or change something, or took too long or too much memory.
        GraphError: the store cannot be read.
    """
    sparql.check(query)
    job = {
        "store": str(store) if store else None,
        "query": query,
        "parameters": {name: term.json() for name, term in (parameters or {}).items()},
        "limit": limit,
        "seconds": seconds,
        "memory": memory,
        "is_labelled": is_labelled,
    }
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
        [sys.executable, "-P", "-m", _WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        with suppress(BrokenPipeError):  # it died, and will have said why
            _send(cast(IO[bytes], process.stdin), job, quads)
        process.stdin = None
        os.read(
            cast(IO[bytes], process.stdout).fileno(), 1
        )  # it has loaded what it asks; unbuffered, the rest is the answer
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise UsageError(f"the query was stopped after {seconds:g} s; --timeout gives it more") from None
    finally:
        process.kill()
        process.wait()
    return _answer(process.returncode, out, err)


def _send(pipe: IO[bytes], job: Mapping[str, object], quads: Iterable[str]) -> None:
    with pipe:
        pipe.write(json.dumps(job).encode() + b"\n")
        for piece in quads:
            pipe.write(piece.encode())


def _answer(code: int, out: bytes, err: bytes) -> Answer:
    if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGXCPU) or b"MemoryError" in err:
        raise UsageError("the query needed too much memory or time, and was stopped; ask for less")
    if code:
        last = err.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise GraphError(f"the query could not be run; --rebuild mends a damaged graph: {last or f'exit code {code}'}")
    found = json.loads(out)
    if "error" in found:
        raise UsageError(found["error"], source="query")
    return Answer(**found)
