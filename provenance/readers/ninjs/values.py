"""What the keys of a ninjs object say, by the way in which each is read → candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from provenance.language.agencies import registry
from provenance.language.licenses import by_name, by_url
from provenance.language.names import clean
from provenance.readers.fields import KINDS, iso_date, party, read_contributors, read_people, read_rights
from provenance.readers.jsontext import step
from provenance.readers.ninjs.rights import read_rights_info
from provenance.readers.ninjs.table import ending, table
from provenance.readers.ninjs.texts import Said, Teller, said, text_of
from provenance.readers.raw import MAX_SAME
from provenance.readers.roles import role_of_kind
from provenance.readers.signals.data_mining import read_data_mining

_TAG = re.compile(r"<[^<>]{0,2000}>")
_DATE = re.compile(r"(?:1[5-9]|20)\d\d-\d\d")
_Reads = Callable[[Teller, str, Any, str], None]
"""How a value is read: (who says it, the property, the value, its pointer below the object)."""


def read_values(teller: Teller, item: Mapping[str, Any], path: str = "") -> None:
    """Emit what the keys of one object say, in the order of the table.

    Args:
        teller: who says it.
        item: the object.
        path: its pointer below the value that the teller's places know.
    """
    for row in table().rows:
        own = _OWN.get(row.reads)
        for key in row.keys:
            value, at = item.get(key), f"{path}/{key}"
            if value is None:
                continue
            if own:
                own(teller, row.property, value, at)
                continue
            for each in said(value, at):
                KINDS[row.reads](teller.raw, row.property, teller.field(each))


def headlines(value: Any, path: str) -> list[Said]:
    """The headlines of a value, the main one first, without markup."""
    found = [each._replace(text=plain(each.text)) for each in said(value, path)]
    return sorted(found, key=lambda each: each.role not in ("main", ""))


def plain(markup: str) -> str:
    """Words without tags."""
    return clean(unescape(_TAG.sub(" ", markup))) if "<" in markup or "&" in markup else clean(markup)


def _headline(teller: Teller, property: str, value: Any, path: str) -> None:
    for each in headlines(value, path):
        KINDS["text"](teller.raw, property, teller.field(each))


def _makers(teller: Teller, property: str, value: Any, path: str) -> None:
    """People and organisations by their relation: authors, who else worked on it; the others are its subjects."""
    for each in said(value, path):
        made = table().makers.get(each.role)
        if made == "author":
            read_people(teller.raw, property, teller.field(each))
        elif made:
            read_contributors(teller.raw, made, teller.field(each))


def _authors(teller: Teller, property: str, value: Any, path: str) -> None:
    """A list of those who worked on the object: authors, but for those whose role is another."""
    for each in said(value, path):
        made = table().makers.get(each.role, "author")
        if made == "author":
            read_people(teller.raw, property, teller.field(each))
        else:
            read_contributors(teller.raw, made, teller.field(each))


def _described_credit(teller: Teller, property: str, value: Any, path: str) -> None:
    """Descriptions whose role is that of a credit line."""
    for each in said(value, path):
        if each.role in table().credits:
            KINDS["credit_line"](teller.raw, property, teller.field(each))


def _terms(teller: Teller, property: str, value: Any, path: str) -> None:
    """Terms of use; a licence that they name is one. No word is lost: what is more than a licence stays terms."""
    for each in said(value, path):
        field, before = teller.field(each), len(teller.raw.candidates)
        read_rights(teller.raw, "copyright_notice", field)
        found = teller.raw.candidates[before:]
        text = clean(each.text)
        if not any(row["property"] == property for row in found) and not (by_url(text) or by_name(text)):
            field.say(teller.raw, property, text)


def _embargo(teller: Teller, property: str, value: Any, path: str) -> None:
    """An embargo; one without an instant that can be read, as NewsML-G2's empty one, has no known end."""
    text = text_of(value)
    iso = iso_date(text) if text else None
    if iso and _DATE.match(iso):
        teller.say(property, iso, path, as_read=text)
    elif value is not False:
        teller.say("embargo_open_ended", True, path, as_read=text or None)


def _status(teller: Teller, property: str, value: Any, path: str) -> None:
    """The publishing status, also as a code of IPTC's; an unknown word is kept apart."""
    for each in said(value, path):
        word = table().status.get(ending(each.text))
        teller.say(property if word else "unknown_status", word or each.text, each.path, as_read=each.text)


def _info_source(teller: Teller, property: str, value: Any, path: str) -> None:
    """Who originated, distributed or supplied the content, or information in it: credits by role."""
    for each in said(value, path):
        role = table().info_sources.get(each.role)
        agent = party(clean(each.text), url=each.url, is_house=role not in (None, "contributor"))
        agency = registry().get(agent.get("id") or "")
        usual = "contributor" if agent["type"] == "Person" else role_of_kind(agency.kind if agency else None)
        agent["role"] = role or usual
        teller.field(each).say(teller.raw, property, agent)


def _ids(teller: Teller, property: str, value: Any, path: str) -> None:
    """Other identifiers: `[{role, value}]`, or in 1.x an object from role to value."""
    if isinstance(value, dict):
        for role, each in list(value.items())[:MAX_SAME]:
            if text := text_of(each):
                teller.say(property, f"{role}: {text}", f"{path}/{step(role)}", as_read=text)
        return
    for one in said(value, path):
        role = text_of(one.beside.get("role")) or text_of(one.beside.get("name"))
        teller.say(
            property, f"{role}: {one.text}" if role and role != one.text else one.text, one.path, as_read=one.text
        )


def _data_mining(teller: Teller, property: str, value: Any, path: str) -> None:
    """Whether data may be mined, and models trained."""
    for each in said(value, path):
        read_data_mining(teller.raw, property, teller.field(each))


def _link(teller: Teller, property: str, value: Any, path: str) -> None:
    """Links with a title: the address is the value."""
    for each in said(value, path):
        teller.say(property, each.url or each.text, each.path, as_read=each.text)


_OWN: dict[str, _Reads] = {
    "authors": _authors,
    "data_mining": _data_mining,
    "described_credit": _described_credit,
    "embargo": _embargo,
    "headline": _headline,
    "ids": _ids,
    "info_source": _info_source,
    "link": _link,
    "makers": _makers,
    "rights_info": read_rights_info,
    "status": _status,
    "terms": _terms,
}
"""What only ninjs has; the other ways to read a value are those of `fields.KINDS`."""
