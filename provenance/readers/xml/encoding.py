"""XML bytes → UTF-8, whatever their encoding: byte order mark, then what the server says, then the XML declaration.

That is the order of RFC 7303 and of appendix F of XML 1.0. A byte that the encoding does not have becomes U+FFFE, which
XML forbids: so the parser stops at its place, and nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
from typing import Protocol

from provenance.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = re.compile(
    rb"(?:[ \t\r\n]\0{3})*(?P<utf_32_le><\0\0\0)|(?:\0{3}[ \t\r\n])*(?P<utf_32_be>\0\0\0<)"
    rb"|(?:[ \t\r\n]\0)*(?P<utf_16_le><\0)|(?:\0[ \t\r\n])*(?P<utf_16_be>\0<)|(?P<cp037>\x4c\x6f\xa7\x94)"
)
"""How a document starts whose characters take two or four bytes, or that is in EBCDIC; the parser guesses so too."""
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
_NOT_OF_TEXT = frozenset(("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"))
"""Python's codecs that are no encodings of documents: some take time out of all proportion."""
WRONG = "\ufffe"
"""Stands for a byte that the declared encoding does not have."""


class Bytes(Protocol):
    """What can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; b"" at the end."""


def encoding_of(start: bytes, charset: str | None = None) -> tuple[str, int]:
    """The encoding of a document that starts with these bytes, as Python names it, and the length of its mark.

    Raises:
        UnreadableError: the encoding is unknown.
    """
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name, len(mark)
    if (unmarked := _UNMARKED.match(start)) and unmarked.lastgroup:
        return unmarked.lastgroup.replace("_", "-"), 0
    declared = _DECLARED.match(start)
    name = charset or (declared[1].decode() if declared else "utf-8")
    try:
        name = codecs.lookup(name).name
        b" ".decode(name, "replace")  # codecs of no text are refused here
    except (LookupError, ValueError):
        raise UnreadableError(f"expected XML in a known encoding, found {name!r}") from None
    if name in _NOT_OF_TEXT:
        raise UnreadableError(f"expected XML in an encoding of documents, found {name!r}")
    if name.startswith(("utf-16", "utf-32")) and b"\0" not in start:  # declared, and read so far: so it can't be
        name = "utf-8"
    return ("utf-8" if name == "ascii" else name), 0


class Recoded:
    """A stream of any encoding read as UTF-8, without the byte order mark and white space at its start."""

    def __init__(self, stream: Bytes, start: bytes, charset: str | None = None) -> None:
        self.encoding, skipped = encoding_of(start, charset)
        self._stream = stream
        if skipped:
            stream.read(skipped)
        self._decoder = None
        if self.encoding != "utf-8":
            try:
                self._decoder = codecs.getincrementaldecoder(self.encoding)("provenance.wrong")
            except LookupError:
                raise UnreadableError(f"expected XML in a known encoding, found {self.encoding!r}") from None

    def read(self, size: int) -> bytes:
        """About `size` bytes; b"" at the end."""
        data = self._stream.read(size)
        if self._decoder is None:
            return data
        text = self._decoder.decode(data, not data)
        while data and not text:  # a character is not complete
            data = self._stream.read(size)
            text = self._decoder.decode(data, not data)
        return text.encode("utf-8", "replace")


def _wrong(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return WRONG, error.end
    raise error


codecs.register_error("provenance.wrong", _wrong)
