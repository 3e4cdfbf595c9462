"""Results → what is shown. A reporter is a pure function of a report and the records that it is about.

`REPORTERS` is the whole list: a new face is a module with a `render` function and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from provenance.model import Article, Report
from provenance.reporters import json, rdf, text
from provenance.reporters.layout import Style

Reporter = Callable[[Report, Sequence[Article], Style], str]
"""`(report, articles, style) -> text`, ending in one line feed."""

REPORTERS: dict[str, Reporter] = {
    "text": text.render,
    "json": json.render,
    "turtle": rdf.renderer("turtle"),
    "trig": rdf.renderer("trig"),
}

__all__ = ["REPORTERS", "Reporter", "Style"]
