"""What the words of a story say about its rights: bylines, datelines, notices, credits, sign-offs → candidates.

Works on `lines.Story`, so that a pasted text and a page are read by the same grammar. Emits every candidate with its
place; decides nothing.
"""

from __future__ import annotations

from provenance.language.triggers import MORE_FROM, NOTICE, formulas_for
from provenance.readers.lines import Story
from provenance.readers.prose.bylines import agency_line, emit_byline, read_byline_line, split_bylines, tail_line
from provenance.readers.prose.credits import closing_marks, read_credits
from provenance.readers.prose.hints import more_from, read_hints
from provenance.readers.prose.notices import read_notices
from provenance.readers.prose.openings import opening_date, read_dateline
from provenance.readers.raw import Raw


def read_prose(story: Story, raw: Raw, *, month_first: bool = False) -> None:
    """Add to `raw` everything that the story's lines say."""
    body = story.zone("body")
    for line in story.zone("head"):
        if line.kind != "caption":
            read_byline_line(line, story, raw, month_first=month_first)
        agency_line(line, story, raw)
    for line in body[:3]:
        read_dateline(line, story, raw)
    for line in body[:2]:
        opening_date(line, story, raw, month_first)
    split_bylines(story, raw, month_first)
    closing_marks(body, story, raw)
    for line in story.zone("tail"):
        tail_line(line, story, raw, month_first)
    for line, words in story.marked():
        if line.zone != "furniture" and not (
            line.kind in ("caption", "title") or (line.zone == "body" and len(line.text) > 700)
        ):
            formulas = formulas_for(words, line.low)
            if formulas:
                read_credits(line, story, raw, formulas)
        if not words.isdisjoint(NOTICE):
            read_notices(line, story, raw)
    for line, words in story.marked():
        if line.zone == "furniture" and len(line.text) < 60 and not words.isdisjoint(MORE_FROM):
            more_from(line, story, raw)
    read_hints(story, raw)


__all__ = ["emit_byline", "read_byline_line", "read_prose"]
