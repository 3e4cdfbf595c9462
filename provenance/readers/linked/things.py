"""Things that a file describes, in one shape whatever its syntax, and which of them are its articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from provenance.readers.linked.nodes import STRONG, WEAK, resolved, types

OTHER_WORKS = ("isBasedOn", "isBasedOnUrl", "translationOfWork", "exampleOfWork")
"""Properties whose values are works that stand elsewhere."""
_DESCRIBES = (
    "headline", "author", "creator", "publisher", "copyrightHolder", "license", "rights", "attributionName",
    "http://www.w3.org/ns/odrl/2/hasPolicy",
)  # fmt: skip
"""One of these of a thing without a type, or of a mere work, says that it may be an article."""


class Thing(dict[str, Any]):
    """A node: local names of schema.org (or whole IRIs) → lists of values; `@id` is a text.

    A value is a scalar or a thing; one with nothing but `@id` refers to another. `at` is where the thing is written,
    and `places` has, for each key, where each of its values is.
    """

    __slots__ = ("_ranks", "at", "places")

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.places: dict[str, list[str]] = {}
        self._ranks: dict[str, list[int]] = {}

    def name(self, iri: str, place: str) -> None:
        """Say what the thing is called."""
        self["@id"] = iri
        self.places["@id"] = [place]

    def add(self, key: str, value: Any, place: str, rank: int = 0) -> None:
        """Add a value behind those of the same rank: what schema.org's own name says comes before what others say."""
        ranks = self._ranks.setdefault(key, [])
        at = bisect_right(ranks, rank)
        ranks.insert(at, rank)
        self.setdefault(key, []).insert(at, value)
        self.places.setdefault(key, []).insert(at, place)

    def children(self, keys: Iterable[str] | None = None) -> Iterator[Thing]:
        """The things among its values, of these keys or of all."""
        for key in self if keys is None else keys:
            if isinstance(values := self.get(key), list):
                yield from (value for value in values if isinstance(value, Thing))


class Graph:
    """The things of a file.

    Args:
        roots: those that are no part of another, in the order of the file.
    """

    def __init__(self, roots: Iterable[Thing]) -> None:
        self.things = list(_walk(list(roots)))
        """Every thing once, in order, and whether it is a part of an article."""
        self._by_id: dict[str, dict[str, Any]] = {}
        for thing, _ in self.things:
            name = thing.get("@id")
            if name is not None and len(thing) > len(self._by_id.get(name, ())):
                self._by_id[name] = thing

    def resolve(self, value: Any) -> Any:
        """The thing that a reference stands for, where the file has it; else the value itself."""
        return resolved(value, self._by_id)

    def articles(self) -> list[Thing]:
        """The articles of the file: what has a type of article; what no type but rights; else a mere work.

        Not what is part of another article; and not the works that one is based on, unless something lists them too.
        """
        own = [thing for thing, is_part in self.things if not is_part and self.resolve(_reference(thing)) is thing]
        typed = [thing for thing in own if is_article(thing)]
        listed = self._named_by(thing for thing, _ in self.things if not is_article(thing))
        elsewhere = self._named_by(typed, OTHER_WORKS) - listed
        named = self._named_by(thing for thing, _ in self.things)
        found = {id(thing) for thing in typed if id(thing) not in elsewhere} or {id(thing) for thing in typed}
        found |= {id(thing) for thing in own if not types(thing) and id(thing) not in named and _describes(thing)}
        found = found or {
            id(thing) for thing in own if _is_work(thing) and id(thing) not in named and _describes(thing)
        }
        return [thing for thing in own if id(thing) in found]

    def _named_by(self, things: Iterable[Thing], keys: tuple[str, ...] | None = None) -> set[int]:
        """The ids of the things that are values of these, of these keys or of any but `@graph`."""
        return {
            id(self.resolve(child))
            for thing in things
            for child in thing.children(keys or [key for key in thing if key != "@graph"])
        }


def is_article(thing: Thing) -> bool:
    """Whether a type of the thing is one of articles."""
    return any(STRONG.search(kind) for kind in types(thing))


def _is_work(thing: Thing) -> bool:
    return any(WEAK.search(kind) for kind in types(thing))


def _describes(thing: Thing) -> bool:
    return any(key in thing for key in _DESCRIBES)


def _reference(thing: Thing) -> Any:
    """What refers to the thing; the thing itself where it has no name."""
    return {"@id": thing["@id"]} if "@id" in thing else thing


def _walk(roots: list[Thing]) -> Iterator[tuple[Thing, bool]]:
    waiting = [(root, False) for root in reversed(roots)]
    seen: set[int] = set()
    while waiting:
        thing, is_part = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        yield thing, is_part
        below = is_part or is_article(thing)
        waiting += [(child, below) for child in reversed(list(thing.children()))]
