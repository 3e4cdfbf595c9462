"""Names by namespace: `{http://purl.org/dc/elements/1.1/}creator` is `dc:creator`, whatever prefix a document uses."""

from __future__ import annotations

from collections.abc import Mapping

from provenance.errors import TooLargeError

SEPARATOR = " "
"""What expat puts between a namespace and a local name."""
XML = "http://www.w3.org/XML/1998/namespace"
MAX_NAMES = 10_000
"""Different names in one document: expat keeps each until the end. Real vocabularies have some hundreds."""


class Names(dict[str, str]):
    """expat's name of an element or attribute → its short name; asked for each name once, then looked up.

    A name without a namespace is itself; one of an unknown namespace is `{namespace}local`.

    Args:
        prefixes: namespace → prefix of the short names; "" for names that shall stand without one.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = {XML: "xml", **prefixes}

    def __missing__(self, name: str) -> str:
        if len(self) >= MAX_NAMES:
            raise TooLargeError(f"expected XML of at most {MAX_NAMES:,} different names, found more")
        namespace, found, local = name.rpartition(SEPARATOR)
        prefix = self._prefixes.get(namespace) if found else ""
        short = f"{{{namespace}}}{local}" if prefix is None else f"{prefix}:{local}" if prefix else local
        self[name] = short
        return short
