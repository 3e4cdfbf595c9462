"""The byline grammar: `By <names> [<role>] [separator] [<agency>] [Published on <date>]`, in several languages.

A byline has a state. *Present but empty* ("By Published on June 7, 2016") is not absent, and *withheld* ("our
correspondent") stops all inference: some names are withheld for safety.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache, lru_cache

from provenance.language import byline_words as patterns
from provenance.language.agencies import Agency, registry
from provenance.language.dates import FoundDate, parse
from provenance.language.lexicon import lexicon
from provenance.language.names import (
    clean,
    evident,
    fold,
    has_email,
    is_not_a_name,
    is_site,
    looks_like_organisation,
    plausible,
    strip_honorifics,
    tidy,
    without_email,
)  # fmt: skip
from provenance.model.values import BylineState


@dataclass(slots=True)
class Who:
    """A person in a byline: the name, and what stood beside it."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    honorific: str | None = None


@dataclass(slots=True)
class Body:
    """An organisation in a byline; `agency` where the registry knows it."""

    name: str
    agency: Agency | None = None


@dataclass(slots=True)
class Byline:
    """A byline as read: what its slots hold, and what that amounts to."""

    text: str
    state: BylineState = "absent"
    people: list[Who] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    date: FoundDate | None = None
    labelled: bool = False
    """Whether it began with "By", "Von", "Par" …"""


MAX_CHARS = 2_000
"""A longer text is no byline: sixty names are shorter."""


def parse_byline(text: str, *, site: Collection[str] = (), slot: bool = False, month_first: bool = False) -> Byline:
    """Read one byline.

    Args:
        text: the text of the line, element or attribute.
        site: folded names of the site itself, which are never an author.
        slot: the text stands where authors stand (markup, a byline element), so that unusual names are accepted.
        month_first: how to read `3/4/2020`.

    Returns:
        The byline, with its state; `absent` where the text is not a byline at all.
    """
    text = clean(text.replace("\u00a0", " "))
    result = Byline(text)
    if len(text) > MAX_CHARS:
        return result
    if house := patterns.house_prefix().match(text):
        return _read_house(text[house.end() :], result, site, month_first)
    prefix = patterns.byline_prefix().match(text)
    rest = text
    while prefix and prefix.end() > 0:
        result.labelled = True
        rest = rest[prefix.end() :]
        prefix = patterns.byline_prefix().match(rest) if rest else None
    posted = patterns.posted().match(text)
    if posted or (slot and not result.labelled and not evident(text)):  # "Jane von Roe" is a name
        inner = patterns.inner_prefix().search(text[:120]) if len(text) < 200 else None
        if inner and inner.start() > 0 and patterns.other_credit().find(text) != 0:
            before, after = text[: inner.start()], text[inner.end() :]
            found = parse(before, month_first=month_first) or parse(after, month_first=month_first)
            if found or slot or evident(clean(after)):
                result.labelled, rest = True, after
                result.date = found if found and found.start < inner.start() else None
    if result.labelled and patterns.with_somebody().match(rest):
        return Byline(text)  # "Interview with Jane Roe": she did not write it
    if not result.labelled and not slot:
        dated = parse(text, month_first=month_first) if len(text) < 90 else None
        if not dated or not _names_beside(text[: dated.start], text[dated.end :]):
            return result
    rest = _without_date(rest, result, month_first)
    if fold(rest) in lexicon().withheld or fold(text) in lexicon().withheld:
        result.state = "withheld"
        return result
    rest = patterns.trailing_label().cut(patterns.other_credit().cut(rest))
    rest = patterns.reading_time().sub("", patterns.HANDLE.sub("", without_email(rest)))
    if slot and is_not_a_name(text) and not result.labelled:
        result.state = "not_a_name"
        return result
    if not clean(rest).strip(" ,;:|•·-–—/()"):
        if result.labelled and has_email(text):
            result.state = "not_a_name"
        elif result.labelled:
            result.state = "empty" if len(text) < 80 and (text != clean(rest)) else "absent"
        if slot and not result.labelled and text and not result.date:
            result.state = "not_a_name"
        return result
    _read_fields(rest, result, site, slot)
    if result.people:
        result.state = "named"
    elif result.bodies or is_not_a_name(rest) or is_site(rest, site) or (slot and _is_desk_or_role(clean(rest))):
        result.state = "not_a_name"
    return result


def _names_beside(before: str, after: str) -> bool:
    """Whether a date stands beside a name and nothing else: "Jane Roe, June 7", "News | June 7 | by Jane Roe"."""
    before, after = clean(before).strip(patterns.MARKS), clean(after).strip(patterns.MARKS)
    if not before:
        lead = patterns.inner_prefix().match(after)
        after = patterns.conjunction().split(after[lead.end() :])[0] if lead else after
    return evident(after) != evident(before) and (evident(after) or not after)


def _read_house(rest: str, result: Byline, site: Collection[str], month_first: bool) -> Byline:
    """A release's byline holds the company that issued it: "News provided by Northquay Instruments"."""
    result.labelled = True
    rest = patterns.reading_time().sub("", patterns.trailing_label().cut(_without_date(rest, result, month_first)))
    name = clean(patterns.SEPARATORS.split(clean(rest).strip(patterns.MARKS))[0]).strip(patterns.MARKS)
    result.state = "not_a_name" if name else "empty"
    if 2 <= len(name) <= 80 and not is_site(name, site):
        _add_body(result, name, registry().named(name, slot=True))
    return result


def _without_date(rest: str, result: Byline, month_first: bool) -> str:
    """Cut the date and its label off: names stand before it, or behind it after a "by" of their own."""
    found = parse(rest, month_first=month_first)
    if not found:
        return rest
    shift = len(result.text) - len(rest) if result.text.endswith(rest) else 0
    result.date = FoundDate(found.iso, found.start + shift, found.end + shift, found.ambiguous)
    before = patterns.date_label().sub("", rest[: found.start].rstrip(" ,|•·(–—-"))
    after = rest[found.end :]
    behind = clean(after).strip(" ,;:|•·–—-/@")
    if not result.labelled and evident(behind) and not evident(clean(before).strip(" ,;:|•·–—-/")):
        return behind
    while again := parse(after[:60], month_first=month_first):
        after = after[again.end :]
    if clean(before).strip(" ,;:|•·–—-/"):
        return before
    lead = patterns.inner_prefix().search(after[:60])
    if lead:
        result.labelled = True
        return after[lead.end() :]
    alone = clean(after).strip(" ,;:|•·–—-/@")
    return alone if evident(alone) else ""


def _read_fields(rest: str, result: Byline, site: Collection[str], slot: bool) -> None:
    for inner in patterns.PARENS.findall(rest):
        agency = registry().named(inner, slot=True)
        if agency:
            _add_body(result, inner, agency)
    rest = patterns.PARENS.sub(" ", rest)
    desk = registry().desk(clean(rest).strip(" .,:;")) if "/" in rest else None
    if desk:
        _add_body(result, clean(rest).strip(" .,:;"), desk)
        return
    if slot and patterns.INITIALS.fullmatch(clean(rest)):
        return
    if result.text[:4].casefold() in ("por ", "par "):
        rest = patterns.EN_PLACE.sub("", rest)
    rest = _first_sentence(rest)
    parts = patterns.SEPARATORS.split(rest) if patterns.ANY_SEPARATOR.search(rest) else [rest]
    fields = [field for part in parts for field in _unglued(part) if field.strip(" ,")]
    for number, part in enumerate(fields):
        before = len(result.people) + len(result.bodies)
        _read_field(part, result, site, slot=slot, first=number == 0)
        found = len(result.people) + len(result.bodies) > before
        if number == 0 and not found and not result.bodies and not is_not_a_name(part) and not slot:
            return


def _first_sentence(text: str) -> str:
    """Up to the full stop that ends a name, which is not the one of "Prof. Dr. Jane Roe"."""
    honorifics = lexicon().honorifics
    for stop in patterns.NAME_END.finditer(text):
        if text[: stop.start() + 1].rsplit(" ", 1)[-1].casefold() not in honorifics:
            return text[: stop.start()]
    return text


def _unglued(text: str) -> list[str]:
    """`["Jane Roe", "The Associated Press"]` of "Jane RoeThe Associated Press", where only markup stood between."""
    for glue in patterns.GLUE.finditer(text):
        if registry().named(text[glue.start() :], slot=True):
            return [text[: glue.start()], text[glue.start() :]]
    return [text]


def _read_field(part: str, result: Byline, site: Collection[str], *, slot: bool, first: bool) -> None:
    whole = _body(part, site)
    if whole:
        _add_body(result, *whole)
        _affiliate(result, whole[0], part)
        return
    known = len(result.bodies)
    for piece in _pieces(patterns.GENERATION.sub(" ", part)):
        lead = patterns.byline_prefix().match(piece)
        piece = clean(piece[lead.end() :] if lead and lead.end() < len(piece) else piece).strip(" ,:;")
        if len(result.bodies) > known and " " not in piece and not registry().named(piece, slot=True):
            continue  # "AFP, PARIS"
        if not piece or (is_site(piece, site) and not _may_be_the_blogger(piece, result)):
            continue
        piece, house = _with_house(piece)
        whole = _body(piece, site) if not evident(piece) or registry().named(piece, slot=True) else None
        if whole:
            _add_body(result, *whole)
            _affiliate(result, whole[0], piece)
            continue
        if _is_role(piece) and not _names_someone(piece):
            if result.people and result.people[-1].role is None:
                result.people[-1].role = piece
            continue
        glued = registry().trailing(piece, slot=True)
        if glued and evident(tidy(glued[1])):
            piece = glued[1]
        person = _person(piece, slot)
        if person and (first or lead) and not any(fold(person.name) == fold(who.name) for who in result.people):
            result.people.append(person)
        if house:
            _add_body(result, house, registry().named(house, slot=True))
            _affiliate(result, house)
        elif glued:
            _add_body(result, glued[0].name, glued[0])
            _affiliate(result, glued[0].name)
        elif person and person.role and (of := registry().leading(person.role, slot=True)):
            body = person.role[: len(person.role) - len(of[1])].strip()  # "AP" of "AP Sports Writer"
            _add_body(result, body, of[0])
            _affiliate(result, body)


def _with_house(piece: str) -> tuple[str, str | None]:
    """`("Jane Roe", "Harbor Bridge News")` of "Jane Roe for Harbor Bridge News"; no house where none is named so."""
    for joint in patterns.before_house().finditer(piece):
        name, house = piece[: joint.start()], piece[joint.end() :]
        known = registry().named(house, slot=True) or looks_like_organisation(house)
        if known and evident(tidy(name)) and not looks_like_organisation(name):
            return name, house
    return piece, None


def _pieces(part: str) -> list[str]:
    """Split at commas and conjunctions, but not inside a name: "José Volta e Pinto" is one person."""
    if not patterns.may_conjoin(part):
        return [part]
    pieces = patterns.conjunction().split(part)
    if "," not in part and len(pieces) == 2 and evident(part) and min(len(piece.split(" ")) for piece in pieces) == 1:
        return [part]
    return pieces


def _may_be_the_blogger(piece: str, result: Byline) -> bool:
    """A site of one person carries that person's name: a full name is taken, a bare word only after "By"."""
    if evident(piece):
        return True
    return result.labelled and not looks_like_organisation(piece) and " " not in piece and "." not in piece


def _person(piece: str, slot: bool) -> Who | None:
    read = _read_person(piece, slot)
    return Who(read[0], read[1], None, read[2]) if read else None


@lru_cache(maxsize=1024)  # a page prints its byline, and says it again in metadata and in JSON-LD
def _read_person(piece: str, slot: bool) -> tuple[str, str | None, str | None] | None:
    """Name, role and honorific."""
    piece = patterns.place().sub("", piece)
    name, role = _split_role(piece)
    if role and len(name.rpartition(" ")[2].strip(".")) == 1:
        name, role = piece, None  # "John Q. Reporter": an initial is no surname
    bare, honorific = strip_honorifics(name)
    bare = tidy(bare)
    if is_not_a_name(bare):
        return None
    return (bare, role, honorific) if evident(bare) or (slot and plausible(bare)) else None


def _split_role(piece: str) -> tuple[str, str | None]:
    """`("Gary Graves", "AP Sports Writer")` where a role follows the name without a comma."""
    words = piece.split(" ")
    roles = lexicon().roles
    for size in range(min(4, len(words) - 1), 0, -1):
        tail = " ".join(words[-size:])
        if tail.casefold().strip(".") in roles and len(words) - size >= 2:
            head = words[:-size]
            while len(head) > 2 and registry().named(head[-1], slot=True):
                tail = f"{head.pop()} {tail}"
            return " ".join(head), tail
    return piece, None


def _names_someone(piece: str) -> bool:
    """Whether a name stands before the role: "Jane Roe Staff Writer", not "Senior Political Correspondent"."""
    name = _split_role(piece)[0]
    return name != piece and evident(tidy(name)) and _role_words().isdisjoint(name.casefold().split(" "))


@cache
def _role_words() -> frozenset[str]:
    return frozenset(word for role in lexicon().roles for word in role.split(" "))


def _is_desk_or_role(piece: str) -> bool:
    return _is_role(piece) or patterns.INITIALS.fullmatch(piece) is not None


def _is_role(piece: str) -> bool:
    key = piece.casefold().strip(" .")
    roles = lexicon().roles
    if key in roles:
        return True
    words = key.split(" ")
    return (
        len(words) <= 7
        and len(words) > 1
        and (words[-1] in roles or " ".join(words[-2:]) in roles or (words[0] in roles and len(words) <= 7))
    )


def _body(text: str, site: Collection[str]) -> tuple[str, Agency | None] | None:
    """The organisation that a piece names as a whole: an agency, a desk code, "AP Sports Writer", "The X Times"."""
    found = _read_body(clean(text).strip(" .,:;()"))
    return None if found and not found[1] and is_site(found[0], site) else found


@lru_cache(maxsize=1024)
def _read_body(piece: str) -> tuple[str, Agency | None] | None:
    if not piece:
        return None
    agencies = registry()
    agency = agencies.named(piece, slot=True) or agencies.desk(piece)
    if agency:
        return piece, agency
    if (patterns.may_conjoin(piece) and patterns.conjunction().search(piece)) or _with_house(piece)[1]:
        return None
    tail = agencies.trailing(piece, slot=True)
    if tail and evident(tidy(tail[1])):
        return None
    lead = agencies.leading(piece, slot=True)
    if lead:
        after = clean(lead[1]).strip(" .,:;")
        trails = after.casefold().startswith(("in ", "on ", "with ", "via ", "with", "aus ", "à ", "en "))
        if trails or _is_role(after) or is_not_a_name(after):
            return piece[: len(piece) - len(lead[1])].strip() or lead[0].name, lead[0]
    if looks_like_organisation(piece) and _reads_as_name(piece) and not _is_role(piece) and not is_not_a_name(piece):
        return piece, None
    return None


def _reads_as_name(piece: str) -> bool:
    """At most eight words, few of them small: "Institut für Medien und Kultur", no sentence."""
    words = piece.split(" ")
    joints = lexicon().particles | lexicon().conjunctions
    return len(words) <= 8 and sum(word[:1].islower() and word not in joints for word in words) <= 2


def _add_body(result: Byline, name: str, agency: Agency | None) -> None:
    if not any(body.name == name or (agency and body.agency and body.agency.id == agency.id) for body in result.bodies):
        result.bodies.append(Body(name, agency))


def _affiliate(result: Byline, name: str, role: str = "") -> None:
    before = clean(result.text[: max(result.text.rfind(name), 0)]).casefold()
    if before.rsplit(" ", 1)[-1] in lexicon().conjunctions:
        return  # "Jane Roe with AP", "Jane Roe and AP": a second source, not whom she works for
    for who in result.people:
        who.affiliation = who.affiliation or name
    if result.people and result.people[-1].role is None and role != name and _is_role(role):
        result.people[-1].role = role
