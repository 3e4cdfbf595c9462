"""Signals on AI use: one noun for each thing that is said, with the statements that say it and where to ask."""

from __future__ import annotations

from provenance.model.article import AiSignal
from provenance.readers.raw import Raw, Signal


def build_signals(raw: Raw) -> tuple[AiSignal, ...]:
    """The signals of an article, in the order read; what is said twice in one way is one, with both statements.

    The address of a policy belongs to the other signals of its scheme: those of the same place, or else any.
    """
    found: dict[AiSignal, list[str]] = {}
    policies = [signal for signal in raw.signals if signal.is_policy]
    for signal in raw.signals:
        said = signal.said
        said["chosen"] = True
        if signal.is_policy:
            continue
        for answer, uses in signal.meanings or ((None, ()),):
            policy = _policy(signal, policies) if answer not in (None, "allowed") else None
            noun = AiSignal(
                scheme=signal.scheme,
                signal=signal.key,
                value=signal.word,
                uses=uses,
                answer=answer,
                scope=said["scope"],
                basis=said["basis"],
                policy=signal.policy or (policy.policy if policy else None),
            )
            found.setdefault(noun, []).extend([said["id"], *([policy.said["id"]] if policy else [])])
    return tuple(noun.model_copy(update={"statements": tuple(dict.fromkeys(ids))}) for noun, ids in found.items())


def _policy(signal: Signal, policies: list[Signal]) -> Signal | None:
    own = [each for each in policies if each.scheme == signal.scheme]
    return next((each for each in own if each.said["method"] == signal.said["method"]), own[0] if own else None)
