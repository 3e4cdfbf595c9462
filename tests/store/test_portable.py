"""The ledger's tables and queries are no dialect's: PostgreSQL takes the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import provenance.store
from provenance.store.tables import metadata

ROOM = Path(provenance.store.__file__).parent


def test_postgresql_takes_the_tables() -> None:
    for table in metadata.sorted_tables:
        text = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert "ROWID" not in text
        assert ("BIGINT" in text) == ("sequence" in table.c or "version" in table.c or "judgement" in table.c)
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=postgresql.dialect()))


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_only_one_module_speaks_to_sqlite(path: Path) -> None:
    found = re.search(r"sqlite3|exec_driver_sql|PRAGMA|\btext\(\"|dialects", path.read_text("utf-8"))
    allowed = path.name == "engine.py" or (path.name in ("paths.py", "__init__.py") and found and found[0] == "sqlite3")
    assert allowed or not found, found
