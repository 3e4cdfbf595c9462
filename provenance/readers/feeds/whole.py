"""What a feed says of all its items: defaults of the site, which hold for an item that says nothing itself.

RFC 4287 and RFC 4946 say how: an entry's own rights and licences stand alone; else those of its `atom:source` hold;
else the feed's, but never for an item that comes from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from provenance.hosts import host_of
from provenance.language.names import clean, fold, is_site
from provenance.readers.feeds.elements import adopt
from provenance.readers.forms import Around
from provenance.readers.raw import Candidate, Raw
from provenance.readers.signals.paths import fits
from provenance.readers.signals.say import pass_signals

_GROUPS = (
    ("license", "license_unspecified"),
    ("copyright_notice", "copyright_holder", "copyright_year", "usage_terms"),
    ("author",),
    ("language",),
)
"""What is inherited together: a field of a group keeps out what stands further outside of the same group."""
_SEPARATORS = re.compile(r" [|–—:•»-]+ ")


@dataclass(slots=True)
class Whole:
    """The feed around the items. `facts` holds what it says of all of them; `base` is its address; `form` holds it
    against what its format requires.
    """

    format: str
    base: str = ""
    home: str = ""
    """The address of the site."""
    id: str = ""
    title: str = ""
    facts: Raw = field(default_factory=lambda: Raw("", ""))
    form: Around = field(default_factory=Around)
    offers: list[tuple[str, Raw]] = field(default_factory=list)
    """RSL: the pattern of the addresses that a licence is for, and its signals."""

    @property
    def site(self) -> frozenset[str]:
        """Folded names of the site: an author or a credit of that name says nothing."""
        return self.facts.site

    def name_site(self) -> None:
        """Set the names of the site from its title and its address."""
        title = clean(self.title)
        names = {fold(title)}
        host = host_of(self.home)
        if host:
            labels = host.split(".")
            names |= {host, f"www.{host}", labels[-2] if len(labels) > 1 and len(labels[-2]) > 3 else labels[0]}
        first = _SEPARATORS.split(title)[0]
        if len(first) > 3:
            names.add(fold(first))
        self.facts.site = frozenset(names - {""})

    def is_own(self, title: str, url: str) -> bool:
        """Whether a source, by its title and its address, is this feed itself."""
        return (bool(title) and is_site(title, self.site)) or (
            bool(url) and host_of(url) == (host_of(self.home) or host_of(self.base))
        )

    def comes_from_elsewhere(self, raw: Raw) -> bool:
        """Whether an item says that it comes from another source than this feed's site."""
        here = {host_of(row["value"]) for row in raw.by_property.get("url", ())} | {host_of(self.home)}
        for row in raw.by_property.get("original_url", ()):
            if host_of(row["value"]) not in here:
                return True
        return any(
            row["method"] in _ORIGINS
            and row["value"]["type"] == "Organization"
            and row["value"]["role"] != "contributor"
            and not self.is_own(row["value"]["name"], row["value"]["url"] or "")
            for row in raw.by_property.get("credit", ())
        )

    def bequeath(self, raw: Raw, source: Raw | None = None) -> None:
        """Give an item what it inherits: from its source, or else from the feed."""
        elsewhere = self.comes_from_elsewhere(raw)
        for row in self.facts.candidates:
            if row["property"] == "publisher" or (row["scope"] == "asset" and not elsewhere):
                adopt(raw, row)
        for group in _GROUPS:
            inherited = (
                []
                if _of(raw, group)
                else (_of(source, group) if source else []) or ([] if elsewhere else _of(self.facts, group))
            )
            for row in inherited:
                adopt(raw, row)
        if (self.offers or self.facts.signals) and not raw.signals and not elsewhere:
            self._offer(raw)

    def _offer(self, raw: Raw) -> None:
        """Give an item without signals on AI use of its own those of the feed that are for its address."""
        if self.facts.signals:
            pass_signals(raw, self.facts)
        address = next((row["value"] for row in raw.by_property.get("url", ())), self.home)
        for pattern, said in self.offers:
            if fits(pattern, address):
                pass_signals(raw, said)


_ORIGINS = frozenset(("item_field", "source_field"))


def _of(raw: Raw, group: Collection[str]) -> list[Candidate]:
    return [row for name in group for row in raw.by_property.get(name, ()) if row["scope"] != "asset"]
