"""The answer for each part of a story, as an editor wants it: the verdict, the one thing to do next, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from provenance.model import Article, PartDecision, Reason
from provenance.reporters.layout import clean, cut
from provenance.reporters.verdict import words
from provenance.terms.verdicts import rank

_NAME = 60
"""Columns of an asset's name in a title."""


class Card(NamedTuple):
    """The answer for one part: the verdict in words, what to do next and where on the page, and the reasons."""

    part: PartDecision
    label: str
    """What it is about: `the text`, `the image “The well in May”`."""
    title: str
    words: str
    next: str
    anchor: str
    deciding: tuple[Reason, ...]
    others: tuple[Reason, ...]
    unmet: int
    """How many duties our copy does not meet."""


def card(part: PartDecision, article: Article, parts: int) -> Card:
    """The card for one of so many `parts`."""
    deciding = [reason for reason in part.reasons if reason.verdict == part.verdict]
    if part.verdict == "conditional" and part.duties:
        deciding = [reason for reason in deciding if reason.quote]
    others = sorted((r for r in part.reasons if r not in deciding), key=lambda reason: -rank(reason.verdict))
    next_step, anchor = _next(part, deciding)
    label = _label(part, article)
    unmet = sum(duty.state == "unmet" for duty in part.duties) if part.verdict in ("allowed", "conditional") else 0
    return Card(
        part=part,
        title="May we run it?" if parts == 1 else f"May we run {label}?",
        label=label,
        words=f"Our copy misses {unmet} of {len(part.duties)} duties" if unmet else words(part, article).rstrip(":"),
        next=next_step,
        anchor=anchor,
        deciding=tuple(deciding),
        others=tuple(others),
        unmet=unmet,
    )


def _label(part: PartDecision, article: Article) -> str:
    asset = next((asset for asset in article.assets if asset.id == part.part), None)
    if asset is None:
        return f"the {part.part}"
    name = asset.caption or (asset.url or "").rpartition("/")[2]
    return f"the {asset.type} “{cut(clean(name), _NAME)}”" if name else f"the {asset.type}"


def _next(part: PartDecision, deciding: Sequence[Reason]) -> tuple[str, str]:
    """The one thing to do next, and the part of the page that helps with it."""
    first = deciding[0].message if deciding else ""
    if part.verdict == "denied":
        return f"Don’t publish. {first}".strip(), "reasons"
    if part.verdict == "unknown" and part.questions:
        return f"Find out: {part.questions[0].text}", "questions"
    if part.verdict in ("ask", "unknown"):
        return f"Don’t publish yet. {first}".strip(), "reasons"
    unmet = [duty for duty in part.duties if duty.state == "unmet"]
    if unmet:
        return f"Mend it: {unmet[0].text}", "duties"
    owed = [duty for duty in part.duties if duty.state == "to_do"]
    if owed:
        return owed[0].text if len(owed) == 1 else "Do what the list says, then publish.", "duties"
    due = [duty for duty in part.duties if duty.state == "due"]
    if due:
        return f"Paste the credit and publish. Afterwards: {due[0].text}", "duties"
    return "Paste the credit, and publish.", "credit"
