"""The texts in the values of ninjs, in every shape that its versions have, and how an object says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from provenance.readers.fields import Field
from provenance.readers.jsontext import Places, step
from provenance.readers.ninjs.table import Of, ending, table
from provenance.readers.raw import MAX_SAME, MAX_TEXT, Raw

_TEXTS = ("value", "name", "literal", "title", "href", "uri")
"""Keys of an object that hold its words, the best first."""
_LINKS = ("href", "url", "uri")


class Said(NamedTuple):
    """A text with its pointer below the object, and what stands beside it."""

    text: str
    path: str
    beside: Mapping[str, Any]

    @property
    def url(self) -> str | None:
        """The address of the web that stands beside the text."""
        links = (text_of(self.beside.get(key)) for key in _LINKS)
        return next((link for link in links if is_address(link)), None)

    @property
    def role(self) -> str:
        """The end of its role or its relation, without case; "" where it has none."""
        return ending(text_of(self.beside.get("role")) or text_of(self.beside.get("rel")))


@dataclass(frozen=True, slots=True)
class Teller:
    """One object of a file as a voice: where its statements go, what it is to the record, and where it stands."""

    raw: Raw
    of: Of
    places: Places
    base: str

    def field(self, said: Said) -> Field:
        """A text as a field that the readers of `fields` understand."""
        how = table().speaks[self.of]
        return Field(said.text, partial(self.places.origin, path=said.path), *how, self.base, said.url)

    def say(self, property: str, value: Any, path: str, *, as_read: str | None = None, longest: int = MAX_TEXT) -> None:
        """Add a value that is not the words of the source."""
        how = table().speaks[self.of]
        self.raw.say(
            property,
            value,
            how.method,
            as_read=as_read,
            basis=how.basis,
            voice=how.voice,
            scope=how.scope,
            origin=self.places.origin(as_read, path),
            longest=longest,
        )


def said(value: Any, path: str) -> Iterator[Said]:
    """The texts of a value: of a string, of an object with words, or of an array of these."""
    for at, each in several(value, path):
        if isinstance(each, dict):
            key = next((key for key in _TEXTS if text_of(each.get(key))), None)
            if key:
                yield Said(text_of(each[key]), f"{at}/{key}", each)
        elif text := text_of(each):
            yield Said(text, at, {})


def several(value: Any, path: str) -> list[tuple[str, Any]]:
    """(pointer, value) of the members of an array, or of the value itself; nothing of None."""
    if isinstance(value, list):
        return [(f"{path}/{number}", each) for number, each in enumerate(value[:MAX_SAME])]
    return [] if value is None else [(path, value)]


def named(value: Any, path: str) -> list[tuple[str, Any]]:
    """(pointer, object) of an array of objects (2.x, 3.x), or of an object whose keys are their names (1.x)."""
    rows = (
        [(f"{path}/{step(key)}", each) for key, each in list(value.items())[:MAX_SAME]]
        if isinstance(value, dict)
        else several(value, path)
    )
    return [(at, each) for at, each in rows if isinstance(each, dict)]


def text_of(value: Any) -> str:
    """A string that is short enough to be a fact; else ""."""
    return value.strip() if isinstance(value, str) and len(value) <= MAX_TEXT else ""


def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    return text.startswith(("http://", "https://"))
