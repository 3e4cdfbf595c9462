"""schema.org JSON-LD for search engines: a NewsArticle that says what the source says, and nothing else.

Types follow schema.org 30.0 (`copyrightYear` a Number, `sourceOrganization` an Organization, dates untouched); authors
follow Google's rules for articles (one per object, name only, the right type, an address where one was read). Hops,
own vocabulary, inferences and defaults have no place here: search has no words for them, and a guess in markup is read
as the publisher's own claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias, get_args

from provenance.exporters.facts import (
    CopyFacts,
    authors,
    copyright_year,
    credited,
    iso_date,
    licenses,
    said,
    said_date,
    said_url,
    web_url,
)
from provenance.exporters.names import split_name
from provenance.model import Agent, Article, Asset, Credited
from provenance.model.values import SAID, CreditRole
from provenance.terms.evidence import said_agents

Node: TypeAlias = dict[str, Any]

CONTEXT = "https://schema.org"


def to_schemaorg(article: Article, *, as_copy: CopyFacts | None = None) -> Node:
    """The article as schema.org JSON-LD, ready for `json.dumps`.

    Args:
        article: the record of the page read.
        as_copy: describes our own copy of that story instead: its address, publisher and date are ours; author,
            holder, notice and credit stay as read; it is based on the page read. What belongs to the page read alone
            (its corrections, its paywall, its licence offer, its images) is left out.

    Returns:
        A `NewsArticle` node. Only what is said (basis `stated` or `editor`) is in it; what is empty is left out.
    """
    url = web_url(as_copy.url) if as_copy else said_url(article, "url")
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "mainEntityOfPage": {"@type": "WebPage", "@id": url} if url else None,
            **_shared(article),
            **(_our_copy(article, as_copy) if as_copy else _page_read(article)),
        }
    )


def _shared(article: Article) -> Node:
    """What holds of the story, wherever it is printed."""
    base = said(article, "url")
    return {
        "headline": said(article, "headline"),
        "inLanguage": said(article, "language"),
        "author": [_agent(agent, base) for agent in authors(article)],
        "contributor": _one_or_all(_agent(agent, base) for agent in credited(article, "contributor")),
        "copyrightHolder": _one_or_all(_agent(agent, base) for agent in said_agents(article.copyright_holders)),
        "copyrightYear": copyright_year(article),
        "copyrightNotice": said(article, "copyright_notice"),
        "creditText": _credit_text(article),
        "expires": said_date(article, "expires"),
    }


def _page_read(article: Article) -> Node:
    base = said(article, "url")
    return {
        "publisher": _publisher(article),
        "datePublished": said_date(article, "date_published"),
        "dateModified": said_date(article, "date_modified"),
        "sourceOrganization": _one_or_all(_agent(agent, base) for agent in _suppliers(article)),
        "isBasedOn": _original(article),
        "license": _one_or_all(url for license in licenses(article) if (url := web_url(license.url, base=base))),
        "isAccessibleForFree": said(article, "is_accessible_for_free"),
        "hasPart": _paywalled_parts(article),
        "image": [_image(asset, base) for asset in article.assets if asset.type == "image" and _located(asset, base)],
        "correction": [
            _filled({"@type": "CorrectionComment", "text": c.text, "datePublished": iso_date(c.date)})
            for c in article.corrections
        ],
    }


def _our_copy(article: Article, copy: CopyFacts) -> Node:
    base = said(article, "url")
    publisher = said_agents((article.publisher,)) if article.publisher else ()
    suppliers = _suppliers(article) or tuple(agent for agent in publisher if agent.type == "Organization")
    return {
        "publisher": {"@type": "Organization", "name": copy.publisher},
        "datePublished": copy.date,
        "sourceOrganization": _one_or_all(_agent(agent, base) for agent in suppliers),
        "isBasedOn": _source(article, copy),
    }


def _suppliers(article: Article) -> tuple[Agent, ...]:
    """On whose behalf the author worked, as credited: the agencies, else the first publishers."""
    return credited(article, "agency") or credited(article, "original_publisher")


def _source(article: Article, copy: CopyFacts) -> Node | None:
    """The page read, as what our copy is based on, with its own origin inside; else that origin alone."""
    original, url = _original(article), said_url(article, "url")
    if url is None or url == copy.url:
        return original
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "publisher": _publisher(article),
            "datePublished": said_date(article, "date_published"),
            "isBasedOn": original,
        }
    )


def _original(article: Article) -> Node | None:
    """The stated origin: a CreativeWork, since nobody told us more. A page is not based on itself."""
    url = said_url(article, "original_url")
    if url is None or url == said_url(article, "url"):
        return None
    publishers = credited(article, "original_publisher")
    publisher = _one_or_all(_agent(agent, said(article, "url")) for agent in publishers)
    return _filled({"@type": "CreativeWork", "@id": url, "url": url, "publisher": publisher})


def _publisher(article: Article) -> Node | None:
    publisher = article.publisher
    return _agent(publisher, said(article, "url")) if publisher and publisher.basis in SAID else None


def _agent(agent: Agent, base: str | None) -> Node:
    """A person or an organisation; addresses that no link can carry are left out."""
    node: Node = {
        "@type": agent.type,
        "name": agent.name,
        "url": web_url(agent.url, base=base),
        "sameAs": _one_or_all(url for text in agent.same_as if (url := web_url(text))),
    }
    if agent.type == "Person":
        name = split_name(agent.name)
        node |= {"name": name.bare, "honorificPrefix": name.prefix, "honorificSuffix": name.suffix}
        node |= _position(agent)
    return _filled(node)


def _position(person: Agent) -> Node:
    """A person's job and house, as the byline gives them. The role of a credit is our word, not a job."""
    if not isinstance(person, Credited):
        return {}
    return {
        "jobTitle": None if person.role in get_args(CreditRole) else person.role,
        "affiliation": {"@type": "Organization", "name": person.affiliation} if person.affiliation else None,
    }


def _credit_text(article: Article) -> str | None:
    """The names to credit, where the page credits another house: without one, author and publisher say it all."""
    houses = [agent.name for agent in (*credited(article, "agency"), *credited(article, "original_publisher"))]
    people = [split_name(agent.name).bare for agent in authors(article)]
    return ", ".join(dict.fromkeys(people + houses)) if houses else None


def _paywalled_parts(article: Article) -> list[Node]:
    """The parts behind a paywall as the page's own markup names them (Google's subscription markup)."""
    if said(article, "is_accessible_for_free") is not False:
        return []
    selectors = [s.value for s in article.chosen("paywall_selector") if s.basis in SAID and isinstance(s.value, str)]
    return [
        {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": selector}
        for selector in dict.fromkeys(selectors)
    ]


def _located(asset: Asset, base: str | None) -> bool:
    return web_url(asset.url, base=base) is not None


def _image(asset: Asset, base: str | None) -> Node:
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": web_url(asset.url, base=base),
            "caption": asset.caption,
            "creditText": asset.credit,
            "copyrightHolder": _agent(asset.holder, base) if asset.holder else None,
            "copyrightNotice": asset.notice,
            "license": web_url(asset.license, base=base),
        }
    )


def _one_or_all(values: Iterable[Any]) -> Any:
    """JSON-LD's way: a single value stands alone, several stand in a list."""
    found = list(values)
    return found[0] if len(found) == 1 else found


def _filled(node: Node) -> Node:
    """`node` without its empty values; False and 0 are values."""
    return {key: value for key, value in node.items() if value is not None and value not in ("", [])}
