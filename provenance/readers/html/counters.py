"""Republication counters: the pixel that republishers are asked to keep tells whose text it is.

The counters are data: `vocab/counters.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from provenance.hosts import absolute, host_of, site_label
from provenance.language.agencies import registry
from provenance.readers.html.document import Page
from provenance.readers.html.place import at_element
from provenance.readers.raw import Raw, organisation
from provenance.readers.roles import role_of_kind
from provenance.resources import vocab


class _Counter(NamedTuple):
    pattern: re.Pattern[str]
    host: str | None
    original: str | None


@cache
def _counters() -> tuple[_Counter, ...]:
    rows = tomllib.loads(vocab("counters.toml").read_text(encoding="utf-8"))["counter"]
    return tuple(_Counter(re.compile(row["pattern"]), row.get("host"), row.get("original")) for row in rows)


def read_counters(page: Page, raw: Raw) -> None:
    """Emit the counters among the article's images, whose they are, and where the original stands if they tell."""
    for image, _, _ in page.images:
        source = image.attr("src") or ""
        for counter in _counters():
            match = counter.pattern.search(source)
            if match:
                _emit(
                    page,
                    raw,
                    counter,
                    match,
                    absolute(page.base, source),
                    at_element(page, image, match.group(), "body"),
                )


def _emit(page: Page, raw: Raw, counter: _Counter, match: re.Match[str], source: str, where: dict[str, object]) -> None:
    raw.say("republication_counter", match.group(), "republication_counter", as_read=source, origin=where)
    host = counter.host or host_of(source)
    if host and host != host_of(raw.url or page.base):
        agency = registry().at_host(host)
        party = organisation(
            agency.name if agency else site_label(host), agency, role=role_of_kind(agency.kind if agency else None)
        )
        raw.say("credit", party, "republication_counter", as_read=source, basis="inferred", voice="tool", origin=where)
    if counter.original:
        original = counter.original.format(*match.groups())
        raw.say(
            "original_url",
            original,
            "republication_counter",
            as_read=source,
            basis="inferred",
            voice="tool",
            origin=where,
        )
