"""The story in an item: HTML that is read as a page is, with its places in the feed.

`content:encoded`, `description`, `atom:content` and their kin hold the text or the start of it, with the notices,
bylines, datelines and credits that stand in it. Most items say nothing of the kind: a look at the words comes first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import cache
from html import unescape
from typing import Any

import ahocorasick

from provenance.errors import TooLargeError
from provenance.language.agencies import registry
from provenance.language.byline_words import byline_prefix
from provenance.language.datelines import dateline, trailing_mark
from provenance.language.lexicon import lexicon
from provenance.language.names import clean, lowered
from provenance.language.triggers import all_triggers, automaton
from provenance.readers.html.assets import read_assets
from provenance.readers.html.decode import parse
from provenance.readers.html.page import MAX_LINES
from provenance.readers.html.place import Places
from provenance.readers.html.rights import read_rights
from provenance.readers.html.visible import read_visible
from provenance.readers.html.walk import walk
from provenance.readers.html.zones import set_zones
from provenance.readers.lines import Story
from provenance.readers.prose import read_prose
from provenance.readers.raw import Raw
from provenance.readers.xml import Element, Part, Written

STORIES = (
    "content:encoded",
    "atom:content",
    "xhtml:body",
    "xhtml:div",
    "description",
    "atom:summary",
    "itunes:summary",
)
"""Elements that hold the text or its start; what was read in one is not read again in the next."""
Locate = Callable[[int, int], tuple[int, int]]
"""(line, column) in a story → the same in the source."""
_OPENING, _ENDING, _LINES = 1_000, 900, 6
"""How many characters at the start and at the end of a story, and how many blocks at its start, are looked at."""
_ANCHORS = ("license", "author", "byline", "itemprop", "ld+json", "republication-pixel", "/count")
"""What markup says of rights or authors without words."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|td|tr|table|section|header|footer)\b[^<>]{0,2000}>", re.I
)
_PICTURE = re.compile(r"<figure\b.{0,5000}?</figure\s*>|<img\b[^>]{0,5000}>", re.DOTALL | re.IGNORECASE)
_WORDS_BEHIND = "<p>…</p>"
"""Stands for the story behind its pictures."""


def read_content(raw: Raw, part: Part, children: dict[str, list[Element]], base: str) -> None:
    """Read the stories of an item.

    Raises:
        TooLargeError: a story grows out of all proportion.
    """
    seen = ""
    for name in STORIES:
        for number, element in enumerate(children.get(name, ()), 1):
            verbatim = bool(element.children) or element.attributes.get("type") == "xhtml"
            written = Written(part, element, verbatim=verbatim)
            if written.text and (len(written.text) > len(seen) or written.text.strip() not in seen):
                several = len(children[name]) > 1
                pointer = f"{part.pointer}/{name}[{number}]" if several else f"{part.pointer}/{name}"
                read_story(raw, written.text, base, pointer, written.at)
            seen = seen or written.text


def may_speak(text: str) -> bool:
    """Whether a story may say something of its rights or its authors: a look at its words where grammars look."""
    low = lowered(text)
    if any(len(low) - at <= reach for at, reach in _signs().iter(low)):
        return True
    story = _PICTURE.sub("<p>", text) if "<img" in low else text
    opening, ending = _blocks(story[:_OPENING])[:_LINES], _blocks(story[-_ENDING:])
    return (
        any(byline_prefix().match(block) or dateline(block) or _is_agency(block) for block in opening)
        or any(trailing_mark(block) for block in ending)
        or any(byline_prefix().match(block) for block in ending[1:])
    )


def _blocks(markup: str) -> list[str]:
    """The blocks of text in a piece of markup, without dashes at their start; what is cut at an end stays in."""
    return [words for block in _BLOCK.split(markup) if (words := _bare(block).lstrip(" -–—―"))]


def _is_agency(block: str) -> bool:
    return len(block) <= 40 and registry().named(block.strip(" ()|-–—"), slot=True) is not None


@cache
def _signs() -> ahocorasick.Automaton:
    """Words of which one stands in nearly every story that says something, each with its reach: how far from the end
    its last letter may stand. What closes a text, a sign-off or a hint at the author, reaches no further than that.
    """
    closing = (*lexicon().sign_off, "follow ", "send tips", "@")
    reach: dict[str, float] = {word: _ENDING + 1 - len(word) for word in closing}
    return automaton(reach | dict.fromkeys((*all_triggers(), *_ANCHORS), math.inf))


def _bare(markup: str) -> str:
    """The words of a piece of markup."""
    if "<" in markup or "&" in markup:
        markup = unescape(_TAG.sub(" ", markup))
    return clean(markup)


def _pictures(text: str) -> str:
    """The pictures of a story with their captions, each on the line where it stands; "" where there are none."""
    low = text.lower()
    if "<img" not in low:
        return ""
    pieces, at = [], 0
    for match in _PICTURE.finditer(text):
        pieces += ["\n" * text.count("\n", at, match.start()), match.group()]
        at = match.end()
    return "".join(pieces) + _WORDS_BEHIND


def read_story(raw: Raw, text: str, base: str, pointer: str, locate: Locate) -> None:
    """Read HTML, or plain text, as the story of an item: all of it where it may say something, else its pictures.

    Args:
        raw: where the candidates and the assets go.
        text: the markup.
        base: what relative addresses are resolved against.
        pointer: where the story stands in the source; CSS paths inside it follow after "#".
        locate: the line and column in the source of those in `text`.

    Raises:
        TooLargeError: it grows out of all proportion.
    """
    speaks = may_speak(text)
    markup = text if speaks else _pictures(text)
    if not markup:
        return
    address = next((row["value"] for row in raw.by_property.get("url", ())), None)
    page = walk(parse(markup), markup, address or base)
    if len(page.lines) > MAX_LINES:
        raise TooLargeError(f"expected a story of at most {MAX_LINES:,} lines, found {len(page.lines):,}")
    known, shown = len(raw.candidates), len(raw.assets)
    if speaks:
        story = Story(page.lines, Places(page), set_zones(page, None))
        raw.url = address  # links to the own site are told by it; what is told, is the item's word and no reader's
        read_visible(page, story, raw)
        read_prose(story, raw)
        read_rights(page, story, raw)
        raw.url = None
    read_assets(page, raw)
    _relocate(raw.candidates[known:], pointer, locate)
    for asset in raw.assets[shown:]:
        asset["line"] = locate(asset["line"], 1)[0]


def _relocate(rows: Iterable[dict[str, Any]], pointer: str, locate: Locate) -> None:
    """Turn places in a story into places in the source, each origin once: rows may share one."""
    done: set[int] = set()
    for row in rows:
        where = row["origin"]
        if not where or id(where) in done:
            continue
        done.add(id(where))
        if where["line"]:
            where["line"], where["column"] = locate(where["line"], where["column"] or 1)
        where["pointer"] = f"{pointer}#{where['pointer']}" if where["pointer"] else pointer
