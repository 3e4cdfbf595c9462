"""Where a fact stands that is not in the bytes read: in the file of a site, or in the headers of the page.

The pointer is then an address with a fragment, and there is no line, which would be one of the page.
"""

from __future__ import annotations

from typing import Any

from provenance.readers.raw import origin

MAX_QUOTE = 300


def outside(
    address: str, text: str | None, *, line: int | None = None, header: str | None = None, pointer: str | None = None
) -> dict[str, Any]:
    """The origin of a fact at another address.

    Args:
        address: of the file, or of the page whose header it is.
        text: the literal words.
        line: the line of a text, counted from 1; written as RFC 5147 counts them, from 0 and between the lines.
        header: the name of the header.
        pointer: the JSON pointer into the file.
    """
    fragment = f"line={line - 1},{line}" if line else f"header={header}" if header else pointer or ""
    where = f"{address.partition('#')[0]}#{fragment}" if fragment else address
    return origin("metadata", text[:MAX_QUOTE] if text else None, pointer=where)
