"""What may leave the house: the facts of a record that were said, cleaned to what an address, a date or a year can be.

Every exporter takes its facts from here. An inference, a template default and a date that no calendar has stay behind,
so no exporter needs a test of its own for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from provenance.errors import UsageError
from provenance.model import Article, License, Named
from provenance.model.values import SAID
from provenance.terms.evidence import backing, said_agents
from provenance.terms.instants import interval

_NOT_IN_IRI = re.compile(r'[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff<>"{}|\\^`]')


@dataclass(frozen=True)
class CopyFacts:
    """What only we know of our own copy: its address, our name, its date.

    `url` is absolute, http or https. `date` is ISO 8601 as precise as it is known; None before it is published.

    Raises:
        UsageError: one of them is not what it should be.
    """

    url: str
    publisher: str
    date: str | None = None

    def __post_init__(self) -> None:
        if web_url(self.url) is None:
            raise UsageError(f"expected an absolute http or https address of our copy, found {self.url!r}")
        if not self.publisher.strip():
            raise UsageError("expected the name of the publisher of our copy, found nothing")
        if self.date is not None and iso_date(self.date) is None:
            raise UsageError(f"expected the ISO 8601 date of our copy, found {self.date!r}")


def said(article: Article, property: str) -> Any:
    """The value of a scalar field if a statement says it; None if it is absent, inferred or a default."""
    return getattr(article, property) if backing(article, property) else None


def said_url(article: Article, property: str) -> str | None:
    """`said` for an address; None unless it is one that a link can carry."""
    return web_url(said(article, property), base=said(article, "url"))


def said_date(article: Article, property: str) -> str | None:
    """`said` for a date, exactly as precise as it was read; None if no calendar has it."""
    return iso_date(said(article, property))


def authors(article: Article) -> tuple[Named, ...]:
    """Who wrote it, as said. An agency story that names no author has the agencies it credits, as organisations."""
    return said_agents(article.authors) or credited(article, "agency")


def credited(article: Article, role: str) -> tuple[Named, ...]:
    """The agents that are said to have played `role` (one of `CreditRole`)."""
    return tuple(
        agent
        for agent in said_agents(article.credits)
        if agent.role == role and (role == "contributor" or agent.type == "Organization")
    )


def licenses(article: Article) -> tuple[License, ...]:
    """The licences that are said of this very article."""
    return tuple(license for license in article.licenses if license.basis in SAID and license.scope == "article")


def copyright_year(article: Article) -> int | None:
    """The one year to show: the latest that is said of this article.

    schema:copyrightYear is one Number, "first asserted". Where a notice gives several ("2010-2020") the early ones
    belong to the collection or to a template; the last is the only one in which this article itself can be claimed.
    The notice keeps them all.
    """
    stated = {s.value for s in article.chosen("copyright_year") if s.basis in SAID}
    return max((year for year in article.copyright_years if year in stated), default=None)


def web_url(text: str | None, *, base: str | None = None) -> str | None:
    """`text` as an absolute http or https address, resolved against `base`; None if it is no such thing."""
    if not text:
        return None
    try:
        url = urljoin(base or "", text.strip())
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and not _NOT_IN_IRI.search(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return url if usable else None


def iso_date(text: str | None) -> str | None:
    """`text` if it is an ISO 8601 date or date and time, untouched; else None."""
    try:
        interval(text or "")
    except ValueError:
        return None
    return text
