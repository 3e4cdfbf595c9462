"""What was judged as RDF: the second graph, of findings and decisions, one for each article.

Turtle holds the triples alone, TriG names each graph. `provenance export` writes the first graph, of what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from provenance.model import Article, Report
from provenance.reporters.layout import Style

if TYPE_CHECKING:
    from provenance.graph import GraphFormat


def renderer(format: GraphFormat) -> Callable[[Report, Sequence[Article], Style], str]:
    """The reporter for one RDF format."""

    def render(report: Report, articles: Sequence[Article], style: Style) -> str:
        from provenance.graph import serialize_judgement  # loads only where a graph is asked for

        return "".join(serialize_judgement(report, article, format).rstrip("\n") + "\n" for article in articles)

    return render
