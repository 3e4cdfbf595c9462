"""JSON-LD files: an article, an array of them, a graph, a list of items, JSON lines; or a graph of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.errors import GraphError, ItemError, SourceError, TooLargeError, UnreadableError
from provenance.graph.dataset import split
from provenance.graph.namespaces import BASE
from provenance.model.article import Article
from provenance.readers.feeds.content import read_story
from provenance.readers.jsonitems import Broken, Item, items
from provenance.readers.jsonstory import Story
from provenance.readers.jsontext import JsonText, Places, decode
from provenance.readers.linked.expand import Context, expand
from provenance.readers.linked.files import read_articles
from provenance.readers.linked.policies import Policies
from provenance.readers.linked.records import read_records
from provenance.readers.linked.things import Graph, Thing
from provenance.readers.linked.triples import read_triples
from provenance.readers.raw import Raw, digest
from provenance.readers.stream import Stream

MAX_BYTES = 20_000_000
MAX_VALUES, MAX_OBJECTS = 1_000_000, 200_000
"""Commas and opening braces of a file: every value is kept with its place, and an object takes a kilobyte."""
_MEMBERS = ("@graph", "itemListElement")


def read_jsonld(
    stream: Stream, url: str | None = None, charset: str | None = None
) -> Iterator[Raw | Article | ItemError]:
    """Read JSON-LD that describes articles in schema.org's words, or in those of `vocab/linked.toml`.

    Args:
        stream: the bytes.
        url: the address of the file: relative addresses are resolved against it.
        charset: the encoding that the server names.

    Yields:
        The records of our own graphs, whole; the articles; and, where they stand, the items that cannot be read.

    Raises:
        UnreadableError: it is no JSON, or there is no article in it.
        TooLargeError: more than `MAX_BYTES`, `MAX_VALUES` or `MAX_OBJECTS`.
    """
    yield from read_json(stream.read(MAX_BYTES + 1), url, charset)


def read_json(data: bytes, url: str | None, charset: str | None) -> Iterator[Raw | Article | ItemError]:
    """As `read_jsonld`, of bytes."""
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"expected at most {MAX_BYTES:,} bytes of JSON-LD, found more")
    json = JsonText(decode(data, charset))
    for what, mark, most in (("values", ",", MAX_VALUES), ("objects", "{", MAX_OBJECTS)):
        if json.text.count(mark) > most:
            raise TooLargeError(f"expected at most {most:,} {what} of JSON-LD, found more")
    is_found = False
    for each in _own(json.text, data, url) or _described(json, data, url):
        is_found = True
        yield each
    if not is_found:
        raise UnreadableError("expected JSON-LD that describes an article, found none in it")


def _own(text: str, data: bytes, url: str | None) -> list[Raw | Article | ItemError]:
    """The records of our own graphs, and the articles of the others beside them; nothing of a file without records."""
    if BASE not in text:
        return []
    from provenance.graph import jsonld

    try:
        records, rest = split(jsonld.read(text))
    except (GraphError, RecursionError):  # it is none of ours: ours need no context but ours
        return []
    return [*read_records(records), *read_triples(rest, data, url or "")] if records else []


def _described(json: JsonText, data: bytes, url: str | None) -> Iterator[Raw | ItemError]:
    """The articles of a file, behind the items that cannot be read: what refers to what is known at the end only."""
    roots: list[Thing] = []
    places: dict[str, Places] = {}
    pieces, context = _items(json)
    for item in pieces:
        if isinstance(item, Broken):
            yield ItemError(item.problem.message, item.pointer, json.line_column(item.problem.offset)[0])
            continue
        line = json.line_column(item.start)[0]
        if not isinstance(item.value, dict | list):
            yield ItemError(f"expected an object, found {type(item.value).__name__}", item.pointer, line)
            continue
        try:
            roots += expand(item.value, item.pointer, context)
            places[item.pointer] = Places(json, item.start, item.end, item.pointer)
        except SourceError as error:
            yield ItemError(error.message, item.pointer, line)
    graph = Graph(roots)
    locate = _Locate(places)

    def name(thing: Thing, is_only: bool) -> str:
        start = locate.offset(thing.at)
        source = None if is_only else json.text[start : json.behind(start)]
        return digest(data if source is None else source.encode("utf-8", "surrogatepass"))

    for thing, raw in read_articles(
        graph, locate, format="jsonld", name=name, policies=Policies(graph), base=url or ""
    ):
        try:
            _read_body(raw, thing, locate, url or "")
        except SourceError as error:
            yield ItemError(error.message, thing.at, json.line_column(locate.offset(thing.at))[0])
            continue
        yield raw


def _read_body(raw: Raw, thing: Thing, locate: _Locate, base: str) -> None:
    """Read the text of an article for what it says.

    Raises:
        TooLargeError: it grows out of all proportion.
    """
    for text, pointer in zip(thing.get("articleBody", ()), thing.places.get("articleBody", ()), strict=False):
        if isinstance(text, str):
            places, path = locate.places(pointer)
            story = Story(places, path, text, is_plain="<" not in text)
            read_story(raw, story.html, base, pointer, story)


def _items(json: JsonText) -> tuple[list[Item | Broken], Context]:
    """The pieces of a file that stand or fall by themselves, and the context around them.

    Raises:
        UnreadableError: it is no object and no array of them; or one object that is no JSON, and no graph or list that
            breaks in one of its members.
    """
    try:
        return list(items(json)), Context()
    except UnreadableError:
        head: dict[str, Any] = {}

        def wraps(node: Mapping[str, Any]) -> str | None:
            key = next((key for key in _MEMBERS if key in node), None) if not head else None
            head.update(node if key else {})
            return key

        return list(items(json, wraps)), Context().extended(head.get("@context"))


class _Locate:
    """Finds words by the pointer of the value that holds them.

    Args:
        places: the places of each item, by its pointer.
    """

    def __init__(self, places: dict[str, Places]) -> None:
        self._items = places

    def __call__(self, text: str | None, pointer: str) -> dict[str, Any]:
        places, path = self.places(pointer)
        return places.origin(text, path)

    def offset(self, pointer: str) -> int:
        """Where a value starts."""
        places, path = self.places(pointer)
        return places.offset(path)

    def places(self, pointer: str) -> tuple[Places, str]:
        """The places of the item that holds a value, and the pointer from there."""
        end = len(pointer)
        while pointer[:end] not in self._items:
            end = pointer.rindex("/", 0, end)
        return self._items[pointer[:end]], pointer[end:]
