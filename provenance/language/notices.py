"""Copyright notices: `© 2020 The Associated Press. All rights reserved.` → years and claimed holder.

"Holder" always means *claimed by*. The form of a notice follows 17 USC 401(b) (symbol, year, name) in any order that
pages use; a notice without a holder or with an impossible year is returned as it is, for the rules to judge.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from provenance.language.agencies import registry
from provenance.language.lexicon import any_of, holds_one, lexicon, shortest
from provenance.language.names import clean, fold, is_not_a_name, lowered


class Notice(NamedTuple):
    """One notice: its literal text and place in the line, the years as read (first, last) and the holder."""

    text: str
    start: int
    end: int
    years: tuple[int, ...]
    holder: str | None


# Every run is bounded: texts come with thousands of spaces and signs, and none of them may cost more than one look.
# The patterns that are searched for, and are not only tried at one place, read the text in lower case: ignoring case
# takes several times longer.
_MARKS = ("©", "copyright", "(c)", "ⓒ", "&copy", "copr.", "urheberrecht")
_SIGN = r"(?:©|&copy;?|ⓒ|\(c\))"
_MARK = re.compile(
    rf"(?:(?<!\w)(?P<word>copyright|copr\.|urheberrecht)(?!\w)|©|&copy;?|ⓒ|(?<!\w)(?P<letter>\(c\)))"
    rf"(?:\s{{0,3}}(?:copyright\b|{_SIGN}|by\b|:|-|–|the\scontent\b)){{0,5}}"
)
_YEAR = r"(?P<first>[0-9]{4,5})"
_MORE_YEARS = (
    r"(?:\s{0,3}(?:[-–—/,&]|to\b|and\b|bis\b|und\b|à\b|al?\b)\s{0,3}(?P<last>[0-9]{4}(?![0-9])|(?<=[-–])[0-9]{2}(?![0-9]))"
    r"|\s{0,3}(?:[-–—]|to\b|bis\b)\s{0,3}(?:present|today|now|heute)\b){0,9}"
)
_YEARS = re.compile(rf"\s{{0,3}}[,:]?\s{{0,3}}{_YEAR}{_MORE_YEARS}(?![0-9])[\s,.:;]{{0,4}}", re.IGNORECASE)
_YEARS_AT_END = re.compile(rf"[\s,]{{0,4}}{_SIGN}?[\s,]{{0,4}}(?<![0-9]){_YEAR}{_MORE_YEARS}\s{{0,3}}$", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:\s{{0,3}}(?:{_SIGN}|copyright\b|by\b|[-–—:|,.™®])){{1,6}}", re.IGNORECASE)
_BY = re.compile(r"\s{0,3}(?:by|von|par|por|di|da|door)\s{1,3}", re.IGNORECASE)
_MAX_HOLDER = 300
_WIRE_MARK = re.compile(r"\S{1,30}\s?[™®]?\s{0,2}(?:&|and)\s{0,2}$")  # "The-CNN-Wire™ & " before ©
_SEGMENT = re.compile(r"[^|•·.;:!?<>\n\t()]{1,90}$")
_OPEN = re.compile(  # a full stop after these does not end a name
    r"\b(?:St|Dr|Mr|Mrs|Ms|No|Bros|[A-Z]|e)$|& Co$"
)
_CLOSED = re.compile(  # a full stop after these belongs to the name and ends it
    r"\b(?:Inc|Ltd|Corp|LLC|Pty|Jr|Sr|Ltda|Co|L\.L\.C|S\.A|S\.L|S\.p\.A|S\.r\.l|B\.V|N\.V|e\.\s?V)$"
)
_EDGES = ' ,;:-–—|/&"“”'


def find_notices(text: str, low: str | None = None) -> list[Notice]:
    """Every notice in a line of text, in order; `low` is the line in lower case, where the caller has it."""
    notices: list[Notice] = []
    low = low or lowered(text)
    position = 0
    mark = _MARK.search(low) if holds_one(low, _MARKS) else None
    while mark:
        notice = _read(text, low, mark, position)
        position = max(mark.end(), notice.end if notice else 0)
        if notice:
            notices.append(notice)
        mark = _MARK.search(low, position)
    return notices or _reserved_for_an_agency(text, low)


def _read(text: str, low: str, mark: re.Match[str], after: int) -> Notice | None:
    """The notice at a mark in `low`, which is `text` in lower case; before `after` stands the notice before it."""
    start, at = mark.start(), mark.end()
    years: tuple[int, ...] = ()
    if found := _YEARS.match(text, at):
        years, at = _years_of(found), found.end()
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    by = _BY.match(text, at)
    at = by.end() if by else at
    lead = _holder_lead().match(text, at)
    at = lead.end() if lead else at
    end = _holder_end(text, low, at)
    holder = clean(text[at:end]).strip(_EDGES)
    if trailing := _YEARS_AT_END.search(holder):
        years = years or _years_of(trailing)
        holder = holder[: trailing.start()].strip(_EDGES)
    holder = _known_or_whole(holder.removesuffix(".") if not _CLOSED.search(holder[:-1]) else holder)
    before = text[after:start]
    if not years:
        if not _worth(holder, mark, before) and (holder or not _reserved().match(low, at)):
            return None
        if found := _YEARS_AT_END.search(before):
            years, start = _years_of(found), after + found.start("first")
    if not holder and (name := _name_before(before)):
        holder, start = name, after + before.rindex(name)
    if wire := _WIRE_MARK.search(before[-40:]):
        start -= len(before[-40:]) - wire.start()
    end = max(end, at)
    return Notice(clean(text[start:end]), start, end, years, holder or None)


def _years_of(match: re.Match[str]) -> tuple[int, ...]:
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if last < 100:  # 1998-20
        last += first // 100 * 100
        last += 100 if last < first else 0
    return (first,) if last == first else (first, last)


@cache
def _ends() -> re.Pattern[str]:
    """What ends the holder's name: a mark, the reserved rights, the next sentence, the next piece of a footer."""
    return re.compile(
        rf"[.,;]?\s{{0,3}}(?:{any_of(lexicon().rights_reserved | lexicon().notice_ends)}\b|{_SIGN}"
        rf"|copyright\s{{0,2}}(?:{_SIGN}|[0-9]{{4}})|an?\s[a-z]\w{{1,20}}\scompany\b"
        r"|[|•·<>\n\t]|https?:|dpa:|\s-\s|\s–\s|—|\s/\s)"
        r"|[;(!?:]|\.(?=\s{0,9}$|\s{1,9}[a-z(])"
    )


@cache
def _reserved() -> re.Pattern[str]:
    return re.compile(rf"[\s,.:–—-]{{0,4}}{any_of(lexicon().rights_reserved)}\b")


@cache
def _reserving() -> tuple[str, ...]:
    """Words of which one stands wherever rights are reserved."""
    return shortest(lexicon().rights_reserved)


@cache
def _holder_lead() -> re.Pattern[str]:
    """What stands between a mark and a name: "Photo:", "courtesy of", "bereitgestellt von"."""
    return re.compile(rf"\s{{0,3}}{any_of(lexicon().holder_leads)}(?:\s{{0,2}}:\s{{0,3}}|\s{{1,3}})", re.IGNORECASE)


def _holder_end(text: str, low: str, at: int) -> int:
    """Where the name ends that begins at `at`; a full stop of "Inc." belongs to it."""
    position, limit = at, min(len(text), at + _MAX_HOLDER)
    while end := _ends().search(low, position, limit):
        if text[end.start()] == ".":
            name = text[max(at, end.start() - 30) : end.start()]
            if _CLOSED.search(name) and not name.endswith("& Co"):
                return end.start() + 1
            if end.group() == "." and _OPEN.search(name) and end.end() < len(text.rstrip()):
                position = end.end()
                continue
        return end.start()
    return limit


def _known_or_whole(holder: str) -> str:
    """Cut what pasted text runs on with: a known agency at the start is the holder, so is what precedes furniture."""
    words = holder.split(" ")
    if len(words) <= 5:
        return holder
    lead = registry().leading(holder)
    if lead and lead[1] and re.match(r"\s", holder[len(holder) - len(lead[1]) - 1]):
        follows = lead[1].split(" ")[0].casefold()
        if follows not in lexicon().conjunctions and follows not in ("or", "of", "/"):
            return holder[: len(holder) - len(lead[1])].strip()
    low = lowered(holder)
    cuts = [at for line in _furniture() if (at := low.find(line)) > 3]
    if cuts:
        return holder[: min(cuts)].strip(_EDGES)
    small = next((index for index, word in enumerate(words) if not _fits_a_name(word)), len(words))
    return " ".join(words[:small]).strip(_EDGES) if len(words) > 8 and small else holder


@cache
def _furniture() -> tuple[str, ...]:
    return tuple(" " + line for line in lexicon().furniture_lines if len(line) > 7)


def _fits_a_name(word: str) -> bool:
    """Capitalised, or small as inside names: "of", "and", "van", "&"."""
    small = word.casefold().strip(".,")
    return not word[:1].islower() or small in lexicon().particles or small in lexicon().conjunctions or small == "of"


def _worth(holder: str, mark: re.Match[str], before: str) -> bool:
    """A mark without a year is a notice only where a short capitalised name follows it."""
    words = holder.split(" ")
    known = registry().leading(holder, slot=True) if holder else None
    if not holder or len(holder) > 80 or len(words) > 9 or fold(holder) in lexicon().stop_words:
        return False
    if mark["letter"] and mark.group().strip() == "(c)":  # the third item of a list
        return known is not None
    if not (holder[:1].isupper() or known):
        return False
    if not mark["word"] or "©" in mark.group() or "(c)" in mark.group():
        return True
    opens = not before.strip() or before.rstrip()[-1] in ".!?:;|•·-–—" or _YEARS_AT_END.search(before) is not None
    named = mark.group().rstrip().endswith((":", "by"))
    return len(words) <= 6 and (opens or named) and all(_fits_a_name(word) for word in words)


def _name_before(before: str) -> str | None:
    """The holder that stands before its mark: "The Lantern Post © 2020"."""
    segment = _SEGMENT.search(_YEARS_AT_END.sub("", before.rstrip(" ,-–—")[-90:]))
    name = clean(segment.group()).strip(_EDGES) if segment else ""
    words = name.split(" ")
    if not 3 <= len(name) <= 60 or len(words) > 7 or not (name[0].isupper() or registry().named(name, slot=True)):
        return None
    low = [word.casefold() for word in words]
    if is_not_a_name(name) or low[0] in lexicon().picture_words | lexicon().holder_leads | {"all", "text", "content"}:
        return None
    return name if name in before and all(map(_fits_a_name, words)) else None


def _reserved_for_an_agency(text: str, low: str) -> list[Notice]:
    """`The Associated Press, all rights reserved`: without a mark only where the name is a known agency's."""
    reserved = _reserved().search(low) if holds_one(low, _reserving()) else None
    segment = _SEGMENT.search(text[max(0, reserved.start() - 90) : reserved.start()]) if reserved else None
    who = clean(segment.group()).strip(_EDGES) if segment else ""
    if not reserved or not segment or not who or not registry().named(who, slot=True):
        return []
    start = reserved.start() - len(segment.group())
    return [Notice(clean(text[start : reserved.end()]), start, reserved.end(), (), who)]
