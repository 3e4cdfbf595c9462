from __future__ import annotations

from pathlib import Path

import pytest

from provenance.store.graph.index import GraphIndex
from tests.store.graph.newsroom import whole


@pytest.fixture(scope="session")
def store(tmp_path_factory) -> Path:
    """The store of the whole newsroom, which no test changes."""
    index = GraphIndex(tmp_path_factory.mktemp("newsroom") / "graph")
    index.refresh(whole())
    with index.reading() as path:
        assert path
        return path
