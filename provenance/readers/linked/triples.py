"""Triples → the articles that they describe, in the words of schema.org, Dublin Core, ccREL or ODRL."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from provenance.errors import TooLargeError
from provenance.graph.namespaces import RDF
from provenance.graph.term import IRI, Literal, Triple
from provenance.readers.linked.files import read_articles
from provenance.readers.linked.policies import Policies
from provenance.readers.linked.things import Graph, Thing
from provenance.readers.linked.words import words
from provenance.readers.raw import Raw, digest, origin

_MAX_LIST = 1_000
"""Members of an RDF list."""
_MAX_REPEATED = 10
"""So often, on average, the members of lists are told: many things may share a list."""
_MAX_DEPTH = 20
"""So deep an article is written down to be named by its digest."""
_MAX_SEARCHED = 100_000
"""In a document of so many bytes words are looked for, to tell their line: it is looked through for each of them."""
_MAX_QUOTE = 300


def read_triples(triples: Iterable[Triple], data: bytes, base: str) -> Iterator[Raw]:
    """The articles that triples describe.

    The place of a value is `<subject> <predicate>`; its line is known where its words stand only once in the document.

    Args:
        triples: what the document says; blank nodes are called `_:…`.
        data: the document.
        base: what relative addresses are resolved against.
    """
    graph = Graph(things(triples))

    def name(thing: Thing, is_only: bool) -> str:
        return digest(data if is_only else json.dumps(_written(thing, set()), sort_keys=True).encode())

    found = read_articles(graph, _Search(data), format="rdf", name=name, policies=Policies(graph), base=base)
    yield from (raw for _, raw in found)


def things(triples: Iterable[Triple]) -> list[Thing]:
    """The subjects of triples as things, in order; a blank one that another refers to stands in that one alone.

    Raises:
        TooLargeError: lists are referred to out of all proportion.
    """
    rows: dict[IRI, list[tuple[IRI, IRI | Literal]]] = {}
    for subject, predicate, object in triples:
        rows.setdefault(subject, []).append((predicate, object))
    found = {subject: Thing(_pointer(subject)) for subject in rows}
    inner: set[IRI] = set()
    left = _MAX_LIST + _MAX_REPEATED * sum(map(len, rows.values()))
    for subject, thing in found.items():
        if not _is_blank(subject):
            thing.name(str(subject), thing.at)
        for predicate, object in rows[subject]:
            place = f"{thing.at} <{predicate}>"
            if predicate == RDF.type:
                thing.add("@type", words().type(str(object)), place)
                continue
            key, rank = words().property(predicate)
            for member in _members(object, rows):
                left -= 1
                if left < 0:
                    raise TooLargeError("expected RDF whose lists are not told over and over")
                if isinstance(member, IRI) and _is_blank(member):
                    inner.add(member)
                thing.add(key, _value(member, found, place), place, rank)
    return [thing for subject, thing in found.items() if subject not in inner]


def _members(object: IRI | Literal, rows: dict[IRI, list[tuple[IRI, IRI | Literal]]]) -> Iterator[IRI | Literal]:
    """The members of an RDF list, or the object itself."""
    cells: set[IRI] = set()
    while isinstance(object, IRI) and _is_blank(object) and object not in cells and len(cells) < _MAX_LIST:
        facts = dict(rows.get(object, ()))
        if RDF.first not in facts:
            break
        cells.add(object)
        yield facts[RDF.first]
        object = facts.get(RDF.rest, RDF.nil)
    if not cells and object != RDF.nil:
        yield object


def _value(object: IRI | Literal, found: dict[IRI, Thing], place: str) -> Any:
    if isinstance(object, Literal):
        return object.text
    if _is_blank(object):
        return found.get(object, Thing(place))
    reference = Thing(place)
    reference.name(str(object), place)
    return reference


def _is_blank(name: IRI) -> bool:
    return name.startswith("_:")


def _pointer(subject: IRI) -> str:
    """How a subject is pointed to: a blank one has no name that another reading would give it."""
    return "[]" if _is_blank(subject) else f"<{subject}>"


def _written(thing: Thing, seen: set[int], depth: int = 0) -> dict[str, Any]:
    """A thing as plain data, with those in it; each once."""
    seen.add(id(thing))

    def value(each: Any) -> Any:
        return _written(each, seen, depth + 1) if isinstance(each, Thing) else each

    return {
        key: [value(each) for each in values if id(each) not in seen] if isinstance(values, list) else values
        for key, values in thing.items()
        if depth < _MAX_DEPTH
    }


class _Search:
    """Finds words in a document."""

    def __init__(self, data: bytes) -> None:
        self._text = data.decode("utf-8", "replace") if len(data) <= _MAX_SEARCHED else ""
        self._lines = [0, *(at + 1 for at, char in enumerate(self._text) if char == "\n")]

    def __call__(self, text: str | None, pointer: str) -> dict[str, Any]:
        at = self._text.find(text) if text else -1
        if text and at >= 0 and self._text.find(text, at + 1) < 0:
            line = bisect_right(self._lines, at)
            return origin(
                "metadata", text[:_MAX_QUOTE], line=line, column=at - self._lines[line - 1] + 1, pointer=pointer
            )
        return origin("metadata", text[:_MAX_QUOTE] if text else None, pointer=pointer)
