"""What holds for every reporter of a batch."""

from __future__ import annotations

import tracemalloc
import unicodedata

import pytest

from provenance.outcome import Run, Total
from provenance.reporters.batch import BATCH_REPORTERS
from tests.reporters.batch.conftest import HOSTILE, OUTCOMES, RUN, article, finding, rendered

FORMATS = list(BATCH_REPORTERS)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_a_terminal_obeys_is_printed(format):
    text = rendered(format).encode("utf-8").decode()
    assert not {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n"}


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_run_is_whole_too(format):
    assert rendered(format, ()).endswith("\n")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_run_gives_the_same_text(format):
    assert rendered(format) == rendered(format)


@pytest.mark.parametrize("format", FORMATS)
def test_memory_does_not_grow_with_the_run(format):
    """A hundred thousand findings are written, and none of them is kept."""
    reporter = BATCH_REPORTERS[format](lambda text: None, Run("0.1.0", "sha256:0", "2026-12-01T00:00:00+00:00"))
    reporter.begin()
    outcome, total = article(*[finding()] * 20), Total()

    def feed(times: int) -> int:
        for number in range(times):
            reporter.add(outcome if number % 50 else article(finding(), source=f"wire/{number}.html"))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        early, late = feed(300), feed(1500)
        reporter.end(total)
    finally:
        tracemalloc.stop()
    assert late - early < 1_500_000


def test_the_hostile_run_is_hostile():
    assert any(outcome.source == HOSTILE for outcome in OUTCOMES)
    assert RUN.required is None
