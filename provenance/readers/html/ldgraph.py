"""The JSON-LD blocks of a page as one graph: parsed one by one, references followed, the article's own node found."""

from __future__ import annotations

import json
import re
from typing import Any

from turbohtml import Element

from provenance.language.names import fold
from provenance.readers.linked.nodes import STRONG, WEAK, Node, nodes, resolved, types

_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


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
        return resolved(value, self.by_id)

    def article(self, headline: str | None, url: str | None) -> tuple[Node, Element, str] | None:
        """The node of the page's own article: by type, by its rights properties, by headline and address."""
        best, best_score = None, 0.0
        for order, (node, script, at) in enumerate(self.all):
            kinds = types(node)
            is_strong = any(STRONG.search(kind) for kind in kinds)
            if (
                not (is_strong or any(WEAK.search(kind) for kind in kinds))
                or "/itemListElement/" in at
                or "/isPartOf" in at
            ):
                continue
            score = 1.0 - order / 10_000
            score += 3 if is_strong else 0
            score += sum(1 for key in ("author", "datePublished", "headline", "publisher") if key in node)
            title = fold(str(node.get("headline") or node.get("name") or ""))
            if title and headline and (title in fold(headline) or fold(headline) in title):
                score += 3
            if at.count("/") > 2 or re.search(r"/(?:comment|mentions|hasPart|relatedLink|citation|review)\b", at):
                score -= 3
            if score > best_score:
                best, best_score = (node, script, at), score
        return best
