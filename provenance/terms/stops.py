"""What stops a story whatever anybody granted: a kill, an embargo, an expiry. And when each of them changes.

IPTC pubStatus, `embargoed` and `expires`: an empty NewsML-G2 `<embargoed/>` is an embargo without an end. A stop that
the source says is `denied`; one that we only infer, or whose date cannot be placed, is `unknown` with its question.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from provenance.model import Article, Reason
from provenance.terms.evidence import backing, reason_from
from provenance.terms.instants import Interval, Phase, interval, phase

_STATUS = {
    "withheld": "The supplier withholds this story.",
    "canceled": "The supplier has cancelled this story.",
    "withdrawn": "The supplier has withdrawn this story.",
}


def stops(article: Article, when: Interval) -> Iterator[Reason]:
    """A reason for each thing that forbids, or may forbid, every part of the story at `when`."""
    if article.status in _STATUS:
        yield _stop(article, "status", _STATUS[article.status])
    if article.embargo_open_ended:
        yield _stop(article, "embargo_open_ended", "The story is under an embargo that names no end.")
    if text := article.embargo_until:
        found = _phase(text, when)
        if found == "ahead":
            yield _stop(article, "embargo_until", f"The story is under embargo until {text}.")
        elif found == "around":
            yield _doubt(article, "embargo_until", f"Has the embargo ended? {_vague(text)}")
    if text := article.expires:
        found = _phase(text, when)
        if found == "passed":
            yield _stop(article, "expires", f"The story expired at {text}.")
        elif found == "around":
            yield _doubt(article, "expires", f"Has the story expired? {_vague(text)}")


def changes_at(article: Article) -> tuple[str, ...]:
    """Every instant at which `stops` can change its answer: ISO 8601 in UTC, in order.

    A date that is an interval changes the answer twice: to unknown at its earliest instant, and again at its latest.
    """
    instants: set[datetime] = set()
    for text in (article.embargo_until, article.expires):
        try:
            instants.update(interval(text) if text else ())
        except ValueError:
            continue  # a date that no calendar has never comes: the doubt stays
    return tuple(instant.isoformat() for instant in sorted(instants))


def _phase(text: str, when: Interval) -> Phase:
    try:
        return phase(interval(text), when)
    except ValueError:
        return "around"


def _vague(text: str) -> str:
    return f"{text!r} is not one instant for the whole world, or the date of the use is not."


def _stop(article: Article, property: str, message: str) -> Reason:
    statement = backing(article, property)
    if statement is None:
        return Reason(verdict="unknown", message=f"Is this so? It is inferred, not stated: {message}")
    return reason_from(article, "denied", message, statement)


def _doubt(article: Article, property: str, message: str) -> Reason:
    return reason_from(article, "unknown", message, backing(article, property))
