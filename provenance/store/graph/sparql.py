"""What a query may be: SPARQL 1.1 that only reads, and only here.

Nothing is fetched: `SERVICE` is refused before the engine sees it, for the engine would follow it. Updates (`LOAD`
among them) are no queries, and the engine refuses them. `FROM` names graphs of the store, and nothing else.
"""

from __future__ import annotations

import re

from provenance.errors import UsageError
from provenance.graph.namespaces import PREFIXES as OURS

PARAMETERS = "urn:provenance:parameter:"
"""The namespace of parameters: `parameter:holder()` in a query is the term that `--set holder=…` gives."""

PREFIXES: dict[str, str] = {
    **OURS,
    "cc": "http://creativecommons.org/ns#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "parameter": PARAMETERS,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
"""Declared in every query; one that declares them itself goes before."""

_TOKENS = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
    | [?$]\w+
    | \\.
    | (?P<word>\w(?:[\w.-]*\w)?)? (?P<colon>:\w*)?
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATE = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)


def check(query: str) -> None:
    """Refuse what would leave this machine or change something, before anything is run.

    The engine takes a keyword without a space around it, and `SERVICE:x` for one: so no word may hold it, and no
    prefix. Variables, local names, texts, addresses and comments may.

    Raises:
        UsageError: the query holds `SERVICE`, or is an update.
    """
    first = True
    for token in _TOKENS.finditer(query):
        word = token["word"]
        if not word:
            continue
        if "service" in word.lower():
            raise UsageError("SERVICE is refused: a query reads this graph, and fetches nothing", place=word)
        if first and _UPDATE.match(word):
            raise UsageError(
                "expected SELECT, ASK, CONSTRUCT or DESCRIBE; updates are refused: the graph follows the ledger",
                place=word,
            )
        first = first and (bool(token["colon"]) or word.upper() in ("BASE", "PREFIX"))
