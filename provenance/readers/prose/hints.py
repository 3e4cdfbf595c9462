"""Hints, always inferred: who may have written a story without a byline, and whose site a pasted text came from."""

from __future__ import annotations

import re
from functools import cache

from provenance.language.lexicon import any_of, holds_one
from provenance.language.names import evident, is_not_a_name, is_site, looks_like_organisation, tidy
from provenance.language.triggers import MORE_FROM
from provenance.readers.lines import Line, Story
from provenance.readers.raw import Raw, organisation, person

# Patterns are compiled, and tried, only where one of the words stands that they can't do without.
_NETWORK = r"(?:twitter|x|facebook|instagram|linkedin|bluesky|mastodon|threads)"
_FOLLOWED = ("follow", "folgen sie", "suivez", "sigue a", "siga a", "segui", "volg")
_WRITERS = (
    " reporter", " writer", " journalist", " author", " editor", " correspondent", " columnist", " autor",
    " redakteur", " periodista", " professor", " fellow", " producer",
)  # fmt: skip


@cache
def _follow() -> re.Pattern[str]:
    return re.compile(
        rf"\b{any_of(_FOLLOWED)}\s+(?P<name>[^.,|@(]{{4,60}}?)\s+"
        rf"(?:on|at|via|auf|bei|sur|en|su|op)\s+{_NETWORK}\b",
        re.IGNORECASE,
    )


@cache
def _tips() -> re.Pattern[str]:
    return re.compile(
        r"(?:send tips to|contact(?: the (?:author|writer|reporter))?(?: at)?|reach (?:him|her|them|the author) at|"
        r"e-?mail(?: the author)?(?: at)?:?)\s+(?P<first>[a-z]+)\.(?P<last>[a-z]+)@[\w.-]+",
        re.IGNORECASE,
    )


@cache
def _more_from() -> re.Pattern[str]:
    return re.compile(rf"^{any_of(MORE_FROM)}\s+(?P<name>[A-Z][\w'’&. -]{{2,40}}?)\s*$", re.IGNORECASE)


@cache
def _bio() -> re.Pattern[str]:
    return re.compile(
        r"^(?P<name>(?:[^\W\d_][\w.'’-]+\s+){1,3}[^\W\d_][\w.'’-]+) (?:is|was|ist|est|es|è) "
        r"(?:an?|the|our|eine?|une?|la|el|il)\s",
        re.IGNORECASE,
    )


def more_from(line: Line, story: Story, raw: Raw) -> None:
    """Emit the site that a pasted text came from, where furniture names it: "More from The Harbor Post"."""
    match = _more_from().match(line.text)
    if match and not is_not_a_name(match["name"]):
        raw.say(
            "publisher",
            organisation(match["name"].strip()),
            "more_from",
            as_read=match["name"],
            basis="inferred",
            voice="tool",
            scope="site",
            origin=story.place(line, 0, match.group()),
        )


def read_hints(story: Story, raw: Raw) -> None:
    """Who may have written it where no byline says so: always inferred, with the line it was read from."""
    for line in story.zone("tail"):
        follow = _follow().search(line.text) if holds_one(line.low, _FOLLOWED) else None
        if follow:
            name = tidy(follow["name"])
            if evident(name) and not looks_like_organisation(name) and not is_site(name, raw.site):
                _hint(raw, story, line, name, "follow_name", follow.group())
        tips = _tips().search(line.text) if "@" in line.text else None
        if tips:
            name = f"{tips['first'].capitalize()} {tips['last'].capitalize()}"
            if evident(name):
                _hint(raw, story, line, name, "tip_address", tips.group())
        bio = _bio().match(line.text) if holds_one(line.low[:160], _WRITERS) else None
        if bio and line.kind != "caption" and evident(tidy(bio["name"])):
            _hint(raw, story, line, tidy(bio["name"]), "bio_sentence", bio.group())


def _hint(raw: Raw, story: Story, line: Line, name: str, method: str, literal: str) -> None:
    raw.say(
        "author",
        person(name),
        method,
        as_read=name,
        basis="inferred",
        voice="tool",
        origin=story.place(line, max(line.text.find(literal), 0), literal),
    )
