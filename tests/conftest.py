"""Switches of the test run, for every folder."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

# No clock decides whether a test passes: a busy machine is no fault. In CI the same examples come every time.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("suite")

# A suite that a shell starts in the background ignores Ctrl-C, and so would every command that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write the expected files and the generated files anew instead of comparing with them",
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be written; the test then passes, and the difference is git's to show."""
    return bool(request.config.getoption("--regenerate"))
