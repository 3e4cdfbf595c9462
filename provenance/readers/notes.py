"""Notes to editors: which of them say what may or may not be done with a story."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from provenance.readers.terms import states_terms
from provenance.resources import vocab


def restricts(note: str) -> bool:
    """Whether a note restricts or grants a use: by the words of `vocab/notes.toml`, or as terms are stated.

    >>> restricts("NO SALES. Eds: adds byline."), restricts("Eds: adds byline.")
    (True, False)
    """
    words, patterns = _restricting()
    return bool(words.search(note) or patterns.search(note) or states_terms(note))


@cache
def _restricting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(vocab("notes.toml").read_text(encoding="utf-8"))
    words = "|".join(map(re.escape, data["words"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), re.compile("|".join(data["patterns"]))
