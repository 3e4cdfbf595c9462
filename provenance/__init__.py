"""Provenance and licensing of syndicated news: read an article as it is, say what attribution is missing.

>>> import provenance
>>> article = provenance.read("page.html", url="https://post.example/story")[0]  # doctest: +SKIP
>>> provenance.check(article).findings  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.version import __version__

if TYPE_CHECKING:
    from provenance.graph import from_graph, to_graph
    from provenance.judge import check
    from provenance.model import Article, Report
    from provenance.reading import iter_articles, read
    from provenance.terms.decide import decide

__all__ = ["Article", "Report", "__version__", "check", "decide", "from_graph", "iter_articles", "read", "to_graph"]

_HOMES = {
    "Article": "provenance.model",
    "Report": "provenance.model",
    "check": "provenance.judge",
    "decide": "provenance.terms.decide",
    "from_graph": "provenance.graph",
    "iter_articles": "provenance.reading",
    "read": "provenance.reading",
    "to_graph": "provenance.graph",
}


def __getattr__(name: str) -> object:
    """Load each name's module when it is first asked for: `import provenance` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'provenance' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
