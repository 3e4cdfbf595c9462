"""Credits in sentences, agency marks that close a text, and the people of a sign-off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from provenance.hosts import host_of
from provenance.language import byline_words as patterns
from provenance.language.agencies import registry
from provenance.language.credits import find_credits, find_sign_off, has_agency_boilerplate
from provenance.language.datelines import trailing_mark
from provenance.language.lexicon import Formula, lexicon
from provenance.language.names import evident, fold, is_site, looks_like_organisation, tidy
from provenance.readers.lines import Line, Link, Story
from provenance.readers.raw import MAX_IN_LINE, Raw, organisation, person
from provenance.readers.roles import role_of_kind

_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]*[^\s<>\"'()\[\].,;:!?]")


def closing_marks(body: list[Line], story: Story, raw: Raw) -> None:
    """`(dpa)` or `— AFP` at the end of the text: in the last paragraphs of the body and the first lines of the tail."""
    for line in body[-3:] + story.zone("tail")[:6]:
        mark = trailing_mark(line.text)
        if not mark or line.kind == "caption":
            continue
        for name, agency in mark.agencies:
            raw.say(
                "credit",
                organisation(name, agency, role=role_of_kind(agency.kind, slot=True)),
                "sign_off",
                as_read=mark.text,
                origin=story.place(line, mark.start, mark.text),
            )
    for line in body[-2:] + story.zone("tail"):
        for who in find_sign_off(line.text, line.low)[:MAX_IN_LINE]:
            value = person(who.name, role="contributor" if who.part == "contributor" else None)
            property = {"author": "author", "contributor": "credit", "editor": "editor"}[who.part]
            raw.say(property, value, "sign_off", as_read=who.name, origin=story.place(line, who.start, who.name))


def read_credits(line: Line, story: Story, raw: Raw, formulas: Sequence[Formula]) -> None:
    """Emit the parties that the credit formulas of a line name."""
    for credit in find_credits(line.text, line.low, [link.start for link in line.links], formulas):
        if line.zone == "body" and credit.role in ("agency", "distributor") and credit.start > 40:
            continue
        link = _link_in(line, credit.start, credit.end + 60)
        link = link or _printed_address(line, credit.name_start, credit.end + 60)
        name = credit.name
        if name.startswith(("http://", "https://")):  # "Originally published at https://…" names no party
            if link and credit.role == "original_publisher":
                _original(link, raw, story.place(line, link.start, link.href))
            continue
        if is_site(name, raw.site) or (link and _inside(link, raw) and not _edition(name, raw)):
            continue
        agency = registry().named(name, slot=True) or (registry().leading(name) or (None, ""))[0]
        if not agency and credit.role in ("distributor", "agency") and not link and not looks_like_organisation(name):
            continue
        if credit.role == "contributor" and not agency:
            _contributors(name, line, story, raw)
            continue
        if credit.role == "contributor" and (known := registry().leading(name, slot=True)):
            _contributors(_after_role(known[1]), line, story, raw)
        place = story.place(line, credit.name_start, name)
        raw.say(
            "credit",
            organisation(name, agency, role=credit.role, url=_home(link)),
            "origin_formula"
            if credit.role == "original_publisher"
            else f"{'distributor' if credit.role == 'distributor' else 'credit'}_formula",
            as_read=line.text[credit.start : credit.end],
            origin=place,
        )
        if credit.role == "original_publisher" and link:
            _original(link, raw, place)
    if has_agency_boilerplate(line.low, formulas):
        raw.say(
            "restriction",
            line.text,
            "agency_boilerplate",
            as_read=line.text,
            origin=story.place(line, 0, line.text),
            scope="article" if line.zone != "furniture" else "site",
        )


def _original(link: Link, raw: Raw, place: dict[str, Any]) -> None:
    """The address of the original, where the formula leads to an article and not to a front page; each once."""
    known = any(row["value"] == link.href for row in raw.by_property.get("original_url", ()))
    if _is_article(link.href) and not known:
        raw.say("original_url", link.href, "origin_formula", as_read=link.href, origin=place)


def _contributors(text: str, line: Line, story: Story, raw: Raw) -> None:
    for piece in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|&)\s+", text):
        name = tidy(patterns.place().sub("", piece))
        if evident(name):
            raw.say(
                "credit",
                person(name, role="contributor"),
                "credit_formula",
                as_read=piece,
                origin=story.place(line, max(line.text.find(piece), 0), piece),
            )


def _after_role(text: str) -> str:
    """Who is named behind a role: "Olga Finch in Chicago" of "writer Olga Finch in Chicago"; "" without a role."""
    words = text.split(" ")
    for size in range(min(3, len(words) - 1), 0, -1):
        role = " ".join(words[:size]).casefold()
        if not lexicon().roles.isdisjoint((role, role.removesuffix("s"))):
            return " ".join(words[size:])
    return ""


def _link_in(line: Line, start: int, end: int) -> Link | None:
    return next((link for link in line.links if start <= link.start <= end and link.href.startswith("http")), None)


def _printed_address(line: Line, start: int, end: int) -> Link | None:
    """An address that is printed and no link, as in pasted text."""
    match = _ADDRESS.search(line.text, start) if "http" in line.low else None
    return Link(*match.span(), match.group()) if match and match.start() <= end else None


def _edition(name: str, raw: Raw) -> bool:
    return any(fold(name).startswith(known + " ") and "." not in known for known in raw.site)


def _inside(link: Link, raw: Raw) -> bool:
    return bool(raw.url) and host_of(link.href) == host_of(raw.url or "") and bool(host_of(link.href))


def _home(link: Link | None) -> str | None:
    match = re.match(r"https?://[^/?#]+/?$", link.href) if link else None
    return match.group() if match else None


def _is_article(href: str) -> bool:
    path = re.sub(r"^https?://[^/]+", "", href).split("?")[0].strip("/")
    return len(path) > 8 and not re.match(r"(?:author|about|tag|category|licenses)/", path)
