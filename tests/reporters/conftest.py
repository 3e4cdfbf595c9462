from __future__ import annotations

from collections.abc import Callable

import pytest

from provenance.model import Article, Finding, Report
from tests.reporters.samples import build, finding, judged


@pytest.fixture
def article() -> Article:
    return build()


@pytest.fixture
def found() -> Callable[..., Finding]:
    return finding


@pytest.fixture
def report() -> Callable[..., Report]:
    return judged
