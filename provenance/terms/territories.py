"""Where an audience is: ISO 3166 codes, `world`, and the few groups of countries that contracts name.

`US-CA` lies in `US`, everything lies in `world`. A name that is none of these is unknown: never inside, never outside.
"""

from __future__ import annotations

import re
from functools import cache

from provenance.resources import vocab
from provenance.terms.truth import Truth, all_of, any_of

_CODE = re.compile(r"(?:.*[/:#])?([A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)", re.ASCII)


def within(audience: tuple[str, ...], allowed: tuple[str, ...]) -> Truth:
    """Whether every place of the audience lies in one of the places allowed."""
    groups = _expanded(allowed)
    return all_of(any_of(_inside(place, code) for code in groups) for place in _expanded(audience))


def meets(audience: tuple[str, ...], places: tuple[str, ...]) -> Truth:
    """Whether any place of the audience overlaps one of the places."""
    groups = _expanded(places)
    return any_of(
        any_of((_inside(place, code), _inside(code, place))) for place in _expanded(audience) for code in groups
    )


def is_group(name: str) -> bool:
    """Whether a name stands for a group of countries, or for one by a code that is not ISO's."""
    return name.upper() in _groups()


def _inside(place: str | None, wider: str | None) -> Truth:
    if place is None or wider is None:
        return "unknown"
    if wider == "world" or place == wider or place.startswith(wider + "-"):
        return "yes"
    return "no"


def _expanded(places: tuple[str, ...]) -> tuple[str | None, ...]:
    """Codes for names and groups; None for a place that is not known."""
    found: list[str | None] = []
    for place in places:
        word = place.upper()
        if word in ("WORLD", "WORLDWIDE"):
            found.append("world")
        elif word in _groups():
            found.extend(_groups()[word])
        elif match := _CODE.fullmatch(place):
            found.append(match[1].upper())
        else:
            found.append(None)
    return tuple(found)


@cache
def _groups() -> dict[str, list[str]]:
    import tomllib  # asked for only where there is a territory

    table: dict[str, list[str]] = tomllib.loads(vocab("territories.toml").read_text("utf-8"))["groups"]
    return table
