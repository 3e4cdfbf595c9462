"""Author values of markup: they may hold "By", several names, a role, an agency."""

from __future__ import annotations

import re
from typing import Any

from provenance.language.agencies import registry
from provenance.language.bylines import parse_byline
from provenance.language.names import is_site
from provenance.model.values import Voice
from provenance.readers.raw import MAX_TEXT, Raw, organisation, person
from provenance.readers.roles import role_of

_INVERTED = re.compile(r"[^\W\d_a-zß-ÿ][\w'’-]+, [^\W\d_a-zß-ÿ][\w'’-]+(?: [^\W\d_]\.?)?$")


def emit_author(
    raw: Raw,
    text: str,
    kind: str,
    url: str | None,
    method: str,
    where: dict[str, Any],
    *,
    voice: Voice = "unattributed",
) -> None:
    """Emit the author candidates of one markup value: it may hold "By", several names, a role, an agency."""
    if len(text) > MAX_TEXT:
        return
    if _INVERTED.match(text):  # "Oake, Maria", as libraries write
        text = " ".join(reversed(text.split(", ")))
    byline = parse_byline(text, site=raw.site, slot=True)
    if kind in ("Organization", "NewsMediaOrganization", "Corporation") and not byline.bodies:
        if not is_site(text, raw.site) and byline.state != "withheld":
            agency = registry().named(text, slot=True)
            raw.say("author", organisation(text, agency, url=url), method, as_read=text, voice=voice, origin=where)
            if agency:
                emit_credit(raw, text, agency.id, method, where, voice=voice)
        return
    single = len(byline.people) == 1
    for who in byline.people:
        if kind != "Person" and not byline.labelled and is_site(who.name, raw.site):
            continue
        value = person(who.name, url=url if single else None, role=who.role, affiliation=who.affiliation)
        raw.say("author", value, method, as_read=text, voice=voice, origin=where)
    for body in byline.bodies:
        if is_site(body.name, raw.site):
            continue
        if body.agency:
            emit_credit(raw, body.name, body.agency.id, method, where, voice=voice)
        if not byline.people:
            raw.say("author", organisation(body.name, body.agency), method, as_read=text, voice=voice, origin=where)
    if byline.state == "withheld":
        raw.say("byline_state", "withheld", method, as_read=text, voice=voice, origin=where)


def emit_credit(
    raw: Raw, text: str, iri: str, method: str, where: dict[str, Any], *, voice: Voice = "unattributed"
) -> None:
    """Emit the credit of an organisation of the registry that markup names."""
    agency = registry().get(iri)
    raw.say("credit", organisation(text, agency, role=role_of(iri)), method, as_read=text, voice=voice, origin=where)
