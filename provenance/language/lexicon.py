"""The words of `vocab/language/*.toml`, merged over the languages and compiled once.

Bylines of one language stand on pages of another (an English section, a translated wire story), so that the words of
all languages are tried everywhere; the page's language only breaks ties (`dates`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from provenance.resources import vocab


@dataclass(frozen=True, slots=True)
class Formula:
    """One sentence that credits a party, as data.

    `triggers` are literal lower-case words, one of which must stand in a text before `pattern` is tried.
    """

    language: str
    role: str
    triggers: tuple[str, ...]
    words: str
    boilerplate: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled on first use, since one page needs few of them; its group `source` is the party named."""
        return _pattern(self.words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word list, case-folded, and the formulas."""

    byline: tuple[str, ...]
    other_credit: tuple[str, ...]
    conjunctions: frozenset[str]
    roles: frozenset[str]
    honorifics: frozenset[str]
    suffixes: frozenset[str]
    not_names: frozenset[str]
    withheld: tuple[str, ...]
    months: dict[str, int]
    date_labels: frozenset[str]
    modified_labels: frozenset[str]
    weekdays: frozenset[str]
    organisation_words: frozenset[str]
    stop_words: frozenset[str]
    furniture_lines: frozenset[str]
    particles: frozenset[str]
    services: frozenset[str]
    photo_suppliers: frozenset[str]
    formulas: tuple[Formula, ...]
    sign_off: dict[str, str]
    """Lead-in of a sign-off part ("reporting by") → the part played ("author", "contributor", "editor")."""


_SLOTS = {
    "source": r"(?P<source>[^\n]{2,160})",
    "agency": r"(?P<source>[^\n]{2,60})",
    "date": r"(?:[^\n,.;]{4,30}?)",
    "any": r"(?:[^\n]{1,120}?)",
}


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Compile a formula of the data files: words, `(a|b)`, `x?`, and the slots in braces."""
    slots = re.sub(r"\{(\w+)\}", lambda match: _SLOTS[match.group(1)], words.replace("(", "(?:"))
    if not words.endswith("}"):
        slots = slots.replace(_SLOTS["source"], _SLOTS["source"].replace("160}", "160}?"))
    return re.compile(r"(?<![\w-])" + slots.replace(" ", r"[ ]"), re.IGNORECASE)


@cache
def lexicon() -> Lexicon:
    """The merged lexicon; read once from `vocab/language/`."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(vocab("language").glob("*.toml"))]

    def words(*keys: str) -> frozenset[str]:
        return frozenset(word for file in files for key in keys for word in file.get(key, ()))

    def longest_first(*keys: str) -> tuple[str, ...]:
        return tuple(sorted(words(*keys), key=lambda word: (-len(word), word)))

    tables: dict[str, dict[str, Any]] = {"months": {}, "sign_off": {}}
    formulas: list[Formula] = []
    for file in files:
        for number, names in enumerate(file.get("months", ()), start=1):
            tables["months"].update(dict.fromkeys(names, number))
        for row in file.get("formulas", ()):
            for part, leads in row.get("sign_off", {}).items():
                tables["sign_off"].update({lead: part for lead in leads if lead not in tables["sign_off"]})
            formulas += [
                Formula(file["language"], row["role"], tuple(row["triggers"]), text, "boilerplate" in row)
                for text in row["patterns"]
            ]
    return Lexicon(
        byline=longest_first("byline"),
        other_credit=longest_first("edited_by", "translated_by"),
        conjunctions=words("conjunctions"),
        roles=words("roles"),
        honorifics=words("honorifics"),
        suffixes=words("suffixes"),
        not_names=words("not_names"),
        withheld=longest_first("withheld"),
        months=tables["months"],
        date_labels=words("date_labels"),
        modified_labels=words("modified_labels"),
        weekdays=words("weekdays"),
        organisation_words=words("organisation_words"),
        stop_words=words("stop_words"),
        furniture_lines=words("furniture_lines"),
        particles=words("particles"),
        services=words("services"),
        photo_suppliers=words("photo_suppliers"),
        formulas=tuple(formulas),
        sign_off=tables["sign_off"],
    )
