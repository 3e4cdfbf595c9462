"""The graph of everything on disk: an index, rebuilt from its source, and never the system of record.

Deleting the folder loses nothing. What has changed is added to a copy of the last generation; where that does not go
(another tool version, another ledger, something was erased, files that cannot be read) all is built anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from provenance import __version__
from provenance.errors import GraphError
from provenance.graph.lines import nquads
from provenance.graph.namespaces import PROV, SCHEMA
from provenance.graph.naming import Names
from provenance.graph.term import IRI, Literal, Triple
from provenance.store.graph import vocabulary
from provenance.store.graph.entries import Entry, Source, graphs, usage_graph
from provenance.store.graph.generations import Generations, State
from provenance.store.nouns import Usage

_TOGETHER = 200
"""So many entries are loaded at once: some 30 MB of N-Quads."""
_NOTABLE = 10
"""The store is put in order when a whole batch, and at least one in so many of its readings, is new."""

Graph = tuple[IRI, list[Triple]]


class Refreshed(NamedTuple):
    """What a refresh came to."""

    state: State
    changed: int = 0
    """How many entries and publications were put in."""
    is_behind: bool = False
    """Whether another process is writing: the state is the last whole one, older than the source."""


class _Added(NamedTuple):
    """What was put in: so many entries, up to this sequence, and so many more readings than before."""

    entries: int
    sequence: int
    readings: int


class _ErasedError(Exception):
    """Something that the index holds was erased in its source."""


class GraphIndex:
    """The index in a folder.

    Args:
        folder: need not exist; `generations.folder_of` names the one beside a ledger.
        on_note: called with each sentence about an entry that could not become a graph.
    """

    def __init__(self, folder: Path, *, on_note: Callable[[str], object] = lambda note: None) -> None:
        self._generations = Generations(folder)
        self._on_note = on_note

    def state(self) -> State | None:
        """What the index holds; None where there is none, or none of ours."""
        return self._generations.current()

    @contextmanager
    def reading(self) -> Iterator[Path | None]:
        """The path of the store as it is now, kept while it is read, whoever writes; None where there is none."""
        with self._generations.reading() as state:
            yield self._generations.path(state) if state else None

    def refresh(self, source: Source, *, rebuild: bool = False) -> Refreshed:
        """Bring the index up to its source: add what is new, or build it anew where it must be (or `rebuild` is set).

        Raises:
            GraphError: another process is writing and there is no state to read yet; the disk does not take it.
        """
        wanted = State(layout(), source.identity, source.sequence, 0, "")
        held = self.state()
        if held and not rebuild and held[:3] == wanted[:3]:
            return Refreshed(held)
        with self._generations.writing() as is_ours:
            held = self.state()  # another writer may have been faster
            if not is_ours:
                return self._behind(held, wanted)
            if held and not rebuild and held[:3] == wanted[:3]:
                return Refreshed(held)
            self._generations.sweep()  # what a writer that died left behind
            base = held if held and not rebuild and held.goes_with(wanted) else None
            try:
                return self._written(source, wanted, base)
            except _ErasedError:
                pass  # and not from in here: the exception keeps the store open that is thrown away
            return self._written(source, wanted, None)

    def _behind(self, held: State | None, wanted: State) -> Refreshed:
        if held is None or held.identity != wanted.identity:
            raise GraphError(
                "another process is building the graph, and there is no earlier state; try again when it is done",
                source=str(self._generations.folder),
            )
        return Refreshed(held, is_behind=True)

    def _written(self, source: Source, wanted: State, base: State | None) -> Refreshed:
        """The next generation, on top of `base` or from nothing, and named as the one that counts."""
        path = self._generations.new()
        try:
            store = self._copied(path, base) if base else None
            if store is None:
                base, store = None, pyoxigraph.Store(str(path))
                load(store, vocabulary.quads())
            added = self._add(store, source.entries(base.sequence if base else 0), is_anew=base is None)
            changed = added.entries + self._add_usages(store, source.usages())
            state = wanted._replace(
                # what came in while it ran may be in it already; what came before `wanted` was asked for is
                sequence=max(added.sequence, wanted.sequence),
                readings=(base.readings if base else 0) + added.readings,
                generation=path.name,
            )
            store.flush()
            if changed >= max(_TOGETHER, state.readings / _NOTABLE):
                store.optimize()  # takes a fifth of the time of loading, and queries take half of theirs
            del store  # closes the files
        except (OSError, RuntimeError) as error:
            shutil.rmtree(path, ignore_errors=True)
            raise GraphError(f"the graph cannot be written: {error}", source=str(self._generations.folder)) from error
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        if base and not changed:  # what happened in the source is nothing that the graph tells of
            state = base._replace(sequence=state.sequence)
        self._generations.publish(state)
        return Refreshed(state, changed)

    def _copied(self, path: Path, base: State) -> pyoxigraph.Store | None:
        """A store at `path` with what `base` holds, by hard links; None where that cannot be read."""
        try:
            pyoxigraph.Store.read_only(str(self._generations.path(base))).backup(str(path))
            return pyoxigraph.Store(str(path))
        except (OSError, RuntimeError):  # RocksDB says of damaged files one or the other
            shutil.rmtree(path, ignore_errors=True)
            return None

    def _add(self, store: pyoxigraph.Store, entries: Iterable[Entry], *, is_anew: bool) -> _Added:
        """Put entries in, each in the place of what it was before.

        Raises:
            _ErasedError: an entry lacks words that the copied store has: they would stay in its files.
        """
        count = last = readings = 0
        remaining = iter(entries)
        with ThreadPoolExecutor(1) as loader:  # the engine writes one batch while we prepare the next
            loading: Future[None] | None = None
            while some := list(islice(remaining, _TOGETHER)):
                batch = {entry.article_id: self._graphs(entry) for entry in some}  # of two about one, the later goes
                data = "".join(nquads(triples, name) for found in batch.values() for name, triples in found)
                if loading:
                    loading.result()
                for article_id, found in batch.items():
                    if not is_anew and _words(store, article_id) - _strings(found):
                        raise _ErasedError
                    readings += bool(found) - forget(store, article_id)
                loading = loader.submit(load, store, data.encode())
                count, last = count + len(some), some[-1].sequence
            if loading:
                loading.result()
        return _Added(count, last, readings)

    def _graphs(self, entry: Entry) -> list[Graph]:
        """The graphs of an entry; one that has none is told of, and the others go on."""
        try:
            return list(graphs(entry))
        except GraphError as error:
            self._on_note(f"{entry.article_id}: left out of the graph: {error}")
            return []

    def _add_usages(self, store: pyoxigraph.Store, usages: Iterable[Usage]) -> int:
        """Put in the publications that are new, or have ended since: how many."""
        new: list[Graph] = []
        for usage in usages:
            name, triples = usage_graph(usage)
            node = pyoxigraph.NamedNode(name)
            ends = store.quads_for_pattern(node, pyoxigraph.NamedNode(SCHEMA.endDate), None, node)
            if not store.contains_named_graph(node) or (usage.ended is not None and not any(ends)):
                store.remove_graph(node)
                new.append((name, triples))
        load(store, "".join(nquads(triples, name) for name, triples in new).encode())
        return len(new)


def layout() -> str:
    """What the shape of the graphs depends on besides the source."""
    return f"{__version__} {vocabulary.digest()}"


def load(store: pyoxigraph.Store, data: bytes) -> None:
    """Put N-Quads of ours into a store, all at once. They are valid, so that the engine need not look."""
    store.bulk_load(data, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)


def forget(store: pyoxigraph.Store, article_id: str) -> bool:
    """Remove the graph of a reading, and the graphs that derive from it; whether there was one."""
    name = pyoxigraph.NamedNode(Names(article_id).graph)
    if not store.contains_named_graph(name):
        return False
    derived = list(store.quads_for_pattern(None, pyoxigraph.NamedNode(PROV.wasDerivedFrom), name))
    for graph in [name, *(quad.graph_name for quad in derived)]:
        store.remove_graph(graph)
    return True


def _words(store: pyoxigraph.Store, article_id: str) -> set[str]:
    """The texts in the graph of a reading: the plain literals, without dates, numbers and flags."""
    name = pyoxigraph.NamedNode(Names(article_id).graph)
    values = (quad.object for quad in store.quads_for_pattern(None, None, None, name))
    return {value.value for value in values if isinstance(value, pyoxigraph.Literal) and _is_text(value)}


def _is_text(value: pyoxigraph.Literal) -> bool:
    return value.language is not None or value.datatype.value.endswith("#string")


def _strings(found: list[Graph]) -> set[str]:
    """The same of the graphs that are to come; none where the article was erased."""
    triples = found[0][1] if found else []
    return {node.text for _, _, node in triples if isinstance(node, Literal)}
