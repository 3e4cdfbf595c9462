"""Kinds of values that only wire formats have: codes of controlled vocabularies, embargoes without an end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from provenance.hosts import absolute
from provenance.language.agencies import registry
from provenance.language.bylines import parse_byline
from provenance.language.licenses import by_url
from provenance.language.names import clean, looks_like_organisation
from provenance.readers.fields import Field, Reads, iso_date, read_copyright, read_people
from provenance.readers.raw import Raw, organisation
from provenance.readers.roles import role_of_kind
from provenance.readers.signals.data_mining import read_data_mining
from provenance.resources import vocab

_LONGEST_INITIALS = 3
_SEPARATOR = re.compile(r"[:/#]")


def code(text: str) -> str:
    """The word of a QCode or of a concept's URI: `usable` of `stat:usable`."""
    return _SEPARATOR.split(text.strip().rstrip("/"))[-1]


def read_code(raw: Raw, property: str, field: Field) -> None:
    """A concept of a controlled vocabulary, by its word."""
    if word := code(clean(field.text)):
        field.say(raw, property, word)


def read_status(raw: Raw, property: str, field: Field) -> None:
    """IPTC's publishing status. A word of another vocabulary is none, and stays a statement of its own."""
    word = code(field.text)
    status = _statuses().get(word.lower())
    if status:
        field.say(raw, property, status)
    elif word:
        field.say(raw, "pub_status", word)


def read_embargo(raw: Raw, property: str, field: Field) -> None:
    """The end of an embargo; an empty element means that it has no end yet (NewsML-G2, `embargoed`)."""
    text = clean(field.text)
    if text:
        field.say(raw, property, iso_date(text) or text)
    else:
        field.say(raw, "embargo_open_ended", True)


def read_page(raw: Raw, property: str, field: Field) -> None:
    """The address beside a notice or a statement of rights: of a licence, or of terms in words."""
    address = absolute(field.base, field.text.strip())
    if address.startswith(("http://", "https://")):
        field.say(raw, "license" if by_url(address) else property, address)


def read_creators(raw: Raw, property: str, field: Field) -> None:
    """Who made a story; the initials of somebody at the desk ("dw") name nobody."""
    text = clean(field.text)
    if text.islower() and len(text) <= _LONGEST_INITIALS:
        field.say(raw, "desk_initials", text)
    else:
        read_people(raw, property, field)


def read_house(raw: Raw, property: str, field: Field) -> None:
    """The organisation that made a story, where a person may stand as well; a known agency is credited as an author."""
    text = clean(field.text)
    is_house = looks_like_organisation(text) and not parse_byline(text, slot=True).people
    if is_house and not registry().named(text, slot=True):
        field.say(raw, property, organisation(text, url=field.url, role=role_of_kind(None)))


OWN_KINDS: dict[str, Reads] = {
    "code": read_code,
    "creators": read_creators,
    "data_mining": read_data_mining,
    "embargo": read_embargo,
    "house": read_house,
    "notice": read_copyright,
    "page": read_page,
    "status": read_status,
}
"""The ways to read a field that `fields.KINDS` does not have."""


@cache
def _statuses() -> Mapping[str, str]:
    statuses: dict[str, str] = tomllib.loads(vocab("newsml.toml").read_text(encoding="utf-8"))["statuses"]
    return statuses
