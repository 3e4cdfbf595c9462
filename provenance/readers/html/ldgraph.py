"""The JSON-LD blocks of a page as one graph: parsed one by one, references followed, the article's own node found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from turbohtml import Element

from provenance.language.names import clean, fold

_ARTICLE = re.compile(
    r"(?:Article|BlogPosting|Report|Review|NewsStory|LiveBlogPosting|Recipe|VideoObject|PodcastEpisode|WebPage|CreativeWork|Posting)$"
)
STRONG = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting|Posting)$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
MAX_NODES = 5000
"""Nodes followed in one page: real pages have up to some hundreds."""

Node = dict[str, Any]


def load(scripts: list[Element]) -> list[tuple[Element, Any]]:
    """The JSON-LD blocks of a page that parse, mended where templates usually break them, with their elements."""
    blocks = []
    for script in scripts:
        kind = script.attr("type")
        if not kind or "ld+json" not in kind.lower():
            continue
        data = parse_block(script.text)
        if data is not None:
            blocks.append((script, data))
    return blocks


def parse_block(text: str) -> Any:
    """One block; None where it cannot be mended: comments, CDATA, raw newlines and trailing commas are."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        re.sub(r"^(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>$|;$", "", text).strip()
        if text[:1] in "/<" or text[-1:] in ">;"
        else text
    )
    for mend in (None, _TRAILING_COMMA):
        text = mend.sub(r"\1", text) if mend else text
        try:
            data = json.loads(text, strict=False)
            return _without_surrogates(data) if "\\ud" in text or "\\uD" in text else data
        except (ValueError, RecursionError):
            continue
    return None


def _without_surrogates(data: Any) -> Any:
    """Half a surrogate pair ("\\ud800") is valid JSON and no character: it becomes U+FFFD, as in decoding."""
    text = json.dumps(data, ensure_ascii=False)
    return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def nodes(data: Any, pointer: str = "") -> Iterator[tuple[Node, str]]:
    """Every object of a block with its JSON pointer, breadth first."""
    queue: list[tuple[Any, str]] = [(data, pointer)]
    for seen, (item, at) in enumerate(queue):
        if seen > MAX_NODES:
            return
        if isinstance(item, list):
            queue.extend((child, f"{at}/{number}") for number, child in enumerate(item))
        elif isinstance(item, dict):
            yield item, at
            queue.extend((child, f"{at}/{key}") for key, child in item.items() if isinstance(child, dict | list))


def types(node: Node) -> list[str]:
    """The local names of a node's types."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str)]


def first(value: Any) -> Any:
    """A value or the first of a list."""
    return value[0] if isinstance(value, list) and value else None if isinstance(value, list) else value


def text_of(value: Any) -> str | None:
    """A text value: a string, a number, or an object's `@value`, `name`, `url` or `@id`."""
    value = first(value)
    if isinstance(value, dict):
        value = next((value[key] for key in ("@value", "name", "url", "@id") if isinstance(value.get(key), str)), None)
    if isinstance(value, bool) or value is None:
        return None
    return clean(unescape(str(value))) or None


class Graph:
    """All the nodes of a page's blocks, with their script and pointer, and an index by `@id`."""

    def __init__(self, blocks: list[tuple[Element, Any]]) -> None:
        self.all = [(node, script, at) for script, data in blocks for node, at in nodes(data)]
        self.by_id: dict[str, Node] = {}
        for node, _, _ in self.all:
            name = node.get("@id")
            if isinstance(name, str) and len(node) > len(self.by_id.get(name, ())):
                self.by_id[name] = node

    def resolve(self, value: Any) -> Any:
        """A node for a reference `{"@id": …}` where the page has it; else the value itself."""
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value

    def article(self, headline: str | None, url: str | None) -> tuple[Node, Element, str] | None:
        """The node of the page's own article: by type, by its rights properties, by headline and address."""
        best, best_score = None, 0.0
        for order, (node, script, at) in enumerate(self.all):
            kinds = types(node)
            if not any(_ARTICLE.search(kind) for kind in kinds) or "/itemListElement/" in at or "/isPartOf" in at:
                continue
            score = 1.0 - order / 10_000
            score += 3 if any(STRONG.search(kind) for kind in kinds) else 0
            score += sum(1 for key in ("author", "datePublished", "headline", "publisher") if key in node)
            title = fold(str(node.get("headline") or node.get("name") or ""))
            if title and headline and (title in fold(headline) or fold(headline) in title):
                score += 3
            if at.count("/") > 2 or re.search(r"/(?:comment|mentions|hasPart|relatedLink|citation|review)\b", at):
                score -= 3
            if score > best_score:
                best, best_score = (node, script, at), score
        return best
