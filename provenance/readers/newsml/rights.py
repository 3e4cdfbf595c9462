"""`rightsInfo`: each block of rights with what it is said of (NewsML-G2, "Rights Information").

A block without `idrefs` speaks of the whole item; one with them of these parts of the content, or of these assets. One
whose scope is the metadata says nothing of the content.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from provenance.model.values import Scope
from provenance.readers.newsml.elements import Place, descend, read_table
from provenance.readers.newsml.table import table
from provenance.readers.newsml.values import code
from provenance.readers.raw import Candidate, Raw
from provenance.readers.xml import Part

_KEYS = {
    "copyright_notice": "notice", "copyright_holder": "holder", "license": "license", "credit": "credit",
}  # fmt: skip
_AGENT = ("name", "type", "url", "id")


class Targets:
    """What the ids of an item name: its texts and its assets.

    `said` holds, by the id of an asset, what is said of it; "" stands for all of the item. `known` are names of
    parties by their codes.
    """

    def __init__(
        self,
        item: str,
        texts: Collection[str],
        assets: Collection[str],
        parts: Mapping[str, list[str]],
        known: Mapping[str, str],
    ):
        self._item, self._texts, self._assets, self._parts = item, frozenset(texts), frozenset(assets), parts
        self.known = known
        self.said: dict[str, dict[str, Any]] = {}

    def aim(self, refs: list[str]) -> tuple[Scope, frozenset[str]]:
        """The scope of what is said of these ids, and the assets among them; `partMeta` stands for its content."""
        ids = frozenset(id for ref in refs for id in self._parts.get(ref, [ref]))
        if not ids or self._item in ids or (self._texts and self._texts <= ids):
            return "article", ids & self._assets if ids else frozenset(("",))
        return ("asset", ids) if ids <= self._assets else ("part", ids & self._assets)

    def keep(self, ids: Collection[str], rows: list[Candidate]) -> None:
        """Keep for assets what was said of them; the first word on each holds."""
        for id in ids:
            said = self.said.setdefault(id, {})
            for row in rows:
                key, value = _KEYS.get(row["property"]), row["value"]
                if key == "credit":
                    value = value["name"]
                elif isinstance(value, dict):
                    value = {each: value[each] for each in _AGENT if value.get(each)}
                if key and key not in said:
                    said[key] = value


def read_rights_info(raw: Raw, part: Part, place: Place, targets: Targets, base: str) -> None:
    """Read a block of rights, in the item or in a reference of a package."""
    attributes = place.element.attributes
    scope, ids = targets.aim(attributes.get("idrefs", "").split())
    about = code(attributes.get("scope") or attributes.get("scopeuri") or "").lower()
    if "metadata" in about or place.path != "rightsInfo":  # inside of something it is of that alone
        scope, ids = "part", frozenset()
    before = len(raw.candidates)
    places = [Place("", place.pointer, place.element), *descend(place.element, pointer=place.pointer)]
    read_table(raw, part, places, table().rights, base=base, scope=scope, known=targets.known)
    targets.keep(ids, raw.candidates[before:])


def read_part_meta(raw: Raw, part: Part, place: Place, targets: Targets, base: str) -> None:
    """Read whom the metadata of a part credit with it."""
    id = place.element.attributes.get("id", "")
    refs = targets.aim([id]) if id else ("part", frozenset())
    before = len(raw.candidates)
    scope: Scope = "asset" if refs[0] == "asset" else "part"
    read_table(
        raw,
        part,
        list(descend(place.element, pointer=place.pointer)),
        table().part,
        base=base,
        scope=scope,
        known=targets.known,
    )
    targets.keep(refs[1] - {""}, raw.candidates[before:])
