"""The `Link` header of HTTP (RFC 8288)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from provenance.hosts import absolute

_PARAMETER = re.compile(r""";\s*([\w*!#$&+.^`|~-]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]*))""")
_LINK = re.compile(r"<([^<>]{0,2000})>((?:[^,<\"]|\"[^\"]{0,2000}\"){0,4000})")


class Link(NamedTuple):
    """A link: where it leads, and the folded words of its relation and its media type."""

    address: str
    rel: tuple[str, ...]
    type: str


def links(header: str, base: str) -> Iterator[Link]:
    """The links of a header; their addresses resolved against `base`."""
    for found in _LINK.finditer(header):
        given = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(found[2])}
        rel, kind = given.get("rel", ""), given.get("type", "")
        yield Link(absolute(base, found[1]), tuple(rel.lower().split()), kind.strip().lower())
