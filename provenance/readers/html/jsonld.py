"""JSON-LD blocks: the article's node among breadcrumbs, sites and teasers, and what it says of rights.

Each block is parsed by itself, so that a broken one loses only itself. References by `@id` are followed within the
page; nothing is fetched. A template's defaults are marked as such: a `copyrightHolder` that only repeats the publisher
is not the supplier's word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

from turbohtml import Element

from provenance.hosts import host_of, resembles, site_label
from provenance.language.agencies import registry
from provenance.language.dates import normalise
from provenance.language.names import clean, fold, is_site
from provenance.language.notices import find_notices
from provenance.readers.authors import emit_author, emit_credit
from provenance.readers.html.document import Page, foreign_canonical
from provenance.readers.html.ldgraph import STRONG, Graph, Node, first, load, text_of, types
from provenance.readers.html.place import at_element
from provenance.readers.html.policies import read_policies
from provenance.readers.raw import MAX_SAME, Raw, organisation, person
from provenance.readers.roles import role_of


def read_jsonld(page: Page, raw: Raw, headline: str | None) -> None:
    """Emit what the page's JSON-LD says of its article."""
    blocks = load(page.scripts)
    if not blocks:
        return
    graph = Graph(blocks)
    found = graph.article(headline, raw.url)
    read_policies(page, raw, blocks, graph, found[0] if found else None)
    if not found:
        return
    node, script, at = found
    reader = _ArticleNode(page, raw, graph, node, script, at)
    reader.read()
    for other, other_script, other_at in graph.all:
        if "author" in other and other is not node and any(STRONG.search(kind) for kind in types(other)):
            title = fold(str(other.get("headline") or ""))
            if title and headline and title in fold(headline):
                _ArticleNode(page, raw, graph, other, other_script, other_at).read(
                    only=("author", "copyrightHolder", "datePublished")
                )


class _ArticleNode:
    def __init__(self, page: Page, raw: Raw, graph: Graph, node: Node, script: Element, at: str) -> None:
        self.page, self.raw, self.graph, self.node, self.script, self.at = page, raw, graph, node, script, at

    def read(self, only: tuple[str, ...] = ()) -> None:
        readers: dict[str, Callable[[], None]] = {
            "author": lambda: self._people("author"),
            "creator": lambda: self._people("creator") if "author" not in self.node else None,
            "publisher": lambda: self._publisher("publisher", "publisher"),
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
        for key, read in readers.items():
            if self.node.get(key) not in (None, "", [], {}) and (not only or key in only):
                read()

    def _origin(self, key: str, text: str | None, deeper: str = "") -> dict[str, Any]:
        literal = json.dumps(text, ensure_ascii=False)[1:-1][:60] if text else ""
        if text and not literal.isascii() and literal not in self.script.text:
            literal = json.dumps(text)[1:-1][:60]  # written with escapes
        return at_element(
            self.page, self.script, text, key=f'"{key}"', value=literal, pointer=f"#{self.at}/{key}{deeper}"
        )

    def _values(self, key: str) -> list[tuple[Any, str]]:
        value = self.graph.resolve(self.node.get(key))
        items = value[:MAX_SAME] if isinstance(value, list) else [value]
        return [
            (self.graph.resolve(item), f"/{number}" if isinstance(value, list) else "")
            for number, item in enumerate(items)
        ]

    def _people(self, key: str) -> None:
        for value, deeper in self._values(key):
            kind, url = "", None
            if isinstance(value, dict):
                kind = (types(value) or [""])[0]
                names = value.get("name")
                url = text_of(value.get("url")) or text_of(value.get("sameAs"))
                texts = names[:MAX_SAME] if isinstance(names, list) else [names]
            else:
                texts = [value]
            for text in texts:
                if isinstance(text, str) and clean(text):
                    self._author(clean(text), kind, url if url and url.startswith("http") else None, key, deeper)

    def _author(self, text: str, kind: str, url: str | None, key: str, deeper: str) -> None:
        text = re.sub(r"^\[['\"](.*)['\"]\]$", r"\1", unescape(text))
        where = self._origin(key, text, deeper)
        self.raw.say("author_markup", text, "json_ld", as_read=kind or None, origin=where)
        emit_author(self.raw, text, kind, url, "json_ld", where)

    def _agent(self, value: Any, url: bool = True) -> dict[str, Any] | None:
        value = self.graph.resolve(first(value))
        name = text_of(value)
        if not name or name.startswith("http"):
            return None
        home = text_of(value.get("url")) if isinstance(value, dict) and url else None
        home = home if home and home.startswith("http") else None
        if isinstance(value, dict) and "Person" in types(value):
            return person(name, url=home)
        return organisation(name, registry().named(name, slot=True), url=home)

    def _publisher(self, key: str, property: str) -> None:
        agent = self._agent(self.node.get(key))
        if agent:
            self.raw.say(
                property,
                agent,
                "json_ld",
                as_read=text_of(self.graph.resolve(first(self.node[key]))),
                voice="site_template",
                scope="site",
                origin=self._origin(key, agent["name"]),
            )

    def _source(self, key: str) -> None:
        agent = self._agent(self.node.get(key))
        if not agent or agent["type"] == "Person":
            return
        publisher = text_of(self.graph.resolve(first(self.node.get("publisher"))))
        same = is_site(agent["name"], self.raw.site) or (publisher and fold(publisher) == fold(agent["name"]))
        agent["role"] = "original_publisher" if not registry().get(agent.get("id") or "") else role_of(agent["id"])
        self.raw.say(
            "credit",
            agent,
            f"json_ld_{'provider' if key == 'provider' else 'source_organization'}",
            as_read=agent["name"],
            basis="default" if same else "stated",
            scope="site" if same else "article",
            voice="site_template" if same else "unattributed",
            origin=self._origin(key, agent["name"]),
        )

    def _holder(self) -> None:
        for value, deeper in self._values("copyrightHolder"):
            agent = self._agent(value)
            if not agent:
                continue
            template = self._is_template(agent["name"])
            if (
                template
                and foreign_canonical(self.page, self.raw.url or "")
                and not resembles(agent["name"], site_label(host_of(self.raw.url or "")))
            ):
                template = False  # the whole template is the original publisher's: it speaks for the text
            self.raw.say(
                "copyright_holder",
                agent,
                "json_ld",
                as_read=agent["name"],
                basis="default" if template else "stated",
                scope="site" if template else "article",
                voice="site_template" if template else "republisher",
                origin=self._origin("copyrightHolder", agent["name"], deeper),
            )

    def _year(self) -> None:
        text = text_of(self.node.get("copyrightYear"))
        if text and text[:4].isdecimal():
            self.raw.say(
                "copyright_year",
                int(text[:4]),
                "json_ld",
                as_read=text,
                basis="default",
                voice="site_template",
                origin=self._origin("copyrightYear", text),
            )

    def _notice(self) -> None:
        """A notice in markup is a template's, until it names somebody other than the site."""
        text = text_of(self.node.get("copyrightNotice"))
        if not text:
            return
        notice = next(iter(find_notices(text)), None)
        template = notice is None or notice.holder is None or self._is_template(notice.holder)
        self.raw.say(
            "copyright_notice",
            text,
            "json_ld",
            as_read=text,
            basis="default" if template else "stated",
            voice="site_template" if template else "republisher",
            scope="site" if template else "article",
            origin=self._origin("copyrightNotice", text),
        )

    def _credit_text(self) -> None:
        """Free text: it credits a party where it is nothing but the name of one that the registry knows."""
        text = text_of(self.node.get("creditText"))
        agency = registry().named(text, slot=True) if text else None
        if text and agency and not is_site(agency.name, self.raw.site):
            emit_credit(self.raw, text, agency.id, "json_ld", self._origin("creditText", text))

    def _is_template(self, holder: str) -> bool:
        """Whether a holder in markup only repeats the site or the publisher."""
        publisher = text_of(self.graph.resolve(first(self.node.get("publisher"))))
        return is_site(holder, self.raw.site) or bool(publisher and fold(publisher) == fold(holder))

    def _text(self, property: str, key: str, **said: Any) -> None:
        text = text_of(self.node.get(key))
        if text:
            self.raw.say(property, text, "json_ld", as_read=text, origin=self._origin(key, text), **said)

    def _license(self) -> None:
        for value, deeper in self._values("license"):
            text = text_of(
                value.get("url") or value.get("@id") or value.get("name") if isinstance(value, dict) else value
            )
            if text:
                self.raw.say(
                    "license",
                    text,
                    "json_ld",
                    as_read=text,
                    voice="site_template",
                    origin=self._origin("license", text, deeper),
                )

    def _date(self, property: str, key: str) -> None:
        text = text_of(self.node.get(key))
        if text:
            self.raw.say(property, normalise(text) or text, "json_ld", as_read=text, origin=self._origin(key, text))

    def _based_on(self, key: str) -> None:
        for value, deeper in self._values(key):
            url = text_of(value.get("url") or value.get("@id") if isinstance(value, dict) else value)
            if url and url.startswith("http"):
                self.raw.say("original_url", url, "json_ld", as_read=url, origin=self._origin(key, url, deeper))

    def _free(self) -> None:
        value = first(self.node["isAccessibleForFree"])
        truth = _truth(value)
        if truth is not None:
            self.raw.say(
                "is_accessible_for_free",
                truth,
                "json_ld",
                as_read=str(value),
                origin=self._origin("isAccessibleForFree", None),
            )

    def _paywall(self) -> None:
        """Which parts are behind a paywall: `WebPageElement`s with a CSS selector (Google's subscription markup)."""
        for part, deeper in self._values("hasPart"):
            if not isinstance(part, dict) or _truth(part.get("isAccessibleForFree")) is not False:
                continue
            selectors = part.get("cssSelector")
            for selector in selectors if isinstance(selectors, list) else [selectors]:
                if isinstance(selector, str) and selector.strip():
                    self.raw.say(
                        "paywall_selector",
                        selector.strip(),
                        "json_ld",
                        as_read=selector,
                        origin=self._origin("hasPart", selector, f"{deeper}/cssSelector"),
                    )


def _truth(value: Any) -> bool | None:
    """A flag as markup writes it: true, "False", "https://schema.org/True"."""
    return {"true": True, "false": False}.get(str(first(value)).strip().lower().rsplit("/", 1)[-1])
