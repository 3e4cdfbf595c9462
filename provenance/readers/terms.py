"""Licences and terms of use that the lines of a story state, in pages and pasted text alike.

A licence on a page may be said of the text, of a picture, of the whole site, or of a report that the story is about.
The sentence decides: what names "this article", credits the origin, or is nothing but a licence is said of the text;
what stands in furniture is the template's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from provenance.hosts import absolute
from provenance.language.credits import find_credits
from provenance.language.lexicon import Formula, any_of, lexicon
from provenance.language.licenses import License, by_name, by_url, mentions
from provenance.language.names import lowered
from provenance.language.triggers import LICENSE, formulas_for
from provenance.model.values import Basis, Scope, Voice
from provenance.readers.lines import Line, Link, Story
from provenance.readers.raw import Raw

MAX_SENTENCE = 1500
"""Longer "sentences" are lists and legal texts without full stops: they are no statement of terms."""
MAX_SENTENCES, MAX_LINKS = 500, 50
"""Of one line: real ones have a tenth of it."""
MAX_CONDITIONS = 400
"""What follows the terms in the same block, up to this many characters, belongs to them."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[\"“«(\[¿¡]?[^\W\d_a-zß-öø-ÿ])")
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:No|Nr|Inc|Ltd|Co|Dr|St|vs|bzw|ca|etc|cf))$")
_LABEL = re.compile(r"^\W*(?:licen[sc]e|lizenz(?:hinweis)?|licencia|licença|licenza|licentie)\s*:\s*", re.IGNORECASE)
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/(?=https?:)")
_CREATIVE_COMMONS = re.compile(
    r"^https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[\w-]+/[\d.]+", re.IGNORECASE
)


class Stated(NamedTuple):
    """A licence as a sentence states it: its address, or its name where it has none, and the place in the line."""

    value: str
    start: int
    text: str
    method: str


def read_terms(story: Story, raw: Raw) -> None:
    """Add to `raw` the licences and the terms of use that the story's lines state."""
    marked = {id(line): words for line, words in story.marked()}
    for line in story.lines:
        words = marked.get(id(line))
        if (words and not words.isdisjoint(LICENSE)) or (line.links and _leads_to_license(line)):
            _licenses(line, story, raw)
        formulas = formulas_for(words, line.low, terms=True) if words else []
        if formulas:
            _usage_terms(line, story, raw, formulas)


def _leads_to_license(line: Line) -> bool:
    for link in line.links:  # a page has hundreds: nearly all end at the first look
        if (link.rel or "licen" in link.href or "publicdomain" in link.href) and is_license(link):
            return True
    return False


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences of a line; what is left behind `MAX_SENTENCES` is the last."""
    start = 0
    for match in islice(_SENTENCE_END.finditer(text), MAX_SENTENCES):
        if not _ABBREVIATED.search(text[max(start, match.start() - 8) : match.start()]):
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def is_license(link: Link) -> bool:
    """Whether an anchor leads to a licence: it says so, or the address is one's."""
    return license_address(link.href) is not None or (link.rel != "" and "license" in link.rel.lower().split())


def license_address(href: str) -> str | None:
    """The address of the licence that `href` leads to, in an archived copy too; None if it is no known licence's."""
    if "licen" not in href and "publicdomain" not in href:
        return None
    address = _ARCHIVED.sub("", href.strip())
    known = by_url(address)
    if known and known.url:
        return known.url
    return address if _CREATIVE_COMMONS.match(address) else None


def stated_licenses(text: str, links: list[Link], start: int, end: int, base: str = "") -> list[Stated]:
    """The licences that the part of a line from `start` to `end` states.

    A link says more than a name: names of a licence that a link leads to are left out.

    Args:
        text: the line.
        links: its links to licences.
        start, end: the part of it.
        base: what relative addresses of `rel=license` anchors are resolved against.
    """
    found: list[Stated] = []
    linked: list[License] = []
    for link in links:
        if start <= link.start < end:
            address = license_address(link.href) or absolute(base, link.href)
            found.append(Stated(address, link.start, text[link.start : link.end], "license_anchor"))
            known = by_url(address)
            linked += [known] if known else []
    for at, to, license in mentions(text[start:end]):
        if not any(_covers(one, license) for one in linked):
            literal = text[start + at : start + to]
            found.append(Stated(license.url or literal, start + at, literal, "license_text"))
    return found


def _covers(linked: License, named: License) -> bool:
    return linked.elements == named.elements and (named.version is None or named.version == linked.version)


def _licenses(line: Line, story: Story, raw: Raw) -> None:
    links = [link for link in line.links if is_license(link)][:MAX_LINKS]
    for start, end in sentences(line.text):
        stated = stated_licenses(line.text, links, start, end, raw.url or "") if end - start <= MAX_SENTENCE else []
        if not stated:
            continue
        sentence = line.text[start:end]
        credited = _credits_an_origin(sentence)
        scope = said_of(line, sentence, credited=credited)
        for one in stated:
            raw.say("license", one.value, "origin_formula" if credited else one.method, as_read=one.text,
                    origin=story.place(line, one.start, one.text), **spoken(line, scope, credited))  # fmt: skip


def spoken(line: Line, scope: Scope, credited: bool = False) -> dict[str, Any]:
    """Basis, voice and scope of what a line states: furniture and words about the site are the template's."""
    template = line.zone == "furniture" or scope == "site"
    basis: Basis = "default" if template else "stated"
    voice: Voice = "site_template" if template else "republisher" if credited else "unattributed"
    return {"basis": basis, "voice": voice, "scope": scope}


def _credits_an_origin(sentence: str) -> bool:
    found = find_credits(sentence, lowered(sentence))
    return any(credit.role == "original_publisher" for credit in found)


def said_of(line: Line, sentence: str, *, credited: bool = False) -> Scope:
    """What a licence is said of that stands in, or beside, a sentence of a line.

    Args:
        line: the line, with its zone.
        sentence: the sentence of it.
        credited: whether the sentence credits the text's origin.
    """
    if line.kind == "caption":
        return "asset"
    if line.zone == "furniture":
        return "site"
    work = _words("this_work").search(sentence)
    if not work and _words("picture_words").search(sentence):
        return "asset"
    if _words("whole_site").search(sentence):
        return "site"
    if work or credited or by_name(_LABEL.sub("", sentence)):
        return "article"
    return "other_work" if line.zone == "body" or len(sentence) > 200 else "article"


@cache
def _words(name: str) -> re.Pattern[str]:
    """Any word of a list of the lexicon, also in the plural and numbered: "photos", "Bild2"."""
    return re.compile(rf"(?<!\w){any_of(getattr(lexicon(), name))}s?\d*(?!\w)", re.IGNORECASE)


def _usage_terms(line: Line, story: Story, raw: Raw, formulas: Sequence[Formula]) -> None:
    """Emit the sentences from the first that states terms on: conditions follow a permission."""
    stating = [
        (start, end)
        for start, end in sentences(line.text)
        if end - start <= MAX_SENTENCE and states_terms(line.text[start:end], formulas)
    ]
    if not stating or line.kind in ("title", "caption"):
        return
    start, end = stating[0][0], stating[-1][1]
    text = line.text[start : len(line.text) if len(line.text) - end <= MAX_CONDITIONS else end].strip()
    scope: Scope = "article"
    if line.zone == "furniture" or _words("whole_site").search(text):
        scope = "site"
    elif _words("picture_words").search(text) and not _words("this_work").search(text):
        scope = "asset"
    raw.say("usage_terms", text, "terms_sentence", as_read=text, origin=story.place(line, start, text),
            **spoken(line, scope))  # fmt: skip


def states_terms(sentence: str, formulas: Sequence[Formula] | None = None) -> bool:
    """Whether a sentence says what may be done with the text it stands under, and grants something.

    Args:
        sentence: one sentence.
        formulas: those to try; all of the lexicon where they are not given.
    """
    low = lowered(sentence)
    for formula in lexicon().usage_terms if formulas is None else formulas:
        if formula.is_called_for(low):
            match = formula.pattern.search(low)
            if match and not _refusal(formula.language).search(low, 0, match.end()):
                return True
    return False


@cache
def _refusal(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_of(lexicon().refusals[language])}(?![\w-])")
