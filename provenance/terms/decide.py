"""The decision while no terms are recorded: who to ask, what stops the story, and when that changes.

"May we run this, here, now, like this?" Without a holder's terms nothing can be allowed, so the mildest answer here is
`ask`. A page without terms is neither a grant nor a refusal; an embargo, a kill or an expiry is a refusal whatever the
terms say. `decide` is a pure function: the instant of knowledge is an argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import get_args

from provenance.errors import UsageError
from provenance.model import Article, Asset, Decision, License, PartDecision, Reason
from provenance.model.values import SAID, Verdict
from provenance.terms.evidence import first_statement, reason_from, said_agents
from provenance.terms.instants import Interval, interval
from provenance.terms.stops import changes_at, stops

DEFAULT_USE: Mapping[str, object] = MappingProxyType(
    {"parts": ("text",), "medium": "web", "audience_territory": "world", "extent": "full", "edits": "none"}
)
"""The use that is meant when nobody says: the whole text, unedited and without images, on the web, everywhere."""

USE_KEYS = frozenset(DEFAULT_USE) | {"organisation", "when", "monetisation", "automation", "obtained_from"}

_MILDEST_FIRST: tuple[Verdict, ...] = get_args(Verdict)
_NOBODY = "The page names nobody who could be asked: no holder, no agency, no licence."
_WHOSE_TEXT = "Who owns this text?"


def decide(article: Article, use: Mapping[str, object] | None = None, *, at: datetime) -> Decision:
    """The verdict for every part of `article` that `use` asks for.

    Args:
        article: the record.
        use: facts about the use, keys from `USE_KEYS`; what is left out comes from `DEFAULT_USE`. `parts` names
            `text` or ids of assets; `when` is the date of the use, ISO 8601, and defaults to `at`.
        at: the instant of knowledge, with its zone.

    Returns:
        One `PartDecision` per part, in the order asked; each holds every reason, not only the strictest.
        `changes_at` holds, in UTC and in order, every instant at which the answer changes.

    Raises:
        UsageError: `at` has no zone; `use` has an unknown key, an unknown part, or a `when` that is no date.
    """
    if at.tzinfo is None:
        raise UsageError("expected an instant with a zone, found one without", place="at")
    facts = {**DEFAULT_USE, **(use or {})}
    if unknown := sorted(set(facts) - USE_KEYS):
        raise UsageError(f"expected one of {', '.join(sorted(USE_KEYS))}, found {', '.join(unknown)}", place="use")
    stopping = tuple(stops(article, _when(facts.get("when"), at)))
    return Decision(
        article=article.id,
        use=facts,
        parts=tuple(_stopped(_part(article, name), stopping) for name in _names(facts["parts"])),
        changes_at=changes_at(article),
    )


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The strictest of `verdicts`; `unknown` when there is none, since silence allows nothing."""
    return max(verdicts, key=_MILDEST_FIRST.index, default="unknown")


def speaks_for_itself(article: Article) -> bool:
    """Whether nothing on the page points to another owner: no credit, no origin elsewhere, no holder but the publisher.

    Only then can a licence that the site states of this article cover it. Inferences count: a doubt about the owner
    may make an answer stricter, never milder.
    """
    house = {article.publisher.id} if article.publisher else set()
    owners = {agent.id for agent in article.copyright_holders}
    owners |= {agent.id for agent in article.authors if agent.type == "Organization"}
    return owners <= house and not article.credits and not article.original_url and len(article.chain) <= 1


def _part(article: Article, name: str) -> PartDecision:
    if name == "text":
        return _text(article)
    for asset in article.assets:
        if asset.id == name:
            return _asset(asset)
    known = ", ".join(("text", *(asset.id for asset in article.assets)))
    raise UsageError(f"expected one of {known}, found {name}", place="use.parts")


def _text(article: Article) -> PartDecision:
    """One reason for every party whose right in the text is stated, and for every licence stated of the article."""
    holders = said_agents(article.copyright_holders)
    agencies = [agent for agent in said_agents(article.credits) if agent.role == "agency"]
    licenses = [license for license in article.licenses if license.basis in SAID and license.scope == "article"]
    parties = {agent.id: (agent, "supplied this text", first_statement(article, agent)) for agent in agencies}
    parties |= {agent.id: (agent, "claims this text", first_statement(article, agent)) for agent in holders}
    reasons = [
        reason_from(article, "ask", f"{agent.name} {part}, and its terms are not recorded here.", evidence)
        for agent, part, evidence in parties.values()
    ]
    reasons += [
        reason_from(article, "ask", _why_ask(article, license), first_statement(article, license))
        for license in licenses
    ]
    if not reasons:
        reasons.append(Reason(verdict="unknown", message=_NOBODY))
    return PartDecision(
        part="text",
        verdict=worst(reason.verdict for reason in reasons),
        reasons=tuple(reasons),
        questions=() if holders else (_WHOSE_TEXT,),
        grants_considered=tuple(_label(license) for license in licenses),
    )


def _why_ask(article: Article, license: License) -> str:
    said = f"The page states {_label(license)} of this article"
    if not speaks_for_itself(article):
        return f"{said}, but also credits or links somebody else: a licence covers only what its grantor owns."
    return f"{said}, but its conditions are not recorded here: read {license.url or 'them'} and ask if in doubt."


def _asset(asset: Asset) -> PartDecision:
    grants = (asset.license,) if asset.license else ()
    if asset.holder is None:
        question = f"Who owns {asset.url or asset.id}?"
        reason = Reason(verdict="unknown", message=f"No holder of this {asset.type} is stated: the text's is not its.")
        return PartDecision(
            part=asset.id, verdict="unknown", reasons=(reason,), questions=(question,), grants_considered=grants
        )
    message = f"{asset.holder.name} claims this {asset.type}, and its terms are not recorded here."
    reason = Reason(verdict="ask", message=message)
    return PartDecision(part=asset.id, verdict="ask", reasons=(reason,), grants_considered=grants)


def _stopped(part: PartDecision, stopping: tuple[Reason, ...]) -> PartDecision:
    """`part` with the stops laid over it: they come first, and can only make it stricter."""
    reasons = (*stopping, *part.reasons)
    return part.model_copy(
        update={
            "reasons": reasons,
            "verdict": worst(reason.verdict for reason in reasons),
            "questions": (*(stop.message for stop in stopping if stop.verdict == "unknown"), *part.questions),
        }
    )


def _when(text: object, at: datetime) -> Interval:
    if text is None:
        return at, at
    try:
        return interval(str(text))
    except ValueError as error:
        raise UsageError(str(error), place="use.when") from error


def _names(parts: object) -> tuple[str, ...]:
    """`parts` without repeats, in order; one name may stand without a list."""
    names = (parts,) if isinstance(parts, str) else parts
    if isinstance(names, Iterable) and (found := tuple(dict.fromkeys(str(name) for name in names))):
        return found
    raise UsageError(f"expected names of parts, found {parts!r}", place="use.parts")


def _label(license: License) -> str:
    return license.id or license.name or license.url or "a licence"
