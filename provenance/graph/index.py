"""Triples by subject and predicate, with the questions that reading a record back asks; a wrong answer is an error."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.errors import GraphError
from provenance.graph.mapping import natural_order, word_of
from provenance.graph.namespaces import RDF, SYND
from provenance.graph.term import IRI, Literal, Node, Triple, text_of

_MEMBER = f"{RDF.base}_"


class Index:
    """The facts of one graph. Every method raises `GraphError` where the graph has not what was asked for."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._nodes: dict[IRI, dict[IRI, list[Node]]] = {}
        for subject, predicate, object in triples:
            objects = self._nodes.setdefault(subject, {}).setdefault(predicate, [])
            if object not in objects:  # an RDF graph is a set
                objects.append(object)

    def of_type(self, kind: IRI) -> list[IRI]:
        """The nodes of a class."""
        return [node for node, facts in self._nodes.items() if kind in facts.get(RDF.type, ())]

    def all(self, node: IRI, predicate: IRI) -> list[Node]:
        """Every object, in no order that means anything."""
        return self._nodes.get(node, {}).get(predicate, [])

    def names(self, node: IRI, predicate: IRI) -> list[IRI]:
        """Every object that is a node."""
        return [found for found in self.all(node, predicate) if isinstance(found, IRI)]

    def one(self, node: IRI, predicate: IRI) -> Node | None:
        """The only object, or None."""
        found = self.all(node, predicate)
        if len(found) > 1:
            raise GraphError(f"expected one {predicate}, found {len(found)}", place=node)
        return found[0] if found else None

    def required(self, node: IRI, predicate: IRI) -> Node:
        """The only object."""
        found = self.one(node, predicate)
        if found is None:
            raise GraphError(f"expected {predicate}, found none", place=node)
        return found

    def name(self, node: IRI, predicate: IRI) -> IRI:
        """The only object, which is a node."""
        found = self.required(node, predicate)
        if isinstance(found, Literal):
            raise GraphError(f"expected an IRI as {predicate}, found the text {found.text!r}", place=node)
        return found

    def text(self, node: IRI, predicate: IRI) -> str:
        """The text of the only object."""
        return text_of(self.required(node, predicate))

    def optional(self, node: IRI, predicate: IRI) -> str | None:
        """The text of the only object, or None."""
        found = self.one(node, predicate)
        return None if found is None else text_of(found)

    def dated(self, node: IRI, predicate: IRI) -> str | None:
        """The text of a date as read: `synd:lexical` where the typed literal spells it otherwise."""
        found = self.one(node, predicate)
        return None if found is None else self.optional(node, SYND.lexical) or text_of(found)

    def word(self, node: IRI, predicate: IRI) -> str:
        """The word of the record of the only object, an individual of ours."""
        return word_of(self.name(node, predicate))

    def number(self, node: IRI, predicate: IRI) -> int | None:
        """The whole number that is the only object, or None."""
        found = self.optional(node, predicate)
        try:
            return None if found is None else int(found)
        except ValueError as error:
            raise GraphError(f"expected a whole number as {predicate}, found {found!r}", place=node) from error

    def flag(self, node: IRI, predicate: IRI) -> bool:
        """The flag that is the only object."""
        return self.text(node, predicate) in ("true", "1")

    def listed(self, node: IRI, predicate: IRI) -> list[Node]:
        """The objects in the order that `mapping.listed` gave them."""
        members = self.all(node, predicate)
        numbered = [
            (int(position), member)
            for name, found in self._nodes.get(node, {}).items()
            if name.startswith(_MEMBER) and (position := name.removeprefix(_MEMBER)).isdecimal()
            for member in found
            if member in members
        ]
        if numbered:
            return [member for _, member in sorted(numbered, key=lambda pair: pair[0])]
        return sorted(members, key=natural_order)
