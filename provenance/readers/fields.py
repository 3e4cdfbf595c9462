"""What a field of a feed or a wire file says, by the way in which its format means it: fields → candidates.

A page shows rights in sentences and a template; a feed item or a wire file has fields for them. The format's reader
says which field means what; here is how each kind of value is read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from provenance.hosts import absolute
from provenance.language.agencies import registry
from provenance.language.bylines import Byline, parse_byline
from provenance.language.dates import normalise
from provenance.language.licenses import by_name, by_url, mentions
from provenance.language.names import clean, evident, is_site, looks_like_organisation
from provenance.language.notices import find_notices
from provenance.model.values import Basis, Scope, Voice
from provenance.readers.notes import restricts
from provenance.readers.raw import MAX_TEXT, Raw, organisation, person
from provenance.readers.roles import role_of, role_of_kind
from provenance.readers.terms import states_terms

_MAILBOX = re.compile(
    r"\s*[^\s()<>]+@[^\s()<>]+\s*\((?P<name>[^()]+)\)\s*|(?P<lead>[^<>@]*[^<>@\s])\s*<[^<>@\s]+@[^<>\s]+>"
)
_HOLDS_MARK = re.compile(r"©|copyright|\(c\)|ⓒ", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")
_PERIOD_END = re.compile(r"(?:^|;)\s*end\s*=\s*(?P<end>[^;]+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")


@dataclass(slots=True)
class Field:
    """One field: what it says, who says it of what, and where it stands.

    `place` gives the origin of the whole text or of some words of it; `base` is what relative addresses are resolved
    against; `url` is an address that stands beside the text, such as an author's page.
    """

    text: str
    place: Callable[[str], dict[str, Any]]
    method: str = "item_field"
    basis: Basis = "stated"
    voice: Voice = "supplier"
    scope: Scope = "article"
    base: str = ""
    url: str | None = None
    _placed: tuple[str, dict[str, Any]] | None = None
    """The words that were looked up last, and their origin: one field says several things in the same words."""

    def say(self, raw: Raw, property: str, value: Any, as_read: str | None = None) -> None:
        """Add what the field says to `raw`; `as_read` are the words of it, all of them if None."""
        words = self.text if as_read is None else as_read
        if self._placed is None or self._placed[0] != words:
            self._placed = words, self.place(words)
        raw.say(
            property,
            value,
            self.method,
            as_read=words,
            basis=self.basis,
            voice=self.voice,
            scope=self.scope,
            origin=dict(self._placed[1]),
        )


Reads = Callable[[Raw, str, Field], None]
"""How a kind of value is read: (where the candidates go, the property, the field)."""


def read_text(raw: Raw, property: str, field: Field) -> None:
    """A value that is its words."""
    field.say(raw, property, clean(field.text))


def read_address(raw: Raw, property: str, field: Field) -> None:
    """An address of the web; what is none is left out."""
    address = absolute(field.base, field.text)
    if address.startswith(("http://", "https://")):
        field.say(raw, property, address)


def read_date(raw: Raw, property: str, field: Field) -> None:
    """A date: ISO 8601 or RFC 822, or as people print it. What is none stays as read, for the rules to judge."""
    field.say(raw, property, iso_date(field.text) or clean(field.text))


def read_period(raw: Raw, property: str, field: Field) -> None:
    """The end of a DCMI Period: `start=2026-03-01; end=2026-04-01`."""
    end = _PERIOD_END.search(field.text)
    if end and (iso := iso_date(end["end"])):
        field.say(raw, property, iso)


def read_year(raw: Raw, property: str, field: Field) -> None:
    """The years of a date of copyright."""
    for year in _YEAR.findall(field.text)[:4]:
        field.say(raw, property, int(year), year)


def read_people(raw: Raw, property: str, field: Field) -> None:
    """An author's field: what it shows is the byline, with its people and houses."""
    text = mailbox_name(field.text)
    byline = _byline(text, raw.site)
    is_said = field.basis == "stated" and field.scope == "article" and property == "author"
    if is_said and byline.state != "absent":
        field.say(raw, "byline", clean(text), text)
        field.say(raw, "byline_state", byline.state, text)
    single = len(byline.people) == 1
    for who in byline.people:
        if is_site(who.name, raw.site):
            continue
        value = person(who.name, url=field.url if single else None, role=who.role, affiliation=who.affiliation)
        field.say(raw, property, value, text)
    for body in byline.bodies:
        if is_site(body.name, raw.site):
            continue
        if body.agency and is_said:
            field.say(raw, "credit", organisation(body.name, body.agency, role=role_of(body.agency.id)), text)
        if not byline.people:
            field.say(raw, property, organisation(body.name, body.agency, url=field.url), text)


def read_contributors(raw: Raw, property: str, field: Field) -> None:
    """Who else worked on it: people and houses, credited as contributors."""
    text = mailbox_name(field.text)
    byline = _byline(text, raw.site)
    for who in byline.people:
        field.say(raw, property, person(who.name, role="contributor"), text)
    for body in byline.bodies:
        field.say(raw, property, organisation(body.name, body.agency, role="contributor"), text)


def read_party(raw: Raw, property: str, field: Field) -> None:
    """The name of a publisher or a holder."""
    if name := clean(field.text):
        field.say(raw, property, party(name, url=field.url, is_house=property == "publisher"))


def read_source(raw: Raw, property: str, field: Field) -> None:
    """Where it comes from: a name is a credit, an address the original's."""
    text = clean(field.text)
    if text.startswith(("http://", "https://")):
        field.say(raw, "original_url", text)
    elif text and not is_site(text, raw.site):
        agency = registry().named(text, slot=True)
        role = role_of_kind(agency.kind if agency else None)
        field.say(raw, property, organisation(text, agency, url=field.url, role=role))


def read_credit_line(raw: Raw, property: str, field: Field) -> None:
    """A line of credit as it is to be printed: its people and houses, which a slash or a comma sets apart."""
    for text in filter(None, (clean(each).strip(" -–—|") for each in field.text.split("/"))):
        byline = _byline(text, raw.site)
        houses = {body.name: body.agency for body in byline.bodies}
        if byline.people and houses:  # "Maria Oake, Harbor Bridge News"
            for who in byline.people:
                field.say(raw, property, person(who.name, role="contributor"), text)
        else:
            agent = party(text)
            if agent["type"] == "Person":
                field.say(raw, property, agent | {"role": "contributor"}, text)
                continue
            houses = {text: registry().get(agent.get("id") or "")}
        for name, agency in houses.items():
            role = role_of_kind(agency.kind if agency else None)
            field.say(raw, property, organisation(name, agency, role=role), text)


def read_note(raw: Raw, property: str, field: Field) -> None:
    """A note to editors: a restriction where it says what may or may not be done."""
    if text := clean(field.text):
        field.say(raw, "restriction" if restricts(text) else property, text)


def read_license(raw: Raw, property: str, field: Field) -> None:
    """A licence, by its address or its name."""
    text = clean(field.text)
    if text.startswith(("http://", "https://", "/", "//")):
        text = absolute(field.base, text)
    if text:
        field.say(raw, property, text)


def read_rights(raw: Raw, property: str, field: Field) -> None:
    """A statement of rights: a notice, a licence, terms, or all of them."""
    _say_rights(raw, property, field, _rights(clean(field.text), False))


def read_copyright(raw: Raw, property: str, field: Field) -> None:
    """A notice, also one that leaves out its sign since the field says what it is: "2026 Harbor Bridge News"."""
    _say_rights(raw, property, field, _rights(clean(field.text), True))


KINDS: dict[str, Reads] = {
    "address": read_address,
    "contributors": read_contributors,
    "copyright": read_copyright,
    "credit_line": read_credit_line,
    "date": read_date,
    "license": read_license,
    "note": read_note,
    "party": read_party,
    "people": read_people,
    "period": read_period,
    "rights": read_rights,
    "source": read_source,
    "text": read_text,
    "year": read_year,
}
"""Every way to read a field, by the name that tables of formats use."""


class Rights(NamedTuple):
    """What a statement of rights says."""

    notice: str | None
    years: tuple[int, ...]
    holder: str | None
    licenses: tuple[str, ...]
    terms: str | None


@lru_cache(maxsize=1024)  # a feed says the same of every item
def _rights(text: str, is_notice: bool) -> Rights:
    text = text[:MAX_TEXT]
    whole = by_url(text) if text.startswith("http") else by_name(text)
    if whole:
        return Rights(None, (), None, (whole.url or whole.name,), None)
    linked = [found.group() for found in _ADDRESS.finditer(text) if by_url(found.group())]
    named = [license for _, _, license in mentions(text)] if not linked else []
    licenses = tuple(dict.fromkeys([*linked, *(license.url or license.name for license in named)]))
    unsigned = is_notice and not licenses and not _HOLDS_MARK.search(text)
    notices = find_notices(f"© {text}" if unsigned else text)
    notice = notices[0] if notices else None
    terms = text if states_terms(text) or (not notice and not is_notice and not licenses) else None
    years = tuple(dict.fromkeys(year for each in notices for year in each.years))
    return Rights(
        text if notice or (is_notice and text) else None,
        years,
        notice.holder if notice else None,
        licenses,
        terms or None,
    )


def _say_rights(raw: Raw, property: str, field: Field, rights: Rights) -> None:
    if rights.notice:
        field.say(raw, property, rights.notice)
    for year in rights.years:
        field.say(raw, "copyright_year", year, str(year))
    if rights.holder:
        field.say(raw, "copyright_holder", party(rights.holder), rights.holder)
    for license in rights.licenses:
        field.say(raw, "license", license)
    if rights.terms:
        field.say(raw, "usage_terms", rights.terms)


def party(name: str, *, url: str | None = None, is_house: bool = False) -> dict[str, Any]:
    """The agent of a name that stands in a field: an organisation that the registry may know, or a person.

    Args:
        name: the name.
        url: its page.
        is_house: whether only an organisation can stand there.
    """
    agency = registry().named(name, slot=True)
    if agency or is_house or looks_like_organisation(name) or _is_desk(name) or not evident(name):
        return organisation(name, agency, url=url)
    return person(name, url=url)


def _is_desk(name: str) -> bool:
    """Whether a name opens with the short name of an agency, in capitals: "AP Images", "PA Sport"."""
    first, _, rest = name.partition(" ")
    return bool(rest) and len(first) > 1 and first.isupper() and registry().named(first, slot=True) is not None


def mailbox_name(text: str) -> str:
    """The name in RSS's and mail's ways to write an author: `desk@lantern.example (Maria Oake)`."""
    found = _MAILBOX.fullmatch(text) if "@" in text else None
    return (found["name"] or found["lead"]).strip() if found else text


@lru_cache(maxsize=4096)  # the same people write many items
def _byline(text: str, site: frozenset[str]) -> Byline:
    return parse_byline(text, site=site, slot=True)


_RFC822 = re.compile(
    r"\s*(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<d>[0-9]{1,2})\s+(?P<m>[A-Za-z]{3})[a-z]*\.?,?\s+(?P<y>[0-9]{4}|[0-9]{2})"
    r"\s+(?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2}))?(?:\s*(?P<z>[+-][0-9]{2}:?[0-9]{2}|[A-Za-z]{1,3}))?\s*"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ZONES = {"ut": "Z", "utc": "Z", "gmt": "Z", "z": "Z"} | {
    f"{letter}{kind}t": f"-{hours + (kind == 's'):02d}:00"
    for letter, hours in (("e", 4), ("c", 5), ("m", 6), ("p", 7))
    for kind in "sd"
}
"""The zones of RFC 822, which defines EST and its kin as those of North America."""


def iso_date(text: str) -> str | None:
    """The ISO form of a date in a feed or wire field: RFC 822, as RSS has it, ISO 8601, or as people print it."""
    match = _RFC822.fullmatch(text)
    month = _MONTHS.get(match["m"].lower()) if match else None
    if match is None or month is None:
        return normalise(text)
    year = int(match["y"])
    if year < 100:  # RFC 2822, 4.3
        year += 2000 if year < 50 else 1900
    try:
        datetime.datetime(year, month, int(match["d"]), int(match["H"]), int(match["M"]), int(match["S"] or 0))
    except ValueError:
        return normalise(text)
    zone = (match["z"] or "").lower()
    if zone[:1] in ("+", "-"):
        digits = zone.replace(":", "")
        zone = f"{digits[:3]}:{digits[3:]}" if int(digits[1:3]) <= 14 and int(digits[3:]) <= 59 else ""
    else:
        zone = _ZONES.get(zone, "")
    seconds = f":{match['S']}" if match["S"] else ""
    return f"{year:04d}-{month:02d}-{int(match['d']):02d}T{int(match['H']):02d}:{match['M']}{seconds}{zone}"
