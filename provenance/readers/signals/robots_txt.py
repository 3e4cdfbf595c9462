"""What a robots.txt says of AI use: `Content-Signal`, `Content-Usage`, and the `License` of RSL.

Signals are read from the group for all robots (`User-agent: *`), since the question is what the site asks of anybody,
and from lines before any group, where some sites put them. A rule may begin with a path (draft-ietf-aipref-attach);
for one address the longest path that fits counts, as for Allow and Disallow (RFC 9309), for each key apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from provenance.hosts import absolute
from provenance.readers.raw import Raw
from provenance.readers.signals.outside import outside
from provenance.readers.signals.paths import fits
from provenance.readers.signals.say import Voiced, say_signal
from provenance.readers.signals.words import pairs

PATH = "/robots.txt"
_VOICED = Voiced("robots_txt", "default", "site_template", "site")
_RULES = {"content-signal": "content-signal", "content-usage": "content-usage"}
"""Name of a line → scheme."""
MAX_LINES = 20_000


class Rule(NamedTuple):
    """One pair of a line: the line's number from 1, its scheme, the path it is for, key and word, both as written."""

    line: int
    scheme: str
    path: str
    key: str
    word: str
    whole: str


def read_robots_txt(raw: Raw, text: str, site: str, url: str) -> None:
    """Say what the robots.txt of a site says of an address.

    Args:
        raw: where the signals go.
        text: the file.
        site: scheme and host of the site, without a slash at the end.
        url: the address.
    """
    lines = [(number, *_split(line)) for number, line in enumerate(text.splitlines()[:MAX_LINES], 1)]
    chosen: dict[tuple[str, str], list[Rule]] = {}
    for rule in _rules(lines):
        if not fits(rule.path, url):
            continue
        same = chosen.setdefault((rule.scheme, rule.key.lower()), [])
        if same and len(same[0].path) < len(rule.path):
            same.clear()
        if not same or len(same[0].path) == len(rule.path):
            same.append(rule)
    for rule in sorted(rule for same in chosen.values() for rule in same):
        where = outside(site + PATH, rule.whole, line=rule.line)
        say_signal(raw, rule.scheme, rule.key, rule.word or None, _VOICED, where, as_read=rule.whole)
    for number, name, value in lines:
        if name == "license" and value:
            address = absolute(site + PATH, value)
            where = outside(site + PATH, value, line=number)
            say_signal(raw, "rsl", "license", address, _VOICED, where, as_read=value, policy=address)


def _split(line: str) -> tuple[str, str]:
    """Name and value of a line: folded, and without the comment."""
    name, _, value = line.partition("#")[0].partition(":")
    return name.strip().lower(), value.strip()


def _rules(lines: list[tuple[int, str, str]]) -> Iterator[Rule]:
    is_for_all, is_naming = True, False
    for number, name, value in lines:
        if name == "user-agent":
            is_for_all = value == "*" or (is_naming and is_for_all)
            is_naming = True
        elif name:
            is_naming = False
            if name in _RULES and is_for_all:
                path, *behind = value.split(None, 1) if value.startswith(("/", "*")) else ("/", value)
                rest = behind[0] if behind else ""
                for key, word, whole in pairs(rest):
                    yield Rule(number, _RULES[name], path, key, word, whole)
