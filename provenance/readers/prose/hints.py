"""Hints, always inferred: who may have written a story without a byline, and whose site a pasted text came from."""

from __future__ import annotations

import re

from provenance.language.names import evident, is_not_a_name, is_site, looks_like_organisation, tidy
from provenance.readers.lines import Line, Story
from provenance.readers.raw import Raw, organisation, person

_NETWORK = r"(?:twitter|x|facebook|instagram|linkedin|bluesky|mastodon|threads)"
_FOLLOW = re.compile(
    r"\b(?:follow|folgen sie|suivez|sigue a|siga a|segui|volg)\s+(?P<name>[^.,|@(]{4,60}?)\s+"
    rf"(?:on|at|via|auf|bei|sur|en|su|op)\s+{_NETWORK}\b",
    re.IGNORECASE,
)
_TIPS = re.compile(
    r"(?:send tips to|contact(?: the (?:author|writer|reporter))?(?: at)?|reach (?:him|her|them|the author) at|"
    r"e-?mail(?: the author)?(?: at)?:?)\s+(?P<first>[a-z]+)\.(?P<last>[a-z]+)@[\w.-]+",
    re.IGNORECASE,
)
_MORE_FROM = re.compile(
    r"^(?:more from|mehr (?:von|aus)|plus de|más de|altro da|meer van)\s+(?P<name>[A-Z][\w'’&. -]{2,40}?)\s*$",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"^(?P<name>(?:[^\W\d_][\w.'’-]+\s+){1,3}[^\W\d_][\w.'’-]+) (?:is|was|ist|est|es|è) "
    r"(?:an?|the|our|eine?|une?|la|el|il)\s",
    re.IGNORECASE,
)


def more_from(line: Line, story: Story, raw: Raw) -> None:
    """Emit the site that a pasted text came from, where furniture names it: "More from The Harbor Post"."""
    match = _MORE_FROM.match(line.text)
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
    return any(
        f" {role}" in low[:160]
        for role in (
            "reporter",
            "writer",
            "journalist",
            "author",
            "editor",
            "correspondent",
            "columnist",
            "autor",
            "redakteur",
            "journaliste",
            "periodista",
            "professor",
            "fellow",
            "producer",
        )
    )


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
