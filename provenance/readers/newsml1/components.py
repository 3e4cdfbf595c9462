"""`NewsComponent`: the tree of an item's parts, what each says, and what it hands down to those in it.

The components from the outermost to the one that holds the main text speak of the article. Beside them stand pictures,
films and sounds, which are assets, and other texts, which are parts. Rights are handed down: what a component does not
say itself holds as the component around it says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from provenance.model.values import Scope
from provenance.readers.fields import Field
from provenance.readers.newsml.content import add_asset
from provenance.readers.newsml.elements import Place, descend, read_table, words
from provenance.readers.newsml1.contents import address_of, asset_of, is_text, largest, read_text
from provenance.readers.newsml1.parties import Topics, makers, read_makers, read_parties
from provenance.readers.newsml1.table import table
from provenance.readers.raw import Candidate, Raw
from provenance.readers.xml import Part

_CLOSED = frozenset(("NewsComponent", "NewsItem", "ContentItem", "TopicSet"))
_CREDITS = ("NewsLines/CreditLine", "NewsLines/ByLine")
_MAX_ASIDE = 400
"""So many components beside the main text are read: the largest packages of agencies have some dozens."""
_AGENT = ("name", "type", "url", "id")
_ASSET_KEYS = {
    "copyright_notice": "notice", "copyright_holder": "holder", "license": "license", "credit": "credit",
}  # fmt: skip
Said = Mapping[str, Mapping[str, Any]]
"""Group of rights → what an asset keeps of it."""


class Component(NamedTuple):
    """A component: its pointer from the item, its role without case, what stands in it."""

    place: Place
    role: str
    places: tuple[Place, ...]
    """Its own elements, by their paths from it."""
    contents: tuple[Place, ...]
    inside: tuple[Component, ...]
    kinds: frozenset[str | None]
    """Types of the assets in it and below it; None for a text."""

    def all(self) -> Iterator[Component]:
        """The component and those below it."""
        yield self
        for each in self.inside:
            yield from each.all()

    def states(self, group: str) -> bool:
        """Whether it says something of a group of rights itself."""
        return any(place.path == table().groups[group] for place in self.places)


def read_components(raw: Raw, part: Part, place: Place, base: str, topics: Topics) -> None:
    """Read the outermost component of an item.

    Raises:
        TooLargeError: a text grows out of all proportion.
    """
    root = _component(place)
    _Reading(raw, part, base, topics, _main(root) or (root,)).read(root, {})


def _component(place: Place) -> Component:
    own = [Place("", place.pointer, place.element), *descend(place.element, _CLOSED, pointer=place.pointer)]
    role = next((each.element.attributes.get("FormalName", "") for each in own if each.path == "Role"), "")
    role = role.strip().lower()
    contents = tuple(each for each in own if each.path == "ContentItem")
    inside = tuple(_component(each) for each in own if each.path == "NewsComponent")
    here = {asset_of(content.element, role) for content in contents}
    return Component(
        place,
        role,
        tuple(each for each in own if each.element.name not in _CLOSED or not each.path),
        contents,
        inside,
        frozenset(here.union(*(each.kinds for each in inside))),
    )


def _main(root: Component) -> tuple[Component, ...]:
    """The components from the outermost to that of the main text: of that role, or else the first with a text."""
    paths = list(_paths(root, ()))
    found = [path for path in paths if path[-1].role in table().main] or [
        path for path in paths if path[-1].role not in table().caption
    ]
    return found[0] if found else ()


def _paths(component: Component, above: tuple[Component, ...]) -> Iterator[tuple[Component, ...]]:
    here = (*above, component)
    if any(is_text(content.element) for content in component.contents):
        yield here
    for each in component.inside:
        yield from _paths(each, here)


class _Reading:
    """One item as it is read: where the candidates go, and the components on the way to its main text."""

    def __init__(self, raw: Raw, part: Part, base: str, topics: Topics, path: Sequence[Component]) -> None:
        self.raw, self.part, self.base, self.topics, self.path = raw, part, base, topics, path
        self.aside = 0

    def read(self, component: Component, handed: Said) -> None:
        """Read a component on the way to the main text, and what stands beside the way."""
        raw, part, base = self.raw, self.part, self.base
        read_table(raw, part, component.places, table().component, base=base)
        read_parties(raw, part, component.places, self.topics)
        if not any(is_text(content.element) for content in self.path[-1].contents):  # its media are all it is
            line = self._line(component, *_CREDITS) or " / ".join(makers(part, component.places, self.topics))
            own = {"credit": line, "caption": self._caption(component)}
            handed = {**handed, "own": {key: value for key, value in own.items() if value}}
        handed = self._rights(component, handed)
        self._contents(component, handed, with_text=component is self.path[-1])
        for each in component.inside:
            if any(each is known for known in self.path):
                self.read(each, handed)
            else:
                self._aside(each, handed)

    def _aside(self, component: Component, handed: Said) -> None:
        """Read a component beside the main text: assets, or another text."""
        self.aside += 1
        if self.aside > _MAX_ASIDE:
            return
        scope: Scope = "asset" if component.kinds - {None} else "part"
        before = len(self.raw.candidates)
        read_table(self.raw, self.part, component.places, table().part, base=self.base, scope=scope)
        told = _told(self.raw.candidates[before:])
        made = read_makers(self.raw, self.part, component.places, self.topics, scope)
        own = {"credit": told.get("credit") or " / ".join(made) or None, "caption": self._caption(component)}
        handed = {**handed, "own": {**handed.get("own", {}), **{key: value for key, value in own.items() if value}}}
        handed = self._rights(component, handed, scope)
        self._contents(component, handed, with_text=scope == "part" and component.role not in table().caption)
        for each in component.inside:
            if each.role not in table().caption or scope == "part":
                self._aside(each, handed)

    def _rights(self, component: Component, handed: Said, beside: Scope | None = None) -> Said:
        """Read the rights of a component; what it hands down with them.

        A group that a component nearer to the text says itself is said of the rest of the item alone.
        """
        rows, found = table(), dict(handed)
        for group, path in rows.groups.items():
            places = [place for place in component.places if place.path == path or place.path.startswith(f"{path}/")]
            if not places:
                continue
            last = next((each for each in reversed(self.path) if each.states(group)), None)
            scope: Scope = beside or ("article" if component is last else "part")
            before = len(self.raw.candidates)
            read_table(self.raw, self.part, places, rows.rights, base=self.base, scope=scope)
            found[group] = _told(self.raw.candidates[before:])
            for place in places if group == "property" else ():
                _property(self.raw, self.part, place, scope)
            alone = scope == "article" and sum(place.path == path for place in places) == 1
            period = rows.period if alone else rows.periods
            read_table(self.raw, self.part, places, period, base=self.base, scope=scope)
        return found

    def _contents(self, component: Component, handed: Said, *, with_text: bool) -> None:
        """Read the texts and add the media of a component; equivalents are one and the same in several forms."""
        is_choice = component.place.element.attributes.get("EquivalentsList", "").lower() == "yes"
        texts = [content for content in component.contents if is_text(content.element)]
        if with_text:
            is_main = component is self.path[-1]
            for content in texts[:1] if is_choice else texts:
                read_text(self.raw, self.part, content, self.base, is_main=is_main)
        media = [content for content in component.contents if asset_of(content.element, component.role)]
        said = {key: value for group in handed.values() for key, value in group.items()}
        for content in [largest(media)] if is_choice and media else media:
            kind = asset_of(content.element, component.role) or "embed"
            add_asset(self.raw, self.part, content.element, kind, address_of(content.element), self.base, said)

    def _caption(self, component: Component) -> str | None:
        """The caption of an asset: the text in its component, or else its headline."""
        contents = (content.element for each in component.all() for content in each.contents)
        texts = (data for each in contents if is_text(each) and (data := each.first("DataContent")) is not None)
        has_text = None in component.kinds
        said = next(filter(None, (words(self.part, each) for each in texts)), None) if has_text else None
        return said or self._line(component, "NewsLines/HeadLine")

    def _line(self, component: Component, *paths: str) -> str | None:
        """The words of the first of these lines that a component has."""
        lines = (place.element for path in paths for place in component.places if place.path == path)
        return next(filter(None, (words(self.part, line) for line in lines)), None)


def _property(raw: Raw, part: Part, place: Place, scope: Scope) -> None:
    """A right that has no element of its own: its name and its value."""
    name, text = (place.element.attributes.get(key, "").strip() for key in ("FormalName", "Value"))
    if text:
        locate = partial(part.origin, place.element, pointer=place.pointer, attribute="Value")
        Field(text, locate, scope=scope).say(raw, "rights_property", f"{name}: {text}" if name else text)


def _told(rows: Sequence[Candidate]) -> dict[str, Any]:
    """What an asset keeps of statements about it; the first word on each holds."""
    found: dict[str, Any] = {}
    for row in rows:
        key, value = _ASSET_KEYS.get(row["property"]), row["value"]
        if key == "credit":
            value = value["name"]
        elif isinstance(value, dict):
            value = {each: value[each] for each in _AGENT if value.get(each)}
        if key:
            found.setdefault(key, value)
    return found
