"""Switches of the test run, for every folder."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# No clock decides whether a test passes: a busy machine is no fault. In CI the same examples come every time.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("suite")


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
