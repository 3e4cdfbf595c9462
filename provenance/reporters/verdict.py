"""The answer in a text report: the verdict, why, what to do before and after, what is still to be told.

The strictest reasons come first, each with the words and the address of the clause that it rests on; `--verbose` adds
the milder ones, and the grants that lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.model import Article, ConsideredGrant, Decision, OwedDuty, PartDecision, Reason
from provenance.reporters import facts
from provenance.reporters.layout import Style, clean, cut, hang
from provenance.terms.evidence import said_agents

VERDICTS = {
    "allowed": "allowed by the recorded terms",
    "conditional": "allowed if",
    "ask": "ask",
    "unknown": "can't tell yet",
    "denied": "the recorded terms forbid it",
}
_LOOKS = {"allowed": "green", "conditional": "green", "ask": "yellow", "unknown": "yellow", "denied": "red"}
_QUOTE = 160


def draw(decision: Decision, article: Article, style: Style) -> Iterator[str]:
    """The lines for one decision: each part on its own."""
    for part in decision.parts:
        label = "May we run it? " if len(decision.parts) == 1 else f"May we run it ({clean(part.part)})? "
        first, *rest = hang("", label + words(part, article), style.width, indent=2)
        told = first.removeprefix(label)
        yield label + style.paint(told, fg=_LOOKS[part.verdict], bold=True) if told != first else first
        yield from rest
        shown = [r for r in part.reasons if style.verbose or r.verdict == part.verdict]
        if part.verdict == "conditional" and not style.verbose:
            shown = [reason for reason in shown if reason.quote or not part.duties]
        for reason in shown:
            yield from _reason(reason, style)
        yield from _duties(part.duties, style)
        for question in part.questions:
            key = f" [--use {question.fact}=…]" if _is_fact(question.fact) else ""
            yield from hang("  ? ", f"To find out: {clean(question.text)}{key}", style.width)
        if style.verbose:
            yield from _considered(part.grants_considered, style)
    if article.assets and [part.part for part in decision.parts] == ["text"]:
        count = len(article.assets)
        pictures = "1 picture or video is" if count == 1 else f"{count} pictures and videos are"
        yield from hang("  ", f"Only the text was asked about; {pictures} not: --use parts=text+images", style.width)
    if decision.changes_at:
        yield from hang(
            "  ", f"The answer can change at: {', '.join(map(facts.moment, decision.changes_at))}", style.width
        )


def words(part: PartDecision, article: Article) -> str:
    """The printed words of a verdict, with whom to ask or how much to do."""
    told = VERDICTS[part.verdict]
    if part.verdict == "ask":
        return f"{told} {' and '.join(_to_ask(part, article)) or 'the holder'}"
    if part.verdict == "conditional":
        count = sum(duty.state in ("to_do", "due") for duty in part.duties)
        if count == 0:
            return f"{told} what follows holds:"
        return f"{told} {'this is' if count == 1 else f'these {count} things are'} done:"
    return told


def _to_ask(part: PartDecision, article: Article) -> list[str]:
    """Whose answer is still wanted; where no party is named, those who are said to own or to have supplied the text."""
    parties = [reason.party for reason in part.reasons if reason.party and reason.verdict == part.verdict]
    if not parties:
        agencies = [agent for agent in said_agents(article.credits) if agent.role in ("agency", "original_publisher")]
        parties = [agent.name for agent in (*agencies, *said_agents(article.copyright_holders))]
    return [clean(name) for name in dict.fromkeys(parties)]


def _reason(reason: Reason, style: Style) -> Iterator[str]:
    yield from hang("  - ", clean(reason.message), style.width)
    proof = []
    if reason.quote:
        proof.append(f"“{cut(clean(reason.quote), _QUOTE, style.glyph('…'))}”")
    if reason.source and reason.source not in reason.message:
        proof.append(clean(reason.source))
    if reason.date_read:
        proof.append(f"read {reason.date_read}{'' if reason.verified else ', not verified'}")
    if proof:
        yield from (style.paint(row, dim=True) for row in hang("    ", ", ".join(proof), style.width))


def _duties(duties: Sequence[OwedDuty], style: Style) -> Iterator[str]:
    for state, heading in HEADINGS.items():
        owed = [duty for duty in duties if duty.state == state]
        if owed and heading:
            yield f"  {heading}"
        for duty in owed:
            due = f" ({facts.moment(duty.due)})" if duty.due else ""
            where = f": {clean(duty.where)}" if duty.where else ""
            text = clean(duty.text).rstrip("." if where else "")
            yield from hang(f"  {_BOXES[state]} ", f"{text}{due}{where}", style.width)


HEADINGS = {
    "unmet": "", "cant_tell": "", "met": "", "to_do": "", "due": "Afterwards:", "requested": "Asked, not required:",
}  # fmt: skip
_BOXES = {"unmet": "[!]", "cant_tell": "[?]", "met": "[x]", "to_do": "[ ]", "due": "[ ]", "requested": "[ ]"}


def _considered(grants: Sequence[ConsideredGrant], style: Style) -> Iterator[str]:
    if grants:
        yield "  Grants looked at:"
    for grant in grants:
        verdict = VERDICTS[grant.verdict] if grant.verdict else "does not reach this use"
        lead = "used" if grant.used else "lost"
        yield from hang(f"    {lead}: ", f"{clean(grant.title)}: {verdict}. {clean(grant.why)}", style.width)


def _is_fact(fact: str) -> bool:
    from provenance.terms.conditions import QUESTIONS

    return fact in QUESTIONS
