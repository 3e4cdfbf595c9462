"""What the walk does with an element, by its tag."""

from __future__ import annotations

from provenance.readers.html.classes import CAPTION, FURNITURE, HEADER

PASSED, NOTED, HEAD, BREAK, PLAIN, INLINE, LINKING, BLOCK, CONTAINER = range(9)
"""Passed over with all it holds; metadata or an image; only holds such; ends the line; inline, and its class does not
matter; inline; inline, and noted itself; a block; a block whose id matters too. Up to `BREAK`, an element is not
entered; from `BLOCK` on, it is a line of its own."""

ROLES = {
    name: role
    for role, names in {
        PASSED: "script style noscript template svg iframe object canvas select option button textarea math input hr",
        NOTED: "meta link img title base",
        HEAD: "head",
        BREAK: "br",
        PLAIN: "b strong em i u sup sub mark small wbr q s",
        INLINE: "abbr acronym bdi bdo big cite code data del dfn font ins kbd label nobr samp span strike tt var",
        LINKING: "a time",
        CONTAINER: "div section aside ul ol header footer form article main table td body",
    }.items()
    for name in names.split()
}
"""The role of a tag; all others are blocks."""

NEVER_FURNITURE = frozenset(("html", "body", "main", "article"))
LISTS = frozenset(("ul", "ol"))
TAG_FLAGS = {
    "nav": FURNITURE, "aside": FURNITURE, "footer": FURNITURE, "form": FURNITURE,
    "figure": CAPTION, "figcaption": CAPTION, "caption": CAPTION, "header": HEADER,
}  # fmt: skip
"""What a tag says by itself of what it holds."""
MARKED_TAGS = LISTS | TAG_FLAGS.keys()
"""Tags that matter without any class."""
