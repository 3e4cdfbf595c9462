"""What of a decision is nobody else's business: everything that rests on a contract or a permit of the house."""

from __future__ import annotations

from provenance.model import Decision, PartDecision, Reason
from provenance.terms.decide import NOT_CONSIDERED

_OWN = ("contract", "permit")
_WITHHELD = "Why is not told here: a contract or a permit is involved."


def is_private(decision: Decision) -> bool:
    """Whether a contract or a permit was looked at, so that reasons, duties or dates may tell of it."""
    looked_at = any(grant.layer in _OWN for part in decision.parts for grant in part.grants_considered)
    return looked_at or any(each not in NOT_CONSIDERED for each in decision.not_considered)


def verdicts_only(decision: Decision) -> Decision:
    """The decision without anything that tells of a contract or a permit: its verdicts stay."""
    parts = tuple(
        PartDecision(part=part.part, verdict=part.verdict, reasons=(Reason(verdict=part.verdict, message=_WITHHELD),))
        for part in decision.parts
    )
    return decision.model_copy(update={"parts": parts, "changes_at": (), "not_considered": NOT_CONSIDERED})
