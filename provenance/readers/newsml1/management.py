"""`NewsManagement`: the state of an item, when it will change, and the items that it comes from or belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from provenance.readers.fields import Field, iso_date
from provenance.readers.newsml.elements import Place, words
from provenance.readers.newsml.values import code
from provenance.readers.newsml1.table import table
from provenance.readers.raw import MAX_TEXT, Raw
from provenance.readers.xml import Part

_RELATIONS = {
    "NewsManagement/DerivedFrom": ("original_url", "original_id"),
    "NewsManagement/AssociatedWith": ("related_url", "related_id"),
}
"""Path of an element with a `NewsItem` → property of an address, and of a name that is no address."""


def read_management(raw: Raw, part: Part, places: Sequence[Place]) -> None:
    """Read status, embargo and relations of an item; `places` are its elements."""
    of = {place.path: place for place in reversed(places)}
    for place in places:
        if place.path in _RELATIONS:
            _related(raw, part, place)
    field = _attribute(part, of.get("NewsManagement/Status"), "FormalName")
    if field:
        _status(raw, part, field, of)
    _correct(raw)


def _status(raw: Raw, part: Part, field: Field, of: dict[str, Place]) -> None:
    """The status; one that waits for a date is an embargo until then, a usable one that ends at a date expires then.

    An item that is withheld until a date is no withheld one: it says itself that it will be usable.
    """
    word, rows = code(field.text).lower(), table()
    future = _attribute(part, of.get("NewsManagement/StatusWillChange/FutureStatus"), "FormalName")
    date = of.get("NewsManagement/StatusWillChange/DateAndTime")
    text = words(part, date.element) if date else ""
    iso = iso_date(text) if len(text) < MAX_TEXT else None
    becomes = rows.statuses.get(code(future.text).lower()) if future else None
    waits = word in rows.waiting and becomes == "usable"
    if date and iso:
        when = Field(text, partial(part.origin, date.element, pointer=date.pointer))
        if waits:
            when.say(raw, "embargo_until", iso)
        elif becomes in ("canceled", "withheld"):
            when.say(raw, "expires", iso)
        else:
            when.say(raw, "status_will_change", iso)
    elif word in rows.embargoed:
        field.say(raw, "embargo_open_ended", True)
    status = rows.statuses.get(word)
    if status and not (waits and iso):
        field.say(raw, "status", status)
    else:
        field.say(raw, "pub_status", field.text)


def _correct(raw: Raw) -> None:
    """A usable item whose instruction is to correct or to withdraw an earlier one has that status."""
    if any(row["value"] != "usable" for row in raw.by_property.get("status", ())):
        return
    for row in raw.by_property.get("signal", ()):
        if status := table().signals.get(row["value"].lower()):
            raw.say("status", status, "signal", as_read=row["value_as_read"], voice=row["voice"], origin=row["origin"])


def _related(raw: Raw, part: Part, place: Place) -> None:
    field = _attribute(part, place, "NewsItem")
    if field:
        address, name = _RELATIONS[place.path]
        field.say(raw, address if field.text.startswith(("http://", "https://")) else name, field.text)


def _attribute(part: Part, place: Place | None, name: str) -> Field | None:
    text = place.element.attributes.get(name, "").strip() if place else ""
    if place is None or not text or len(text) > MAX_TEXT:
        return None
    return Field(text, partial(part.origin, place.element, pointer=place.pointer, attribute=name))
