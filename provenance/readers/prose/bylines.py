"""Bylines in lines: the grammar applied to head and tail, and what a parsed byline is emitted as."""

from __future__ import annotations

import re
from itertools import pairwise

from provenance.hosts import host_of
from provenance.language.agencies import registry
from provenance.language.byline_words import byline_prefix
from provenance.language.bylines import Byline, parse_byline
from provenance.language.names import evident, fold, is_site
from provenance.readers.lines import Line, Story
from provenance.readers.raw import Raw, organisation, person
from provenance.readers.roles import role_of_kind

_TAIL_BYLINE = re.compile(r"^\s*(?:[-–—―]+\s*)(?=\S)")


def read_byline_line(
    line: Line, story: Story, raw: Raw, *, month_first: bool = False, slot: bool = False, method: str = "byline_line"
) -> Byline | None:
    """Read one line of the head (or a byline element, `slot=True`) as a byline; None where it is none."""
    if len(line.text) > 220:
        return None
    byline = parse_byline(line.text, site=raw.site, slot=slot, month_first=month_first)
    if byline.state == "absent":
        return None
    if byline.labelled or slot:
        emit_byline(byline, line, story, raw, method)
    else:
        _emit_dated(byline, line, story, raw)
    return byline


def _emit_dated(byline: Byline, line: Line, story: Story, raw: Raw) -> None:
    """A name beside a date without "By": most likely the author, but it may be a place or a column. So it is a hint."""
    for who in byline.people:
        place = story.place(line, max(line.text.find(who.name), 0), who.name)
        raw.say(
            "author", person(who.name), "dated_line", as_read=who.name, basis="inferred", voice="tool", origin=place
        )
    if byline.date:
        text = line.text[byline.date.start : byline.date.end]
        place = story.place(line, byline.date.start, text)
        raw.say("date_published", byline.date.iso, "date_line", as_read=text, origin=place)


def emit_byline(byline: Byline, line: Line, story: Story, raw: Raw, method: str) -> None:
    """Emit a parsed byline: the text, its state, its people, its organisations, its date."""

    def at(text: str) -> dict[str, object]:
        printed = _printed(line, text)
        return story.place(line, max(line.text.find(printed), 0), printed)

    where = at(line.text)
    raw.say("byline", byline.text, method, as_read=line.text, origin=where)
    raw.say("byline_state", byline.state, method, as_read=line.text, origin=where)
    for who in byline.people:
        link = next((link for link in line.links if fold(who.name) in fold(line.text[link.start : link.end])), None)
        if link is None:  # "Jane Roe Harbor Post", where only the name is linked: the rest is whom she works for
            link = next(
                (
                    link
                    for link in line.links
                    if evident(line.text[link.start : link.end].strip())
                    and who.name.startswith(line.text[link.start : link.end].strip() + " ")
                ),
                None,
            )
            if link:
                whole, who.name = who.name, line.text[link.start : link.end].strip()
                who.affiliation = who.affiliation or whole[len(who.name) :].strip()
        if link is None and _is_bare_word(who.name):
            continue
        raw.say(
            "author",
            person(who.name, url=link.href if link else None, role=who.role, affiliation=who.affiliation),
            method,
            as_read=_printed(line, who.name),
            origin=at(who.name),
        )
    for body in byline.bodies:
        if is_site(body.name, raw.site):
            continue
        news = body.agency is not None
        raw.say(
            "credit",
            organisation(body.name, body.agency, role=role_of_kind(body.agency.kind if body.agency else None)),
            method,
            as_read=body.name,
            basis="stated" if news or not byline.people else "inferred",
            origin=at(body.name),
        )
        if not byline.people:
            raw.say("author", organisation(body.name, body.agency), method, as_read=body.name, origin=at(body.name))
    if byline.date:
        text = byline.text[byline.date.start : byline.date.end] if byline.date.end <= len(byline.text) else None
        raw.say("date_published", byline.date.iso, method, as_read=text, origin=at(text or ""))


def _is_bare_word(name: str) -> bool:
    """One word in small letters: an account's name where it is linked, a word of the page where it is not."""
    return name.islower() and " " not in name and not any(char.isdigit() for char in name)


def _printed(line: Line, name: str) -> str:
    """A name as the line prints it: perhaps in capitals."""
    start = line.low.find(name.lower())
    return line.text[start : start + len(name)] if start >= 0 else name


def agency_line(line: Line, story: Story, raw: Raw) -> None:
    """A line of the head that is nothing but an agency's name: the byline of many wire stories."""
    if len(line.text) > 40 or line.kind == "title":
        return
    agency = registry().named(line.text.strip(" ()|-–—"), slot=True)
    if not agency or _has_link_to(line, agency.hosts) is False:
        return
    where = story.place(line, 0, line.text)
    raw.say("byline", line.text, "byline_line", as_read=line.text, origin=where)
    raw.say("byline_state", "not_a_name", "byline_line", as_read=line.text, origin=where)
    raw.say(
        "credit",
        organisation(line.text, agency, role=role_of_kind(agency.kind)),
        "byline_line",
        as_read=line.text,
        origin=where,
    )
    raw.say("author", organisation(line.text, agency), "byline_line", as_read=line.text, origin=where)


def _has_link_to(line: Line, hosts: tuple[str, ...]) -> bool | None:
    """None without a link; else whether one leads to these hosts or to an author's or agency's page of the site."""
    if not line.links:
        return None
    return any(
        host_of(link.href) in hosts
        or re.search(r"author|autor|agenc|source|quelle|redac|staff|/by/|profil", link.href, re.I) is not None
        for link in line.links
    )


def split_bylines(story: Story, raw: Raw, month_first: bool) -> None:
    """A label in a block of its own ("Author:") and the name in the next one."""
    lines = story.zone("head", "tail")
    for line, after in pairwise(lines):
        if len(line.text) > 25 or len(after.text) > 60 or line.zone != after.zone:
            continue
        label = byline_prefix().match(line.text + " ")
        if not label or (line.text + " ")[label.end() :].strip(" :") or evident(line.text):
            continue
        byline = parse_byline(
            f"{line.text.rstrip(': ')} {after.text}", site=raw.site, slot=line.zone == "head", month_first=month_first
        )
        if byline.state == "named" and (line.zone == "head" or evident(byline.people[0].name)):
            emit_byline(byline, after, story, raw, "byline_line" if line.zone == "head" else "tail_byline")


def tail_line(line: Line, story: Story, raw: Raw, month_first: bool) -> None:
    """Emit a byline behind the text: "— By Jane Roe"."""
    text = line.text
    if len(text) > 160 or line.kind == "caption":
        return
    dashed = _TAIL_BYLINE.match(text)
    rest = text[dashed.end() :] if dashed else text
    if byline_prefix().match(rest):
        byline = parse_byline(rest, site=raw.site, month_first=month_first)
        if byline.state == "named" and (dashed or len(rest) < 80):
            emit_byline(byline, line, story, raw, "tail_byline")
