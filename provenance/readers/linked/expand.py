"""JSON-LD objects → things, with a JSON pointer for every value.

Contexts are applied as far as they stand in the file. Of remote ones, those of schema.org and ODRL are known; any other
is passed over, and nothing is fetched. A key that no context says anything about is taken as schema.org's: many files
in the wild declare nothing, or a wrong address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from provenance.errors import TooLargeError
from provenance.readers.linked.things import Thing
from provenance.readers.linked.words import SCHEMA, words
from provenance.resources import vocab

MAX_DEPTH = 100
"""Objects in objects, and arrays in arrays; what an article needs has a tenth of it."""
MAX_CONTEXTS = 50
"""Contexts in one array."""
_IS_SCHEMA = re.compile(r"\s*https?://(?:www\.)?schema\.org(?:/.*)?", re.IGNORECASE | re.DOTALL).fullmatch
_IS_ODRL = re.compile(r"\s*https?://www\.w3\.org/ns/odrl(?:\.jsonld|/2/?)?\s*").fullmatch
_NAMING = ("@id", "@vocab")
_ALIASES = {"id": "@id", "type": "@type"}
"""What the context of schema.org has for keywords."""


@dataclass(frozen=True, slots=True)
class Context:
    """What names mean in a part of a file.

    Args:
        vocab: the namespace of names that are no terms.
        terms: term or prefix → IRI, shortened IRI or keyword.
        references: term → how its texts name things: by terms too (`@vocab`), or not (`@id`).
    """

    vocab: str = SCHEMA
    terms: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)

    def extended(self, given: Any) -> Context:
        """The context with what an `@context` adds."""
        if given is None:
            return Context()
        if isinstance(given, list):
            found = self
            for each in given[:MAX_CONTEXTS]:
                found = found.extended(each) if not isinstance(each, list) else found
            return found
        if isinstance(given, str):
            if _IS_SCHEMA(given):
                return Context(SCHEMA, {**_ALIASES, **self.terms}, self.references)
            return self.extended(_odrl()) if _IS_ODRL(given) else self
        if not isinstance(given, dict):
            return self
        terms, references = dict(self.terms), dict(self.references)
        for term, meaning in given.items():
            name = meaning.get("@id", term) if isinstance(meaning, dict) else meaning
            if isinstance(name, str) and not term.startswith("@"):
                terms[term] = name
                references[term] = str(meaning.get("@type")) if isinstance(meaning, dict) else ""
        vocab = given.get("@vocab")
        found = Context(self.vocab, terms, references)
        return Context(found.iri(vocab), terms, found.references) if isinstance(vocab, str) and vocab else found

    def thing(self, name: str, how: str = "@id") -> str:
        """The name of a thing: as it is, but for a prefix; or a term, where `how` is `@vocab`."""
        prefix = name.partition(":")[0]
        return self.iri(name) if how == "@vocab" or (prefix in self.terms and prefix != name) else name

    def iri(self, name: str, depth: int = 3) -> str:
        """The IRI, or the keyword, that a name stands for."""
        if name.startswith("@"):
            return name
        meaning = self.terms.get(name)
        if meaning and meaning != name and depth:
            return self.iri(meaning, depth - 1)
        prefix, colon, local = name.partition(":")
        if not colon:
            return self.vocab + name
        if local.startswith("//"):
            return name
        space = self.terms.get(prefix) or words().prefixes.get(prefix)
        return (self.iri(space, depth - 1) if depth else space) + local if space else name


@cache
def _odrl() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(vocab("odrl-context.jsonld").read_text(encoding="utf-8"))["@context"]
    return context


def expand(value: Any, at: str = "", context: Context | None = None) -> list[Thing]:
    """The things at the top of a JSON value.

    Args:
        value: an object, or an array of them.
        at: its pointer.
        context: what names mean around it.

    Raises:
        TooLargeError: it is nested too deep.
    """
    found = _values(value, at, context or Context(), "", 0)
    return [each for each, _ in found if isinstance(each, Thing)]


def _values(value: Any, at: str, context: Context, how: str, depth: int) -> list[tuple[Any, str]]:
    """The values of a key, each with its pointer; `how` the context reads its texts."""
    if depth > MAX_DEPTH:
        raise TooLargeError(f"expected JSON-LD of at most {MAX_DEPTH} levels, found more")
    if isinstance(value, list):
        return [
            found
            for number, each in enumerate(value)
            for found in _values(each, f"{at}/{number}", context, how, depth + 1)
        ]
    if isinstance(value, dict):
        return _of_object(value, at, context, how, depth)
    if isinstance(value, str) and how in _NAMING:
        thing = Thing(at)
        thing.name(context.thing(value, how), at)
        return [(thing, at)]
    return [] if value is None else [(value, at)]


def _of_object(node: dict[str, Any], at: str, context: Context, how: str, depth: int) -> list[tuple[Any, str]]:
    if "@context" in node:
        context = context.extended(node["@context"])
    keys = {key: context.iri(key) for key in node if key != "@context"}
    for key, name in keys.items():
        if name == "@value":
            return [] if isinstance(node[key], dict | list | None) else [(node[key], f"{at}/{step(key)}")]
        if name in ("@list", "@set"):
            return _values(node[key], f"{at}/{step(key)}", context, how, depth + 1)
    thing = Thing(at)
    for key, name in keys.items():
        _add(thing, key, name, node[key], context, depth)
    return [(thing, at)]


def _add(thing: Thing, key: str, name: str, value: Any, context: Context, depth: int) -> None:
    place = f"{thing.at}/{step(key)}"
    if name == "@id":
        if isinstance(value, str):
            thing.name(context.thing(value), place)
    elif name == "@type":
        for kind, where in _values(value, place, context, "", depth + 1):
            if isinstance(kind, str):
                thing.add("@type", words().type(context.iri(kind)), where)
    elif name in ("@graph", "@included", "@reverse"):
        for each, where in _values(value, place, context, "", depth + 1):
            thing.add("@graph", each, where)
    elif not name.startswith("@"):
        local, rank = words().property(name)
        for each, where in _values(value, place, context, context.references.get(key, ""), depth + 1):
            thing.add(local, each, where, rank)


def step(key: str) -> str:
    """A key as a JSON pointer writes it (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
