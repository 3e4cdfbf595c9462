"""The reader for plain text as people paste it: headline, byline, paragraphs, tail, and the furniture that came along.

Line ends of every kind, no-break spaces and text that arrives as one paragraph are read alike: one long line is cut
where a byline ends, where a notice starts and where furniture begins, and places still count in the text as given.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from provenance.errors import TooLargeError, UnreadableError
from provenance.language.byline_words import byline_prefix
from provenance.language.dates import parse
from provenance.language.lexicon import any_of, lexicon
from provenance.language.names import fold
from provenance.model.values import Zone
from provenance.readers.empty_credits import read_empty_credits
from provenance.readers.furniture import closes_story, is_furniture_line
from provenance.readers.lines import Line, Story
from provenance.readers.prose import read_prose
from provenance.readers.raw import Raw, digest, is_binary, origin
from provenance.readers.terms import read_terms

MAX_CHARS = 5_000_000
HEAD, TAIL = 8, 15
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200b\u202f\u3000\ufeff]+")
_NOTICE = re.compile(r"(?:Copyright|©|\(c\))\s*(?:©\s*)?(?:19|20)\d\d\b|©\s*[A-Z]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"”’»)\]]*$")
_TAIL_START = (
    r"(?<=[.!?”\"]\s)(?:Follow [A-Z]|Send tips|This (?:story|article) (?:was|is)|(?:Originally|First) published|"
    r"Reporting by|Distributed by|Content created by|Additional reporting"
)


def read_text(data: bytes, *, url: str | None = None) -> Raw:
    """Read a pasted text.

    Raises:
        UnreadableError: empty or binary.
        TooLargeError: more than `MAX_CHARS` characters.
    """
    text = _decode(data)
    raw = Raw("text", digest(data), url)
    spans = _spans(text)
    lines = [Line(_SPACES.sub(" ", text[start:end]).strip(), source=start) for start, end in spans]
    if not lines:
        raise UnreadableError("expected text, found only white space")
    title = _set_zones(lines)
    story = Story(lines, _Places(text), title)
    first = lines[title]
    if not byline_prefix().match(first.text):
        raw.say("headline", first.text, "title_line", as_read=first.text, origin=story.place(first, 0, first.text))
    read_prose(story, raw)
    read_terms(story, raw)
    read_empty_credits(story, raw)
    _own_date_lines(story, raw)
    return raw


def _decode(data: bytes) -> str:
    if len(data) > MAX_CHARS * 4:
        raise TooLargeError(f"expected at most {MAX_CHARS:,} characters of text, found {len(data):,} bytes")
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = data.decode("latin-1")
    if not text.strip():
        raise UnreadableError("expected text, found an empty file")
    if is_binary(text):
        raise UnreadableError("expected text, found binary data")
    return text[:MAX_CHARS]


def _spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of every line with content; a text that came as one paragraph is cut at its seams."""
    spans = [
        match.span()
        for match in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c]+", text)
        if match.group().strip("\u00a0\u200b\ufeff \t")
    ]
    if len(spans) > 3 or sum(end - start for start, end in spans) < 300:
        return spans
    return [piece for span in spans for piece in _cut(text, *span)]


@cache
def _tail_start() -> re.Pattern[str]:
    """Where a sentence begins that follows the text: "Follow Jane …", "Cet article …"."""
    return re.compile(rf"{_TAIL_START}|(?i:{any_of(lexicon().this_work)})\b)")


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one long line behind its byline, before notices and tail sentences, and where furniture starts."""
    if end - start < 300:
        return [(start, end)]
    seams: set[int] = set()
    plain = re.sub(r"\s", " ", text[start:end])
    head = plain[:400]
    label = re.search(r"(?<=\s)(?:By|Von|Par|Por|Di|Door)\s+(?=[A-ZÀ-Þ])", head)
    if label:
        seams.add(start + label.start())
        found = parse(head[label.start() :])
        if found and found.start < 120:
            seams.add(start + label.start() + found.end)
    seams.update(start + match.start() for match in _NOTICE.finditer(plain))
    seams.update(start + match.start() for match in _tail_start().finditer(plain))
    low = plain.lower() if len(plain.lower()) == len(plain) else plain
    last_notice = max((seam for seam in seams), default=start)
    for line in lexicon().furniture_lines:
        if len(line) > 7:
            at = low.find(" " + line, last_notice - start if last_notice > start + 400 else len(low) // 2)
            if at >= 0:
                seams.add(start + at + 1)
    cuts = [start, *sorted(seam for seam in seams if start < seam < end), end]
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _set_zones(lines: list[Line]) -> int:
    """Zones of a pasted text; returns the index of the title's line."""
    title = 0
    body = [number for number, line in enumerate(lines) if number > title and _is_paragraph(line.text)]
    first = body[0] if body else min(len(lines), 2)
    cut = _cut_line(lines, first)
    body = [number for number in body if number < cut]
    last = body[-1] if body else first - 1
    for number, line in enumerate(lines):
        zone: Zone
        if number < first:
            zone = "head" if number <= HEAD else "furniture"
        elif number <= last:
            zone = "body"
        elif number < cut and number <= last + TAIL:
            zone = "tail"
        else:
            zone = "furniture"
        line.zone = zone
        line.kind = "title" if number == title else "paragraph" if zone == "body" else "other"
    _short_ends_are_tail(lines, first, last)
    return title


def _short_ends_are_tail(lines: list[Line], first: int, last: int) -> None:
    """Closing sentences about the author or the rights read like paragraphs: they are tail."""
    for number in range(last, first, -1):
        text = lines[number].text
        if not closes_story(text) and not (len(text) <= 400 and text.startswith(("(", "—", "–"))):
            break
        lines[number].zone, lines[number].kind = "tail", "other"


def _is_paragraph(text: str) -> bool:
    if byline_prefix().match(text) and len(text) < 160:
        return False
    return len(text) >= 120 or (len(text) >= 50 and bool(_SENTENCE_END.search(text)) and not _NOTICE.match(text))


def _cut_line(lines: list[Line], first: int) -> int:
    """Where the furniture begins: its first line after the text, if no long run of text follows."""
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if is_furniture_line(line.text) and len(fold(line.text)) > 3:
            later = sum(len(other.text) for other in lines[number + 1 :] if len(other.text) > 150)
            before = sum(len(other.text) for other in lines[first:number])
            if later < before:
                return number
    return len(lines)


def _own_date_lines(story: Story, raw: Raw) -> None:
    """A date that stands alone in the head ("Published June 7, 2016") without a byline."""
    for line in story.zone("head"):
        if line.kind == "title" or len(line.text) > 80:
            continue
        found = parse(line.text)
        if found and len(line.text) - (found.end - found.start) < 40:
            text = line.text[found.start : found.end]
            modified = any(label in line.low[: found.start] for label in lexicon().modified_labels if len(label) > 5)
            raw.say(
                "date_modified" if modified else "date_published",
                found.iso,
                "date_line",
                as_read=text,
                origin=story.place(line, found.start, text),
            )


class _Places:
    """Line and column of a literal in the text as given."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]", text))]

    def __call__(self, line: Line, offset: int, literal: str) -> dict[str, Any]:
        start: int = line.source
        words = re.escape(literal[:60]).replace(r"\ ", r"[\s\u00a0\u200b]+")
        match = re.compile(words).search(self._text, start) if literal else None
        at = match.start() if match else start
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._starts[middle] <= at else (low, middle)
        return origin(line.zone, literal[:300] or None, line=low + 1, column=at - self._starts[low] + 1)
