"""The articles of a file of linked data → candidates. A file has no template: all that it says is its supplier's word.

What a page's JSON-LD block says is read as there (`article`); a file also says where the article stands and what its
pictures are, and may say it in words of Dublin Core or ccREL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from provenance.hosts import absolute
from provenance.language.dates import normalise
from provenance.readers.fields import (
    Field,
    Reads,
    read_address,
    read_contributors,
    read_copyright,
    read_credit_line,
    read_rights,
    read_source,
    read_text,
)
from provenance.readers.linked.article import ArticleNode
from provenance.readers.linked.assets import read_assets
from provenance.readers.linked.nodes import several, text_of
from provenance.readers.linked.policies import Policies
from provenance.readers.linked.things import Graph, Thing
from provenance.readers.raw import MAX_TEXT, Raw

Locate = Callable[[str | None, str], dict[str, Any]]
"""(words, or None; the place of a value) → the origin of the words."""


def read_articles(
    graph: Graph,
    locate: Locate,
    *,
    format: str,
    name: Callable[[Thing, bool], str],
    policies: Policies,
    base: str = "",
) -> Iterator[tuple[Thing, Raw]]:
    """The articles of a file, one after the other, and what was read of each.

    Args:
        graph: what the file describes.
        locate: finds the words of a value.
        format: the name of the format.
        name: the digest of an article, which may be the only one of the file.
        policies: the policies of the file.
        base: what relative addresses are resolved against.
    """
    found = graph.articles()
    for thing in found:
        raw = Raw(format, name(thing, len(found) == 1))
        _FileNode(raw, thing, graph, locate, base).read()
        read_assets(raw, thing, graph, locate, base)
        policies.read(raw, thing, locate, is_only=len(found) == 1)
        yield thing, raw


class _FileNode(ArticleNode):
    """An article in a file."""

    method = "item_field"
    voice = "supplier"

    def __init__(self, raw: Raw, thing: Thing, graph: Graph, locate: Locate, base: str) -> None:
        super().__init__(raw, thing)
        self.thing, self.graph, self.locate, self.base = thing, graph, locate, base

    def resolve(self, value: Any) -> Any:
        return self.graph.resolve(value)

    def origin(self, key: str, text: str | None, number: int | None = None, below: str = "") -> dict[str, Any]:
        return self.locate(text, spot(self.thing, key, text, number or 0, self.graph))

    def is_template(self, holder: str) -> bool:
        return False

    def speak(self, property: str, value: Any, *, as_read: str | None, origin: dict[str, Any], **of_page: Any) -> None:
        self.raw.say(property, value, self.method, as_read=as_read, voice=self.voice, origin=origin)

    def readers(self) -> dict[str, Callable[[], None]]:
        fields = {key: partial(self._field, key, *row) for key, row in _FIELDS.items()}
        return {"url": lambda: self._field("url", "url", read_address), **super().readers(), **fields}

    def read(self, only: tuple[str, ...] = ()) -> None:
        super().read(only)
        if "url" not in self.raw.by_property:
            self._name()
        self._corrections()

    def _name(self) -> None:
        """The name of the node as the article's address: where it is one, without what tells nodes of a page apart."""
        for key in ("mainEntityOfPage", "@id"):
            text = text_of(self.node.get(key))
            if text and (address := absolute(self.base, text)).startswith(("http://", "https://")):
                self.speak("url", address.partition("#")[0], as_read=text, origin=self.origin(key, text))
                return

    def _corrections(self) -> None:
        for value, _ in self.values("correction"):
            text = text_of(value.get("text") or value.get("description")) if isinstance(value, dict) else text_of(value)
            if text and len(text) <= MAX_TEXT:
                date = text_of(value.get("datePublished")) if isinstance(value, dict) else None
                self.raw.corrections.append({"text": text, "date": date and (normalise(date) or date)})

    def _field(self, key: str, property: str, read: Reads) -> None:
        """A property that files have and that is read as the fields of wire formats are."""
        for value, number in self.values(key):
            if text := text_of(value):
                place = partial(self._words, spot(self.thing, key, text, number or 0, self.graph))
                url = text_of(value.get("url")) if isinstance(value, dict) else None
                field = Field(text, place, self.method, voice=self.voice, base=self.base, url=url)
                read(self.raw, property, field)

    def _words(self, place: str, words: str) -> dict[str, Any]:
        return self.locate(words, place)


_FIELDS: dict[str, tuple[str, Reads]] = {
    "copyrightNotice": ("copyright_notice", read_copyright),
    "rights": ("copyright_notice", read_rights),
    "creditText": ("credit", read_credit_line),
    "usageTerms": ("usage_terms", read_text),
    "usageInfo": ("usage_terms", read_text),
    "conditionsOfAccess": ("usage_terms", read_text),
    "acquireLicensePage": ("usage_terms", read_text),
    "attributionName": ("credit", read_source),
    "contributor": ("credit", read_contributors),
    "editor": ("credit", read_contributors),
    "translator": ("credit", read_contributors),
    "identifier": ("identifier", read_text),
}
"""Key → the property, and the way to read it; before what a page's markup of that key says."""
_NAMES = ("name", "url", "@id", "cssSelector")
"""Where the text of a thing may stand."""


def spot(thing: Thing, key: str, text: str | None, number: int, graph: Graph) -> str:
    """Where a text is written: in the value of a key, or in the thing that the value is or refers to."""
    value, place = _value(thing, key, number)
    for named in (value, graph.resolve(value)):
        if isinstance(named, Thing):
            place = named.at
            for inner in _NAMES:
                for at, each in zip(named.places.get(inner, ()), several(named.get(inner)), strict=False):
                    if text and text_of(each) == text:
                        return at
    return place


def _value(thing: Thing, key: str, number: int) -> tuple[Any, str]:
    values, places = several(thing.get(key)), thing.places.get(key, [thing.at])
    return (values[number], places[number]) if number < len(places) and number < len(values) else (None, thing.at)
