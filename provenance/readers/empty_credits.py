"""Credit slots that are there and hold nobody: "Originally published by .", "Source:" at the end of a story.

The name was lost on the way: a link that was stripped, a field that a template left empty. A lead-in whose party
stands in the next block, or is a logo, is not empty; so only what clearly ends is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import dropwhile
from typing import NamedTuple

from provenance.language.lexicon import Formula, any_of, lexicon
from provenance.language.triggers import formulas_for
from provenance.readers.lines import Line, Story
from provenance.readers.raw import Raw

MAX_LINE = 300
_SLOT = "{source}"
_METHODS = {"original_publisher": "origin_formula", "distributor": "distributor_formula"}


def read_empty_credits(story: Story, raw: Raw, shows_more: Callable[[Line], bool] = lambda line: False) -> None:
    """Emit a `credit` without a value for each formula of head, body or tail that names nobody.

    Args:
        story: the lines.
        raw: what the candidates are added to; `value_as_read` is the sentence.
        shows_more: whether a line's element also shows what is no text, such as a logo.
    """
    for line, words in story.marked():
        if len(line.text) > MAX_LINE or line.zone == "furniture" or line.kind in ("caption", "title"):
            continue
        found = _empty(line, formulas_for(words, line.low))
        if found and (found.stops or not _is_filled_below(line, story)) and not shows_more(line):
            text = line.text[found.start :].strip()
            raw.say("credit", None, found.method, as_read=text, origin=story.place(line, found.start, text))


class _Empty(NamedTuple):
    """A sentence that credits nobody: where it starts, its method, and whether a full stop closes it."""

    start: int
    method: str
    stops: bool


def _is_filled_below(line: Line, story: Story) -> bool:
    """Whether the next block of the article may hold the party: anything but a paragraph of the story without links."""
    after = dropwhile(lambda other: other is not line, story.lines)
    next(after)
    below = next(
        (other for other in after if other.zone != "furniture" and other.kind not in ("caption", "title")), None
    )
    return below is not None and bool(below.links or below.kind != "paragraph" or len(below.text) < 100)


def _empty(line: Line, formulas: Sequence[Formula]) -> _Empty | None:
    for formula in formulas:
        if formula.words.endswith(_SLOT) and not formula.boilerplate:
            found = _lead_in(formula.words).search(line.low)
            if found:
                return _Empty(found.start(), _METHODS.get(formula.role, "credit_formula"), bool(found["stop"]))
    return _Empty(0, "credit_formula", False) if _label().fullmatch(line.text) else None


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"{any_of(lexicon().credit_labels)}\s*:\s*", re.IGNORECASE)


@cache
def _lead_in(words: str) -> re.Pattern[str]:
    """The formula without its party, from its sentence's start to a full stop or the line's end; in lower case."""
    bare = words.removesuffix(_SLOT).rstrip()
    pattern = Formula("", "", (), bare).pattern.pattern
    return re.compile(rf"(?:^|(?<=[.!?] ))[^.!?]{{0,80}}?{pattern}\s*:?\s*(?:(?P<stop>[.;](?=\s|$))|$)")
