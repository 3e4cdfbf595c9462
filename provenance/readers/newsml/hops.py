"""The way of a story through its houses, as the item tells it itself: `hopHistory`, and the `del-list` of NITF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from provenance.language.agencies import registry
from provenance.readers.fields import Field, iso_date
from provenance.readers.newsml.elements import Place, descend, field_of
from provenance.readers.newsml.table import table
from provenance.readers.newsml.values import code
from provenance.readers.raw import MAX_SAME, Candidate, Raw, organisation
from provenance.readers.roles import role_of_kind
from provenance.readers.xml import Element, Part

_STRENGTH = ("created", "edited", "distributed")


def read_hops(raw: Raw, part: Part, history: Place, known: Mapping[str, str]) -> None:
    """Add the hops of a history to `raw.hops`, the lowest `seq` first, and their parties as credits."""
    hops = list(descend(history.element, ("party", "action"), pointer=history.pointer))
    ordered = sorted((place for place in hops if place.path == "hop"), key=lambda place: _sequence(place.element))
    for number, hop in enumerate(ordered[:MAX_SAME]):
        below = [place for place in hops if place.path != "hop" and place.pointer.startswith(f"{hop.pointer}/")]
        date = _date(raw, part, [hop, *below])
        party = next((_party(raw, part, place, number, known) for place in below if place.path == "hop/party"), None)
        raw.hops.append({"party": party, "action": _action([place.element for place in below], number), "date": date})


def read_trail(raw: Raw, part: Part, places: Iterable[Place]) -> None:
    """Add the delivery trail of an NITF document (`del-list`), the lowest `level-number` first; `places` hold it."""
    services = [
        place
        for place in places
        if place.path.endswith("/del-list/from-src") and "src-name" in place.element.attributes
    ]
    ordered = sorted(services, key=lambda place: _number(place.element.attributes.get("level-number", "")))
    for place in ordered[:MAX_SAME]:
        field = field_of(part, place, "party", attribute="src-name")
        party = _said_party(raw, field, len(raw.hops)) if field else None
        if party:
            action = "distributed" if raw.hops else "created"
            raw.hops.append({"party": party, "action": action, "date": None})


def _sequence(hop: Element) -> float:
    return _number(hop.attributes.get("seq", ""))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("inf")  # behind those that are numbered, in the order of the document


def _party(raw: Raw, part: Part, place: Place, number: int, known: Mapping[str, str]) -> Candidate | None:
    field = field_of(part, place, "party", known=known)
    return _said_party(raw, field, number) if field else None


def _said_party(raw: Raw, field: Field, number: int) -> Candidate | None:
    agency = registry().named(field.text, slot=True)
    role = role_of_kind(agency.kind if agency else None) if number == 0 else "distributor"
    return _say(raw, "credit", organisation(field.text, agency, url=field.url, role=role), field)


def _date(raw: Raw, part: Part, places: list[Place]) -> Candidate | None:
    """The instant of a hop: its own, or else that of an action."""
    for place in places:
        text = place.element.attributes.get("timestamp", "").strip()
        field = field_of(part, place, "date", attribute="timestamp") if text else None
        if field:
            return _say(raw, "hop_date", iso_date(text) or text, field)
    return None


def _say(raw: Raw, property: str, value: Any, field: Field) -> Candidate | None:
    """Add a candidate and return it; None where it stays out."""
    before = len(raw.candidates)
    field.method = "hop_history"
    field.say(raw, property, value)
    return raw.candidates[-1] if len(raw.candidates) > before else None


def _action(below: list[Element], number: int) -> str:
    """What happened to the story at a hop; the strongest of its actions."""
    found = {_done(element) for element in below if element.name == "action"}
    if not found:
        return "distributed" if number else "created"
    return min(found, key=_STRENGTH.index)


def _done(action: Element) -> str:
    attributes = action.attributes
    word = code(attributes.get("qcode") or attributes.get("uri") or attributes.get("literal") or "").lower()
    target = code(attributes.get("target") or attributes.get("targeturi") or "").lower()
    return "distributed" if target == "metadata" else table().hop_actions.get(word, "distributed")
