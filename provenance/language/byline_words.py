"""The patterns of the byline grammar, made of the words in `vocab/language`; each is compiled when first needed.

They are tried on cleaned text: runs of white space are single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, cached_property

from provenance.language.lexicon import any_of, holds_one, lexicon, shortest
from provenance.language.names import lowered

MARKS = " ,;:|•·–—-/()"
"""What separates the parts of a byline; stripped from their edges."""

SEPARATORS = re.compile(r"\s*(?:[|•·●∙►▪⋅\n\t»]|\s[-–—/]\s|\s{3,}|—|(?<=[^\W\d_]{3}) ?/ ?(?=[^\W\d_]{3}))\s*")
ANY_SEPARATOR = re.compile(r"[|•·●∙►▪⋅\n\t»/–—-]|\s{3}")
"""One of these stands where `SEPARATORS` splits: most bylines have none."""
HANDLE = re.compile(r"\(?@[\w.]+\)?")
INITIALS = re.compile(r"[a-zß-öø-ÿ]{1,4}(?:/[a-zß-öø-ÿ]{1,4})+")
"""Who was at the desk: "mo/tr"."""
PARENS = re.compile(r"\(([^()]{2,60})\)")
NAME_END = re.compile(r"(?<=[^\W\d_A-Z]{2})\.\s+(?=[A-Z][a-z])")
GENERATION = re.compile(r"\s?,\s?(?=(?:Jr|Sr)\b|(?:II|III|IV)$)")  # "Max Poe, Jr." is one person
GLUE = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])")  # "RoeAssociated"
EN_PLACE = re.compile(r"\s+en\s+[A-ZÀ-Þ].*$")  # "en" is "in" after "Por" and "Par", "and" after "Door"

_AFTER_MARK = r"(?:^|(?<=[\s,|(•·–—-]))"


class LeadIns:
    """Phrases that may begin a text, and what must follow each, as a pattern.

    A pattern of all phrases takes longer to compile than a page to read: only those are compiled that begin with the
    same two letters as a text does.
    """

    def __init__(self, phrases: Iterable[str], before: str, after: str) -> None:
        self._around = before, after
        self._phrases: dict[str, list[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for phrase in phrases:
            self._phrases.setdefault(phrase[:2], []).append(phrase)

    def match(self, text: str) -> re.Match[str] | None:
        """The longest phrase at the start of the text, with what stands around it; in any letter case."""
        letters = text.lstrip()[:2].lower()
        if letters not in self._phrases:
            return None
        if letters not in self._patterns:
            before, after = self._around
            words = any_of(self._phrases[letters])
            self._patterns[letters] = re.compile(f"{before}{words}{after}", re.IGNORECASE)
        return self._patterns[letters].match(text)


class Endings:
    """Phrases from which on a text is no byline any more, and what must stand around each, as patterns.

    Most texts hold none: the pattern is compiled, and tried, only where one of the phrases stands.
    """

    def __init__(self, phrases: Collection[str], before: str, after: str) -> None:
        self._phrases = phrases
        self._words = shortest(phrases)
        self._around = before, after

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        before, after = self._around
        return re.compile(f"{before}{any_of(self._phrases)}{after}")

    def find(self, text: str) -> int:
        """Where the first of them begins, in any letter case; -1 where none stands."""
        low = lowered(text)
        match = self._pattern.search(low) if holds_one(low, self._words) else None
        return match.start() if match else -1

    def cut(self, text: str) -> str:
        """The text before the first of them."""
        at = self.find(text)
        return text if at < 0 else text[:at]


@cache
def byline_prefix() -> LeadIns:
    """Matches a byline's lead-in at the start of a text: "By ", "Von: ", "Text by "."""
    return LeadIns(lexicon().byline, *_AROUND)


@cache
def house_prefix() -> LeadIns:
    """Matches a lead-in that an organisation follows: "News provided by"."""
    return LeadIns(lexicon().house_byline, *_AROUND)


_AROUND = r"\s*", r"(?:\s*:+\s*|\s+|(?=\s*$))"


@cache
def inner_prefix() -> re.Pattern[str]:
    """Matches "by", "von", "par" … inside a line: "Posted in Politics by", "Veröffentlicht am … von"."""
    return re.compile(rf"(?:^|(?<=[\s|•·/,–—-])){any_of(lexicon().inner_byline)}\s+(?=[^\W_])", re.IGNORECASE)


@cache
def posted() -> LeadIns:
    """Matches a line that says first what was done with the text, or what it is: "Posted in", "Kommentar"."""
    return LeadIns(lexicon().posted, "", r"\b")


@cache
def other_credit() -> Endings:
    """Another part's credit: ", Fotos: Max Poe", "edited by Ida Quill"."""
    return Endings(lexicon().other_credit, r"(?:^|[\s(,;|])", r"(?:\s*:\s*|\s+)(?=[\w@(])")


@cache
def conjunction() -> re.Pattern[str]:
    """Splits names: ", ", " and ", ", und "."""
    words = any_of(lexicon().conjunctions)
    return re.compile(rf"\s*[,;]\s*(?:{words}\s+)?|\s+{words}\s+", re.IGNORECASE)


def may_conjoin(text: str) -> bool:
    """Whether `conjunction` may split the text: a look that is much cheaper than the split."""
    return "," in text or ";" in text or not _conjunction_ends().isdisjoint(text.lower().split())


@cache
def _conjunction_ends() -> frozenset[str]:
    return frozenset(words.rsplit(" ", 1)[-1] for words in lexicon().conjunctions)


@cache
def date_label() -> re.Pattern[str]:
    """Matches the words before a date, at the end of what stands before it: "Published on", "Stand: Dienstag,"."""
    labels, days = any_of(lexicon().date_labels | lexicon().modified_labels), any_of(lexicon().weekdays)
    return re.compile(
        rf"{_AFTER_MARK}(?:{labels}\b\s*:?\s*)+(?:{days}\b\.?,?\s*)?$|(?:^|(?<=\s)){days}\b[.,]*\s*$", re.IGNORECASE
    )


@cache
def trailing_label() -> Endings:
    """A date's label, where no date could be read: "Published yesterday"."""
    labels = lexicon().date_labels | lexicon().modified_labels
    return Endings({label for label in labels if len(label) > 4}, _AFTER_MARK, r"\b")


@cache
def reading_time() -> re.Pattern[str]:
    """Matches from "5 min read", "3 hours ago" or a clock time to the end."""
    units = any_of(lexicon().time_units)
    return re.compile(rf"\b[0-9]+\s*{units}\b.*$|\b[0-9]{{1,2}}[:.h][0-9]{{2}}\b.*$", re.IGNORECASE | re.DOTALL)


@cache
def before_house() -> re.Pattern[str]:
    """Matches what joins a person and whom they write for: "Jane Roe *of* The Lantern Post"."""
    return re.compile(rf"\s+{any_of(lexicon().before_house)}\s+(?=[A-ZÀ-Þ]|the\s)")


@cache
def place() -> re.Pattern[str]:
    """Matches where the person writes from, or for whom: " in Harborville", " aus Kiel"."""
    return re.compile(rf"\s+{any_of(lexicon().before_place)}\s+[A-ZÀ-Þ].*$", re.DOTALL)


@cache
def with_somebody() -> re.Pattern[str]:
    """Matches what follows "interview" where the partner is named, and not the author."""
    return re.compile(r"\s*(?:with|mit|avec|con|com|met)\s", re.IGNORECASE)
