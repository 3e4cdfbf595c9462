"""Credit sentences that terms prescribe: templates with slots and linked spans, filled only with what was said.

    This story was originally published by [Harbor Bridge]({url}).

`{author}` is a slot; `[words]({url})` links the words to the slot's value. A slot whose fact is missing is kept as
missing and shown so: an inference never fills it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from provenance.model import Agent, Article
from provenance.model.values import SAID
from provenance.terms.evidence import backing, said_agents

SLOTS = frozenset(
    (
        "author",
        "outlet",
        "title",
        "url",
        "home",
        "date",
        "publisher",
        "our_url",
        "license",
        "license_url",
        "contributor",
    )
)
"""What a template may ask for: of the original, of its holder (`outlet`, `home`), of us (`publisher`, `our_url`)."""

_PIECE = re.compile(r"\[(?P<words>[^\]]*)\]\(\{?(?P<target>\w+)\}?\)|\{(?P<slot>\w+)\}")
_INNER = re.compile(r"\{(\w+)\}")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Run(NamedTuple):
    """A stretch of a credit sentence: text, linked or not; `missing` names the slot that nothing fills."""

    text: str
    url: str | None = None
    link: str | None = None
    """The slot that the text must link to; None for plain text."""
    missing: str | None = None


def slots_of(template: str) -> frozenset[str]:
    """Every slot that a template names, linked targets included."""
    found = {match["target"] for match in _PIECE.finditer(template) if match["target"]}
    return frozenset(found | set(_INNER.findall(_PIECE.sub(lambda m: m["words"] or m[0], template))))


def fill(template: str, facts: Mapping[str, str]) -> tuple[Run, ...]:
    """The sentence with its slots filled.

    Args:
        template: the words of the terms.
        facts: slot → value; a slot that is not there, or empty, is missing.
    """
    return tuple(_runs(template, facts))


def _runs(template: str, facts: Mapping[str, str]) -> Iterator[Run]:
    done = 0
    for match in _PIECE.finditer(template):
        if match.start() > done:
            yield Run(template[done : match.start()])
        done = match.end()
        target = match["target"]
        if target is None:
            yield _slot(match["slot"], facts)
            continue
        url = facts.get(target)
        linked = url if url and _WEB.fullmatch(url) else None
        for run in _runs(match["words"], facts):
            yield run._replace(url=linked, link=target)
        if linked is None:
            yield Run(f" [{target}?]", missing=target)
    if done < len(template):
        yield Run(template[done:])


def _slot(name: str, facts: Mapping[str, str]) -> Run:
    value = facts.get(name)
    if not value:
        return Run(f"[{name}?]", missing=name)
    return Run(
        value, url=value if name in ("url", "home", "our_url", "license_url") and _WEB.fullmatch(value) else None
    )


def as_text(runs: tuple[Run, ...]) -> str:
    """The sentence as plain text."""
    return "".join(run.text for run in runs)


def as_html(runs: tuple[Run, ...]) -> str:
    """The sentence as HTML: links are links, a missing slot is marked."""
    return "".join(_markup(run) for run in runs)


def _markup(run: Run) -> str:
    text = escape(run.text)
    if run.missing:
        return f"<mark>{text}</mark>"
    return f'<a href="{escape(run.url)}">{text}</a>' if run.url else text


def facts_of(article: Article, party: Agent | None = None, ours: Mapping[str, str] | None = None) -> dict[str, str]:
    """The slots of a template from what the record was told, and nothing that was inferred.

    Args:
        article: the original as read, or a copy that names it.
        party: the holder whose terms they are: `outlet` and `home`.
        ours: `publisher`, `our_url` and `contributor` of our own copy, where known.

    Returns:
        Slot → text, only for what is known. `url` is the original's address: the stated original, or else the page's
        own where the party publishes it.
    """
    authors = [author.name for author in said_agents(article.authors) if author.type == "Person"]
    found = {
        "author": _listed(authors),
        "title": _said(article, "headline"),
        "date": (_said(article, "date_published") or "")[:10],
        "url": original_address(article, party),
    }
    if party is not None:
        found |= {"outlet": party.name, "home": party.url}
    for license in article.licenses:
        if license.basis in SAID and license.scope == "article":
            found |= {"license": license.name or license.id, "license_url": license.url}
            break
    return {slot: value for slot, value in {**found, **(ours or {})}.items() if value}


def original_address(article: Article, party: Agent | None) -> str | None:
    """Where the original stands: where the page says so, else the page itself if the party is its publisher."""
    stated = _said(article, "original_url")
    if stated:
        return stated
    publisher = article.publisher
    if party is None or (publisher is not None and publisher.id == party.id):
        return _said(article, "canonical_url") or _said(article, "url")
    return None


def _said(article: Article, property: str) -> str | None:
    value = getattr(article, property)
    return str(value) if value is not None and backing(article, property) else None


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
