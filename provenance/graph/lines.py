"""N-Triples and N-Quads, one line at a time: the fast way out, with no library."""

from __future__ import annotations

import re
from collections.abc import Iterable

from provenance.graph.term import IRI, Node, Triple

# Beyond what the grammar asks for, what some tool takes for the end of a line: U+0085, U+2028, U+2029.
_UNSAFE = re.compile(r'["\\\x00-\x1f\x7f\x85\u2028\u2029]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def ntriples(triples: Iterable[Triple]) -> str:
    """The triples as N-Triples, in the order in which they come."""
    return "".join([f"<{s}> <{p}> {_object(o)} .\n" for s, p, o in triples])


def nquads(triples: Iterable[Triple], graph: IRI) -> str:
    """The triples of a named graph as N-Quads, in the order in which they come."""
    end = f" <{graph}> .\n"
    return "".join([f"<{s}> <{p}> {_object(o)}{end}" for s, p, o in triples])


def _object(node: Node) -> str:
    if isinstance(node, IRI):
        return f"<{node}>"
    text = _UNSAFE.sub(_escape, node.text)
    if node.language:
        return f'"{text}"@{node.language}'
    return f'"{text}"^^<{node.datatype}>' if node.datatype else f'"{text}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
