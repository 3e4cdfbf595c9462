"""What comes of holding a copy against terms: the decision with every duty's state, and what is wrong beside duties."""

from __future__ import annotations

from typing import Literal, NamedTuple

from provenance.model import Decision, OwedDuty

BreachKind = Literal["time", "image", "markup", "indexing"]
"""Published too early or too late; a picture that the grant does not cover; markup that says something else; canonical
and noindex at odds."""


class HeldDuty(NamedTuple):
    """A duty with what came of it, and the line of the copy to look at."""

    duty: OwedDuty
    number: int | None = None


class Breach(NamedTuple):
    """Something on the copy that no duty speaks of."""

    kind: BreachKind
    message: str
    is_sure: bool = True
    number: int | None = None
    subject: str = ""
    """What it is about, in words that stay the same when lines move: a file, a name, a limit."""


class Held(NamedTuple):
    """A copy held against the terms of its original."""

    decision: Decision
    """The decision on the original, its duties in the states `met`, `unmet` and `cant_tell`; a request that is not
    followed stays `requested`, an obligation whose day is to come stays `due`."""
    duties: tuple[HeldDuty, ...] = ()
    breaches: tuple[Breach, ...] = ()
