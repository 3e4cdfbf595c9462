"""Images of the article with their captions and credits: assets with rights of their own."""

from __future__ import annotations

import re
from typing import Any

from turbohtml import Element

from provenance.hosts import absolute
from provenance.language.agencies import registry
from provenance.language.lexicon import holds_one, shortest
from provenance.language.names import clean, evident, fold, lowered, tidy
from provenance.language.notices import find_notices
from provenance.readers.html.document import Page
from provenance.readers.html.rights import figure_license
from provenance.readers.raw import MAX_TEXT, Raw, organisation, person

MAX_ASSETS = 40
_LABELS = (
    "photo", "image", "picture", "foto", "fotos", "bild", "bilder", "crédit", "crédit photo", "credit", "credits",
    "source", "quelle", "bildquelle", "imagen", "crédito", "beeld", "immagine", "photograph", "illustration", "grafik",
)  # fmt: skip
_CREDIT = re.compile(
    rf"(?:(?:{'|'.join(_LABELS)})\s*(?:credit|courtesy|nachweis)?\s*(?:by|:|von|de|di|/)|©|\(c\))"
    r"\s*(?P<who>[^|\n]{2,90})",
    re.IGNORECASE,
)
_CREDIT_WORDS = shortest((*_LABELS, "©", "(c)"))
"""One of these stands in every credit: most captions have none, and the pattern is not tried."""
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}\s+(?=\w)")
_PARENS = re.compile(r"\((?P<who>[^()]{2,80})\)\s*$")


def read_assets(page: Page, raw: Raw) -> None:
    """Emit the images that stand in the article itself, each with the credit its figure prints."""
    seen: set[str] = set()
    for element, at, _ in page.images:
        line = page.lines[min(at, len(page.lines) - 1)] if page.lines else None
        if line is None or line.zone == "furniture" or len(raw.assets) >= MAX_ASSETS:
            continue
        figure = element.closest("figure")
        if figure is None and _is_small(element):
            continue
        url = _address(element, page)
        if url is None or url in seen:
            continue
        seen.add(url)
        raw.assets.append(_asset(element, figure, url, len(raw.assets) + 1))


def _asset(element: Element, figure: Element | None, url: str, number: int) -> dict[str, Any]:
    caption = figure.select_one("figcaption") if figure else None
    text = clean(caption.text) if caption else ""
    low = lowered(text)
    credit = (_credit(caption, text, low) if caption else None) or (_byline(figure) if figure else None)
    notices = find_notices(text, low)
    return {
        "id": f"asset-{number}",
        "type": "image",
        "url": url,
        "caption": text[:300] or None,
        "credit": credit,
        "notice": notices[0].text if notices else None,
        "holder": _holder(notices[0].holder) if notices and notices[0].holder else None,
        "license": figure_license(figure) if figure else None,
        "line": element.source_line or 1,
    }


def _byline(figure: Element) -> str | None:
    """The byline that stands in a figure: it is the picture's."""
    node = figure.select_one(".byline")
    text = clean(node.text) if node else ""
    return text if 1 < len(text) < 120 else None


def _holder(name: str) -> dict[str, Any]:
    agent = person(name) if evident(name) else organisation(name, registry().named(name, slot=True))
    return {key: agent[key] for key in ("name", "type", "url", "id") if agent.get(key)}


def _credit(caption: Element, text: str, low: str) -> str | None:
    """The credit that a caption prints; `text` are its words, and `low` the same in lower case."""
    for node in caption.iter_elements():
        names = f"{node.attr('class') or ''} {node.attr('itemprop') or ''}".lower()
        if (
            re.search(r"credit|copyright|source|author|photographer|quelle|fotograf", names)
            and 1 < len(node.text.strip()) < 120
        ):
            return (
                clean(re.sub(r"^(?:credit|photo|foto|image|source|quelle)\s*:?\s*", "", clean(node.text), flags=re.I))
                or None
            )
    match = _CREDIT.search(text) if holds_one(low, _CREDIT_WORDS) else None
    closing = _PARENS.search(text)
    if closing and not (match and match.start() < closing.start()):  # "(Photo: Nils Berg)", "(AP Photo/Ann Lake)"
        match = _CREDIT.match(closing["who"]) or closing
    if not match:
        return None
    who = _YEAR.sub("", clean(match["who"]).strip(" .,;:"))
    known = (
        registry().leading(who, slot=True)
        or evident(tidy(re.split(r"[/,|]", who)[0]))
        or "/" in who
        or "©" in match.group()
    )
    return who if known or (match.re is _CREDIT and len(fold(who)) > 1) else None


def _address(element: Element, page: Page) -> str | None:
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        value = element.attr(name)
        if value and not value.startswith("data:") and len(value) <= MAX_TEXT:
            return absolute(page.base, value)
    return None


def _is_small(element: Element) -> bool:
    """Icons, avatars, counters: a stated width below 200, or none and no figure."""
    width = element.attr("width") or ""
    return not (width.isdecimal() and int(width) >= 200)
