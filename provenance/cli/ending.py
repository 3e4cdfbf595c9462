"""How a run ends that somebody ends from outside: in order, so that no drafts and temporary files stay behind."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def in_order() -> Iterator[None]:
    """Turn SIGTERM (a cancelled job, `timeout`) and SIGHUP (a closed terminal) into an exit with 128 and their number.

    As Ctrl-C does, it passes through every `with` and `finally`. A signal that the caller has switched off (`nohup`)
    stays off. Signals are the main thread's: in another one nothing changes.
    """
    is_main = threading.current_thread() is threading.main_thread()
    taken = [number for number in _ENDING if is_main and signal.getsignal(number) == signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one must not break off the clearing up
    sys.exit(128 + number)
