"""Lines that tell where a text ends: closing sentences about its rights, and the first line of furniture."""

from __future__ import annotations

import re
from functools import lru_cache

from provenance.language.lexicon import lexicon

_CLOSING = re.compile(
    r"\W{0,3}(?:Follow [A-Z]|Send tips|This (?:story|article) (?:was|is)\b|(?:Originally|First) (?:published|appeared)"
    r"|(?:Additional )?Reporting by|Distributed by|Content created by"
    r"|(?:Copyright|©|\(c\))\s*(?:©\s*)?(?:19|20)\d\d\b|©\s*[A-Z])"
)


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
