"""Bytes → text → tree, as browsers do it, within limits.

The parser is turbohtml (WHATWG tree construction in C, with the position of every element). It is young and
pinned: nothing outside this folder knows it. Strict UTF-8 is tried first, since pages lie about their encoding more
often than bytes do; else the byte order mark, the server and `<meta charset>` decide, as the HTML standard says.
"""

from __future__ import annotations

import codecs
import re
import resource
import sys

import turbohtml

from provenance.errors import TooLargeError, UnreadableError
from provenance.readers.raw import is_binary

MAX_BYTES = 15_000_000
"""A page of more bytes is refused: the largest of 5,000 real pages had 8 million."""
MAX_GROWTH = 300_000_000
"""Bytes of memory that parsing one page may take: the largest real page needed a fifth of it."""
_STEP = 50_000_000
_COPIES, _NODE, _ATTRIBUTE = 512, 140, 16
"""How deep the parser nests, and about how many bytes it takes for an element and for an attribute."""
_FORMATTING = re.compile(r"<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s/>]", re.IGNORECASE)
_MERGED = re.compile(r"<[bBhH][oOtT][dDmM][yYlL][\s/]")  # body or html; ignoring case takes a fourth longer


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of a page.

    Args:
        data: its bytes.
        charset: the encoding that the server names; it goes before `<meta>`, and behind UTF-8 and a byte order mark.

    Raises:
        UnreadableError: the bytes are empty or not text.
        TooLargeError: more than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"expected at most {MAX_BYTES:,} bytes of HTML, found {len(data):,}")
    if not data or data.isspace():
        raise UnreadableError("expected HTML, found an empty file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decode_other(data, charset)
    if is_binary(text):
        raise UnreadableError("expected HTML, found binary data")
    return text


def _decode_other(data: bytes, charset: str | None) -> str:
    """Bytes that are no clean UTF-8: damaged UTF-8, or what they are declared to be, or windows-1252."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    text = data.decode("utf-8-sig", "replace")
    damaged = text.count("\ufffd")
    if damaged * 10 < len(text) - len(text.encode("ascii", "ignore")):
        return text
    label = _declared(data, charset)
    return data.decode("windows-1252" if codecs.lookup(label).name == "utf-8" else label, "replace")


def _declared(data: bytes, charset: str | None) -> str:
    try:
        label = turbohtml.parse(data[:8192], positions=False, encoding=charset).encoding or "windows-1252"
    except LookupError:  # the server names no encoding of the web's
        label = turbohtml.parse(data[:8192], positions=False).encoding or "windows-1252"
    try:
        codecs.lookup(label)
    except LookupError:
        return "windows-1252"
    return label


def parse(text: str) -> turbohtml.Document:
    """The tree of a page, with source locations.

    The tree construction rules copy unclosed formatting elements into every block, and merge the attributes of every
    repeated `<body>` into the first, so that 300 kB can become gigabytes. A page that may do so is fed in pieces that
    cannot take much each, and given up when it has taken too much; all others go the fast way.

    Raises:
        TooLargeError: the text grows into a tree out of all proportion.
    """
    worst = _worst_case(text)
    if worst <= MAX_GROWTH:
        return turbohtml.parse(text, source_locations=True)
    parser = turbohtml.IncrementalParser(source_locations=True)
    before, piece = _memory(), max(64, len(text) * _STEP // worst)
    for start in range(0, len(text), piece):
        parser.feed(text[start : start + piece])
        if _memory() - before > MAX_GROWTH:
            raise TooLargeError(
                f"expected a page that parses in {MAX_GROWTH // 1_000_000} MB, found one that needs more"
            )
    return parser.close()


def _worst_case(text: str) -> int:
    """How many bytes the tree can take beyond the usual, from the number of tags that can multiply: never too few."""
    merged = len(_MERGED.findall(text)) * len(text) * _ATTRIBUTE // 2
    copied = text.count("<") * _COPIES * _NODE
    if copied > MAX_GROWTH:
        copied = copied // _COPIES * min(_COPIES, len(_FORMATTING.findall(text)))
    return max(merged, copied)


def _memory() -> int:
    """The bytes of memory that this process holds now; its peak where the system does not tell."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
