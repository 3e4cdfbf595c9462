"""Numbers of the ledger's entries in addresses and forms: no larger than its database can count."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter

_DIGITS = 18


class Number(IntegerConverter):
    """`<number:name>` in a route: a larger number is no page."""

    regex = rf"\d{{1,{_DIGITS}}}"


def to_number(text: str) -> int:
    """The number that a field or a query holds.

    Raises:
        ValueError: it is none; `MultiDict.get` then gives the default.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise ValueError(f"expected the number of an entry, found {text!r}")
    return int(text)
