"""The words of `vocab/language/*.toml`, merged over the languages and compiled once.

Bylines of one language stand on pages of another (an English section, a translated wire story), so that the words of
all languages are tried everywhere; the page's language only breaks ties (`dates`).

A word list in a file is one text: words stand between `|`s and line ends (and TOML reads a long text ten times faster
than a long array). Months are a line each, and so are the patterns of a formula, which have `|`s of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, NamedTuple

from provenance.resources import vocab


class Formula(NamedTuple):
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
        """Reads text in lower case; its group `source` is the party named. Compiled on first use: a page needs few."""
        return _pattern(self.words)

    def is_called_for(self, low: str) -> bool:
        """Whether one of the triggers stands in a text in lower case, and a literal that the pattern can't do without.

        Both are looked up much faster than the pattern is tried. The triggers are those of a family of formulas; the
        literals tell most of the family apart.
        """
        return holds_one(low, _needed(self.words)) and holds_one(low, self.triggers)


class Lexicon(NamedTuple):
    """Every word list, case-folded, and the formulas."""

    byline: tuple[str, ...]
    house_byline: tuple[str, ...]
    """Lead-ins that an organisation follows, whatever its name looks like: "News provided by"."""
    inner_byline: frozenset[str]
    """Lead-ins inside a line: "Posted in Politics by"."""
    posted: frozenset[str]
    """First words of a line that may hold a byline further on: "Posted", "Kommentar"."""
    other_credit: tuple[str, ...]
    conjunctions: frozenset[str]
    roles: frozenset[str]
    honorifics: frozenset[str]
    suffixes: frozenset[str]
    not_names: frozenset[str]
    withheld: frozenset[str]
    months: dict[str, int]
    calendar_names: frozenset[str]
    """Months and days that are names of people too: "April", "Julio", "May"."""
    date_labels: frozenset[str]
    modified_labels: frozenset[str]
    weekdays: frozenset[str]
    before_time: frozenset[str]
    after_time: frozenset[str]
    """What stands around the time of a date: "at" 8:16, 8.16 "Uhr"."""
    time_units: frozenset[str]
    """Of reading times and ages: 5 "min" read, 3 "hours" ago."""
    agency_leads: frozenset[str]
    """What may stand before an agency where its name alone is expected: "with", "mit Material von", "fuente"."""
    organisation_words: frozenset[str]
    organisation_surnames: frozenset[str]
    """Organisation words that are surnames too: "Emily Post"."""
    organisation_openings: frozenset[str]
    """Organisation words that say nothing as the first word of a name: "Show More", "Bund Roe"."""
    stop_words: frozenset[str]
    furniture_lines: frozenset[str]
    particles: frozenset[str]
    services: frozenset[str]
    photo_suppliers: frozenset[str]
    rights_reserved: frozenset[str]
    notice_ends: frozenset[str]
    """What follows the holder in a copyright notice, besides the reserved rights."""
    holder_leads: frozenset[str]
    """What may stand between the mark and the holder: "Photo", "courtesy of"."""
    party_ends: frozenset[str]
    """What follows the party in a credit formula: "under", "erschienen", "sous licence"."""
    party_leads: frozenset[str]
    """What stands before the party and is no part of its name."""
    not_parties: frozenset[str]
    """What stands where a party is expected and is none: "this", "permission"."""
    date_leads: frozenset[str]
    """What stands before a day or a month in a sentence: "on", "am", "le"."""
    before_place: frozenset[str]
    before_house: frozenset[str]
    """What stands between a person and whom they write for: "of", "für", "pour"."""
    works: frozenset[str]
    """Words for a text, as subjects of "was first published in"."""
    this_work: frozenset[str]
    """How a sentence names the text it stands under: "this article", "our stories"."""
    whole_site: frozenset[str]
    """What makes a sentence one about the whole site: "this blog", "unless otherwise noted"."""
    picture_words: frozenset[str]
    credit_labels: frozenset[str]
    """Labels of a credit slot that are no formula: too weak to say what the party behind them did."""
    refusals: dict[str, frozenset[str]]
    """Language → the words that turn a permission into its opposite."""
    formulas: tuple[Formula, ...]
    usage_terms: tuple[Formula, ...]
    """Formulas that state terms of use and name nobody (role "usage_terms")."""
    sign_off: dict[str, str]
    """Lead-in of a sign-off part ("reporting by") → the part played ("author", "contributor", "editor")."""


_SLOTS = {
    "source": r"(?P<source>[^\n]{2,160})",
    "agency": r"(?P<source>[^\n]{2,60})",
    "date": r"(?:[^\n;]{4,30}?)",
    "any": r"(?:[^\n]{1,120}?)",
}


def word_list(text: str) -> list[str]:
    """The words of a text of `vocab/language`, in their order."""
    return [word.strip() for line in text.splitlines() if line for word in line.split("|")]


def holds_one(low: str, literals: Sequence[str]) -> bool:
    """Whether one of the literals stands anywhere in the text, which is in lower case."""
    for literal in literals:  # noqa: SIM110 - a generator takes longer than the look-ups
        if literal in low:
            return True
    return False


def shortest(words: Collection[str]) -> tuple[str, ...]:
    """Those of the words that hold no other of them: where any of the words stands, one of these does."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def any_of(words: Collection[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True)) + ")"


_GROUP = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)(\??)")  # "(a|b)", "( on {date})?", groups inside it included
_NO_LITERAL = re.compile(r"\[[^\]]*\](?:\{[^}]*\})?|\{[^}]*\}|.\?|['()|]")


@cache
def _needed(words: str) -> tuple[str, ...]:
    """Literals of which each text that a formula fits has one: of its parts, the one with the longest literals."""
    parts = [[text] for text in _GROUP.sub("'", words).split("'")]
    parts += [match[1].split("|") for match in _GROUP.finditer(words) if not match[2] and "(" not in match[1]]
    literals = [tuple(max(_NO_LITERAL.split(text), key=len).strip() for text in part) for part in parts]
    return max(literals, key=lambda part: min(map(len, part)))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Compile a formula of the data files: words, `(a|b)`, `x?`, and the slots in braces."""
    words = words.replace("(", "(?:")
    if "{work}" in words:
        words = words.replace("{work}", any_of(lexicon().this_work))
    slots = re.sub(r"\{(\w+)\}", lambda match: _SLOTS[match.group(1)], words)
    if not words.endswith("}"):
        slots = slots.replace(_SLOTS["source"], _SLOTS["source"].replace("160}", "160}?"))
    return re.compile(r"(?<![\w-])" + slots.replace("'", "['’]"))


@cache
def lexicon() -> Lexicon:
    """The merged lexicon; read once from `vocab/language/`."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(vocab("language").glob("*.toml"))]

    def words(*keys: str) -> frozenset[str]:
        return frozenset(word for file in files for key in keys for word in word_list(file.get(key, "")))

    def longest_first(*keys: str) -> tuple[str, ...]:
        return tuple(sorted(words(*keys), key=lambda word: (-len(word), word)))

    tables: dict[str, dict[str, Any]] = {"months": {}, "sign_off": {}}
    credits: list[Formula] = []
    terms: list[Formula] = []
    for file in files:
        for number, names in enumerate(file.get("months", "").splitlines(), start=1):
            tables["months"].update(dict.fromkeys(word_list(names), number))
        for row in file.get("formulas", ()):
            for part, leads in row.get("sign_off", {}).items():
                tables["sign_off"].update({lead: part for lead in word_list(leads) if lead not in tables["sign_off"]})
            formulas = terms if row["role"] == "usage_terms" else credits
            formulas += [
                Formula(file["language"], row["role"], tuple(word_list(row["triggers"])), text, "boilerplate" in row)
                for text in row["patterns"].splitlines()
                if text
            ]
    return Lexicon(
        byline=longest_first("byline"),
        house_byline=longest_first("house_byline"),
        inner_byline=words("inner_byline"),
        posted=words("posted"),
        other_credit=longest_first("edited_by", "translated_by"),
        conjunctions=words("conjunctions"),
        roles=words("roles"),
        honorifics=words("honorifics"),
        suffixes=words("suffixes"),
        not_names=words("not_names"),
        withheld=words("withheld"),
        months=tables["months"],
        calendar_names=words("calendar_names"),
        date_labels=words("date_labels"),
        modified_labels=words("modified_labels"),
        weekdays=words("weekdays"),
        before_time=words("before_time"),
        after_time=words("after_time"),
        time_units=words("time_units"),
        agency_leads=words("agency_leads"),
        organisation_words=words("organisation_words"),
        organisation_surnames=words("organisation_surnames"),
        organisation_openings=words("organisation_openings"),
        stop_words=words("stop_words"),
        furniture_lines=words("furniture_lines"),
        particles=words("particles"),
        services=words("services"),
        photo_suppliers=words("photo_suppliers"),
        rights_reserved=words("rights_reserved"),
        notice_ends=words("notice_ends"),
        holder_leads=words("holder_leads"),
        party_ends=words("party_ends"),
        party_leads=words("party_leads"),
        not_parties=words("not_parties"),
        date_leads=words("date_leads"),
        before_place=words("before_place"),
        before_house=words("before_house"),
        works=words("works"),
        this_work=words("this_work"),
        whole_site=words("whole_site"),
        picture_words=words("picture_words", "photo_suppliers"),
        credit_labels=words("credit_labels"),
        refusals={file["language"]: frozenset(word_list(file["refusals"])) for file in files if "refusals" in file},
        formulas=tuple(credits),
        usage_terms=tuple(terms),
        sign_off=tables["sign_off"],
    )
