"""The index follows its source, is never half, and loses nothing when it is deleted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import GraphError
from provenance.graph.namespaces import BASE, PROV
from provenance.graph.naming import Names
from provenance.store.graph import index as module
from provenance.store.graph.entries import Entry
from provenance.store.graph.generations import Generations, folder_of
from provenance.store.graph.index import GraphIndex
from tests.store.graph.newsroom import AGAIN, ARTICLES, FERRY, USAGES, Newsroom, entries, report, story, usage, whole


def quads(index: GraphIndex) -> set[str]:
    with index.reading() as path:
        assert path
        found = pyoxigraph.Store.read_only(str(path))
        return {str(quad) for quad in found if not str(quad.graph_name).startswith(f"<{BASE}vocab/")}


def graphs(index: GraphIndex) -> set[str]:
    with index.reading() as path:
        assert path
        return {graph.value for graph in pyoxigraph.Store.read_only(str(path)).named_graphs()}


@pytest.fixture
def index(tmp_path) -> GraphIndex:
    return GraphIndex(folder_of(tmp_path / "ledger.sqlite3"))


def built(tmp_path: Path, source: Newsroom) -> set[str]:
    """What an index holds that was built at once."""
    fresh = GraphIndex(tmp_path / "fresh")
    fresh.refresh(source, rebuild=True)
    return quads(fresh)


def test_it_stands_beside_the_ledger(tmp_path):
    assert folder_of(tmp_path / "ledger.sqlite3") == tmp_path / "ledger.sqlite3.graph"


def test_one_graph_for_each_reading_judgement_and_publication(index):
    done = index.refresh(whole())
    assert (done.state.readings, done.state.sequence) == (len(ARTICLES), 23)
    assert done.changed == len(ARTICLES) + len(USAGES)
    named = graphs(index)
    assert {Names(article.id).graph for article in ARTICLES} <= named
    assert sum(name.startswith("urn:uuid:") for name in named) == 4
    assert sum("#usage-" in name for name in named) == 4


def test_the_vocabulary_stands_beside_the_readings(index):
    index.refresh(whole())
    assert f"{BASE}vocab/agencies.ttl" in graphs(index)


def test_nothing_new_is_nothing_to_do(index):
    source = whole()
    first = index.refresh(source)
    again = index.refresh(source)
    assert (again.state, again.changed) == (first.state, 0)
    assert source.asked == [0]


def test_only_what_is_new_is_asked_for(index, tmp_path):
    index.refresh(Newsroom(entries()[:4]))
    source = whole()
    done = index.refresh(source)
    assert source.asked == [4]
    assert done.state.readings == len(ARTICLES)
    assert quads(index) == built(tmp_path, whole())


def test_a_new_judgement_takes_the_place_of_the_old_one(index, tmp_path):
    index.refresh(whole())
    judged = Entry(30, FERRY.id, FERRY, report(FERRY, "allowed"))
    later = Newsroom([*entries()[1:], judged], USAGES)
    index.refresh(later)
    assert quads(index) == built(tmp_path, later)


def test_a_publication_that_ends_and_a_new_one(index, tmp_path):
    index.refresh(whole())
    ended = usage(20, FERRY, "https://ours.example/ferry", ended="2026-12-03")
    later = Newsroom(entries(), (ended, *USAGES[1:], usage(31, AGAIN, "page 1")))
    assert index.refresh(later).changed == 2
    assert quads(index) == built(tmp_path, later)


def test_an_event_that_the_graph_does_not_tell_of_keeps_the_generation(index):
    first = index.refresh(whole()).state
    permit = type("Permit", (Newsroom,), {"sequence": property(lambda self: 99)})(entries(), USAGES)
    second = index.refresh(permit).state
    assert (second.generation, second.sequence) == (first.generation, 99)


@pytest.mark.parametrize("left", [None, story(1, "Ferry crews ask to come home")])
def test_what_was_erased_is_gone_from_the_files_too(index, left):
    index.refresh(whole())
    index.refresh(Newsroom([*entries()[1:], Entry(40, FERRY.id, left)]))
    files = b"".join(path.read_bytes() for path in index._generations.folder.rglob("*") if path.is_file())
    assert b"Harbor Bridge forbids it" not in files
    held = " ".join(quads(index))
    assert "forbids" not in held
    assert (FERRY.id in held) == (left is not None)


@settings(max_examples=4)
@given(st.lists(st.sampled_from(range(len(ARTICLES))), min_size=1, max_size=6), st.data())
def test_step_by_step_is_the_same_as_at_once(tmp_path_factory, order, data):
    folder = tmp_path_factory.mktemp("steps")
    said = [
        Entry(n, ARTICLES[k].id, ARTICLES[k], report(ARTICLES[k], data.draw(st.sampled_from(["ask", "denied"]))))
        for n, k in enumerate(order, 1)
    ]
    index = GraphIndex(folder / "steps")
    for cut in sorted({data.draw(st.integers(1, len(said))), len(said)}):
        index.refresh(Newsroom(said[:cut]))
    assert quads(index) == built(folder, Newsroom(said))


def test_small_batches_are_the_same(index, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_TOGETHER", 2)
    index.refresh(whole())
    monkeypatch.undo()
    assert quads(index) == built(tmp_path, whole())


def test_an_article_without_a_graph_does_not_stop_the_others(tmp_path):
    notes: list[str] = []
    index = GraphIndex(tmp_path / "graph", on_note=notes.append)
    torn = FERRY.model_copy(update={"digest": "md5:00"})
    done = index.refresh(Newsroom([Entry(1, torn.id, torn), Entry(2, AGAIN.id, AGAIN)]))
    assert done.state.readings == 1
    assert "left out of the graph" in notes[0]


# ── stale, damaged, deleted ──────────────────────────────────────────────────────────────────────────────────────────


def state_with(index: GraphIndex, **changes: object) -> None:
    path = index._generations.folder / "current.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize("changes", [{"layout": "0.0.1 x"}, {"identity": "another"}, {"sequence": 1000}, {"odd": 1}])
def test_a_state_that_does_not_fit_is_built_anew(index, changes):
    index.refresh(whole())
    state_with(index, **changes)
    source = whole()
    index.refresh(source)
    assert source.asked == [0]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null"])
def test_a_state_that_is_none_is_built_anew(index, text):
    index.refresh(whole())
    (index._generations.folder / "current.json").write_text(text)
    assert index.state() is None
    assert index.refresh(whole()).state.readings == len(ARTICLES)


def test_deleting_it_loses_nothing(index, tmp_path):
    import shutil

    index.refresh(whole())
    before = quads(index)
    shutil.rmtree(index._generations.folder)
    assert index.state() is None
    index.refresh(whole())
    assert quads(index) == before


def test_it_can_be_discarded_beside_a_reader(index):
    index._generations.discard()
    assert not index._generations.folder.exists()
    index.refresh(whole())
    with index.reading() as path:
        index._generations.discard()
        assert path
        assert path.is_dir()
    assert index.state() is None
    index._generations.discard()
    assert not list(index._generations.folder.glob("g-*"))


def test_damaged_files_are_built_anew(index):
    state = index.refresh(whole()).state
    for path in index._generations.path(state).iterdir():
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"\x00damaged")
    later = Newsroom([*entries(), Entry(50, AGAIN.id, AGAIN)], USAGES)
    assert index.refresh(later).state.readings == len(ARTICLES)
    assert quads(index)


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(GraphError, match="cannot be written"):
        GraphIndex(tmp_path / "file" / "graph").refresh(whole())


def test_a_disk_that_is_full_leaves_the_last_state(index, monkeypatch):
    first = index.refresh(Newsroom(entries()[:2])).state

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "load", full)
    with pytest.raises(GraphError, match="No space left"):
        index.refresh(whole())
    assert index.state() == first
    assert [path.name for path in index._generations.folder.glob("g-*")] == [first.generation]


# ── several processes ────────────────────────────────────────────────────────────────────────────────────────────────


def test_old_generations_go_unless_somebody_reads_them(index):
    index.refresh(Newsroom(entries()[:2]))
    with index.reading() as path:
        index.refresh(whole())
        assert path
        assert len(pyoxigraph.Store.read_only(str(path))) > 0
        assert path.is_dir()
    index.refresh(whole(), rebuild=True)
    assert len(list(index._generations.folder.glob("g-*"))) == 1


def test_beside_a_writer_one_has_the_last_state_or_a_clear_answer(index):
    with index._generations.writing() as is_ours:
        assert is_ours
        with pytest.raises(GraphError, match="another process is building"):
            index.refresh(whole())
    first = index.refresh(Newsroom(entries()[:2])).state
    with index._generations.writing():
        done = index.refresh(whole())
    assert (done.state, done.is_behind) == (first, True)


SLOW = """
import sys, time
from pathlib import Path
from provenance.store.graph.index import GraphIndex
from tests.store.graph.newsroom import Newsroom, entries

class Slow(Newsroom):
    def entries(self, since):
        for entry in super().entries(since):
            print(entry.sequence, flush=True)
            time.sleep(0.05)
            yield entry

index = GraphIndex(Path(sys.argv[1]))
import provenance.store.graph.index as module
module._TOGETHER = 2
index.refresh(Slow(entries()), rebuild=True)
print("done", flush=True)
"""


@pytest.mark.parametrize("wait", [0, 1, 3, 6, 9])
def test_killed_in_the_middle_it_is_stale_and_built_again(index, wait):
    """A writer that dies at any point leaves the last whole state, or none; and no lock."""
    folder = index._generations.folder
    first = index.refresh(Newsroom(entries()[:2])).state if wait % 2 else None
    root = Path(__file__).resolve().parents[3]
    writer = subprocess.Popen([sys.executable, "-c", SLOW, str(folder)], stdout=subprocess.PIPE, cwd=root)
    assert writer.stdout
    for _ in range(wait):
        writer.stdout.readline()
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert index.state() == first
    assert index.refresh(whole()).state.readings == len(ARTICLES)
    assert len(list(folder.glob("g-*"))) == 1


def _read(folder: Path, until: float) -> None:
    index = GraphIndex(folder)
    while time.monotonic() < until:
        with index.reading() as path:
            found = pyoxigraph.Store.read_only(str(path))
            made = pyoxigraph.NamedNode(PROV.wasGeneratedBy)
            count = sum(quad.subject == quad.graph_name for quad in found.quads_for_pattern(None, made, None))
            assert count in (2, len(ARTICLES)), count


def test_readers_beside_a_writer_see_whole_states_only(index):
    index.refresh(Newsroom(entries()[:2]))
    until = time.monotonic() + 1.5
    context = get_context("spawn")
    readers = [context.Process(target=_read, args=(index._generations.folder, until)) for _ in range(2)]
    for reader in readers:
        reader.start()
    while time.monotonic() < until:
        index.refresh(whole(), rebuild=True)
        index.refresh(Newsroom(entries()[:2]), rebuild=True)
    for reader in readers:
        reader.join(10)
    assert [reader.exitcode for reader in readers] == [0, 0]


def test_a_lock_of_the_folder_is_let_go_of(tmp_path):
    generations = Generations(tmp_path / "graph")
    for _ in range(3):
        with generations.writing() as is_ours:
            assert is_ours
