"""Queries by name: the files of `vocab/queries/`, and what the comments at their head say.

    # Long chains
    #
    # Copies that went through more hands than that.
    #
    # parameter hops (integer) = 2: how many hops are not yet long

The first line is the title, the next paragraph what the query answers. A parameter has a kind and mostly a default; the
query has its term as `parameter:hops()`. Terms are handed to the engine as terms: no query is put together of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Literal, NamedTuple, get_args

from provenance.errors import UsageError
from provenance.graph.namespaces import XSD
from provenance.graph.term import is_absolute_iri
from provenance.resources import vocab

Kind = Literal["text", "integer", "date", "instant", "iri"]
_KINDS: tuple[str, ...] = get_args(Kind)

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""What the name of a query looks like; a query itself has spaces."""
_PARAMETER = re.compile(r'parameter (?P<name>\w+) \((?P<kind>\w+)\)(?: = (?P<default>"[^"]*"|\S+?))?: (?P<text>.+)')
_NOW = "now"


class Term(NamedTuple):
    """A term of RDF: an IRI, or a literal of a datatype (None is `xsd:string`)."""

    value: str
    datatype: str | None = None
    is_iri: bool = False

    def json(self) -> dict[str, str]:
        """As SPARQL 1.1 Query Results JSON has it."""
        if self.is_iri:
            return {"type": "uri", "value": self.value}
        return {"type": "literal", "value": self.value} | ({"datatype": self.datatype} if self.datatype else {})


class Parameter(NamedTuple):
    """What a query can be told."""

    name: str
    kind: Kind
    default: str | None
    """None where it must be told; of an instant, `now` is the clock's."""
    text: str

    def term(self, value: str) -> Term:
        """The term of a value.

        Raises:
            UsageError: the value is none of this kind.
        """
        try:
            return _term(self.kind, value)
        except ValueError:
            raise UsageError(f"expected {_EXPECTED[self.kind]}, found {value!r}", place=f"--set {self.name}") from None


class Query(NamedTuple):
    """A query and what its head says of it; one that was written ad hoc mostly has no head."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str

    def bound(self, told: Iterable[str]) -> dict[str, Term]:
        """The terms of the parameters: as told by `name=value`, else their defaults.

        A query that declares none takes any, as text, or as an IRI in angle brackets.

        Raises:
            UsageError: an unknown parameter, one without a value, a value of the wrong kind.
        """
        values: dict[str, str] = {}
        for pair in told:
            name, equals, value = pair.partition("=")
            if not equals or not name.isidentifier():
                raise UsageError(f"expected name=value, found {pair!r}", place="--set")
            values[name] = value
        if not self.parameters:
            return {name: _ad_hoc(value) for name, value in values.items()}
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := [name for name in values if name not in known]:
            raise UsageError(f"expected one of {', '.join(known)}, found {unknown[0]!r}", place="--set")
        terms = {}
        for name, parameter in known.items():
            given = values.get(name, parameter.default)
            if given is None:
                raise UsageError(f"expected --set {name}=…: {parameter.text}", source=self.name)
            terms[name] = parameter.term(given)
        return terms


def parse(text: str, name: str = "query") -> Query:
    """A query with the head of its file.

    Raises:
        UsageError: a parameter of a kind that there is not.
    """
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        head.append(line.removeprefix("#").strip())
    parameters = [_parameter(found, name) for line in head if (found := _PARAMETER.fullmatch(line))]
    words = "\n".join(line for line in head if not _PARAMETER.fullmatch(line)).split("\n\n")
    title, about = [*(paragraph.replace("\n", " ").strip() for paragraph in words), "", ""][:2]
    return Query(name, title, about, tuple(parameters), text)


@cache
def queries() -> dict[str, Query]:
    """The named queries, by name."""
    return {path.stem: parse(path.read_text("utf-8"), path.stem) for path in sorted(vocab("queries").glob("*.rq"))}


def named(name: str) -> Query:
    """The query of that name.

    Raises:
        UsageError: there is none.
    """
    found = queries().get(name)
    if found is None:
        from difflib import get_close_matches

        close = get_close_matches(name, queries(), 1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise UsageError(f"expected SPARQL or the name of a query, found {name!r}{hint} (`provenance query --list`)")
    return found


_EXPECTED: dict[Kind, str] = {
    "text": "text",
    "integer": "a whole number",
    "date": "a date as 2026-12-01",
    "instant": "an ISO 8601 instant as 2026-12-01T09:00:00Z, or now",
    "iri": "an absolute IRI",
}


def _parameter(found: re.Match[str], query: str) -> Parameter:
    kind = found["kind"]
    if kind not in _KINDS:
        raise UsageError(f"expected a kind of {', '.join(_KINDS)}, found {kind!r}", source=query, place=found["name"])
    default = found["default"].strip('"') if found["default"] is not None else None
    return Parameter(found["name"], kind, default, found["text"])  # type: ignore[arg-type]  # it is one of the kinds


def _term(kind: Kind, value: str) -> Term:
    if kind == "integer":
        return Term(str(int(value)), XSD.integer)
    if kind == "date":
        return Term(date.fromisoformat(value).isoformat(), XSD.date)
    if kind == "instant":
        moment = datetime.now(UTC).replace(microsecond=0) if value == _NOW else datetime.fromisoformat(value)
        return Term((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(), XSD.dateTime)
    if kind == "iri" and not is_absolute_iri(value):
        raise ValueError(value)
    return Term(value, is_iri=kind == "iri")


def _ad_hoc(value: str) -> Term:
    inner = value[1:-1]
    is_iri = value.startswith("<") and value.endswith(">") and is_absolute_iri(inner)
    return Term(inner, is_iri=True) if is_iri else Term(value)
