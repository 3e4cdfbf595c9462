"""What the words of class names and ids say an element is: furniture, byline, date, body (`vocab/classes.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import ahocorasick

from provenance.resources import vocab

FURNITURE, COMMENT, BYLINE, AUTHOR, DATE, CAPTION, BODY, HEADER, ARTICLE = (1 << bit for bit in range(9))
_KINDS = {
    "furniture": FURNITURE, "comment": COMMENT, "byline": BYLINE, "author": AUTHOR, "date": DATE, "caption": CAPTION,
    "body": BODY, "header": HEADER, "article": ARTICLE,
}  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAX_KNOWN = 200_000


@cache
def _automaton() -> ahocorasick.Automaton:
    """All words and stems: words match between hyphens, stems anywhere."""
    flags: dict[str, int] = {}
    for kind, row in tomllib.loads(vocab("classes.toml").read_text(encoding="utf-8")).items():
        for key in [f"-{word}-" for word in row["words"]] + row["stems"]:
            flags[key] = flags.get(key, 0) | _KINDS[kind]
    automaton = ahocorasick.Automaton()
    for key, kinds in flags.items():
        automaton.add_word(key, kinds)
    automaton.make_automaton()
    return automaton


class _Flags(dict[str | None, int]):
    """The kinds that a class attribute (or an id) names, as a bit set: worked out when it is first asked for.

    Themes repeat themselves, over elements and over pages, so it is kept by attribute and by single class.
    """

    def __missing__(self, names: str | None) -> int:
        flags = 0
        for name in (names or "").split():
            name = name.rstrip("0123456789")  # post-4711 says what post- says
            found = _classes.get(name)
            if found is None:
                found = _flags_of(name)
                if len(_classes) < _MAX_KNOWN:
                    _classes[name] = found
            flags |= found
        if len(self) < _MAX_KNOWN:
            self[names] = flags
        return flags


_classes: dict[str, int] = {}
FLAGS = _Flags()


def _flags_of(name: str) -> int:
    words = name if name.islower() else _CAMEL.sub("-", name).lower()
    flags = 0
    for _, kinds in _automaton().iter(f"-{words.replace('_', '-').replace('--', '-')}-"):
        flags |= kinds
    return flags & ~(FURNITURE | ARTICLE) if flags & ARTICLE else flags
