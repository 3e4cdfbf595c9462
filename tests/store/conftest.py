from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.store import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite3") as found:
        yield found
