"""Opening: a new file, an older ledger, a newer one, and files that are none."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from provenance.config import Config
from provenance.errors import LedgerError
from provenance.store import Ledger, default_path, ledger_path, migrations
from tests.store.samples import entry


def steps(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as raw:
        return [step for (step,) in raw.execute("SELECT step FROM schema_steps ORDER BY step")]


def test_a_new_ledger_is_marked_and_private(ledger: Ledger) -> None:
    assert steps(ledger.path) == [1]
    ledger.close()
    assert ledger.path.read_bytes()[68:72] == b"PROV"
    if os.name == "posix":
        assert stat.S_IMODE(ledger.path.stat().st_mode) == 0o600
    with closing(sqlite3.connect(ledger.path)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_ledger_that_does_not_exist_is_made_only_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "ledger.sqlite3"
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(path, create=False)
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(path, read_only=True)
    assert not path.parent.exists()
    Ledger.open(path).close()
    assert path.exists()


def test_an_older_ledger_is_brought_up_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add(*entry(0)[:2])
    taken = []

    def second(connection: Connection) -> None:
        taken.append(2)
        connection.exec_driver_sql("CREATE TABLE extra (x INTEGER)")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, (2, second)))
    with pytest.raises(LedgerError, match=r"of version 1, and read-only: it cannot be brought to 2"):
        Ledger.open(ledger.path, read_only=True)
    for _ in range(2):
        with Ledger.open(ledger.path) as found:
            assert len(found.list().rows) == 1
    assert (taken, steps(ledger.path)) == ([2], [1, 2])


def test_a_step_that_fails_leaves_everything_as_it_was(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE extra (x INTEGER)")
        connection.exec_driver_sql("DROP TABLE findings")
        connection.exec_driver_sql("SELECT * FROM missing")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, (2, broken)))
        with pytest.raises(LedgerError, match="no such table: missing"):
            Ledger.open(ledger.path)
    assert steps(ledger.path) == [1]
    with Ledger.open(ledger.path) as found:
        found.add(*entry(0)[:2])


def test_a_newer_ledger_is_refused(ledger: Ledger) -> None:
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        raw.execute("INSERT INTO schema_steps VALUES (7, '2031-01-01', '9.0')")
    with pytest.raises(LedgerError, match=r"of version 7, and this tool .* knows 1: update news-provenance") as caught:
        Ledger.open(ledger.path)
    assert caught.value.source == str(ledger.path)


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.sqlite3"
    text.write_bytes(b"Not a database, but long enough to be taken for one. " * 40)
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
    for path, message in ((text, "no ledger: expected an SQLite database"), (other, "a database of something else")):
        before = path.read_bytes()
        with pytest.raises(LedgerError, match=message):
            Ledger.open(path)
        assert path.read_bytes() == before
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="cannot be made"):
        Ledger.open(tmp_path / "file" / "ledger.sqlite3")


def test_many_processes_make_one_ledger_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    code = "import sys; from provenance.store import Ledger; Ledger.open(sys.argv[1]).close()"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    assert steps(path) == [1]


def test_where_the_ledger_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROVENANCE_LEDGER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    config = Config.parse({"ledger": "here.sqlite3"}, source=str(tmp_path / "provenance.toml"))
    if sys.platform.startswith("linux"):
        assert default_path() == tmp_path / "provenance" / "ledger.sqlite3"
    assert ledger_path() == default_path()
    assert ledger_path(config=Config()) == default_path()
    assert ledger_path(config=config) == tmp_path / "here.sqlite3"
    assert config.digest == Config().digest
    monkeypatch.setenv("PROVENANCE_LEDGER", "there.sqlite3")
    assert ledger_path(config=config) == Path("there.sqlite3")
    assert ledger_path("told.sqlite3", config) == Path("told.sqlite3")


def test_without_sqlalchemy_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "import provenance.store\n"
        "try: provenance.store.Ledger\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(
        "MissingExtraError the ledger needs SQLAlchemy: pip install 'news-provenance[ledger]'"
    )
