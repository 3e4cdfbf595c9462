"""`<meta>` and `<link>`: OpenGraph, Dublin Core, vendors' author and date fields, canonical, licence, robots.

Which name means what is data (`vocab/metas.toml`), since every vendor has its own. A template fills many of them with
the site's name; those are emitted as site names, never as authors.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, partial
from typing import Any

from turbohtml import Element

from provenance.hosts import absolute, host_of, resembles, site_label
from provenance.language.agencies import registry
from provenance.language.dates import normalise
from provenance.language.names import clean, fold, is_site
from provenance.language.notices import find_notices
from provenance.readers.authors import emit_author
from provenance.readers.html.document import Page, foreign_canonical
from provenance.readers.html.place import at_element
from provenance.readers.raw import MAX_TEXT, Raw, organisation
from provenance.readers.signals.say import Voiced, say_directives, say_signal
from provenance.readers.signals.words import RSL_TYPE
from provenance.resources import vocab

_TIERS = {"free": True, "locked": False}
"""`article:content_tier`, as Facebook defined it; what is "metered" is free for some readers: neither."""


@cache
def meta_table() -> dict[str, tuple[str, str]]:
    """Lower-case meta name → (property, method), from `vocab/metas.toml`."""
    rows = tomllib.loads(vocab("metas.toml").read_text(encoding="utf-8"))["meta"]
    return {name: (row["property"], row["method"]) for row in rows for name in row["names"]}


def meta_pairs(page: Page) -> list[tuple[str, str, Element]]:
    """(lower-case name, content, element) of the metas that the table knows or that name the site or the page."""
    pairs = []
    known = _known()
    for element in page.metas:
        name = (
            element.attr("name") or element.attr("property") or element.attr("itemprop") or element.attr("http-equiv")
        )
        if not name or (name := name.strip().lower()) not in known:
            continue
        content = element.attr("content")
        if content and len(content) <= MAX_TEXT and (content := clean(content)):
            pairs.append((name, content, element))
    return pairs


_SITE = frozenset(
    (
        "og:site_name",
        "application-name",
        "twitter:site",
        "al:android:app_name",
        "al:ios:app_name",
        "apple-mobile-web-app-title",
    )
)
"""Metas that say what the site is called."""


@cache
def _known() -> frozenset[str]:
    return _SITE | {"og:title", "og:url"} | meta_table().keys()


def site_names(pairs: list[tuple[str, str, Element]], page: Page, url: str | None) -> set[str]:
    """Folded names of the site: og:site_name, publisher metas, the host and its first label."""
    names = {fold(content) for name, content, _ in pairs if name in _SITE}
    host = host_of(url or "") or host_of(next((content for name, content, _ in pairs if name == "og:url"), ""))
    if host:
        labels = host.split(".")
        names |= {host, f"www.{host}", labels[-2] if len(labels) > 1 and len(labels[-2]) > 3 else labels[0]}
    title = clean(page.title.text) if page.title else ""
    for separator in (" | ", " – ", " - ", " — ", " :: ", " • ") if host else ():
        _, found, tail = title.rpartition(separator)
        if found and 2 < len(tail) < 40:
            squeezed = re.sub(r"[^a-z0-9]", "", fold(tail))
            if squeezed and squeezed in host.replace("-", "").replace(".", ""):
                names.add(fold(tail))
    names = {name.lstrip("@") for name in names if name}
    if url and foreign_canonical(page, url):
        label = site_label(host)
        names = {name for name in names if name == host or resembles(name, label)}
    return names


def read_metas(page: Page, raw: Raw, pairs: list[tuple[str, str, Element]]) -> None:
    """Emit what the metas say."""
    table = meta_table()
    for name, content, element in pairs:
        row = table.get(name)
        if not row:
            continue
        property, method = row
        where = at_element(page, element, content)
        if property == "author":
            if not re.match(r"https?:", content):
                raw.say("author_meta", content, method, as_read=content, origin=where)
                emit_author(raw, content, "", None, method, where)
        elif property in ("date_published", "date_modified", "expires"):
            raw.say(property, normalise(content) or content, method, as_read=content, origin=where)
        elif property == "publisher":
            if not content.startswith("http"):
                raw.say(
                    "publisher",
                    organisation(content, registry().named(content)),
                    method,
                    as_read=content,
                    voice="site_template",
                    scope="site",
                    origin=where,
                )
        elif property == "copyright":
            _copyright(raw, content, method, where)
        elif property == "source_url":
            if content.startswith("http"):
                raw.say("original_url", content, method, as_read=content, origin=where, basis="default")
        elif property == "source_name":
            _source(raw, content, method, where)
        elif property == "ai_signal":
            word = absolute(page.base, content) if name.endswith("-policy") else content
            say_signal(raw, "tdmrep", name, word, Voiced(method), where, as_read=content)
        elif property == "is_accessible_for_free":
            raw.say(property, _TIERS.get(content.lower()), method, as_read=content, origin=where)
        else:
            value = absolute(page.base, content) if property in ("url", "canonical_url") else content
            raw.say(property, value, method, as_read=content, origin=where)
            if property == "robots":
                say_directives(raw, content, Voiced(method), partial(at_element, page, element))


def _copyright(raw: Raw, content: str, method: str, where: dict[str, Any]) -> None:
    """A copyright meta is a template's word: it says who runs the site, until it names somebody else."""
    notices = find_notices(content if re.search(r"©|copyright|\(c\)", content, re.I) else f"© {content}")
    for notice in notices[:1]:
        if notice.holder:
            raw.say(
                "copyright_holder",
                organisation(notice.holder, registry().named(notice.holder, slot=True)),
                method,
                as_read=content,
                basis="default",
                voice="site_template",
                scope="site",
                origin=where,
            )
        raw.say(
            "copyright_notice",
            content,
            method,
            as_read=content,
            basis="default",
            voice="site_template",
            scope="site",
            origin=where,
        )


def _source(raw: Raw, content: str, method: str, where: dict[str, Any]) -> None:
    agency = registry().named(content, slot=True)
    if is_site(content, raw.site) or content.startswith("http") or not agency:
        return
    raw.say(
        "credit",
        organisation(content, agency, role="agency" if agency.kind == "newsAgency" else "original_publisher"),
        method,
        as_read=content,
        origin=where,
    )


def read_links(page: Page, raw: Raw) -> None:
    """Emit canonical and licence links; `rel=license` anchors in the text are read by the visible part."""
    for rel, element in page.relations:
        href = element.attr("href")
        if not href:
            continue
        if "canonical" in rel:
            raw.say(
                "canonical_url",
                absolute(page.base, href),
                "canonical_link",
                as_read=href,
                origin=at_element(page, element, href),
            )
        elif "license" in rel and (element.attr("type") or "").strip().lower() == RSL_TYPE:
            address, where = absolute(page.base, href), at_element(page, element, href)
            say_signal(raw, "rsl", "license", address, Voiced("license_link"), where, as_read=href, policy=address)
        elif "license" in rel:
            raw.say(
                "license",
                absolute(page.base, href),
                "license_link",
                as_read=href,
                voice="site_template",
                origin=at_element(page, element, href),
            )
