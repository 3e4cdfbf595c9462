"""What a page shows: byline elements, author links, `<time>`, microdata on visible elements, republication counters.

Only lines of head and tail are asked for authors. Elements that say "author" are a slot: unusual names are accepted
there. The pieces of one byline element are read together, since templates put "By", the name and the date in blocks
of their own.
"""

from __future__ import annotations

import re
from functools import cache

from turbohtml import Element

from provenance.hosts import absolute
from provenance.language.agencies import registry
from provenance.language.byline_words import byline_prefix
from provenance.language.bylines import parse_byline
from provenance.language.dates import normalise, parse
from provenance.language.lexicon import holds_one, lexicon, shortest
from provenance.language.names import (
    clean,
    evident,
    fold,
    is_not_a_name,
    is_site,
    looks_like_organisation,
    plausible,
    tidy,
)
from provenance.readers.authors import emit_author
from provenance.readers.html.classes import AUTHOR, BYLINE, DATE
from provenance.readers.html.counters import read_counters
from provenance.readers.html.document import Block, Page
from provenance.readers.html.place import at_element
from provenance.readers.html.walk import walk_skipped
from provenance.readers.lines import Line, Story
from provenance.readers.prose import emit_byline
from provenance.readers.raw import Raw, organisation, person

_AUTHOR_PATH = re.compile(
    r"/(?:author|authors|autor|autoren|autores|auteur|auteurs|autore|by|profile|profiles|people|person|staff|journalist|journalists|journaliste|contributor|contributors|columnist|writer|writers|reporter|redaktion|redakteure|team|user|users|member|blogger|editors?|bio|byline|news-team|our-people|firmas?|periodista)s?/[^/?#]{3,}",
    re.I,
)
_FIGURES = ("figure", "figcaption")
MAX_ITEMS = 3000
"""Microdata properties that are looked at in one page."""
_SAYS_BY = re.compile(r"(?:\b(?:by|von|vom|par|por|di|door|durch|autor(?:in)?|author)\s*:?|[—|–@])\s*$", re.IGNORECASE)


def read_visible(page: Page, story: Story, raw: Raw, *, month_first: bool = False) -> None:
    """Emit bylines, dates and counters from what the page shows."""
    groups = _byline_groups(page)
    for lines in groups:
        _byline_group(lines, story, raw, month_first)
    for line in story.lines:
        if line.zone in ("head", "tail") and line.links:
            _author_links(line, story, raw)
    _times(page, raw, month_first)
    _date_lines(page, story, raw, month_first)
    if not raw.by_property.get("date_published"):
        _labelled_elsewhere(page, story, raw, month_first)
    _items(page, raw, month_first)
    read_counters(page, raw)


def _byline_groups(page: Page) -> list[list[Line]]:
    """The lines of head and tail that share a byline element, in order."""
    groups: dict[int, list[Line]] = {}
    for line in page.lines:
        block: Block = line.source
        if block.holder is None or line.zone not in ("head", "tail") or line.kind == "title":
            continue
        if block.holder.tag not in _FIGURES and block.holder.closest("figure") is not None:
            continue  # it is the picture's: an author box is a figure itself
        groups.setdefault(id(block.holder), []).append(line)
    return list(groups.values())


def _byline_group(lines: list[Line], story: Story, raw: Raw, month_first: bool) -> None:
    block: Block = lines[0].source
    joined = " | ".join(_delimited(line) for line in lines)
    if len(joined) > 260:
        lines = [line for line in lines if len(line.text) <= 90][:4]
        if not lines:
            return
        joined = " | ".join(_delimited(line) for line in lines)
    slot = bool(block.flags & AUTHOR)
    byline = parse_byline(_glue(joined), site=raw.site, slot=slot, month_first=month_first)
    method = "author_box" if lines[0].zone != "head" else "byline_element" if byline.labelled else "author_element"
    if not byline.labelled:
        byline.people = [who for who in byline.people if evident(who.name) or _is_linked(who.name, lines)]
        if byline.state == "named" and not byline.people:
            byline.state = "not_a_name" if byline.bodies else "absent"
    if byline.state == "absent" or (method == "author_box" and byline.state != "named"):
        return
    if method == "author_box":
        byline.people = byline.people[:1] if not byline.labelled else byline.people
        byline.bodies = []
    carrier = next((line for line in lines if byline.people and byline.people[0].name.casefold() in line.low), lines[0])
    byline.text = clean(joined.replace(" | ", " "))
    emit_byline(byline, carrier, story, raw, method)


def _delimited(line: Line) -> str:
    """The line's text with a bar behind a linked name that runs on: `<a>Jane Roe</a> Harbor Post`."""
    text = line.text
    for link in reversed(line.links):
        after = text[link.end : link.end + 12].strip().split(" ")[0]
        if (
            evident(text[link.start : link.end].strip())
            and after[:1].isalnum()
            and after.casefold() not in lexicon().conjunctions
        ):
            text = f"{text[: link.end].rstrip()} | {text[link.end :].lstrip()}"
    return text


def _is_linked(name: str, lines: list[Line]) -> bool:
    """Whether a name is the text of a link to an author's page."""
    return any(
        fold(line.text[link.start : link.end]) == fold(name)
        and (_AUTHOR_PATH.search(link.href) or "author" in link.rel)
        for line in lines
        for link in line.links
    )


def _glue(text: str) -> str:
    """Join "By | Jane Roe" and keep other blocks apart."""
    parts = text.split(" | ")
    out = parts[0]
    for part in parts[1:]:
        bare = byline_prefix().match(out.rsplit(" | ", 1)[-1] + " ")
        alone = bool(bare) and not (out.rsplit(" | ", 1)[-1] + " ")[bare.end() :].strip(" :") if bare else False
        out += (
            " "
            if alone
            or out.rstrip().casefold().endswith((" and", " und", " et", " y", ",", "&"))
            or part.casefold() in lexicon().conjunctions
            else " | "
        ) + part
    return out


def _author_links(line: Line, story: Story, raw: Raw) -> None:
    """Anchors that lead to an author's page, or say `rel=author`."""
    if len(line.text) > 400:
        return
    for link in line.links:
        by_rel = "author" in link.rel.lower().split()
        if not by_rel and not _AUTHOR_PATH.search(link.href):
            continue
        text = line.text[link.start : link.end]
        lead = byline_prefix().match(text)
        name = tidy(text[lead.end() :] if lead and lead.end() < len(text) else text)
        if is_not_a_name(name) or looks_like_organisation(name):
            continue
        before = line.text[max(0, link.start - 14) : link.start]
        said = by_rel or bool(_SAYS_BY.search(before)) or bool(line.source.flags & AUTHOR and len(line.text) < 80)
        if not (plausible(name) if said else evident(name)) or (line.zone == "tail" and not said):
            continue
        raw.say(
            "author",
            person(name, url=link.href),
            "author_link" if line.zone == "head" else "author_box",
            as_read=text,
            origin=story.place(line, link.start, text),
        )


def _times(page: Page, raw: Raw, month_first: bool) -> None:
    for element, at in page.times:
        line = page.lines[at] if at < len(page.lines) else None
        if line is None or line.zone not in ("head", "tail"):
            continue
        stamp = element.attr("datetime") or element.attr("content") or element.text
        iso = normalise(stamp, month_first=month_first) if stamp else None
        if not iso:
            continue
        words = f"{element.attr('class') or ''} {element.attr('itemprop') or ''} {line.low[:60]}".lower()
        modified = (
            "modif" in words
            or "updat" in words
            or any(label in words for label in lexicon().modified_labels if len(label) > 6)
        )
        raw.say(
            "date_modified" if modified else "date_published",
            iso,
            "time_element",
            as_read=stamp,
            origin=at_element(page, element, stamp, line.zone),
        )


def _date_lines(page: Page, story: Story, raw: Raw, month_first: bool) -> None:
    """Dates that stand in the head as text: after a label, in a date element, or as a line of their own."""
    for number, line in enumerate(page.lines):
        if line.zone not in ("head", "tail") or len(line.text) > 160:
            continue
        block: Block = line.source
        found = parse(line.text, month_first=month_first)
        if not found:
            continue
        before = line.low[: found.start].strip(" :,|•·–—-(")
        label = before.endswith(_modified())
        labelled = f" {before}".endswith(_published(len(line.text) < 110))
        alone = len(line.text) - (found.end - found.start) < 40
        if not (labelled or label or block.flags & (DATE | BYLINE) or (alone and line.zone == "head")):
            continue
        text = line.text[found.start : found.end]
        method = "date_element" if block.flags & DATE else "date_line"
        if line.zone == "tail" and not (labelled or label):
            method = "date_tail"
        elif story.title is not None and number < story.title and not (labelled or label):
            method = "date_above"  # many sites print today's date above the title
        raw.say(
            "date_modified" if label else "date_published",
            found.iso,
            method,
            as_read=text,
            origin=story.place(line, found.start, text),
        )


def _labelled_elsewhere(page: Page, story: Story, raw: Raw, month_first: bool) -> None:
    """A date with a publication label outside head and tail: taken only where the page has a single one."""
    stems = _label_stems()
    walk_skipped(page, lambda text: holds_one(text.lower(), stems))
    found_lines = []
    for line in page.lines:
        if line.zone != "furniture" or len(line.text) > 120 or line.kind == "item":
            continue
        if not holds_one(line.low, stems):
            continue
        found = parse(line.text, month_first=month_first)
        if found and line.low[: found.start].strip(" :,|•·–—-(").endswith(labels()):
            found_lines.append((found, line))
    if len({found.iso[:10] for found, _ in found_lines}) == 1:
        found, line = found_lines[0]
        text = line.text[found.start : found.end]
        raw.say("date_published", found.iso, "date_label", as_read=text, origin=story.place(line, found.start, text))


@cache
def _modified() -> tuple[str, ...]:
    """What stands before the date of a change."""
    return tuple(lexicon().modified_labels)


@cache
def _published(short: bool) -> tuple[str, ...]:
    """The words, each behind a space, that stand before a date of publication; `short` ones only in a short line."""
    return tuple(f" {word}" for word in lexicon().date_labels if short or len(word) > 3)


@cache
def labels() -> tuple[str, ...]:
    """What says by itself that a date is one of publication, in any language."""
    return tuple(word for word in lexicon().date_labels if len(word) > 5)


@cache
def _label_stems() -> tuple[str, ...]:
    return shortest(labels())


def _items(page: Page, raw: Raw, month_first: bool) -> None:
    """Microdata: `itemprop=author`, dates, licence; items of comments and of other articles are passed over."""
    lines_of = {id(line.source.element): line for line in page.lines} if page.items else {}
    for element in page.items[:MAX_ITEMS]:
        names = (element.attr("itemprop") or "").split()
        if _WANTED.isdisjoint(names):
            continue
        scopes = [
            node for node in element.ancestors if isinstance(node, Element) and node.attr("itemscope") is not None
        ]
        if any("Comment" in (node.attr("itemtype") or "") for node in scopes) or _is_teaser(element, page, lines_of):
            continue
        for name in names:
            _item(name, element, scopes, page, raw, month_first)


_WANTED = frozenset(("author", "creator", "datePublished", "dateModified", "license", "copyrightHolder", "publisher"))


def _item(name: str, element: Element, scopes: list[Element], page: Page, raw: Raw, month_first: bool) -> None:
    value = element.attr("content") or element.attr("datetime") or ""
    if name in ("datePublished", "dateModified"):
        iso = normalise(value or element.text, month_first=month_first)
        if iso:
            raw.say(
                "date_published" if name == "datePublished" else "date_modified",
                iso,
                "microdata",
                as_read=value or element.text.strip(),
                origin=at_element(page, element, value or element.text.strip()),
            )
    elif name == "author" or name == "creator":
        text, kind = _named_item(element, value)
        if text and len(text) < 200 and not text.startswith("http"):
            where = at_element(page, element, text)
            raw.say("author_markup", text, "microdata", as_read=kind or None, origin=where)
            emit_author(raw, text, kind, None, "microdata", where)
    elif name in ("copyrightHolder", "publisher") and _is_of_article(scopes):
        text, kind = _named_item(element, value)
        text = text.removeprefix("©").strip()
        if text and len(text) < 200 and not text.startswith("http"):
            _house(name, text, kind, page, element, raw)
    elif name == "license":
        href = element.attr("href") or value
        if href:
            raw.say(
                "license", absolute(page.base, href), "microdata", as_read=href, origin=at_element(page, element, href)
            )


def _named_item(element: Element, value: str) -> tuple[str, str]:
    """The name and the type of an agent: of the item inside, or the plain text without a type."""
    if element.attr("itemscope") is None:
        return clean(value or element.text), ""
    inner = element.select_one("[itemprop~=name]")
    text = (inner.attr("content") or inner.text) if inner else element.text
    return clean(text), (element.attr("itemtype") or "").rsplit("/", 1)[-1]


def _is_of_article(scopes: list[Element]) -> bool:
    """Whether the innermost item is an article: a picture inside one has a holder of its own."""
    kind = (scopes[0].attr("itemtype") or "") if scopes else ""
    return kind.endswith(("Article", "BlogPosting", "Report"))


def _house(name: str, text: str, kind: str, page: Page, element: Element, raw: Raw) -> None:
    """A publisher, or a holder. Most holders in microdata are the company of the template's footer: only an agency is
    taken as one of this text.
    """
    where = at_element(page, element, text)
    agency = registry().named(text, slot=True)
    agent = person(text) if kind == "Person" and not agency else organisation(text, agency)
    if name == "publisher":
        raw.say("publisher", agent, "microdata", as_read=text, voice="site_template", scope="site", origin=where)
        return
    template = agency is None or is_site(text, raw.site)
    raw.say(
        "copyright_holder",
        agent,
        "microdata",
        as_read=text,
        basis="default" if template else "stated",
        scope="site" if template else "article",
        voice="site_template" if template else "republisher",
        origin=where,
    )


def _is_teaser(element: Element, page: Page, lines_of: dict[int, Line]) -> bool:
    for node in element.ancestors:
        line = lines_of.get(id(node))
        if line is not None:
            return line.zone == "furniture"
    return False
