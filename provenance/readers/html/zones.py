"""Head, body, tail or furniture: decided for every line once the whole page is known.

Class names call a sidebar a sidebar, but also call the whole page "with-sidebar": so furniture that holds the title
is none. The title is the `<h1>` that shares most words with `<title>`; the body runs over the paragraphs after it.
"""

from __future__ import annotations

import re

from provenance.language.dates import parse
from provenance.readers.furniture import closes_story, is_furniture_line
from provenance.readers.html.classes import AUTHOR, BODY, BYLINE, CAPTION, COMMENT
from provenance.readers.html.document import Block, Page
from provenance.readers.lines import Line

HEAD_BEFORE, HEAD_AFTER, TAIL = 8, 14, 16
"""How many lines around the title, and after the text, are read as head and tail."""
_WORD = re.compile(r"\w{2,}")


def set_zones(page: Page, headline: str | None) -> int | None:
    """Set the zone of every line; return the index of the title's line."""
    lines = page.lines
    title = _title(page, headline)
    spared = _spared(page, title)
    causes = [line.source.causes for line in lines]
    furniture = [bool(around) and not spared.issuperset(around) for around in causes]
    if title is not None:
        for number in range(title + 1, min(title + 7, len(lines))):
            furniture[number] = furniture[number] and not _says_who_or_when(lines[number])
    paragraphs = [
        number for number, line in enumerate(lines) if not furniture[number] and number != title and _is_paragraph(line)
    ]
    first, last = _body(lines, paragraphs, title)
    cut = _furniture_cut(lines, last)
    if last is not None:
        for number in range(last + 1, min(last + 5, len(lines))):
            marked = lines[number].source.flags & (BYLINE | AUTHOR)
            furniture[number] = furniture[number] and not (marked and _says_who_or_when(lines[number]))
    early = _second(paragraphs, first, last)
    astray = title is not None and last is not None and last < title  # what was taken for the text stands elsewhere
    for number, line in enumerate(lines):
        if furniture[number]:
            line.zone = "furniture"
        elif number == title or (astray and -3 <= number - (title or 0) <= 6 and len(line.text) < 130):
            line.zone = "head"
        elif first is None or last is None:
            near = title is not None and -HEAD_BEFORE <= number - title <= HEAD_AFTER
            line.zone = "head" if near else "furniture" if title is not None else "body"
        elif number < first:
            anchor = title if title is not None else first
            line.zone = "head" if anchor - HEAD_BEFORE <= number else "furniture"
        elif number <= last:
            line.zone = "head" if number < early and len(line.text) < 130 and number not in paragraphs else "body"
        elif number <= last + TAIL and number < cut:
            line.zone = "tail"
        else:
            line.zone = "furniture"
    return title


def _title(page: Page, headline: str | None) -> int | None:
    """The heading that shares most words with the page's title; old themes keep `<h1>` for the name of the site."""
    wanted = set(_WORD.findall((headline or (page.title.text if page.title else "")).lower()))
    first_of_rank = best = None
    most = 0.0
    for number, line in enumerate(page.lines):
        of_rank = line.kind == "title"
        if of_rank and first_of_rank is None:
            first_of_rank = number
        if wanted and (of_rank or (line.source.tag in _HEADINGS and number < _EARLY and len(line.text) > 8)):
            words = _WORD.findall(line.low)
            shared = 2 * len(wanted.intersection(words)) / (len(set(words)) + len(wanted))
            score = shared + 0.2 if of_rank else shared
            if score > most:
                best, most = number, score
    return best if most >= 0.35 else first_of_rank


_HEADINGS, _EARLY = frozenset(("h2", "h3")), 500


def _spared(page: Page, title: int | None) -> frozenset[int]:
    """The furniture elements that are none, since the title or most of the text lies in them."""
    spared: set[int] = set()
    if title is not None:
        spared.update(page.lines[title].source.causes)
    weight: dict[int, int] = {}
    total = 0
    for line in page.lines:
        size = len(line.text)
        if size >= 80 and (block := line.source).tag == "p":
            total += size
            for cause in block.causes:
                weight[cause] = weight.get(cause, 0) + size
    spared.update(cause for cause, amount in weight.items() if amount * 2 > total and total > 400)
    return frozenset(spared)


def _says_who_or_when(line: Line) -> bool:
    """Next to the title or the text even a "widget" may be the byline: short, marked or dated, and no list."""
    block: Block = line.source
    if len(line.text) > 160 or line.kind == "item" or block.tag in ("nav", "h2", "h3") or block.flags & COMMENT:
        return False
    return bool(block.flags & (BYLINE | AUTHOR)) or parse(line.text) is not None


def _is_paragraph(line: Line) -> bool:
    block: Block = line.source
    text = line.text
    if block.flags & CAPTION or line.kind in ("title", "caption"):
        return False
    if line.links and sum([link.end - link.start for link in line.links]) * 2 > len(text):
        return False
    if block.tag == "p" or block.flags & BODY:
        return len(text) >= 70 or (block.flags & BODY != 0 and len(text) >= 40 and text[-1:] in '.!?”"')
    return len(text) >= 140


def _body(lines: list[Line], paragraphs: list[int], title: int | None) -> tuple[int | None, int | None]:
    """The first and last paragraph of the text: from the title on, until a long stretch without paragraphs."""
    if not paragraphs:
        return None, None
    marked = [number for number in paragraphs if lines[number].source.flags & BODY]
    pool = marked if sum(len(lines[n].text) for n in marked) > 300 else paragraphs
    after = [number for number in pool if title is None or number > title] or pool
    first = last = after[0]
    for number in after[1:]:
        gap = lines[last + 1 : number]
        if len(gap) > 30 or any(
            is_furniture_line(line.text) and line.source.tag in _CUTTING for line in gap if len(gap) > 6
        ):
            break
        last = number
    if pool is marked:
        last = max(number for number in marked if number >= first)
    before = [number for number in pool if first <= number < last]
    while before and closes_story(lines[last].text):
        last = before.pop()
    return first, last


_CUTTING = frozenset(("h2", "h3", "h4", "h5", "div", "p"))


def _second(paragraphs: list[int], first: int | None, last: int | None) -> int:
    """Lines before the second paragraph still are head: a byline often stands below the standfirst."""
    if first is None:
        return 0
    later = [number for number in paragraphs if number > first]
    return min(later[0] if later else (last or first), first + HEAD_AFTER)


def _furniture_cut(lines: list[Line], last: int | None) -> int:
    if last is None:
        return len(lines)
    for number in range(last + 1, min(last + 1 + TAIL, len(lines))):
        line = lines[number]
        if is_furniture_line(line.text) and not line.source.flags & BYLINE:
            return number
    return len(lines)
