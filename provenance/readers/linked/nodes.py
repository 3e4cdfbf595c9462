"""Objects of linked data, as markup and files write them: their types, their texts, and those that lie below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from provenance.language.names import clean

STRONG = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting|Posting)$")
"""The types of schema.org that are articles."""
WEAK = re.compile(r"(?:NewsStory|Recipe|VideoObject|PodcastEpisode|WebPage|CreativeWork)$")
"""The types that an article may have where nothing has a better one."""
MAX_NODES = 5000
"""Nodes followed in one block: real pages have up to some hundreds."""

Node = dict[str, Any]


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


def several(value: Any) -> list[Any]:
    """A list, or the list of a value; nothing of None."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(value: Any) -> str | None:
    """A text value: a string, a number, or an object's `@value`, `name`, `url` or `@id`."""
    value = first(value)
    if isinstance(value, dict):
        found = (first(value.get(key)) for key in ("@value", "name", "url", "@id"))
        value = next((each for each in found if isinstance(each, str)), None)
    if isinstance(value, bool) or value is None:
        return None
    return clean(unescape(str(value))) or None


def resolved(value: Any, by_id: dict[str, Node]) -> Any:
    """The node that a reference `{"@id": …}` names, where there is one; else the value itself."""
    if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value
