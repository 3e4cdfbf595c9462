"""Which licence an address or a phrase names: the rows of `vocab/licenses.ttl`.

A licence is named exactly or not at all: "Creative Commons" alone names none, nor does a port that has no row. A phrase
that leaves out the version ("CC BY-ND") names a family: a `License` without `version` and `url`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from pyoxigraph import RdfFormat, parse

from provenance.resources import vocab


class License(NamedTuple):
    """A licence, or a family of licences (cc:License)."""

    id: str
    """The SPDX identifier, or one formed in the same way (`CC-BY-3.0-FR`, `CC-BY-ND`, `US-Government-Works`)."""
    url: str | None
    """The canonical address; None for a family."""
    name: str
    version: str | None = None
    port: str | None = None
    """Upper case: a country, `UK` or `IGO`; None if the licence is not ported."""
    elements: frozenset[str] = frozenset()
    """Of `BY`, `NC`, `ND`, `SA`; empty for the public domain."""
    requires: frozenset[str] = frozenset()
    """ccREL's words, here and below: `Notice`, `Attribution`, `ShareAlike`."""
    prohibits: frozenset[str] = frozenset()
    permits: frozenset[str] = frozenset()
    is_spdx: bool = False
    """Whether `id` stands on the SPDX License List."""
    deprecated: bool = False
    """Withdrawn by its steward. A superseded version is not: see `replaced_by`."""
    replaced_by: str | None = None
    """The address of the next version."""


def licenses() -> tuple[License, ...]:
    """Every licence and family, in the order of the file."""
    return _registry().rows


def by_id(id: str) -> License | None:
    """The licence of that identifier; letter case makes no difference, as SPDX has it."""
    return _registry().ids.get(id.lower())


def by_url(url: str) -> License | None:
    """The licence at that address: http or https, with or without "www.", last slash, `deed.xx`, `legalcode`, `rdf`."""
    return _registry().places.get(_place(url))


def by_name(text: str) -> License | None:
    """The licence that the whole text names: beside it only words such as "license" and "under" may stand.

    A family beside one of its versions names the version: "Creative Commons Attribution License (CC BY 4.0)".
    """
    found: set[License] = set()
    rest, done = "", 0
    for start, end, license in mentions(text):
        found.add(license)
        rest += f"{text[done:start]} "
        done = end
    if not found or not _fillers().fullmatch(rest + text[done:]):
        return None
    versions = {license for license in found if license.url}
    families = {license.elements for license in found - versions}
    if versions:
        license, *others = versions
        return license if not others and families <= {license.elements} else None
    return found.pop() if len(found) == 1 else None


def mentions(text: str) -> Iterator[tuple[int, int, License]]:
    """Every licence that is named in running text, as (start, end, licence), offsets in characters."""
    if not _GATE.search(text):
        return
    registry = _registry()
    for match in registry.pattern.finditer(text):
        if license := registry.named(match):
            yield match.start(), match.end(), license


@cache
def _fillers() -> re.Pattern[str]:
    """Words that may stand around a licence's name and change nothing about it."""
    return re.compile(
        r"(?: \W | \b(?: an? | the | this | works? | article | text | is | are | under | by | in | licen[sc]e[sd]?"
        r" | deed | public | creative | commons | cc | domain | dedication | international | unported | generic"
        r" | universal | lizenz(?:iert)? | unter | einer | der | licencia | licenza | licença | licentie | bajo | una"
        r" | sous | sotto | onder | een )\b )*",
        re.IGNORECASE | re.VERBOSE,
    )


_GATE = re.compile(r"cc|creative|attribution|[1-4]\.\d|domain|government", re.IGNORECASE)
"""What every name of a licence has: the full pattern is slow."""

_Nodes = defaultdict[str, defaultdict[str, list[str]]]
"""Subject, predicate, objects: IRIs and literals as plain text, in the order of the file."""

_Value = TypeVar("_Value")

_CC = "http://creativecommons.org/ns#"
_SYND = "https://w3id.org/news-provenance/ns#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
_SPDX_ID = "http://spdx.org/rdf/terms#licenseId"
_DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"
_IDENTIFIER, _TITLE, _VERSION, _REPLACED_BY = (
    f"http://purl.org/dc/terms/{name}" for name in ("identifier", "title", "hasVersion", "isReplacedBy")
)
_NOTATION, _LABEL, _OTHER_LABEL = (
    f"http://www.w3.org/2004/02/skos/core#{name}" for name in ("notation", "prefLabel", "altLabel")
)


@cache
def _registry() -> _Registry:
    nodes: _Nodes = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(vocab("licenses.ttl")), format=RdfFormat.TURTLE):
        nodes[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return _Registry(nodes)


class _Registry:
    """The rows, their indexes, and one pattern for all the ways to name them."""

    def __init__(self, nodes: _Nodes) -> None:
        elements, ports = _words_for(nodes, f"{_SYND}LicenseElement"), _words_for(nodes, f"{_CC}Jurisdiction")
        labels: dict[str, License] = {}
        self.places: dict[str, License] = {}
        rows = []
        for iri, node in list(nodes.items()):
            if _IDENTIFIER not in node:
                continue
            rows.append(row := _license(iri, node, nodes))
            if row.url:
                self.places.update((_place(url), row) for url in (row.url, *node[_SEE_ALSO]))
            if not row.elements:
                labels.update((label, row) for label in (row.name, *node[_OTHER_LABEL]))
        self.rows = tuple(rows)
        self.ids = {row.id.lower(): row for row in rows}
        self.parts = {(row.elements, row.version, row.port): row for row in rows if row.elements}
        self.labels, self.elements, self.ports = _by_plain(labels), _by_plain(elements), _by_plain(ports)
        self.element = re.compile(_any_of(elements), re.IGNORECASE)
        self.pattern = _pattern(_any_of(labels), _any_of(elements), _any_of(ports))

    def named(self, match: re.Match[str]) -> License | None:
        """The licence that a match names; None where it only looks like one."""
        if match["label"]:
            return self.labels[_plain(match["label"])]
        said = self.element.findall(match["elements"])
        version, port = match["version"], match["port"]
        codes = [word for word in said if len(word) == 2]
        if codes and not match["elements"].isupper() and not (match["prefix"] and version):
            return None  # "cc by" may be a carbon copy, "by" is a word
        if not match["prefix"] and len(said) == 1 and (codes or not version):
            return None  # "grew BY 2.5 per cent", "attribution"
        if version and version < "4" and not port and _PORT.match(match.string, match.end()):
            return None  # a port that has no row: "CC BY 3.0 PL" is not "CC BY 3.0"
        elements = frozenset(self.elements[_plain(word)] for word in said)
        return self.parts.get((elements, version, self.ports[_plain(port)] if port else None))


# Between words a hyphen, a space and a line break stand for each other. Gaps are bounded: texts may be hostile.
_GAP = r"[\s\-‐‑–/_,&]{0,4}"
_END = r"(?![^\W_])"
_PORT = re.compile(r"[\s\-]+[A-Z]{2}(?!\w)")


def _pattern(labels: str, element: str, ports: str) -> re.Pattern[str]:
    """A licence by one of its labels, or by prefix, elements, version and port; patterns in, one pattern out."""
    return re.compile(
        rf"""(?<!\w)(?:
          (?P<label> {labels}) {_END}
        | (?: (?P<prefix> cc\)? | creative{_GAP}commons (?:{_GAP}(?:licen[sc]e|lizenz))? (?:{_GAP}cc)? ) {_GAP} )?
          (?P<elements> {element}{_END} (?:{_GAP}{element}{_END})* )
          (?: [\s\-–,)]{{0,4}} (?:public\s)? (?:licen[sc]e|lizenz)? [\s\-,(]{{0,4}} (?:v|version)? [\s.]{{0,2}}
              (?P<version> [1-4]\.\d) (?!\.?\d)
              (?: [\s\-(]{{0,4}} (?: international | unported | generic | (?P<port> {ports}) ) {_END} )?
          )?
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def _license(iri: str, node: defaultdict[str, list[str]], nodes: _Nodes) -> License:
    def words(property: str) -> frozenset[str]:
        return frozenset(value.removeprefix(_CC) for value in node[_CC + property])

    jurisdiction = next(iter(node[f"{_CC}jurisdiction"]), None)
    return License(
        id=node[_IDENTIFIER][0],
        url=iri if f"{_CC}License" in node[_TYPE] else None,
        name=node[_TITLE][0],
        version=next(iter(node[_VERSION]), None),
        port=nodes[jurisdiction][_NOTATION][0] if jurisdiction else None,
        elements=frozenset(nodes[element][_NOTATION][0] for element in node[f"{_SYND}element"]),
        requires=words("requires"),
        prohibits=words("prohibits"),
        permits=words("permits"),
        is_spdx=_SPDX_ID in node,
        deprecated=node[_DEPRECATED] == ["true"],
        replaced_by=next(iter(node[_REPLACED_BY]), None),
    )


def _words_for(nodes: _Nodes, type: str) -> dict[str, str]:
    """Each word for a thing of that type, and the notation ("ND") that it stands for."""
    things = [node for node in nodes.values() if type in node[_TYPE]]
    return {word: node[_NOTATION][0] for node in things for word in node[_NOTATION] + node[_LABEL] + node[_OTHER_LABEL]}


def _by_plain(labels: dict[str, _Value]) -> dict[str, _Value]:
    return {_plain(label): value for label, value in labels.items()}


def _plain(text: str) -> str:
    """Letters and digits alone, in lower case: what a label and its variants have in common."""
    return "".join(c for c in text.lower() if c.isalnum())


def _any_of(labels: Iterable[str]) -> str:
    """A pattern for each label in each of its variants, the longest first."""
    return f"(?:{'|'.join(sorted(map(_loose, labels), key=len, reverse=True))})"


def _loose(label: str) -> str:
    words = re.findall(r"\w+", re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", label))
    return r"[\W_]{0,3}".join(map(re.escape, words))


_PAGE = re.compile(r"/(?:(?:deed|legalcode)(?:\.[\w-]+)?|rdf|index\.\w+)$")


def _place(url: str) -> str:
    """What the addresses of one licence have in common. The elements are sorted: 1.0 wrote `by-nd-nc`."""
    try:
        parts = urlsplit(url.strip().lower())
    except ValueError:
        return ""  # no address, so no licence's address
    host = parts.netloc.removeprefix("www.")
    path = _PAGE.sub("", parts.path.rstrip("/"))
    if parts.scheme not in ("", "http", "https") or not host:
        return ""
    _, *steps = path.split("/")
    return "/".join([host, *("-".join(sorted(step.split("-"))) for step in steps)])
