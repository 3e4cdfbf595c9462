"""Copyright notices: `© 2020 The Associated Press. All rights reserved.` → years and claimed holder.

"Holder" always means *claimed by*. The form of a notice follows 17 USC 401(b) (symbol, year, name) in any order that
pages use; a notice without a holder or with an impossible year is returned as it is, for the rules to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from provenance.language.agencies import registry
from provenance.language.lexicon import lexicon
from provenance.language.names import clean, fold


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: its literal text and place in the line, the years as read (first, last) and the holder."""

    text: str
    start: int
    end: int
    years: tuple[int, ...]
    holder: str | None


_MARK = re.compile(
    r"(?:(?<!\w)copyright(?!\w)|(?<!\w)copr\.|(?<!\w)urheberrecht(?!\w)|©|&copy;?|\(c\)(?=\s*(?:copyright|(?:19|20)\d\d))|(?<=copyright )\(c\)|ⓒ)"
    r"(?:\s*(?:copyright|©|\(c\)|&copy;?|by|:|-|–|the content))*",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\s*[,:]?\s*(?P<a>\d{4,5})(?:\s*(?:[-–—/,]|to|bis|and|&)\s*(?P<b>\d{4}|present|today|heute|now))?(?!\d)[\s,.:;]*", re.I)
_BETWEEN = re.compile(r"\s*(?:(?:©|\(c\)|&copy;?|copyright|by|[-–—:|,.]|™|®)\s*)+", re.IGNORECASE)
_END = re.compile(
    r"[.,;]?\s*(?:all rights|alle rechte|tous droits|todos los derechos|todos os direitos|tutti i diritti|riproduzione|reprinted|"
    r"reproduced|reproduction|this material|this story|this article|used by|used with|distributed|excerpted|published by|any "
    r"(?:use|reproduction|unauthorized)|no part|may not|unauthorized|powered by|an? [A-Z]\w+ [Cc]ompany|from |visit |see |click |"
    r"[|•·<>\n\t]|https?:|dpa:|\s-\s|\s–\s|—|\s/\s)|;|\(|\.\s*$|\.(?=\s+[A-Z(])|[!?]|:",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Ltd|Co|Corp|LLC|L\.L\.C|Pty|St|Dr|Mr|Mrs|Ms|Jr|Sr|Bros|U\.S|No|[A-Z]|e\.V|S\.A|S\.p\.A|B\.V|GmbH & Co))$")
_LAST_YEARS = re.compile(r"[\s,]*(?:©|\(c\))?[\s,]*(?P<a>(?:19|20)\d{2})(?:\s*[-–—,]\s*(?P<b>(?:19|20)\d{2}|present))?\s*$", re.I)
_LEAD = re.compile(r"^(?:provided by|courtesy of|courtesy|photo by|image by|bereitgestellt von|photo|foto|bild)\s*:?\s+", re.IGNORECASE)
_RESERVED = re.compile(r"(?:^|[.\s])(?P<who>[A-Z][^.|©\n]{2,60})[.,]\s+all rights reserved", re.IGNORECASE)
_WIRE_MARK = re.compile(r"(?:™|®)?\s*(?:&|and)\s*$")


def find_notices(text: str) -> list[Notice]:
    """Every notice in a line of text, in order."""
    notices: list[Notice] = []
    position = 0
    while mark := _MARK.search(text, position):
        notice = _read(text, mark)
        position = max(mark.end(), notice.end if notice else 0)
        if notice:
            notices.append(notice)
    if not notices and (bare := _RESERVED.search(text)):
        who = clean(bare["who"])
        if registry().named(who, slot=True):
            notices.append(Notice(clean(bare.group()), bare.start(), bare.end(), (), who))
    return notices


def _read(text: str, mark: re.Match[str]) -> Notice | None:
    at = mark.end()
    years: tuple[int, ...] = ()
    found = _YEARS.match(text, at)
    if found:
        years, at = _years_of(found), found.end()
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    by = re.compile(r"\s*(?:by|von|par|por|di|da)\s+", re.I).match(text, at)
    at = by.end() if by else at
    end = _holder_end(text, at)
    holder = clean(text[at:end]).strip(" ,.;:-–—|/&\"“”")
    if not years and (trailing := _LAST_YEARS.search(holder)):
        years, holder = _years_of(trailing), holder[: trailing.start()].strip(" ,.;:-–—|/&")
    elif years and (trailing := _LAST_YEARS.search(holder)):
        holder = holder[: trailing.start()].strip(" ,.;:-–—|/&")
    holder = _known_or_whole(_LEAD.sub("", holder))
    if not years and not _worth(holder, mark.group()):
        return None
    literal = text[mark.start() : max(end, at)]
    if _WIRE_MARK.search(text[: mark.start()]) and mark.start() < 40:
        literal, start = text[: max(end, at)], 0
    else:
        start = mark.start()
    return Notice(clean(literal), start, max(end, at), years, holder or None)


def _years_of(match: re.Match[str]) -> tuple[int, ...]:
    first, last = int(match["a"]), match["b"]
    return (first, int(last)) if last and last.isdigit() and int(last) != first else (first,)


def _holder_end(text: str, at: int) -> int:
    position = at
    while end := _END.search(text, position):
        if end.group().startswith(".") and _ABBREVIATED.search(text[at : end.start()]) and not end.group().strip(". ").strip():
            position = end.start() + 1
            continue
        return end.start()
    return len(text)


def _known_or_whole(holder: str) -> str:
    """Cut what pasted text runs on with: a known agency at the start is the holder, so is what precedes furniture."""
    words = holder.split(" ")
    if len(words) <= 5:
        return holder
    lead = registry().leading(holder)
    if lead and lead[1][:1].isspace() and not re.match(r"\s*(?:and|&|und|et|y|or|,|of|/)", lead[1]):
        return holder[: len(holder) - len(lead[1])].strip()
    low = holder.casefold()
    cuts = [at for line in lexicon().furniture_lines if len(line) > 7 and (at := low.find(" " + line)) > 3]
    return holder[: min(cuts)].strip(" ,.;:-–—|") if cuts else holder


def _worth(holder: str, mark: str) -> bool:
    """A mark without a year is a notice only where a short capitalised name follows it."""
    if not holder or len(holder) > 80 or len(holder.split(" ")) > 9:
        return False
    if fold(holder) in lexicon().stop_words or not (holder[:1].isupper() or registry().named(holder, slot=True)):
        return False
    return "©" in mark or "(c)" in mark.lower() or "ⓒ" in mark or len(holder.split(" ")) <= 6
