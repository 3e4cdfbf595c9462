"""What a node of schema.org's says of its article → candidates, whether a page holds it or a file.

The node says; who speaks with it, where its words stand, and whether a holder is no more than a template's default, is
for the face that knows the source: `html.jsonld` for pages, `linked.files` for files.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from html import unescape
from typing import Any

from provenance.language.agencies import registry
from provenance.language.dates import normalise
from provenance.language.names import clean, fold, is_site
from provenance.language.notices import find_notices
from provenance.model.values import Basis, Scope, Voice
from provenance.readers.authors import emit_author, emit_credit
from provenance.readers.linked.nodes import Node, first, several, text_of, types
from provenance.readers.raw import MAX_SAME, Raw, organisation, person
from provenance.readers.roles import role_of


class ArticleNode(ABC):
    """Reads one node.

    Args:
        raw: where the candidates go.
        node: the node, whose keys are the local names of schema.org.
    """

    method = "json_ld"
    """How the values are read, as a statement says it."""
    voice: Voice = "unattributed"
    """Who speaks where nothing tells more."""

    def __init__(self, raw: Raw, node: Node) -> None:
        self.raw, self.node = raw, node

    @abstractmethod
    def resolve(self, value: Any) -> Any:
        """The node that a reference stands for, or the value."""

    @abstractmethod
    def origin(self, key: str, text: str | None, number: int | None = None, below: str = "") -> dict[str, Any]:
        """Where a text stands: in the value of a key, or in the value of that number, and there at a pointer."""

    @abstractmethod
    def is_template(self, holder: str) -> bool:
        """Whether the name of a holder only repeats the site or the publisher, as templates do."""

    def speak(
        self,
        property: str,
        value: Any,
        *,
        as_read: str | None,
        origin: dict[str, Any],
        method: str | None = None,
        basis: Basis = "stated",
        voice: Voice | None = None,
        scope: Scope = "article",
    ) -> None:
        """Add a candidate. `basis`, `voice` and `scope` are those of a page, whose markup a template writes."""
        self.raw.say(
            property,
            value,
            method or self.method,
            as_read=as_read,
            basis=basis,
            voice=voice or self.voice,
            scope=scope,
            origin=origin,
        )

    def read(self, only: tuple[str, ...] = ()) -> None:
        """Emit what the node says, or what these keys of it say."""
        for key, read in self.readers().items():
            if self.node.get(key) not in (None, "", [], {}) and (not only or key in only):
                read()

    def readers(self) -> dict[str, Callable[[], None]]:
        """Key → what reads it, in the order of reading."""
        return {
            "author": lambda: self._people("author"),
            "creator": lambda: self._people("creator") if "author" not in self.node else None,
            "publisher": self._publisher,
            "provider": lambda: self._source("provider"),
            "sourceOrganization": lambda: self._source("sourceOrganization"),
            "copyrightHolder": self._holder,
            "copyrightYear": self._year,
            "copyrightNotice": self._notice,
            "creditText": self._credit_text,
            "license": self._license,
            "headline": lambda: self._text("headline", "headline"),
            "inLanguage": lambda: self._text("language", "inLanguage"),
            "datePublished": lambda: self._date("date_published", "datePublished"),
            "dateModified": lambda: self._date("date_modified", "dateModified"),
            "expires": lambda: self._date("expires", "expires"),
            "isBasedOn": lambda: self._based_on("isBasedOn"),
            "isBasedOnUrl": lambda: self._based_on("isBasedOnUrl"),
            "isAccessibleForFree": self._free,
            "hasPart": self._paywall,
            "genre": lambda: self._text("genre", "genre"),
        }

    def values(self, key: str) -> list[tuple[Any, int | None]]:
        """The values of a key, references resolved, each with its number where there is a list."""
        value = self.resolve(self.node.get(key))
        items = value[:MAX_SAME] if isinstance(value, list) else [value]
        return [(self.resolve(item), number if isinstance(value, list) else None) for number, item in enumerate(items)]

    def _people(self, key: str) -> None:
        for value, number in self.values(key):
            kind, url = "", None
            if isinstance(value, dict):
                kind = (types(value) or [""])[0]
                url = text_of(value.get("url")) or text_of(value.get("sameAs"))
                texts = several(value.get("name"))[:MAX_SAME]
            else:
                texts = [value]
            for text in texts:
                if isinstance(text, str) and clean(text):
                    self._author(clean(text), kind, url if url and url.startswith("http") else None, key, number)

    def _author(self, text: str, kind: str, url: str | None, key: str, number: int | None) -> None:
        text = re.sub(r"^\[['\"](.*)['\"]\]$", r"\1", unescape(text))
        where = self.origin(key, text, number)
        self.raw.say("author_markup", text, self.method, as_read=kind or None, voice=self.voice, origin=where)
        emit_author(self.raw, text, kind, url, self.method, where, voice=self.voice)

    def agent(self, value: Any) -> dict[str, Any] | None:
        """The agent that a value names, under its IRI where the registry knows it."""
        value = self.resolve(first(value))
        name = text_of(value)
        if not name or name.startswith("http"):
            return None
        home = text_of(value.get("url")) if isinstance(value, dict) else None
        home = home if home and home.startswith("http") else None
        if isinstance(value, dict) and "Person" in types(value):
            return person(name, url=home)
        return organisation(name, registry().named(name, slot=True), url=home)

    @property
    def publisher(self) -> str | None:
        """The name of the publisher."""
        return text_of(self.resolve(first(self.node.get("publisher"))))

    def _publisher(self) -> None:
        agent = self.agent(self.node.get("publisher"))
        if agent:
            self.speak(
                "publisher",
                agent,
                as_read=self.publisher,
                voice="site_template",
                scope="site",
                origin=self.origin("publisher", agent["name"]),
            )

    def _source(self, key: str) -> None:
        agent = self.agent(self.node.get(key))
        if not agent or agent["type"] == "Person":
            return
        publisher = self.publisher
        same = is_site(agent["name"], self.raw.site) or (publisher and fold(publisher) == fold(agent["name"]))
        agent["role"] = "original_publisher" if not registry().get(agent.get("id") or "") else role_of(agent["id"])
        self.speak(
            "credit",
            agent,
            method=f"json_ld_{'provider' if key == 'provider' else 'source_organization'}",
            as_read=agent["name"],
            basis="default" if same else "stated",
            scope="site" if same else "article",
            voice="site_template" if same else None,
            origin=self.origin(key, agent["name"]),
        )

    def _holder(self) -> None:
        for value, number in self.values("copyrightHolder"):
            agent = self.agent(value)
            if not agent:
                continue
            template = self.is_template(agent["name"])
            self.speak(
                "copyright_holder",
                agent,
                as_read=agent["name"],
                basis="default" if template else "stated",
                scope="site" if template else "article",
                voice="site_template" if template else "republisher",
                origin=self.origin("copyrightHolder", agent["name"], number),
            )

    def _year(self) -> None:
        text = text_of(self.node.get("copyrightYear"))
        if text and text[:4].isdecimal():
            self.speak(
                "copyright_year",
                int(text[:4]),
                as_read=text,
                basis="default",
                voice="site_template",
                origin=self.origin("copyrightYear", text),
            )

    def _notice(self) -> None:
        """A notice in markup is a template's, until it names somebody other than the site."""
        text = text_of(self.node.get("copyrightNotice"))
        if not text:
            return
        notice = next(iter(find_notices(text)), None)
        template = notice is None or notice.holder is None or self.repeats_publisher(notice.holder)
        self.speak(
            "copyright_notice",
            text,
            as_read=text,
            basis="default" if template else "stated",
            voice="site_template" if template else "republisher",
            scope="site" if template else "article",
            origin=self.origin("copyrightNotice", text),
        )

    def _credit_text(self) -> None:
        """Free text: it credits a party where it is nothing but the name of one that the registry knows."""
        text = text_of(self.node.get("creditText"))
        agency = registry().named(text, slot=True) if text else None
        if text and agency and not is_site(agency.name, self.raw.site):
            emit_credit(self.raw, text, agency.id, self.method, self.origin("creditText", text), voice=self.voice)

    def repeats_publisher(self, holder: str) -> bool:
        """Whether a name is that of the site or of the publisher."""
        publisher = self.publisher
        return is_site(holder, self.raw.site) or bool(publisher and fold(publisher) == fold(holder))

    def _text(self, property: str, key: str) -> None:
        text = text_of(self.node.get(key))
        if text:
            self.speak(property, text, as_read=text, origin=self.origin(key, text))

    def _license(self) -> None:
        for value, number in self.values("license"):
            text = text_of(
                value.get("url") or value.get("@id") or value.get("name") if isinstance(value, dict) else value
            )
            if text:
                where = self.origin("license", text, number)
                self.speak("license", text, as_read=text, voice="site_template", origin=where)

    def _date(self, property: str, key: str) -> None:
        text = text_of(self.node.get(key))
        if text:
            self.speak(property, normalise(text) or text, as_read=text, origin=self.origin(key, text))

    def _based_on(self, key: str) -> None:
        for value, number in self.values(key):
            url = text_of(value.get("url") or value.get("@id") if isinstance(value, dict) else value)
            if url and url.startswith("http"):
                self.speak("original_url", url, as_read=url, origin=self.origin(key, url, number))

    def _free(self) -> None:
        value = first(self.node["isAccessibleForFree"])
        truth = _truth(value)
        if truth is not None:
            where = self.origin("isAccessibleForFree", None)
            self.speak("is_accessible_for_free", truth, as_read=str(value), origin=where)

    def _paywall(self) -> None:
        """Which parts are behind a paywall: `WebPageElement`s with a CSS selector (Google's subscription markup)."""
        for part, number in self.values("hasPart"):
            if not isinstance(part, dict) or _truth(part.get("isAccessibleForFree")) is not False:
                continue
            for selector in several(part.get("cssSelector")):
                if isinstance(selector, str) and selector.strip():
                    where = self.origin("hasPart", selector, number, "/cssSelector")
                    self.speak("paywall_selector", selector.strip(), as_read=selector, origin=where)


def _truth(value: Any) -> bool | None:
    """A flag as markup writes it: true, "False", "https://schema.org/True"."""
    return {"true": True, "false": False}.get(str(first(value)).strip().lower().rsplit("/", 1)[-1])
