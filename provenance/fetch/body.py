"""Unpacking a body without being flooded: what is inside never grows over the limit, not even for a moment.

Done here and not by the HTTP library, because libraries unpack a whole piece before anyone can count it, and take a
stream that breaks off for one that ends. Half a page must never pass for a page without a notice.
"""

from __future__ import annotations

import zlib

ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""The content codings (RFC 9110 section 8.4) that are asked for and understood; none of them twice."""

_GZIP_MAGIC = b"\x1f\x8b"
_MAX_MEMBERS = 100  # each costs a copy of the rest


def unpack(data: bytes, encoding: str, limit: int) -> bytes:
    """Undo a content coding.

    Args:
        data: the body as received.
        encoding: one of `ENCODINGS`.
        limit: the most bytes that may come out.

    Raises:
        ValueError: the result is over the limit, broken, or breaks off; the message says which.
    """
    if encoding in ("", "identity") or not data:
        return data
    gzip = encoding != "deflate"
    wbits = 16 + zlib.MAX_WBITS if gzip else _deflate_wbits(data)
    out = bytearray()
    for _ in range(_MAX_MEMBERS):
        inflater = zlib.decompressobj(wbits)
        try:
            out += inflater.decompress(data, limit + 1 - len(out))
        except zlib.error:
            raise ValueError(f"the {encoding} stream is broken") from None
        if len(out) > limit:
            raise ValueError(f"unpacked it is larger than {limit} bytes")
        if not inflater.eof:
            raise ValueError(f"the {encoding} stream breaks off before its end")
        data = inflater.unused_data
        if not gzip or not data.startswith(_GZIP_MAGIC):
            return bytes(out)
    raise ValueError(f"the {encoding} stream has more than {_MAX_MEMBERS} members")


def _deflate_wbits(data: bytes) -> int:
    """ "deflate" means a zlib stream (RFC 1950), but some servers send the bare one (RFC 1951): look at the head."""
    is_zlib = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2]) % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
