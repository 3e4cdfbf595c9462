"""A story as lines with zones: the form in which `prose` reads both pasted text and pages.

A line is one block of visible text. Zones come first, since teaser bylines and footers are the main source of wrong
authors: only head and tail may give an author, the body gives citations, furniture at most the name of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from provenance.model.values import Zone

Place = Callable[["Line", int, str], dict[str, Any]]
"""(line, offset in its text, literal) → an origin dict: computed only for what is reported."""


@dataclass(slots=True)
class Link:
    """An anchor inside a line: where its text stands, and where it leads (absolute)."""

    start: int
    end: int
    href: str
    rel: str = ""


@dataclass(slots=True)
class Line:
    """One block of visible text, white space folded.

    `zone` is set by the reader; `kind` is "title", "paragraph", "caption", "item" or "other"; `source` is what the
    reader needs to find the place again.
    """

    text: str
    kind: str = "other"
    zone: Zone = "body"
    links: list[Link] = field(default_factory=list)
    source: Any = None
    low: str = ""

    def __post_init__(self) -> None:
        low = self.text.lower()
        self.low = low if len(low) == len(self.text) else self.text


@dataclass(slots=True)
class Story:
    """The lines of one article in reading order, and how to find their places in the source."""

    lines: list[Line]
    place: Place
    title: int | None = None
    """The index of the title's line."""

    def zone(self, *zones: Zone) -> list[Line]:
        """The lines of these zones, in order."""
        return [line for line in self.lines if line.zone in zones]
