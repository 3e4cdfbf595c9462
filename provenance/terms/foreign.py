"""The ODRL that a page states of its own article, for the engine that judges recorded terms.

A stranger's policy counts for what it says to whom of what; that it calls itself verified, fixed or a contract counts
for nothing. What cannot be read stays a policy with a doubt: it was stated, so it may not vanish.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from provenance.errors import TermsError
from provenance.model import Article, Statement
from provenance.model.values import SAID
from provenance.terms.loading import load_policies
from provenance.terms.policy import Evidence, Policy
from provenance.terms.rdf import read_rdf

PROPERTY = "policy"
"""The property of the statements that hold a policy as JSON-LD text."""


def page_policies(article: Article) -> tuple[tuple[Policy, Statement], ...]:
    """The policies that the source states of this article, each with its statement.

    A nameless policy, and its nameless clauses, are called by the statement, as its node in the graph is.
    """
    said = [s for s in article.chosen(PROPERTY) if s.basis in SAID and s.scope == "article"]
    return tuple((policy, statement) for statement in said for policy in _policies(article, statement))


def _policies(article: Article, statement: Statement) -> Iterator[Policy]:
    name = f"{article.id.partition('#')[0]}#{statement.id}"
    evidence = Evidence(article.url, date_read=article.read_at[:10], verified=True)
    trouble = None
    try:
        view = read_rdf(str(statement.value).encode(), format="jsonld", nameless=f"{name}-")
        found = load_policies(view, is_foreign=True, evidence=evidence)
        if not found:
            trouble = f"the policy {_named(statement)} stands elsewhere, and was not read"
    except TermsError as error:
        found, trouble = {}, error.message
    for policy in found.values():
        yield policy._replace(layer="licence")
    if trouble:
        yield Policy(name, "Set", "an ODRL policy", "licence", evidence, doubts=(trouble,), is_foreign=True)


def _named(statement: Statement) -> str:
    """The address of a policy of which the page says no more."""
    match json.loads(str(statement.value)):
        case {"@graph": [{"@id": str(name)}, *_]}:
            return name
    return "of the page"
