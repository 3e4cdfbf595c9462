"""RDF bytes → triples with the names of their graphs, whatever the syntax, told by how they start.

pyoxigraph parses all but N3, TriX and HexTuples, which rdflib has. Nothing is fetched, no XML with a document type
reaches a parser, and what nests deeper than `MAX_DEPTH` is refused before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from io import BytesIO
from itertools import islice
from xml.parsers import expat  # the limits that make it safe stand below

from provenance.errors import GraphError, ItemError, TooLargeError, UnreadableError
from provenance.graph.dataset import Quad
from provenance.readers.linked.expand import MAX_DEPTH
from provenance.readers.raw import is_binary
from provenance.readers.sniff import is_hextuples
from provenance.readers.xml.encoding import Recoded
from provenance.readers.xml.parts import CHUNK, MAX_TAG

MAX_BYTES = 20_000_000
MAX_SLOW = 2_000_000
"""Bytes of a document that only rdflib reads: it takes some twenty times as long."""
MAX_BROKEN = 1_000
"""So many lines of a document may be broken."""
MAX_QUADS = 300_000
"""A reading of ours has some hundreds; all are held, in about half a gigabyte at the most."""
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|[\w.-]+:RDF[\s>]|RDF[\s>]|TriX[\s>])|\xfe\xff|\xff\xfe")
_LINE = re.compile(rb"(?:\s|#[^\n]*\n)*+(?:<[^<>\s]*>|_:\S+)[ \t]+<[^<>\s]*>[ \t]+[^\n]*\.[ \t]*(?:#[^\n]*)?\r?\n")
"""The first line of N-Triples or N-Quads."""
_FORMULAS = re.compile(rb"=>|<=|\?[A-Za-z]|@forAll|@forSome")
"""What only N3 has."""
_TRIX = re.compile(rb"<(?:[\w.-]+:)?TriX[\s>]")
_OPENS = re.compile(rb"<[^<>\"{}|^`\\\s]*>|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|\"(?:[^\"\\\n]|\\.)*\""
                    rb"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|(?P<open>[\[({])|(?P<close>[\])}])", re.DOTALL)  # fmt: skip


def quads(data: bytes, *, charset: str | None = None, base: str | None = None) -> tuple[list[Quad], list[ItemError]]:
    """The triples of a document; and the lines that cannot be read, of a syntax where each stands for itself.

    Args:
        data: the document; no JSON-LD, which has a reader of its own.
        charset: the encoding that the server names, for XML.
        base: what relative names are resolved against.

    Raises:
        UnreadableError: it is no RDF; the place is the line where that is known.
        TooLargeError: it is longer, deeper or has more triples than this allows.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"expected at most {MAX_BYTES:,} bytes of RDF, found more")
    try:
        return _parse(data, charset, base), []
    except GraphError as error:
        if _LINE.match(data) and (by_line := _by_line(data)):
            return by_line
        raise UnreadableError(error.message, place=error.place) from None


def _by_line(data: bytes) -> tuple[list[Quad], list[ItemError]] | None:
    """N-Triples or N-Quads of which some lines are broken; None where it is rather another syntax."""
    from provenance.graph import oxigraph_adapter

    found: list[Quad] = []
    broken: list[ItemError] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            found += oxigraph_adapter.parse(line, "nquads")
        except GraphError as error:
            broken.append(ItemError(error.message, f"line {number}", number))
            if len(broken) > max(1, number // 2) or len(broken) > MAX_BROKEN:
                return None
    return found, broken


def _parse(data: bytes, charset: str | None, base: str | None) -> list[Quad]:
    from provenance.graph import oxigraph_adapter

    if _XML.match(data):
        data = _safe_xml(data, charset)
        if _TRIX.search(data[:CHUNK]):
            return _by_rdflib(data, "trix")
        return _bounded(oxigraph_adapter.parse(data, "rdfxml", base))
    data = data.removeprefix(b"\xef\xbb\xbf")
    if is_binary(data[:CHUNK].decode("utf-8", "replace")):
        raise UnreadableError("expected RDF, found binary data")
    if is_hextuples(data):
        return _by_rdflib(_checked_lines(data), "hext")
    _check_depth(data)
    try:
        return _bounded(oxigraph_adapter.parse(data, "trig", base))  # Turtle and N-Triples are TriG
    except GraphError as error:
        try:
            return _bounded(oxigraph_adapter.parse(data, "nquads"))
        except GraphError:
            if _FORMULAS.search(data):
                return _by_rdflib(data, "n3", base)
            raise error from None


def _bounded(found: Iterable[Quad]) -> list[Quad]:
    rows = list(islice(found, MAX_QUADS + 1))
    if len(rows) > MAX_QUADS:
        raise TooLargeError(f"expected at most {MAX_QUADS:,} triples, found more")
    return rows


def _by_rdflib(data: bytes, format: str, base: str | None = None) -> list[Quad]:
    from provenance.graph import rdflib_adapter  # loads only for what no other parser reads

    if len(data) > MAX_SLOW:
        raise TooLargeError(f"expected at most {MAX_SLOW:,} bytes of {format}, found more")
    return _bounded(rdflib_adapter.parse(data, format, base))


def _checked_lines(data: bytes) -> bytes:
    """HexTuples: a line is an array of six texts; whatever else would make the parser stumble.

    Raises:
        GraphError: a line is none.
    """
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not (isinstance(row, list) and len(row) == 6 and all(isinstance(each, str) for each in row)):
                raise GraphError("expected an array of six texts", place=f"line {number}")
    return data


def _check_depth(data: bytes) -> None:
    """Refuse brackets in brackets without end: parsers climb down into each."""
    depth = 0
    for match in _OPENS.finditer(data):
        if match["open"]:
            depth += 1
            if depth > MAX_DEPTH:
                raise TooLargeError(f"expected RDF of at most {MAX_DEPTH} levels, found more")
        elif match["close"]:
            depth -= 1


def _safe_xml(data: bytes, charset: str | None) -> bytes:
    """The document in UTF-8, well-formed, of ordinary depth, and without a document type.

    Raises:
        UnreadableError, TooLargeError: it is not.
    """
    recoded = Recoded(BytesIO(data), data[:CHUNK], charset)
    pieces = list(iter(lambda: recoded.read(CHUNK), b""))
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise TooLargeError(f"expected XML of at most {MAX_DEPTH} levels, found more")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise UnreadableError("expected XML without a document type", place=f"line {parser.CurrentLineNumber}")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = doctype
    try:
        taken = begin = 0
        for piece in pieces:
            parser.Parse(piece)
            taken += len(piece)
            begin = max(begin, parser.CurrentByteIndex)
            if taken - begin > MAX_TAG:
                raise TooLargeError(f"expected tags of at most {MAX_TAG:,} bytes, found more")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        message = f"expected XML, found: {expat.ErrorString(error.code)}"
        raise UnreadableError(message, place=f"line {error.lineno}") from None
    return _DECLARED.sub(b"", b"".join(pieces), count=1)


_DECLARED = re.compile(rb"\A\s*<\?xml\b[^>]*\?>")
"""The declaration names the encoding that the document had before."""
