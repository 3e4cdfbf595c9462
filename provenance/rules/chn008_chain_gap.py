"""The chain has a gap: a step follows one that is not there, or has no party.

## What it checks
That every parent of a hop exists and every hop has a party.

## Why it matters
The party in the gap may hold rights. Whoever asks for permission can't see that there is somebody else to ask.

## Example
`"hop": {"seq": 3, "follows": 2}` in a chain without step 2.

## Fix
Ask the party after the gap from whom it had the story.

## References
- https://iptc.org/std/NewsML-G2/guidelines/ (hopHistory)
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "CHN008"
NAME = "chain-gap"
LEVEL: Level = "warning"
NEEDS = frozenset({"chain"})


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each missing step and each step without a party."""
    known = {hop.sequence for hop in article.chain}
    for hop in article.chain:
        place = article.statement(hop.statements[0]) if hop.statements else None
        for missing in hop.follows:
            if missing not in known:
                message = f"Step {hop.sequence} of the chain follows step {missing}, which is not there."
                yield Hit(message, "Find out who had the story in between.", "chain", f"no {missing}", place)
        if hop.party is None:
            message = f"Step {hop.sequence} of the chain ({hop.action}) names nobody."
            yield Hit(message, "Find out who did it.", "chain", f"nobody {hop.sequence}", place)
