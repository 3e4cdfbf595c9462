"""The recorded terms that apply to an article, as ODRL 2.2 in Turtle.

For each party whose right the text touches: the policies in which it grants, what they inherit, and the licence that
the page states. A house's own contracts, permits and terms are private: they are not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.terms.parties import page_licences, text_parties
from provenance.terms.policy import Policy
from provenance.terms.registry import Terms, recorded_terms
from provenance.terms.writing import to_turtle


def to_odrl(article: Article, terms: Terms | None = None) -> str:
    """The policies as one Turtle document; a comment alone, where nothing is recorded.

    Args:
        article: the record; only parties that the source states, or an editor told, are looked at.
        terms: what is recorded; the project's own terms, if None.
    """
    policies = list(applicable(article, terms or recorded_terms()))
    if not policies:
        return "# No terms are recorded of anybody whom the source names as a party to this text.\n"
    return to_turtle(policies)


def applicable(article: Article, terms: Terms) -> Iterator[Policy]:
    """The recorded policies of the article's parties and licences, and all that they stand on, each once."""
    below = [policy for party in text_parties(article) for policy in terms.of(party.agent)]
    below += [found for licence in page_licences(article) if (found := terms.licence(licence.id)) is not None]
    seen: set[str] = set()
    for policy in below:
        if policy.id not in seen:
            seen.add(policy.id)
            yield policy
            below += [found for parent in policy.parents if (found := terms.get(parent)) is not None]
