"""Dates in the reader's way: the order, the month's name and the clock of the language that the browser asks for.

A date stays as precise as it was read: a year is not made a day, and a time without a zone gets none. The ISO 8601
text stays with it, in the markup.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

_ISO = re.compile(
    r"(?<![\w-])((?:1[5-9]|2\d)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])"
    r"(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::\d\d(?:[.,]\d+)?)?"
    r"(?: ?(Z|UTC(?![+-])|(?:UTC)?[+-]\d\d:?\d\d))?)?)?(?![\w-])"
)
"""A day or a month in ISO 8601, or an instant as it is or as reports print it: `2026-03-09 14:05 UTC-05:00`."""


class Locale(NamedTuple):
    """How one language writes dates; `tag` is for the markup."""

    tag: str
    months: tuple[str, ...]
    day: str
    month: str
    twelve: bool


def locale_of(accepted: list[str]) -> Locale:
    """The locale for the languages that a browser asks for, the dearest first; English where none is known."""
    known = _locales()
    for tag in (tag.lower().replace("_", "-") for tag in accepted):
        for candidate in (tag, tag.split("-")[0]):
            if candidate in known:
                return known[candidate]
    return known["en"]


def dated(text: str, locale: Locale) -> Markup:
    """`text`, escaped, with every ISO date in it written in the reader's way.

    For our own sentences: what is quoted from a page stays as it was read.
    """
    pieces, end = [Markup()], 0
    for match in _ISO.finditer(text):
        pieces += [escape(text[end : match.start()]), _element(match, locale)]
        end = match.end()
    return Markup().join([*pieces, escape(text[end:])])


def plain(text: str, locale: Locale) -> str:
    """As `dated`, without markup."""
    return _ISO.sub(lambda match: _written(match, locale), text)


def _element(match: re.Match[str], locale: Locale) -> Markup:
    """A `<time>`: its `datetime` is as HTML wants it, its title the date as it was written."""
    year, month, day, hour, minute, zone = match.groups()
    offset = "" if zone is None else "Z" if zone in ("Z", "UTC") else zone.removeprefix("UTC")
    iso = "-".join(filter(None, (year, month, day))) + (f"T{hour}:{minute}{offset}" if hour else "")
    language = Markup(' lang="{}"').format(locale.tag) if locale.tag != "en" else ""
    return Markup('<time datetime="{}" title="{}"{}>{}</time>').format(iso, match[0], language, _written(match, locale))


def _written(match: re.Match[str], locale: Locale) -> str:
    year, month, day, hour, minute, zone = match.groups()
    name = locale.months[int(month) - 1]
    if day is None:
        return locale.month.format(month=name, year=year)
    text = locale.day.format(day=int(day), month=name, year=year)
    if hour is None:
        return text
    if locale.twelve:
        clock = f"{int(hour) % 12 or 12}:{minute} {'a.m.' if int(hour) < 12 else 'p.m.'}"
    else:
        clock = f"{hour}:{minute}"
    return f"{text}, {clock}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    offset = zone.removeprefix("UTC").replace(":", "")
    if offset in ("Z", "", "+0000", "-0000"):
        return " UTC"
    minutes = "" if offset[3:] == "00" else f":{offset[3:]}"
    return f" UTC{'−' if offset[0] == '-' else '+'}{int(offset[1:3])}{minutes}"


@cache
def _locales() -> dict[str, Locale]:
    tables = tomllib.loads((Path(__file__).parent / "locales.toml").read_text("utf-8"))
    return {
        tag: Locale(
            tag.split("-")[0],
            tuple(table["months"].split()),
            table["day"],
            table.get("month", "{month} {year}"),
            table.get("twelve", False),
        )
        for tag, table in tables.items()
    }
