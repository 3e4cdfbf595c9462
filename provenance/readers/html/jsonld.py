"""JSON-LD blocks: the article's node among breadcrumbs, sites and teasers, and what it says of rights.

Each block is parsed by itself, so that a broken one loses only itself. References by `@id` are followed within the
page; nothing is fetched. A template's defaults are marked as such: a `copyrightHolder` that only repeats the publisher
is not the supplier's word.
"""

from __future__ import annotations

import json
from typing import Any

from turbohtml import Element

from provenance.hosts import host_of, resembles, site_label
from provenance.language.names import fold
from provenance.readers.html.document import Page, foreign_canonical
from provenance.readers.html.ldgraph import Graph, load
from provenance.readers.html.place import at_element
from provenance.readers.html.policies import read_policies
from provenance.readers.linked.article import ArticleNode
from provenance.readers.linked.nodes import STRONG, Node, types
from provenance.readers.raw import Raw


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
    _PageNode(page, raw, graph, node, script, at).read()
    for other, other_script, other_at in graph.all:
        if "author" in other and other is not node and any(STRONG.search(kind) for kind in types(other)):
            title = fold(str(other.get("headline") or ""))
            if title and headline and title in fold(headline):
                _PageNode(page, raw, graph, other, other_script, other_at).read(
                    only=("author", "copyrightHolder", "datePublished")
                )


class _PageNode(ArticleNode):
    """A node in a script of a page."""

    def __init__(self, page: Page, raw: Raw, graph: Graph, node: Node, script: Element, at: str) -> None:
        super().__init__(raw, node)
        self.page, self.graph, self.script, self.at = page, graph, script, at

    def resolve(self, value: Any) -> Any:
        return self.graph.resolve(value)

    def origin(self, key: str, text: str | None, number: int | None = None, below: str = "") -> dict[str, Any]:
        literal = json.dumps(text, ensure_ascii=False)[1:-1][:60] if text else ""
        if text and not literal.isascii() and literal not in self.script.text:
            literal = json.dumps(text)[1:-1][:60]  # written with escapes
        pointer = f"#{self.at}/{key}{'' if number is None else f'/{number}'}{below}"
        return at_element(self.page, self.script, text, key=f'"{key}"', value=literal, pointer=pointer)

    def is_template(self, holder: str) -> bool:
        """Where the whole template is the original publisher's, it speaks for the text."""
        url = self.raw.url or ""
        return self.repeats_publisher(holder) and not (
            foreign_canonical(self.page, url) and not resembles(holder, site_label(host_of(url)))
        )
