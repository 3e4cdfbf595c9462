"""The parties of `AdministrativeMetadata`: who had the story in hand → authors, credits and the way it took.

A party is named by the formal name of a controlled vocabulary, or by a topic of the document that describes it. Source,
creator, contributor and provider are defined by their place on the way: a creator makes the story, also out of what its
sources gave; contributors change it; the provider passes it on (NewsML 1.2 Functional Specification).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from provenance.language.names import clean, fold
from provenance.model.values import Scope
from provenance.readers.fields import Field, read_contributors
from provenance.readers.newsml.elements import Place
from provenance.readers.newsml.values import read_house
from provenance.readers.newsml1.table import PartyRow, table
from provenance.readers.raw import MAX_SAME, MAX_TEXT, Candidate, Raw
from provenance.readers.xml import Element, Part

Topics = dict[str, str]
"""Document-unique id of a topic → its name in words."""
_METADATA = "AdministrativeMetadata"
_ROLES = {"created": "original_publisher", "edited": "contributor", "distributed": "distributor"}


def topics_in(top: Element) -> Topics:
    """The topics below an element: by `Duid`, the description, or else the formal name."""
    found: Topics = {}
    waiting = [top]
    while waiting:
        element = waiting.pop()
        waiting += [child for child in element if child.name != "NewsItem"]
        if element.name == "Topic" and (id := element.attributes.get("Duid")):
            named = (element.first("Description"), element.first("FormalName"))
            if text := next((clean(each.text) for each in named if each is not None and each.text.strip()), ""):
                found[id] = text[:MAX_TEXT]
    return found


def read_parties(raw: Raw, part: Part, places: Sequence[Place], topics: Topics) -> None:
    """Read the parties around the text of an item, and the way that their order tells where it has two houses."""
    stages: list[tuple[PartyRow, list[Candidate]]] = []
    for row in table().parties:
        before = len(raw.candidates)
        for place in _of(places, row.name):
            field = _field(part, place, topics)
            if field is None:
                continue
            row.reads(raw, row.property, field)
            if row.name == "Creator":
                read_house(raw, "credit", field)
        stages.append((row, _houses(raw.candidates[before:])))
    for place in places:
        if place.path == f"{_METADATA}/Source" and (item := place.element.attributes.get("NewsItem", "").strip()):
            name = "original_url" if item.startswith(("http://", "https://")) else "original_id"
            Field(item, partial(part.origin, place.element, pointer=place.pointer, attribute="NewsItem")).say(
                raw, name, item
            )
    _way(raw, stages)


def makers(part: Part, places: Sequence[Place], topics: Topics) -> list[str]:
    """The names of those who made and who supplied what a component holds, in the order of a credit line."""
    names: list[str] = []
    for row in sorted(table().parties, key=lambda row: row.property != "author"):
        fields = (_field(part, place, topics) for place in _of(places, row.name) if row.action != "edited")
        names += [clean(field.text) for field in fields if field and clean(field.text) not in names]
    return names


def read_makers(raw: Raw, part: Part, places: Sequence[Place], topics: Topics, scope: Scope) -> list[str]:
    """Read the parties of a part or an asset as its credits; return the names of `makers`."""
    for row in table().parties:
        for place in _of(places, row.name):
            field = _field(part, place, topics)
            if field is None:
                continue
            field.scope = scope
            (row.reads if row.property == "credit" else read_contributors)(raw, "credit", field)
    return makers(part, places, topics)


def _of(places: Sequence[Place], name: str) -> Iterator[Place]:
    return islice((place for place in places if place.path == f"{_METADATA}/{name}/Party"), MAX_SAME)


def _field(part: Part, place: Place, topics: Topics) -> Field | None:
    """A party as a field: its name, and the attribute that says it."""
    attributes = place.element.attributes
    topic = attributes.get("Topic", "").strip()
    formal = attributes.get("FormalName", "").strip()
    known = topics.get(topic.removeprefix("#"))
    attribute = "Topic" if known else "FormalName"
    written = topic if known else formal
    text = known or formal
    if not text or len(text) > MAX_TEXT:
        return None
    origin = part.origin(place.element, written, place.pointer, attribute=attribute)
    return Field(text, lambda _: dict(origin))


def _houses(rows: Sequence[Candidate]) -> list[Candidate]:
    """The credits of organisations among candidates, each once."""
    found = {
        fold(row["value"]["name"]): row
        for row in rows
        if row["property"] == "credit" and row["value"]["type"] == "Organization"
    }
    return list(found.values())


def _way(raw: Raw, stages: Sequence[tuple[PartyRow, list[Candidate]]]) -> None:
    """The hops: parties of one stage stand side by side, and follow those of the stage before."""
    seen: set[str] = set()
    hops: list[dict[str, Any]] = []
    parents: tuple[int, ...] = ()
    for row, houses in stages:
        new = [house for house in houses if fold(house["value"]["name"]) not in seen]
        for house in new:
            seen.add(fold(house["value"]["name"]))
            if hops and row.action == "distributed":
                house["value"]["role"] = _ROLES[row.action]
            hops.append({"party": house, "action": row.action, "date": None, "follows": parents})
        if new:
            parents = tuple(range(len(hops) - len(new) + 1, len(hops) + 1))
    if len(hops) > 1:
        raw.hops += hops
