"""What the words of a story say about its rights: bylines, datelines, notices, credits, sign-offs → candidates.

Works on `lines.Story`, so that a pasted text and a page are read by the same grammar. Emits every candidate with its
place; decides nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from provenance.language.agencies import registry
from provenance.language.byline_words import byline_prefix
from provenance.language.bylines import Byline, parse_byline
from provenance.language.credits import find_credits, find_sign_off, has_agency_boilerplate
from provenance.language.datelines import dateline, trailing_mark
from provenance.language.dates import parse
from provenance.language.lexicon import Formula, lexicon
from provenance.language.names import evident, fold, is_not_a_name, is_site, looks_like_organisation, tidy
from provenance.language.notices import Notice, find_notices
from provenance.language.triggers import NOTICE, formulas_for
from provenance.model.values import Zone
from provenance.readers.lines import Line, Link, Story
from provenance.readers.raw import Raw, organisation, person

_FOLLOW = re.compile(r"\b(?:follow|folgen sie|suivez|sigue a|siga a|segui|volg)\s+(?P<name>[^.,|@(]{4,60}?)\s+(?:on|at|via|auf|bei|sur|en|su|op)\s+(?:twitter|x|facebook|instagram|linkedin|bluesky|mastodon|threads)\b", re.I)
_TIPS = re.compile(r"(?:send tips to|contact(?: the (?:author|writer|reporter))?(?: at)?|reach (?:him|her|them|the author) at|e-?mail(?: the author)?(?: at)?:?)\s+(?P<first>[a-z]+)\.(?P<last>[a-z]+)@(?P<host>[\w.-]+)", re.I)
MAX_IN_LINE = 50
"""So many notices, or people of a sign-off, are read from one line; more is no text that somebody wrote."""
_CLOSING = re.compile(
    r"\W{0,3}(?:Follow [A-Z]|Send tips|This (?:story|article) (?:was|is)\b|(?:Originally|First) (?:published|appeared)|(?:Additional )?Reporting by"
    r"|Distributed by|Content created by|(?:Copyright|©|\(c\))\s*(?:©\s*)?(?:19|20)\d\d\b|©\s*[A-Z])"
)
_TAIL_BYLINE = re.compile(r"^\s*(?:[-–—―]+\s*)(?=\S)")
_MORE_FROM = re.compile(r"^(?:more from|mehr (?:von|aus)|plus de|más de|altro da|meer van)\s+(?P<name>[A-Z][\w'’&. -]{2,40}?)\s*$", re.I)
_BIO = re.compile(r"^(?P<name>(?:[^\W\d_][\w.'’-]+\s+){1,3}[^\W\d_][\w.'’-]+) (?:is|was|ist|est|es|è) (?:an?|the|our|eine?|une?|la|el|il)\s", re.I)


def read_prose(story: Story, raw: Raw, *, month_first: bool = False) -> None:
    """Add to `raw` everything that the story's lines say."""
    body = story.zone("body")
    for line in story.zone("head"):
        if line.kind != "caption":
            read_byline_line(line, story, raw, month_first=month_first)
        _agency_line(line, story, raw)
    for line in body[:3]:
        _dateline(line, story, raw)
    for line in body[:2]:
        _opening_date(line, story, raw, month_first)
    _split_bylines(story, raw, month_first)
    _closing_marks(body, story, raw)
    for line in story.zone("tail"):
        _tail_line(line, story, raw, month_first)
    for line, words in story.marked():
        if line.zone != "furniture" and not (line.kind in ("caption", "title") or (line.zone == "body" and len(line.text) > 700)):
            formulas = formulas_for(words)
            if formulas:
                _credits(line, story, raw, formulas)
        if not words.isdisjoint(NOTICE):
            _notices(line, story, raw)
    for line in story.lines:
        if line.zone == "furniture" and len(line.text) < 60:
            _more_from(line, story, raw)
    _hints(story, raw)


def read_byline_line(line: Line, story: Story, raw: Raw, *, month_first: bool = False, slot: bool = False, method: str = "byline_line") -> Byline | None:
    """Read one line of the head (or a byline element, `slot=True`) as a byline; None where it is none."""
    if len(line.text) > 220:
        return None
    byline = parse_byline(line.text, site=raw.site, slot=slot, month_first=month_first)
    if byline.state == "absent":
        return None
    emit_byline(byline, line, story, raw, method)
    return byline


def emit_byline(byline: Byline, line: Line, story: Story, raw: Raw, method: str) -> None:
    """Emit a parsed byline: the text, its state, its people, its organisations, its date."""

    def at(text: str) -> dict[str, object]:
        printed = _printed(line, text)
        return story.place(line, max(line.text.find(printed), 0), printed)

    raw.say("byline", byline.text, method, as_read=line.text, origin=at(line.text))
    raw.say("byline_state", byline.state, method, as_read=line.text, origin=at(line.text))
    for who in byline.people:
        link = next((link for link in line.links if fold(who.name) in fold(line.text[link.start : link.end])), None)
        if link is None:  # "Jane Roe Harbor Post", where only the name is linked: the rest is whom she works for
            link = next((link for link in line.links if evident(line.text[link.start : link.end].strip()) and who.name.startswith(line.text[link.start : link.end].strip() + " ")), None)
            if link:
                whole, who.name = who.name, line.text[link.start : link.end].strip()
                who.affiliation = who.affiliation or whole[len(who.name) :].strip()
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
            organisation(body.name, body.agency, role=_body_role(body.agency.kind if body.agency else None)),
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


def _printed(line: Line, name: str) -> str:
    """A name as the line prints it: perhaps in capitals."""
    start = line.low.find(name.lower())
    return line.text[start : start + len(name)] if start >= 0 else name


def _agency_line(line: Line, story: Story, raw: Raw) -> None:
    """A line of the head that is nothing but an agency's name: the byline of many wire stories."""
    if len(line.text) > 40 or line.kind == "title":
        return
    agency = registry().named(line.text.strip(" ()|-–—"), slot=True)
    if not agency or _has_link_to(line, agency.hosts) is False:
        return
    where = story.place(line, 0, line.text)
    raw.say("byline", line.text, "byline_line", as_read=line.text, origin=where)
    raw.say("byline_state", "not_a_name", "byline_line", as_read=line.text, origin=where)
    raw.say("credit", organisation(line.text, agency, role=_body_role(agency.kind)), "byline_line", as_read=line.text, origin=where)
    raw.say("author", organisation(line.text, agency), "byline_line", as_read=line.text, origin=where)


def _has_link_to(line: Line, hosts: tuple[str, ...]) -> bool | None:
    """None without a link; else whether one leads to these hosts or to an author's or agency's page of the site."""
    if not line.links:
        return None
    return any(host_of(link.href) in hosts or re.search(r"author|autor|agenc|source|quelle|redac|staff|/by/|profil", link.href, re.I) is not None
               for link in line.links)  # fmt: skip


def _body_role(kind: str | None) -> str:
    """What a credited organisation is to the story, by its kind in the registry."""
    if kind in ("publisher", "broadcaster", "nonprofitNewsroom", "newspaper", None):
        return "original_publisher"
    return "distributor" if kind in ("syndicate", "releaseWire", "distributor") else "agency"


def _dateline(line: Line, story: Story, raw: Raw) -> None:
    mark = dateline(line.text)
    if not mark:
        return
    for name, agency in mark.agencies:
        raw.say(
            "credit", organisation(name, agency, role=_slot_role(agency.kind)), "dateline", as_read=mark.text,
            origin=story.place(line, mark.start, mark.text),
        )  # fmt: skip


_OPENS = re.compile(r"^(?:[^\W\d_][\w .'’/-]{1,28}[,.]?\s*(?:den |le |el |am )?)?$")


def _opening_date(line: Line, story: Story, raw: Raw, month_first: bool) -> None:
    """A date that opens the text, after a place or alone: "Berlin, 27. Januar 2022 – …"."""
    found = parse(line.text[:60], month_first=month_first)
    if not found or not _OPENS.match(line.text[: found.start].strip(" (")) or len(line.text) - found.end < 20:
        return
    if not re.match(r"\s*(?:[-–—:.,(|/)]|//)", line.text[found.end :]):
        return
    text = line.text[found.start : found.end]
    raw.say("date_published", found.iso, "opening_date", as_read=text, origin=story.place(line, found.start, text))


def _split_bylines(story: Story, raw: Raw, month_first: bool) -> None:
    """A label in a block of its own ("Author:") and the name in the next one."""
    lines = story.zone("head", "tail")
    for line, after in zip(lines, lines[1:], strict=False):
        if len(line.text) > 25 or len(after.text) > 60 or line.zone != after.zone:
            continue
        label = byline_prefix().match(line.text + " ")
        if not label or (line.text + " ")[label.end() :].strip(" :") or evident(line.text):
            continue
        byline = parse_byline(f"{line.text.rstrip(': ')} {after.text}", site=raw.site, slot=line.zone == "head", month_first=month_first)
        if byline.state == "named" and (line.zone == "head" or evident(byline.people[0].name)):
            emit_byline(byline, after, story, raw, "byline_line" if line.zone == "head" else "tail_byline")


def _slot_role(kind: str) -> str:
    """What an agency in a dateline or a closing mark is to the story."""
    return {"nonprofitNewsroom": "original_publisher", "releaseWire": "distributor"}.get(kind, "agency")


def _closing_marks(body: list[Line], story: Story, raw: Raw) -> None:
    """`(dpa)` or `— AFP` at the end of the text: in the last paragraphs of the body and the first lines of the tail."""
    for line in body[-3:] + story.zone("tail")[:6]:
        mark = trailing_mark(line.text)
        if not mark or line.kind == "caption":
            continue
        for name, agency in mark.agencies:
            raw.say(
                "credit", organisation(name, agency, role=_slot_role(agency.kind)), "sign_off", as_read=mark.text,
                origin=story.place(line, mark.start, mark.text),
            )  # fmt: skip
    for line in body[-2:] + story.zone("tail"):
        for who in find_sign_off(line.text)[:MAX_IN_LINE]:
            value = person(who.name, role="contributor" if who.part == "contributor" else None)
            property = {"author": "author", "contributor": "credit", "editor": "editor"}[who.part]
            raw.say(property, value, "sign_off", as_read=who.name, origin=story.place(line, who.start, who.name))


def _tail_line(line: Line, story: Story, raw: Raw, month_first: bool) -> None:
    text = line.text
    if len(text) > 160 or line.kind == "caption":
        return
    dashed = _TAIL_BYLINE.match(text)
    rest = text[dashed.end() :] if dashed else text
    if byline_prefix().match(rest):
        byline = parse_byline(rest, site=raw.site, month_first=month_first)
        if byline.state == "named" and (dashed or len(rest) < 80):
            emit_byline(byline, line, story, raw, "tail_byline")


def _credits(line: Line, story: Story, raw: Raw, formulas: list[Formula]) -> None:
    for credit in find_credits(line.text, line.low, [link.start for link in line.links], formulas):
        if line.zone == "body" and credit.role in ("agency", "distributor") and credit.start > 40:
            continue
        link = _link_in(line, credit.start, credit.end + 60)
        name = credit.name
        if is_site(name, raw.site) or (link and _inside(link, raw) and not _edition(name, raw)):
            continue
        agency = registry().named(name, slot=True) or (registry().leading(name) or (None, ""))[0]
        if not agency and credit.role in ("distributor", "agency") and not link and not looks_like_organisation(name):
            continue
        if credit.role == "contributor" and not agency:
            _contributors(name, line, story, raw)
            continue
        place = story.place(line, credit.name_start, name)
        raw.say(
            "credit",
            organisation(name, agency, role=credit.role, url=_home(link)),
            "origin_formula" if credit.role == "original_publisher" else f"{'distributor' if credit.role == 'distributor' else 'credit'}_formula",
            as_read=line.text[credit.start : credit.end],
            origin=place,
        )
        if credit.role == "original_publisher" and link and _is_article(link.href):
            raw.say("original_url", link.href, "origin_formula", as_read=link.href, origin=place)
    if has_agency_boilerplate(line.low, formulas):
        raw.say("restriction", line.text, "agency_boilerplate", as_read=line.text, origin=story.place(line, 0, line.text),
                scope="article" if line.zone != "furniture" else "site")  # fmt: skip


def _contributors(text: str, line: Line, story: Story, raw: Raw) -> None:
    for piece in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|&)\s+", text):
        name = tidy(piece)
        if evident(name):
            raw.say("credit", person(name, role="contributor"), "credit_formula", as_read=piece,
                    origin=story.place(line, max(line.text.find(piece), 0), piece))  # fmt: skip


def _notices(line: Line, story: Story, raw: Raw) -> None:
    for notice in find_notices(line.text)[:MAX_IN_LINE]:
        furniture = line.zone == "furniture"
        caption = line.kind == "caption" or (not furniture and _is_picture_credit(notice, line))
        where = story.place(line, notice.start, notice.text)
        scope = "asset" if caption else "site" if furniture else "article"
        basis = "default" if furniture else "stated"
        voice = "site_template" if furniture else "unattributed"
        said = {"basis": basis, "scope": scope, "voice": voice, "origin": where}
        raw.say("copyright_notice", notice.text, "copyright_line", as_read=notice.text, **said)  # type: ignore[arg-type]
        for year in notice.years:
            raw.say("copyright_year", year, "copyright_line", as_read=str(year), **said)  # type: ignore[arg-type]
        if notice.holder:
            raw.say("copyright_holder", _holder(notice.holder), "copyright_line", as_read=notice.holder, **said)  # type: ignore[arg-type]


def _is_picture_credit(notice: Notice, line: Line) -> bool:
    """`© Agency` without a year stands under a picture, until it closes the text; a photo agency always does."""
    if notice.holder and any(fold(notice.holder).startswith(supplier) for supplier in lexicon().photo_suppliers):
        return True
    if notice.years or "rights reserved" in line.low:
        return False
    agency = registry().named(notice.holder or "", slot=True)
    return "/" in (notice.holder or "") or not (line.zone == "tail" or (agency and agency.kind == "newsAgency" and "dpa:" in line.low))


def _holder(name: str) -> dict[str, object]:
    agency = registry().named(name, slot=True)
    if not agency and not looks_like_organisation(name) and evident(name):
        return person(name)
    return organisation(name, agency)


def _more_from(line: Line, story: Story, raw: Raw) -> None:
    match = _MORE_FROM.match(line.text)
    if match and not is_not_a_name(match["name"]):
        raw.say("publisher", organisation(match["name"].strip()), "more_from", as_read=match["name"], basis="inferred",
                voice="tool", scope="site", origin=story.place(line, 0, match.group()))  # fmt: skip


def _hints(story: Story, raw: Raw) -> None:
    """Who may have written it where no byline says so: always inferred, with the line it was read from."""
    for line in story.zone("tail"):
        follow = _FOLLOW.search(line.text)
        if follow:
            name = tidy(follow["name"])
            if evident(name) and not looks_like_organisation(name) and not is_site(name, raw.site):
                _hint(raw, story, line, name, "follow_name", follow.group())
        tips = _TIPS.search(line.text)
        if tips:
            name = f"{tips['first'].capitalize()} {tips['last'].capitalize()}"
            if evident(name):
                _hint(raw, story, line, name, "tip_address", tips.group())
        bio = _BIO.match(line.text)
        if bio and line.kind != "caption" and evident(tidy(bio["name"])) and _of_a_writer(line.low):
            _hint(raw, story, line, tidy(bio["name"]), "bio_sentence", bio.group())


def _of_a_writer(low: str) -> bool:
    return any(f" {role}" in low[:160] for role in ("reporter", "writer", "journalist", "author", "editor", "correspondent",
               "columnist", "autor", "redakteur", "journaliste", "periodista", "professor", "fellow", "producer"))  # fmt: skip


def _hint(raw: Raw, story: Story, line: Line, name: str, method: str, literal: str) -> None:
    raw.say("author", person(name), method, as_read=name, basis="inferred", voice="tool",
            origin=story.place(line, max(line.text.find(literal), 0), literal))  # fmt: skip


def _link_in(line: Line, start: int, end: int) -> Link | None:
    return next((link for link in line.links if start <= link.start <= end and link.href.startswith("http")), None)


def _edition(name: str, raw: Raw) -> bool:
    return any(fold(name).startswith(known + " ") and "." not in known for known in raw.site)


def _inside(link: Link, raw: Raw) -> bool:
    return bool(raw.url) and host_of(link.href) == host_of(raw.url or "") and bool(host_of(link.href))


def host_of(url: str) -> str:
    """The host of a URL, lower case, without `www.`; "" where there is none."""
    match = re.match(r"(?:https?:)?//([^/?#:@]+)", url, re.I)
    return match.group(1).lower().removeprefix("www.") if match else ""


def _home(link: Link | None) -> str | None:
    match = re.match(r"https?://[^/?#]+/?$", link.href) if link else None
    return match.group() if match else None


def _is_article(href: str) -> bool:
    path = re.sub(r"^https?://[^/]+", "", href).split("?")[0].strip("/")
    return len(path) > 8 and not re.match(r"(?:author|about|tag|category|licenses)/", path)


ZONES: tuple[Zone, ...] = ("head", "body", "tail", "furniture")


def closes_story(text: str) -> bool:
    """Whether a paragraph behind the text is no part of it: a hint at the author, a sign-off, a notice, an origin."""
    return len(text) <= 400 and _CLOSING.match(text) is not None


@lru_cache(maxsize=65536)
def is_furniture_line(text: str) -> bool:
    """Whether a line opens furniture: "Related articles", "More from …", "Print Friendly, PDF & Email"."""
    if len(text) > 110:
        return False
    known = lexicon().furniture_lines
    words = text.lower().strip(" .:,;|·•–—-»>()[]").split()
    for size in range(1, min(len(words), 7) + 1):
        start = " ".join(words[:size]).rstrip(",:?!.…")
        if start in known and (size == len(words) or len(start) > 7):
            return True
    return False
