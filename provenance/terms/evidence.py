"""Which statement stands behind a field: what was said, apart from what we concluded or a template printed."""

from __future__ import annotations

from provenance.model import Article, License, Named, Reason, Statement
from provenance.model.values import SAID, Verdict


def backing(article: Article, property: str) -> Statement | None:
    """The chosen statement that says the value of the scalar field `property`; None if it is inferred or a default.

    Only statements with the very value that the field holds count: a stated loser does not vouch for an inferred
    winner.
    """
    value = getattr(article, property)
    if value is None:
        return None
    return next((s for s in article.chosen(property) if s.basis in SAID and s.value == value), None)


def said_agents(agents: tuple[Named, ...]) -> tuple[Named, ...]:
    """Those of `agents` that the source states or an editor told: the only ones that may be named to others."""
    return tuple(agent for agent in agents if agent.basis in SAID)


def first_statement(article: Article, agent: Named | License) -> Statement | None:
    """The first statement that an agent or a licence rests on."""
    return article.statement(agent.statements[0]) if agent.statements else None


def reason_from(article: Article, verdict: Verdict, message: str, statement: Statement | None) -> Reason:
    """A reason with the words of the page that it rests on, and the page's address, where there are such words."""
    origin = statement.origin if statement else None
    quote = (origin.text if origin else None) or (statement.value_as_read if statement else None)
    return Reason(verdict=verdict, message=message, quote=quote, source=article.url if quote else None)
