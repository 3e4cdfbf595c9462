"""The text of a ninjs object: `body_html`, `body_text` and their kin (1.x), `bodies` (2.x, 3.x), read for what it says.

The same text often stands there several times, in HTML and plain: markup is read first, since it holds more, and what
was read in one body is not read again in the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple

from provenance.readers.feeds.content import read_story
from provenance.readers.jsonstory import Story
from provenance.readers.jsontext import step
from provenance.readers.ninjs.table import ending, part, table
from provenance.readers.ninjs.texts import Teller, several, text_of

_TAGS = re.compile(r"<[^<>]{0,2000}>|\n")


class _Body(NamedTuple):
    text: str
    path: str
    kind: str
    role: str = ""

    @property
    def is_plain(self) -> bool:
        return "plain" in self.kind or self.kind == "text"

    @property
    def is_html(self) -> bool:
        return "html" in self.kind

    def lines(self) -> set[str]:
        """What stands between tags and ends of lines."""
        return {words for piece in _TAGS.split(self.text) if (words := " ".join(unescape(piece).split()))}


def read_bodies(teller: Teller, item: Mapping[str, Any]) -> None:
    """Read the bodies of an object, or its descriptions where it has none.

    Raises:
        TooLargeError: a body grows out of all proportion.
    """
    told = (body for body in _bodies(item, "descriptions", "description_prefix") if body.role not in table().credits)
    found = _bodies(item, "bodies", "body_prefix") or list(told)
    seen: set[str] = set()
    for body in sorted(found, key=lambda body: (not body.is_html, not body.is_plain)):
        if seen and (not body.is_html or body.lines() <= seen):
            continue
        seen |= body.lines()
        story = Story(teller.places, body.path, body.text, is_plain=body.is_plain)
        read_story(teller.raw, story.html, teller.base, teller.places.pointer + body.path, story)


def descriptions(item: Mapping[str, Any]) -> list[str]:
    """The descriptions of an object that tell what it shows, plain ones first."""
    told = _bodies(item, "descriptions", "description_prefix")
    found = (body for body in told if body.role not in table().undescribing)
    return [body.text for body in sorted(found, key=lambda body: body.is_html)]


def _bodies(item: Mapping[str, Any], several_of: str, prefix: str) -> list[_Body]:
    key, value = part(item, several_of)
    found = []
    for at, each in several(value, f"/{key}"):
        if isinstance(each, dict) and isinstance(text := each.get("value"), str) and text.strip():
            _, kind = part(each, "content_type")
            words = str(kind).lower() if kind else "html" if "<" in text else "text"
            found.append(_Body(text, f"{at}/value", words, ending(text_of(each.get("role")))))
    for start in table().parts[prefix]:
        for name, text in sorted(item.items()):
            if name.startswith(start) and isinstance(text, str) and text.strip():
                word = name[len(start) :].lower()
                found.append(_Body(text, f"/{step(name)}", word, word))
    return found
