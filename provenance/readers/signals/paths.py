"""Patterns of paths, as robots.txt (RFC 9309), TDMRep and RSL have them: `*` is any run of characters, `$` the end."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

_KEPT = "/%:@!$&'()*+,;=?~"
_STARS = re.compile(r"\*+")


def path_of(url: str) -> str:
    """What patterns are compared with: path and query of an address; "/" for one that cannot be parsed."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return _spelt((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def fits(pattern: str, url: str) -> bool:
    """Whether an address is one that the pattern means: a pattern that is an address itself means its host alone."""
    if "://" in pattern:
        try:
            there, here = urlsplit(pattern), urlsplit(url)
        except ValueError:
            return False
        if there.netloc.lower() != here.netloc.lower():
            return False
        pattern = (there.path or "/") + (f"?{there.query}" if there.query else "")
    return _fits(pattern, path_of(url))


def _fits(pattern: str, path: str) -> bool:
    """Look for the pieces between the stars one behind the other: a pattern of many stars takes no longer than that."""
    first, rest, is_whole = _pieces(pattern if pattern.startswith(("/", "*")) else f"/{pattern}")
    if not rest:
        return path == first if is_whole else path.startswith(first)
    if not path.startswith(first):
        return False
    at = len(first)
    *middle, last = rest
    for piece in middle:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return path.endswith(last) and len(path) - len(last) >= at if is_whole else path.find(last, at) >= 0


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> tuple[str, tuple[str, ...], bool]:
    """The text before the first star, those behind each, and whether the last ends the path."""
    first, *rest = (_spelt(piece) for piece in _STARS.split(pattern.removesuffix("$")))
    return first, tuple(rest), pattern.endswith("$")


def _spelt(path: str) -> str:
    """One spelling for what percent-encoding lets one write in several ways."""
    return quote(unquote(path), safe=_KEPT)
