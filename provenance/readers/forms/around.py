"""The feed around its items, held against what its format requires as it comes by, piece by piece.

A feed is a stream: what stands in it is heard before or behind its items. What can be judged at once, is; that
something is missing is known when the first item comes, if all else was heard before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from provenance.readers.forms.elements import check_attributes, check_element, check_text, say_fault
from provenance.readers.forms.table import Profile, Row
from provenance.readers.forms.table import profile as profile_of
from provenance.readers.raw import Raw, origin
from provenance.readers.xml import Element, Part

_AUTHOR = "atom:author"
_INHERITED = frozenset((_AUTHOR,))
_NOTHING: frozenset[str] = frozenset()
_UNKNOWN: tuple[Row | None, bool] = (None, False)


@dataclass(slots=True)
class Around:
    """What a feed is held against, and what was heard of it.

    `is_whole`: all of the feed is heard before its first item, so that what was not heard is missing. `faults` are
    those of the feed itself; the first item carries them.
    """

    is_whole: bool = True
    faults: Raw = field(default_factory=lambda: Raw("", ""))
    profile: Profile | None = None
    heard: dict[str, Counter[str]] = field(default_factory=dict)
    """Name of a container → how many children of each name it has, items apart."""
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Name of a container → where it is."""
    is_told: bool = False

    def hear(self, part: Part) -> None:
        """Take in a part that is no item."""
        profile, element, container = self._open(part), part.element, part.around[-1].name
        counts = self.heard[container]
        counts[element.name] += 1
        asked = profile.get(container)
        row, _ = asked.children.get(element.name, _UNKNOWN) if asked else _UNKNOWN
        if row is not None and row.single and counts[element.name] == 2:
            where = partial(part.origin, element)
            say_fault(self.faults, row, "repeated", element.name, f"once in {container}", "2 of them", where, "site")
        check_text(self.faults, part, row, element, "", "site")
        check_element(self.faults, part, profile, element, scope="site")

    def check_item(self, raw: Raw, part: Part, children: dict[str, list[Element]]) -> None:
        """Tell of the faults of an item; with the first one, of those of the feed."""
        profile = self.profile
        if profile is None or not self.is_told:
            profile = self._open(part)
            if self.is_whole:
                self._miss(profile)
            self.hand_over(raw)
        excused = _NOTHING
        if _AUTHOR not in children and part.element.name == "atom:entry":
            sources = children.get("atom:source", ())
            if _AUTHOR in self.heard.get("atom:feed", ()) or any(each.first(_AUTHOR) is not None for each in sources):
                excused = _INHERITED
        check_element(raw, part, profile, part.element, children, excused=excused)

    def hand_over(self, raw: Raw) -> None:
        """Hand the faults of the feed to its first item."""
        if self.is_told:
            return
        self.is_told = True
        raw.candidates += self.faults.candidates
        for property, rows in self.faults.by_property.items():
            raw.by_property.setdefault(property, []).extend(rows)

    def _open(self, part: Part) -> Profile:
        """The profile; what stands in the start tags of containers is checked once."""
        root = part.around[0] if part.around else part.element
        if self.profile is None:
            self.profile = profile_of(root.name, root.attributes.get("version", "").strip())
        for depth, element in enumerate(part.around, 1):
            if element.name in self.heard:
                continue
            self.heard[element.name] = Counter()
            self.places[element.name] = _place(part, depth, None, None)
            asked = self.profile.get(element.name)
            if asked is not None:
                check_attributes(self.faults, element, asked.attributes, partial(_place, part, depth), "site")
        return self.profile

    def _miss(self, profile: Profile) -> None:
        """Tell of what was not heard."""
        for container, where in self.places.items():
            asked = profile.get(container)
            for names, row in asked.needs if asked else ():
                if names.isdisjoint(self.heard[container]):
                    name = " or ".join(row.names)
                    say_fault(self.faults, row, "missing", name, f"in {container}", None, where.copy, "site")


def _place(part: Part, depth: int, text: str | None, attribute: str | None) -> dict[str, Any]:
    """The place of a container, or of an attribute of it: its path, and the line of the first that stands in it."""
    pointer = "".join(f"/{element.name}" for element in part.around[:depth])
    return origin(
        "metadata",
        text,
        line=part.line,
        column=part.column,
        pointer=f"{pointer}/@{attribute}" if attribute else pointer,
    )
