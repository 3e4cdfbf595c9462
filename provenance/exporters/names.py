"""A name and nothing but the name, as the search engines' author rules want it.

Readers split bylines, in every language they know. A name that came ready-made from markup may still carry its
introduction or a title; only what can't be part of a name is cut here ("Von Miller" and "Dame Diouf" are names), and
a title is kept: it has a property of its own (schema:honorificPrefix, schema:honorificSuffix).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_INTRODUCTION = re.compile(
    r"(?:(?:(?:written|posted|published|reported|story|words|text)\s+)?by(?:\s*:\s*|\s+)|(?:von|par|por|di|door)\s*:\s*)+",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?:(?:Dr|Dra|Prof|Mr|Mrs|Ms|Mx|Mme|Mlle|Rev|Hon|Sra|Dott|Ing)\.\s*|"
    r"(?:Dr|Dra|Prof|Mr|Mrs|Ms|Mx|Mme|Mlle|Rev|Professor|Sir|Herr|Frau)\s+)"
)
_SUFFIX = re.compile(r",?\s+(?:Ph\.?D\.?|M\.D\.|MD|J\.D\.|M\.P\.H\.|MPH|MBE|OBE|CBE|KC|QC)$")


class Name(NamedTuple):
    """A name in its parts; the titles are as read, or None."""

    bare: str
    prefix: str | None = None
    suffix: str | None = None


def split_name(text: str) -> Name:
    """Take introduction and titles off a person's name: `By Dr. Ana Ruiz, PhD` is `Ana Ruiz`, `Dr.`, `PhD`.

    Runs of white space become one space. A name that would be left empty is returned whole.
    """
    whole = " ".join(text.split())
    rest = _INTRODUCTION.sub("", whole, count=1) if _INTRODUCTION.match(whole) else whole
    prefixes: list[str] = []
    while match := _PREFIX.match(rest):
        prefixes.append(match.group().strip())
        rest = rest[match.end() :]
    suffixes: list[str] = []
    while match := _SUFFIX.search(rest):
        suffixes.insert(0, match.group().lstrip(", "))
        rest = rest[: match.start()]
    if not rest.strip(" ,"):
        return Name(whole)
    return Name(rest, " ".join(prefixes) or None, ", ".join(suffixes) or None)
