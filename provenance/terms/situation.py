"""Everything a condition can be held against: the use, the instants, the work, the party that grants.

`Situation` is what `provenance.terms.conditions` evaluates; it holds facts and knows nothing of terms.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from provenance.hosts import host_of, path_of, same_page
from provenance.language.agencies import registry
from provenance.model import Agent, Article, Asset, Named
from provenance.model.values import SAID
from provenance.terms.evidence import said_agents
from provenance.terms.instants import Interval, interval
from provenance.terms.truth import Truth
from provenance.terms.use import Use


class Situation:
    """One use of one part of one article, as one party's terms see it.

    Args:
        article: the record.
        use: the facts of the use.
        when: the time of the use.
        at: the time of knowledge.
        part: `text`, or the id of an asset.
        party: who grants.
        asset: the asset that the part is.
    """

    def __init__(
        self,
        article: Article,
        use: Use,
        when: Interval,
        at: datetime,
        *,
        part: str = "text",
        party: Agent | None = None,
        asset: Asset | None = None,
    ) -> None:
        self.article, self.use, self.when, self.at = article, use, when, at
        self.part, self.party, self.asset = part, party, asset

    @property
    def kind(self) -> str:
        """What the part is: `text`, `image`, `chart`, `video`, `audio`, `embed`."""
        return self.asset.type if self.asset else "text"

    @cached_property
    def published(self) -> Interval | None:
        """When the article was published; None where that is not said."""
        text = self.article.date_published
        if text is None or not any(
            s.basis in SAID or s.basis == "default" for s in self.article.chosen("date_published")
        ):
            return None
        try:
            return interval(text)
        except ValueError:
            return None

    @cached_property
    def others(self) -> tuple[Agent, ...]:
        """Whom the page names beside the party: other credited houses, holders, agencies, houses of its authors."""
        article, party = self.article, self.party
        named: list[Agent] = [credit for credit in article.credits if credit.role != "contributor"]
        named += article.copyright_holders
        named += [author for author in article.authors if author.type == "Organization"]
        for author in article.authors:
            row = registry().named(author.affiliation, slot=True) if author.affiliation else None
            if row is not None:
                named.append(Agent(id=row.id, name=row.name, type="Organization"))
        own = party.id if party else None
        return tuple({agent.id: agent for agent in named if agent.id != own}.values())

    @cached_property
    def published_first(self) -> bool | None:
        """Whether the story first ran at the party's: not where another house is named, and surely on its own page."""
        origin, party, publisher = self.article.original_url, self.party, self.article.publisher
        row = registry().at_host(host_of(origin)) if origin else None
        if self.others or (origin and (row is None or party is None or row.id != party.id)):
            return False
        return True if party is not None and publisher is not None and publisher.id == party.id else None

    @cached_property
    def wrote(self) -> bool | None:
        """Whether the party's own people wrote it: authors must be named, on its own page or as working for it."""
        if self.others:
            return False
        authors = said_agents(self.article.authors)
        at_home = self.published_first
        return True if authors and all(at_home or self._works_here(author) for author in authors) else None

    def _works_here(self, author: Named) -> bool:
        party, house = self.party, author.affiliation
        if party is None or house is None:
            return party is not None and author.id == party.id
        row = registry().named(house, slot=True)
        return row.id == party.id if row else house.casefold() == party.name.casefold()

    def is_at(self, address: str) -> Truth:
        """Whether an address is this story's, `www.` and a last slash aside; unknown where only the query differs."""
        article = self.article
        own = [url for url in (article.url, article.canonical_url, article.original_url) if url]
        if address == article.id or any(_with_query(address) == _with_query(url) for url in own):
            return "yes"
        return "unknown" if any(same_page(address, url) for url in own) else "no"

    @cached_property
    def obtained_elsewhere(self) -> bool | None:
        """Whether the copy came to us from somebody other than the party; None where nobody said."""
        told, party = self.use.obtained_from, self.party
        if told is None:
            return None
        if party is None:
            return True
        host = host_of(told) or told.lower().removeprefix("www.")
        if told == party.id or told.casefold() == party.name.casefold() or host == host_of(party.url or ""):
            return False
        row = registry().at_host(host) or registry().named(told, slot=True)
        return row is None or row.id != party.id


def _with_query(url: str) -> tuple[str, str, str]:
    return host_of(url), path_of(url).rstrip("/"), url.partition("#")[0].partition("?")[2]
