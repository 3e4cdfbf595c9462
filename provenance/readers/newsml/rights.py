"""`rightsInfo`: each block of rights with what it is said of (NewsML-G2, "Rights Information").

A block without `idrefs` speaks of the whole item; one with them of these parts of the content, or of these assets. One
whose scope is the metadata says nothing of the content.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from provenance.model.values import Scope
from provenance.readers.faults import tell
from provenance.readers.newsml.elements import Place, descend, read_table
from provenance.readers.newsml.table import table
from provenance.readers.newsml.values import code
from provenance.readers.ninjs.rights import LONGEST, policy
from provenance.readers.raw import MAX_SAME, Candidate, Raw
from provenance.readers.xml import Part

_KEYS = {
    "copyright_notice": "notice", "copyright_holder": "holder", "license": "license", "credit": "credit",
}  # fmt: skip
_EXPRESSIONS = ("rightsExpressionXML", "rightsExpressionData")
_AGENT = ("name", "type", "url", "id")
_ID = re.compile(rb"""id\s*=\s*["']([^"']{1,500})["']""")


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
        self._ids: frozenset[bytes] | None = None

    def ids(self, part: Part) -> frozenset[bytes]:
        """All that is called an id in the item, in the texts that it holds too."""
        if self._ids is None:
            self._ids = frozenset(_ID.findall(part.source))
        return self._ids

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
    refs = attributes.get("idrefs", "").split()
    _check_refs(raw, part, place, refs, targets)
    scope, ids = targets.aim(refs)
    about = code(attributes.get("scope") or attributes.get("scopeuri") or "").lower()
    if "metadata" in about or place.path != "rightsInfo":  # inside of something it is of that alone
        scope, ids = "part", frozenset()
    before = len(raw.candidates)
    places = [Place("", place.pointer, place.element), *descend(place.element, pointer=place.pointer)]
    read_table(raw, part, places, table().rights, base=base, scope=scope, known=targets.known)
    for each in places:
        if each.path in _EXPRESSIONS:
            _expression(raw, part, each, scope)
    targets.keep(ids, raw.candidates[before:])


def _expression(raw: Raw, part: Part, place: Place, scope: Scope) -> None:
    """A policy that is encoded in the item: ODRL in JSON as JSON-LD, anything else as it is written."""
    element = place.element
    text = (part.inner(element) if element.children else element.text).strip()
    if text:
        origin = part.origin(element, pointer=place.pointer)
        value = policy(text)[:LONGEST]
        raw.say("policy", value, "item_field", voice="supplier", scope=scope, origin=origin, longest=LONGEST)


def _check_refs(raw: Raw, part: Part, place: Place, refs: list[str], targets: Targets) -> None:
    """Tell of ids that nothing in the item has: nobody knows then what the rights are said of."""
    for ref in refs[:MAX_SAME]:
        if ref.encode() not in targets.ids(part):
            where = partial(part.origin, place.element, ref, place.pointer, attribute="idrefs")
            expected = "the id of a part of the item (NewsML-G2, Rights Information: idrefs)"
            tell(raw, "rights", "rightsInfo/@idrefs", expected, ref, where)


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
