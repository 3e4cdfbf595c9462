"""Judges that go wrong at some sources, as processes and tools do; a module, so that a spawned process finds them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

from provenance.batch import Judge, Source
from provenance.errors import ConfigError
from provenance.outcome import Outcome


class Deadly(Judge):
    """Dies at sources whose name says how."""

    def __call__(self, source: Source) -> Iterator[Outcome]:
        if "killed" in source.name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "exits" in source.name:
            os._exit(7)
        if "halfway" in source.name:
            yield from (Outcome(source.name, article=f"article-{number}") for number in range(100))
            time.sleep(0.2)  # the first of them are on their way
            os.kill(os.getpid(), signal.SIGKILL)
        yield Outcome(source.name, article=source.name)


class Mistaken(Judge):
    """Finds at one source that the user told it something wrong."""

    def __call__(self, source: Source) -> Iterator[Outcome]:
        if "12" in source.name:
            raise ConfigError("expected something else", source="provenance.toml", place="use")
        yield Outcome(source.name, article=source.name)


class Stillborn(Judge):
    """Cannot be handed to a process."""

    def __setstate__(self, state: object) -> None:
        os._exit(9)


class Long(Judge):
    """Gives many outcomes for each source."""

    def __call__(self, source: Source) -> Iterator[Outcome]:
        yield from (Outcome(source.name, article=f"{source.name}#{number}", title="x" * 1000) for number in range(400))
