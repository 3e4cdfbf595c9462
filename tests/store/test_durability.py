"""Killed, full, read-only, damaged, two at once, a clock that goes back: nothing lost, nothing half, a clear error."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from provenance.errors import LedgerError
from provenance.store import Filters, Ledger
from tests.store.samples import NOW, entry, later, report

KILLS = 100 if os.environ.get("CI") else 20


def whole(path: Path) -> set[str]:
    """The ids of the articles of a ledger of which nothing is half."""
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("articles", "readings", "judgements"):
            kind = "judgement" if table == "judgements" else "reading"
            missing = raw.execute(
                f"SELECT count(*) FROM journal WHERE kind = ? AND sequence NOT IN (SELECT sequence FROM {table})",  # noqa: S608
                (kind,),
            )
            assert missing.fetchone() == (0,), table
        unjudged = "SELECT count(*) FROM articles WHERE sequence NOT IN (SELECT version FROM judgements)"
        assert raw.execute(unjudged).fetchone() == (0,)
        short = (
            "SELECT count(*) FROM judgements j WHERE errors + warnings + notes"
            " <> (SELECT count(*) FROM findings f WHERE f.judgement = j.sequence)"
        )
        assert raw.execute(short).fetchone() == (0,)
        last, count = raw.execute("SELECT max(sequence), count(*) FROM journal").fetchone()
        assert last in (count, None)
        return {id for (id,) in raw.execute("SELECT article_id FROM articles")}


def add_until_killed(path: Path, pipe: int, start: int) -> None:
    """Add batches, and acknowledge each article once `add_all` says that it is safe."""
    with Ledger.open(path) as ledger:
        for first in range(start, start + 10_000, 4):
            base = entry(0)
            some = []
            for number in range(first, first + 4):
                id = f"ni:///sha-256;{number:043d}#copy"
                article = base.article.model_copy(update={"id": id, "url": f"https://harbor-post.example/{number}"})
                some.append(base._replace(article=article, report=report(article)))
            for one, _ in zip(some, ledger.add_all(some, size=3), strict=True):
                os.write(pipe, one.article.id.encode() + b"\n")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a killed process is forked here, and this system has no fork")
def test_killed_in_the_middle_of_a_write_nothing_is_lost_or_half(tmp_path: Path) -> None:
    path, chance = tmp_path / "ledger.sqlite3", random.Random(3)  # noqa: S311 - not a secret
    with Ledger.open(path) as ledger:
        ledger.add(*entry(0)[:2])  # what is loaded now is loaded in every child
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        reader, writer = os.pipe()
        if not (child := os.fork()):
            os.close(reader)
            try:
                add_until_killed(path, writer, kill * 10_000)
            finally:
                os._exit(1)
        os.close(writer)
        with os.fdopen(reader, "rb", buffering=0) as pipe:
            said = b"".join(pipe.readline() for _ in range(chance.randint(1, 6)))  # it is at work, wherever
            time.sleep(chance.uniform(0, 0.02))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            said += pipe.read()
        acknowledged |= {line.decode() for line in said.split(b"\n")[:-1]}
        if kill % 5 == 4 or kill == KILLS - 1:
            assert acknowledged <= whole(path)
    assert len(acknowledged) >= KILLS
    with Ledger.open(path) as ledger:
        ledger.add(*entry(1)[:2])
        assert ledger.list(Filters(text="story")).rows


def noise(size: int) -> bytes:
    """A text that cannot be made smaller."""
    return os.urandom(size // 2).hex().encode()


def added_until_full(ledger: Ledger, *, size: int) -> Iterator[int]:
    """The versions that are added until the disk is full."""
    for number in range(500):
        story = entry(number % 40).article.model_copy(update={"restrictions": (f"No. {number}",)})
        yield ledger.add(story, report(story), text=noise(size), now=NOW)


def limited(ledger: Ledger, pages: int) -> None:
    """Let the file grow by so many pages only: SQLite then says SQLITE_FULL, as on a full disk."""
    with ledger.database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        count = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {count + pages}")


@pytest.mark.parametrize("pages", range(0, 12, 2))
def test_a_full_disk_keeps_what_was_there_and_says_so(ledger: Ledger, pages: int) -> None:
    kept = [ledger.add(*entry(number)[:2], now=NOW) for number in range(3)]
    limited(ledger, pages)
    with pytest.raises(LedgerError, match="the disk is full; nothing was recorded"):
        kept.extend(added_until_full(ledger, size=3000))
    limited(ledger, 10_000)
    assert {row.sequence for row in ledger.list(limit=500).rows} <= set(kept)
    ledger.add(*entry(50)[:2])
    whole(ledger.path)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a small disk can only be mounted by root on Linux",
)
def test_a_small_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with Ledger.open(disk / "ledger.sqlite3") as ledger:
            kept: list[int] = []
            with pytest.raises(LedgerError, match="disk"):
                kept.extend(added_until_full(ledger, size=9000))
            assert kept
            assert len(whole(ledger.path)) == len(set(kept))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    code = (
        "import sys; from tests.store.samples import entry; from provenance.store import Ledger\n"
        "with Ledger.open(sys.argv[1]) as ledger:\n"
        "    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 25): ledger.add(*entry(number)[:2])\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    root = Path(__file__).resolve().parents[2]
    running = [subprocess.Popen([*command, str(start)], cwd=root, stderr=subprocess.PIPE) for start in (0, 100)]
    assert [process.communicate()[1] for process in running] == [b"", b""]
    assert len(whole(path)) == 50


def test_threads_share_a_ledger(ledger: Ledger) -> None:
    def add(number: int) -> int:
        ledger.list(Filters(text="harbour"))
        return ledger.add(*entry(number)[:2])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(add, range(24)))) == 24
    assert len(whole(ledger.path)) == 24


def test_a_reader_sees_one_state_while_others_write(ledger: Ledger) -> None:
    ledger.add(*entry(0)[:2])
    readings = ledger.iter_readings()
    assert next(readings).article is not None
    ledger.add(*entry(1)[:2])
    assert len(ledger.list().rows) == 2


def as_nobody(task: Callable[[], None]) -> str:
    """What comes of a task that is done without root's rights, which know no read-only file."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        told = "it did not fail"
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            task()
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
        finally:
            os.write(writer, told.encode())
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read().decode()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are given up in a forked process")
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_read_only_file_can_be_read_and_not_written(tmp_path: Path, folder_mode: int) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    with Ledger.open(folder / "ledger.sqlite3") as ledger:
        ledger.add(*entry(0)[:2])
    ledger.path.chmod(0o444)
    folder.chmod(folder_mode)
    for parent in tmp_path.parents:
        if parent.owner() == tmp_path.owner() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)
    tmp_path.chmod(0o755)

    def read_then_write() -> None:
        with Ledger.open(ledger.path, create=False) as found:
            assert [row.headline for row in found.list().rows] == ["Story 0 of the harbour"]
            found.add(*entry(1)[:2])

    told = as_nobody(read_then_write)
    assert told == f"LedgerError: {ledger.path}: the file is read-only, and cannot be written"


def test_a_ledger_that_is_opened_to_read_is_not_written(ledger: Ledger) -> None:
    with (
        Ledger.open(ledger.path, read_only=True) as found,
        pytest.raises(LedgerError, match="read-only"),
    ):
        found.add(*entry(0)[:2])


def test_a_damaged_file_is_an_error_of_the_ledger(ledger: Ledger) -> None:
    for _ in ledger.add_all([entry(number) for number in range(40)]):
        pass
    ledger.close()
    data = bytearray(ledger.path.read_bytes())
    data[4096 : len(data) - 4096] = os.urandom(len(data) - 8192)
    ledger.path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"damaged|no ledger"), Ledger.open(ledger.path) as found:
        found.list()


def test_a_clock_that_goes_back_is_flagged_and_the_order_kept(tmp_path: Path) -> None:
    notes: list[str] = []
    with Ledger.open(tmp_path / "ledger.sqlite3", on_note=notes.append) as ledger:
        ledger.add(*entry(0)[:2], now=NOW)
        ledger.add(*entry(1)[:2], now=later(-5))
        ledger.add(*entry(2)[:2], now=later(1))
        assert len(notes) == 1
        assert notes[0].startswith("the clock went back: it says 2026-03-01T07:00:00.000000Z")
        flagged = [event.clock_went_back for number in (0, 1, 2) for event in ledger.history(url_of(number))]
        assert flagged == [False, False, True, True, False, False]
        assert [event.recorded_at[:13] for event in ledger.history(url_of(1))] == ["2026-03-01T07"] * 2
        seen = [len(ledger.list(as_of=moment).rows) for moment in (later(-5), later(-1), NOW, later(0.5), later(1))]
        assert seen == [0, 0, 2, 2, 3], "an entry is known once those before it are"


def url_of(number: int) -> str:
    return f"https://harbor-post.example/story-{number}"
