"""Who made an ANS object and where it comes from: `credits`, `distributor`, `source` → authors and credits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from provenance.language.agencies import registry
from provenance.language.names import clean
from provenance.readers.ans.table import find, table
from provenance.readers.fields import party, read_contributors, read_party, read_people, read_source
from provenance.readers.ninjs.texts import Said, Teller, text_of
from provenance.readers.raw import organisation
from provenance.readers.roles import role_of, role_of_kind

_NAMES = ("byline", "name")
"""Keys of an author with the name that is shown, the best first."""
_HOUSES = ("affiliation", "org")
_OWN_STAFF = "publisher"


def people(value: Any, path: str) -> Iterator[Said]:
    """The people of a list of credits, as they are shown; a reference to one that stands elsewhere is none."""
    for at, each in find(value, "*", path):
        if isinstance(each, dict):
            key = next((key for key in _NAMES if text_of(each.get(key))), None)
            if key:
                yield Said(text_of(each[key]), f"{at}/{key}", each)


def read_authors(teller: Teller, property: str, value: Any, path: str) -> None:
    """Authors, each with the house they work for; a house that is a known agency is credited."""
    if property in teller.raw.by_property and "/vanity_credits/" not in path:
        property = "credited_author"  # what is shown stands in the vanity credits; this is who it is
    for each in people(value, path):
        before = len(teller.raw.candidates)
        if property == "author":
            read_people(teller.raw, property, teller.field(each))
        else:
            teller.field(each).say(teller.raw, property, party(clean(each.text), url=each.url))
        found = [row["value"] for row in teller.raw.candidates[before:] if row["property"] == property]
        _house(teller, each, found)


def _house(teller: Teller, person: Said, found: list[dict[str, Any]]) -> None:
    """Add whom somebody works for to the one person that a credit named."""
    key = next((key for key in _HOUSES if text_of(person.beside.get(key))), None)
    if key is None:
        return
    text = clean(text_of(person.beside[key]))
    agency = registry().named(text, slot=True)
    if len(found) == 1 and found[0]["type"] == "Person" and (agency or key == "affiliation"):
        found[0]["affiliation"] = found[0].get("affiliation") or text
    if agency:
        at = f"{person.path.rpartition('/')[0]}/{key}"
        credit = organisation(agency.name, agency, role=role_of(agency.id))
        teller.field(Said(text, at, {})).say(teller.raw, "credit", credit)


def read_makers(teller: Teller, property: str, value: Any, path: str) -> None:
    """Who made a picture, a film or a sound."""
    for each in people(value, path):
        read_contributors(teller.raw, property, teller.field(each))
        _house(teller, each, [])


def read_others(teller: Teller, property: str, value: Any, path: str) -> None:
    """Who else worked on a story; photographers worked on its pictures."""
    for at, each in find(value, "*", path):
        key = at.rpartition("/")[2]
        if key in table().photographers:
            read_makers(replace(teller, of="asset"), property, each, at)
        elif key != "by":
            read_makers(teller, property, each, at)


def read_distributor(teller: Teller, property: str, value: Any, path: str) -> None:
    """Who provided the content from outside, by category; `staff` is the house itself, a reference names nobody."""
    if not isinstance(value, dict):
        return
    category = text_of(value.get("category")).lower()
    for key in ("category", "subcategory", "reference_id"):
        if text := text_of(value.get(key)):
            teller.say(f"distributor_{key.removesuffix('_id')}", text, f"{path}/{key}", as_read=text)
    name = text_of(value.get("name"))
    if name:
        _credit(teller, property, Said(name, f"{path}/name", {}), table().categories.get(category))


def read_producer(teller: Teller, property: str, value: Any, path: str) -> None:
    """The organisation that first produced it: `source.name` with its type, or `owner.name` of old versions."""
    if isinstance(value, str):
        value, path, key = {"name": value}, path.rpartition("/")[0], path.rpartition("/")[2]
    else:
        key = "name"
    if not isinstance(value, Mapping):
        return
    for other in ("source_id", "source_type", "system"):
        if text := text_of(value.get(other)):
            teller.say(f"source_{other.removeprefix('source_')}", text, f"{path}/{other}", as_read=text)
    if name := text_of(value.get("name")):
        category = text_of(value.get("source_type")).lower()
        _credit(teller, property, Said(name, f"{path}/{key}", {}), table().categories.get(category))


def _credit(teller: Teller, property: str, name: Said, role: str | None) -> None:
    """Credit somebody in a role, or in the usual one where the category says none."""
    if name.text.lower() in table().nobody:
        return
    field = teller.field(name)
    if role == _OWN_STAFF:
        if teller.of == "article":
            read_party(teller.raw, "publisher", field)
        return
    if role is None:
        read_source(teller.raw, property, field)
        return
    agent = party(clean(name.text), is_house=role != "contributor")
    agency = registry().get(agent.get("id") or "")
    agent["role"] = role_of_kind(agency.kind) if agency else role
    field.say(teller.raw, property, agent)
