"""What opens a text: the agency's dateline, or a date."""

from __future__ import annotations

import re

from provenance.language.datelines import dateline
from provenance.language.dates import parse
from provenance.readers.lines import Line, Story
from provenance.readers.raw import Raw, organisation
from provenance.readers.roles import role_of_kind

_OPENS = re.compile(r"^(?:[^\W\d_][\w .'’/-]{1,28}[,.]?\s*(?:den |le |el |am )?)?$")


def read_dateline(line: Line, story: Story, raw: Raw) -> None:
    """Emit the agencies of a dateline."""
    mark = dateline(line.text)
    if not mark:
        return
    for name, agency in mark.agencies:
        raw.say(
            "credit",
            organisation(name, agency, role=role_of_kind(agency.kind, slot=True)),
            "dateline",
            as_read=mark.text,
            origin=story.place(line, mark.start, mark.text),
        )


def opening_date(line: Line, story: Story, raw: Raw, month_first: bool) -> None:
    """A date that opens the text, after a place or alone: "Berlin, 27. Januar 2022 – …"."""
    found = parse(line.text[:60], month_first=month_first)
    if not found or not _OPENS.match(line.text[: found.start].strip(" (")) or len(line.text) - found.end < 20:
        return
    if not re.match(r"\s*(?:[-–—:.,(|/)]|//)", line.text[found.end :]):
        return
    text = line.text[found.start : found.end]
    raw.say("date_published", found.iso, "opening_date", as_read=text, origin=story.place(line, found.start, text))
