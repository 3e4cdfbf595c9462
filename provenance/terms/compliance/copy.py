"""What our copy shows: its lines, links, pictures, scripts and head.

What only HTML can show is empty for a plain text, which `is_page` tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from provenance.model import Article
from provenance.model.values import Zone

Where = Literal["story", "footer", "elsewhere"]
"""With the story; in the site's footer; in navigation, teasers, comments: what is said there is of other things."""


class Line(NamedTuple):
    """One block of visible text, white space folded, in the order of the page."""

    text: str
    number: int | None
    """Its line in the source, from 1."""
    zone: Zone
    where: Where
    is_title: bool = False
    is_caption: bool = False
    is_byline: bool = False
    """Whether its element says that authors stand there."""
    is_header: bool = False
    """Whether its element is a header, a standfirst or the like."""
    is_paragraph: bool = False
    """Whether it is a paragraph of the story itself."""
    hidden: tuple[tuple[int, int], ...] = ()
    """What style sheets in the page hide of it, as offsets."""


class Link(NamedTuple):
    """A live link that a reader can see and follow."""

    text: str
    url: str
    """Absolute, as far as the address of the copy is known."""
    line: int
    """The index of its line; -1 for a link that is a picture."""
    start: int
    end: int
    number: int | None
    where: Where
    href: str = ""
    """As written."""


class Embed(NamedTuple):
    """A picture, script, frame or drawing, with every address that it may be loaded from."""

    tag: str
    addresses: tuple[str, ...]
    words: tuple[str, ...]
    """What it says of itself: alternative text, title, label."""
    names: str
    """Its class and id."""
    number: int | None
    where: Where
    is_idle: bool = False
    """Whether it stands in `<noscript>`, so that hardly any browser loads it."""
    size: tuple[int | None, int | None] = (None, None)
    """Width and height as stated, in pixels."""
    caption: str = ""
    link: str = ""
    """Where the link around it leads."""

    @property
    def is_tiny(self) -> bool:
        """Whether it is a counter rather than a picture: at most two pixels wide or high."""
        return any(side is not None and side <= 2 for side in self.size)


class Tag(NamedTuple):
    """A `<meta>` or `<link>`: its name or relation in lower case, and what it says."""

    name: str
    value: str
    number: int | None
    in_head: bool


@dataclass(frozen=True, eq=False)
class Copy:
    """A finished copy, as it shows itself.

    `source` is the text of the file, for what stands in it and is not shown; `head` are the first and the last line of
    its `<head>`.
    """

    article: Article
    is_page: bool
    source: str
    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    embeds: tuple[Embed, ...] = ()
    scripts: tuple[tuple[str, int | None], ...] = ()
    """The texts of scripts that stand in the page itself, with their lines."""
    tags: tuple[Tag, ...] = ()
    head: tuple[int, int] = (1, 1)

    def text_range(self) -> str:
        """The lines of the visible text, for people: `lines 12-80`."""
        numbers = [line.number for line in self.lines if line.number and line.where == "story"]
        return f"lines {min(numbers)}-{max(numbers)}" if numbers else "no line"

    def head_range(self) -> str:
        """The lines of the head, for people."""
        return f"lines {self.head[0]}-{self.head[1]}"

    def number_of(self, fragment: str) -> int | None:
        """The line of the source in which a literal first stands, in any letter case; None if it does not."""
        at = self.source.lower().find(fragment.lower())
        return self.source.count("\n", 0, at) + 1 if at >= 0 else None
