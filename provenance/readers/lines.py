"""A story as lines with zones: the form in which `prose` reads both pasted text and pages.

A line is one block of visible text. Zones come first, since teaser bylines and footers are the main source of wrong
authors: only head and tail may give an author, the body gives citations, furniture at most the name of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from provenance.language.names import lowered
from provenance.language.triggers import find_triggers
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
    _low: str = ""

    @property
    def low(self) -> str:
        """The text in lower case, of the same length; made when it is first asked for."""
        if not self._low:
            self._low = lowered(self.text)
        return self._low


@dataclass(slots=True)
class Story:
    """The lines of one article in reading order, and how to find their places in the source."""

    lines: list[Line]
    place: Place
    title: int | None = None
    """The index of the title's line."""
    _marked: dict[int, set[str]] | None = None
    _zones: dict[tuple[Zone, ...], list[Line]] = field(default_factory=dict)

    def zone(self, *zones: Zone) -> list[Line]:
        """The lines of these zones, in order. The zones must be set by then."""
        found = self._zones.get(zones)
        if found is None:
            found = self._zones[zones] = [line for line in self.lines if line.zone in zones]
        return found

    def marked(self) -> list[tuple[Line, set[str]]]:
        """The lines that hold a word for which a grammar is worth trying, with their words (`language.triggers`)."""
        if self._marked is None:
            self._marked = find_triggers([line.low for line in self.lines])
        return [(self.lines[number], words) for number, words in sorted(self._marked.items())]
