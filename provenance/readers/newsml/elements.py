"""Elements of a wire document → fields, by a table of what their paths mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from provenance.hosts import host_of
from provenance.language.agencies import registry
from provenance.language.names import clean
from provenance.model.values import Scope
from provenance.readers.feeds.elements import plain
from provenance.readers.fields import Field
from provenance.readers.newsml.table import Row, Rows, table
from provenance.readers.newsml.values import code
from provenance.readers.raw import MAX_TEXT, Candidate, Raw
from provenance.readers.xml import Element, Part

_OF_PARTIES = frozenset(("contributors", "creators", "house", "party", "people", "source"))
"""Ways to read whose field names a party: by name, in words, or by a code alone."""
_CODES = ("qcode", "uri", "literal")
"""Attributes that say which party is meant."""
NOBODY: Mapping[str, str] = {}
_IN_WORDS = frozenset(("byline", "distributor", "rights.owner", "ByLine", "CopyrightHolder", "RightsHolder"))
"""Elements of NITF and NewsML 1 that name a party in words, with elements among them."""
_TITLE = re.compile(r"(?:(?<=\S)|,)\s*(?=<(?:[\w.-]+:)?byttl[\s>])")
"""What stands before the title of NITF's bylines."""
_SET_OFF = " | "
"""What sets it off for the grammar of bylines; it is printed with a comma."""
_LONGEST = 10 * MAX_TEXT
"""So much of an element is looked at for its words: what has more is a text, and no field."""
_NO_WORDS = re.compile(r"<!--.{0,2000}?-->|<\?.{0,2000}?\?>|<!\[CDATA\[|\]\]>", re.DOTALL)
_PIECE = re.compile(r"[^/.?#:]+")
_TAG_IN_WORD = re.compile(r" (?=[,.;:](?: |$))")
"""What is left of a tag between a word and its punctuation."""


class Place(NamedTuple):
    """An element with its path of names and its pointer, both from the element where the search began."""

    path: str
    pointer: str
    element: Element


def descend(top: Element, closed: Collection[str] = (), path: str = "", pointer: str = "") -> Iterator[Place]:
    """The elements below one, in the order of the document; those of the `closed` names are not entered."""
    totals = Counter(child.name for child in top)
    counts: Counter[str] = Counter()
    for child in top:
        name = child.name
        counts[name] += 1
        where = f"{pointer}/{name}[{counts[name]}]" if totals[name] > 1 else f"{pointer}/{name}"
        below = f"{path}/{name}" if path else name
        yield Place(below, where, child)
        if name not in closed and child.children:
            yield from descend(child, closed, below, where)


def read_table(
    raw: Raw,
    part: Part,
    places: Collection[Place],
    rows: Rows,
    *,
    base: str = "",
    scope: Scope = "article",
    known: Mapping[str, str] = NOBODY,
) -> None:
    """Read what a table knows of these elements and their attributes, in the order of the table.

    Args:
        raw: where the candidates go.
        part: the part that they stand in.
        places: the elements; `pointer` runs from the part.
        rows: the table.
        base: what relative addresses are resolved against.
        scope: what they speak of.
        known: names of parties that an element may give by their code alone, from `names_of`.
    """
    found: list[tuple[int, int, Row, Place, str | None]] = []
    for number, place in enumerate(places):
        found += [(row.order, number, row, place, None) for row in rows.get(place.path, ())]
        for name in place.element.attributes:
            path = f"{place.path}/@{name}" if place.path else f"@{name}"
            found += [(row.order, number, row, place, name) for row in rows.get(path, ())]
    for *_, row, place, attribute in sorted(found, key=lambda each: each[:2]):
        field = field_of(part, place, row.kind, attribute=attribute, base=base, scope=scope, known=known)
        if field is None:
            continue
        before = len(raw.candidates)
        row.reads(raw, row.property, field)
        if _SET_OFF in field.text and place.element.children:
            _as_printed(raw.candidates[before:])
        if row.kind == "source":
            _give_role(place.element, raw.candidates[before:])


def _as_printed(rows: Iterable[Candidate]) -> None:
    """Let the words of a byline be those of the document."""
    for row in rows:
        for key in ("value", "value_as_read"):
            if isinstance(row[key], str):
                row[key] = row[key].replace(_SET_OFF, ", ")
        if row["origin"] and row["origin"]["text"]:
            row["origin"]["text"] = row["origin"]["text"].replace(_SET_OFF, ", ")


def _give_role(element: Element, rows: Iterable[Candidate]) -> None:
    """Credit a source in the role that its code says; whom NITF calls a distributor is one, but for known agencies."""
    role = source_role(element)
    for value in (row["value"] for row in rows if row["property"] == "credit"):
        if role or (element.name == "distributor" and not value.get("id")):
            value["role"] = role or "distributor"


def source_role(element: Element) -> str | None:
    """The role of a credit that an `infoSource` has by its code; None where it has none that we know."""
    word = code(element.attributes.get("role") or element.attributes.get("roleuri") or "").lower()
    return next((role for piece, role in table().source_roles.items() if piece in word), None)


def names_of(part: Part, places: Iterable[Place]) -> dict[str, str]:
    """QCode or URI → name, of what is named anywhere in an item: a party, or an `assert` about one."""
    found: dict[str, str] = {}
    for place in places:
        name = place.element.first("name")
        if name is not None and (text := words(part, name)):
            for key in _CODES:
                found.setdefault(place.element.attributes.get(key, "").strip(), text)
    found.pop("", None)
    return found


def field_of(
    part: Part,
    place: Place,
    kind: str,
    *,
    attribute: str | None = None,
    base: str = "",
    scope: Scope = "article",
    known: Mapping[str, str] = NOBODY,
) -> Field | None:
    """The field that an element or an attribute is; None where it says nothing."""
    element, pointer, url = place.element, place.pointer, None
    if attribute:
        text = written = element.attributes[attribute].strip()
    elif kind in _OF_PARTIES:
        text, written, attribute, url, name = _party(part, element, known)
        if name is not None:
            element, pointer = name, f"{pointer}/name"
    elif kind == "notice" and not element.text.strip():  # a container of elements, each with a name of its own
        return None
    else:
        text = written = words(part, element)
    if len(text) > MAX_TEXT or not (text or kind == "embargo"):
        return None
    locate = partial(part.origin, element, pointer=pointer, attribute=attribute)
    return Field(text, _fixed(locate, written) if written != text else locate, scope=scope, base=base, url=url)


def _fixed(locate: Any, written: str) -> Any:
    """A place whose words are not those of the value: a code for the name of a party."""
    return lambda _: locate(written)


def _party(
    part: Part, element: Element, known: Mapping[str, str]
) -> tuple[str, str, str | None, str | None, Element | None]:
    """Whom an element names: (name, words as written, attribute that has them, address, `name` element)."""
    attributes = element.attributes
    uri = attributes.get("uri", "").strip()
    is_page = uri.startswith(("http://", "https://")) and not _is_concept(uri)
    agency = registry().at_host(host_of(uri)) if uri.startswith("http") else None
    url = uri if agency or is_page else None
    name = element.first("name")
    if name is not None and (text := words(part, name)):
        return text, text, None, url, name
    if (not element.children or element.name in _IN_WORDS) and (text := words(part, element)):
        return text, text, None, url, None
    for key in _CODES:
        if name_elsewhere := known.get(text := attributes.get(key, "").strip()):
            return name_elsewhere, text, key, url, None
    for key in ("literal", "qcode"):
        if text := attributes.get(key, "").strip():
            word = code(text) if key == "qcode" else text
            at_host = registry().at_host(word) if "." in word else None
            return at_host.name if at_host else word, text, key, url, None
    if agency:
        return agency.name, uri, "uri", url, None
    return (host_of(uri) if is_page else code(uri)) or uri, uri, "uri", url, None


def _is_concept(uri: str) -> bool:
    """Whether an address is that of an entry in a controlled vocabulary, whose last word names what it is."""
    return not table().vocabularies.isdisjoint(_PIECE.findall(uri.lower()))


def words(part: Part, element: Element) -> str:
    """The words of an element with those of its children, in order; a title is set off from the name before it."""
    if not element.children:
        return element.text.strip()
    markup = _NO_WORDS.sub("", part.inner(element)[:_LONGEST])
    return _TAG_IN_WORD.sub("", clean(plain(_TITLE.sub(_SET_OFF, markup))))
