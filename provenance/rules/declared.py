"""Rules of presence, count and type as data: one declaration, from which the Python check and the SHACL shape come.

A rule module that has a `SHAPE` says what must hold; it yields its hit when `SHAPE.holds(context)` is false, and
`provenance.rules.shapes` writes the same `SHAPE` down in SHACL. Counts are of *plain* values: chosen, and stated or
told by an editor; what is only inferred is no plain triple of the graph and no plain value here.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from provenance.rules.context import Context

_NOTHING: frozenset[object] = frozenset()


class Shape(Protocol):
    """Something that holds of an article or does not."""

    def holds(self, context: Context) -> bool:
        """Whether it holds of the context's article."""


class Count(NamedTuple):
    """The property has at least `minimum` and at most `maximum` different plain values."""

    property: str
    minimum: int = 0
    maximum: int | None = None

    def holds(self, context: Context) -> bool:
        """Count, and compare."""
        found = len(context.plain.get(self.property, ()))
        return self.minimum <= found and (self.maximum is None or found <= self.maximum)


class Is(NamedTuple):
    """The property has a plain value that is one of the words; for `byline_state` and `status`, closed lists."""

    property: str
    words: tuple[str, ...]

    def holds(self, context: Context) -> bool:
        """Compare."""
        return not context.plain.get(self.property, _NOTHING).isdisjoint(self.words)


class Not(NamedTuple):
    """The other does not hold."""

    shape: Shape

    def holds(self, context: Context) -> bool:
        """Negate."""
        return not self.shape.holds(context)


class AnyOf(NamedTuple):
    """At least one holds."""

    shapes: tuple[Shape, ...]

    def holds(self, context: Context) -> bool:
        """Try in order."""
        return any(shape.holds(context) for shape in self.shapes)


class NoHint(NamedTuple):
    """Nothing chosen for the property is only inferred: a shape about statements, not about plain values."""

    property: str

    def holds(self, context: Context) -> bool:
        """Look at the chosen statements."""
        return not any(s.chosen and s.basis == "inferred" for s in context.said.get(self.property, ()))


class EachSignal(NamedTuple):
    """Every signal on AI use has the field; of one answer only, if that is given. For `answer` and `policy`."""

    field: str
    of_answer: str | None = None

    def holds(self, context: Context) -> bool:
        """Look at the signals."""
        return not any(
            getattr(signal, self.field) is None
            for signal in context.article.ai_signals
            if self.of_answer in (None, signal.answer)
        )


class Typed(NamedTuple):
    """Every value of the property is a schema.org thing of one of the types. For others' data: ours is typed."""

    property: str
    types: tuple[str, ...]
