"""The text is somebody else's, and nothing on the page credits them.

## What it checks
Hard evidence of a supplier - the dateline "(AP) —", the sign-off "(Reporting by …)", the counter of a republication
service - against every byline, credit line, copyright line and piece of markup. It fires where none names the supplier.

## Why it matters
This is the harm that the tool is for: the copy is syndicated and uncredited. Who republishes it from here passes the
supplier's work on as the site's.

## Example
`WILLOW HARBOR (AP) — The bridge …` under `By Staff`, and no other word of the agency.

## Fix
Credit the supplier in the byline or in a credit line, and check your contract with them before you use the text.

## References
- https://iptc.org/std/NewsML-G2/guidelines/ (infoSource, creditline)
- https://schema.org/creditText
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.hosts import host_of, site_label
from provenance.model import Article, Statement
from provenance.model.values import Level
from provenance.rules.context import Context, Hit

CODE = "CHN001"
NAME = "undeclared-wire-copy"
LEVEL: Level = "error"
NEEDS = frozenset({"republication_counter", "upstream"})

_EVIDENCE = {"dateline": "the dateline", "sign_off": "the sign-off"}


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each supplier that only its evidence names, placed there."""
    seen = set()
    for statement, agent in context.upstream:
        if (
            statement.property == "credit"
            and statement.method in _EVIDENCE
            and agent.name not in seen
            and context.methods_naming(agent) <= _EVIDENCE.keys()
        ):
            seen.add(agent.name)
            message = (
                f"Only {_EVIDENCE[statement.method]} shows that the text is from {agent.name}: nothing credits it."
            )
            yield Hit(message, f"Credit {agent.name}, and check that you may use its text.", "credit", agent, statement)
    counters = context.said.get("republication_counter")
    if counters and not context.upstream and not _counts_for_itself(context, counters[0]):
        message = "A republication counter stands on the page, and nothing credits the publisher that it counts for."
        help = "Credit the original publisher, and link its story."
        yield Hit(message, help, "credit", "republication counter", counters[0])


def _counts_for_itself(context: Context, counter: Statement) -> bool:
    """Whether the counter is the site's own: publishers count on their own pages, too."""
    label = site_label(host_of(context.article.url or ""))
    return len(label) > 3 and label in str(counter.value)
