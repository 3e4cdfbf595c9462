"""Provenance and licensing of syndicated news: read an article as it is, say what attribution is missing.

>>> import provenance
>>> article = provenance.read("page.html", url="https://post.example/story")[0]  # doctest: +SKIP
>>> provenance.check(article).findings  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Article, Report
from provenance.reading import iter_articles, read
from provenance.version import __version__

if TYPE_CHECKING:
    from provenance.graph import from_graph, to_graph
    from provenance.judge import check
    from provenance.terms.decide import decide

__all__ = ["Article", "Report", "__version__", "check", "decide", "from_graph", "iter_articles", "read", "to_graph"]

_LAZY = {
    "check": "provenance.judge",
    "decide": "provenance.terms.decide",
    "from_graph": "provenance.graph",
    "to_graph": "provenance.graph",
}


def __getattr__(name: str) -> object:
    """Load rules, terms and the graph only where they are used: reading needs none of them."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'provenance' has no attribute {name!r}")
