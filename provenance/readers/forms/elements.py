"""XML elements, held against what their format requires: presence, number and form, by a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from provenance.model.values import Scope
from provenance.readers.faults import Kind, tell
from provenance.readers.forms.table import Profile, Row
from provenance.readers.raw import MAX_SAME, Raw
from provenance.readers.xml import Element, Part

_NOTHING: frozenset[str] = frozenset()


def check_element(
    raw: Raw,
    part: Part,
    profile: Profile,
    element: Element,
    children: Mapping[str, list[Element]] | None = None,
    *,
    path: str = "",
    excused: Collection[str] = _NOTHING,
    scope: Scope = "article",
) -> None:
    """Tell of the faults of an element and of those below it that the profile knows.

    Args:
        raw: where they go.
        part: the part that the element stands in.
        profile: what is required.
        element: the element.
        children: its children by name, where they are known.
        path: the pointer from the part to it.
        excused: required children that need not be there, since they are inherited.
        scope: what the faults are said of.
    """
    asked = profile.get(element.name)
    if asked is None:
        return
    if asked.attributes:
        check_attributes(raw, element, asked.attributes, partial(_place, part, element, path), scope)
    if not element.children and not asked.needs:
        return
    children = element.by_name() if children is None else children
    for names, need in asked.needs:
        if names.isdisjoint(children) and names.isdisjoint(excused):
            place = partial(part.origin, element, pointer=path)
            say_fault(raw, need, "missing", " or ".join(need.names), f"in {element.name}", None, place, scope)
    for name, elements in children.items():
        known = asked.children.get(name)
        if known is None:
            continue
        row, is_parent = known
        several = len(elements) > 1
        if several and row is not None and row.single:
            place = partial(part.origin, elements[1], pointer=f"{path}/{name}[2]")
            say_fault(raw, row, "repeated", name, f"once in {element.name}", f"{len(elements)} of them", place, scope)
        fits = row.fits if row is not None else None
        for number, child in enumerate(elements[:MAX_SAME] if several else elements, 1):
            if is_parent or (fits is not None and not fits(child.text.strip(), child)):
                pointer = f"{path}/{name}[{number}]" if several else f"{path}/{name}"
                check_text(raw, part, row, child, pointer, scope)
                check_element(raw, part, profile, child, path=pointer, scope=scope)


def check_text(raw: Raw, part: Part, row: Row | None, element: Element, pointer: str, scope: Scope) -> None:
    """Tell of an element whose text is not of the form that its row asks for."""
    text = element.text.strip()
    if row is not None and row.fits is not None and not row.fits(text, element):
        place = partial(part.origin, element, text, pointer)
        say_fault(raw, row, "form", element.name, row.words, text, place, scope)


def check_attributes(
    raw: Raw,
    element: Element,
    rows: list[tuple[str, Row]],
    place: Callable[[str | None, str | None], dict[str, Any]],
    scope: Scope,
) -> None:
    """Tell of the faults of an element's attributes; `place` gives the origin of a text in one of them, or of none."""
    said, told = element.attributes, ""
    for name, row in rows:
        if name == told or any(said.get(key) != value for key, value in row.where.items()):
            continue
        field, text = f"{element.name}/@{name}", said.get(name)
        if text is None:
            if row.required:
                say_fault(raw, row, "missing", field, f"in {element.name}", None, partial(place, None, None), scope)
                told = name
        elif row.fits is not None and not row.fits(text.strip(), None):
            say_fault(raw, row, "form", field, row.words, text.strip(), partial(place, text, name), scope)
            told = name


def _place(part: Part, element: Element, path: str, text: str | None, attribute: str | None) -> dict[str, Any]:
    return part.origin(element, text, path, attribute=attribute)


def say_fault(
    raw: Raw,
    row: Row,
    kind: Kind,
    field: str,
    expected: str,
    found: str | None,
    place: Callable[[], dict[str, Any]],
    scope: Scope,
) -> None:
    """Tell of a fault that a row of the table asks about: of its own kind, or of `kind`."""
    tell(raw, row.fault or kind, field, f"{expected} ({row.source})", found, place, scope)
