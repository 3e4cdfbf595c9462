"""The bytes of a source as a stream: the start can be looked at, and what the source allows can be read twice."""

from __future__ import annotations

from typing import IO

START = 65_536
"""So many bytes at the start are looked at to tell the format."""


class Stream:
    """Reads bytes once from start to end.

    Args:
        file: an open binary file, read from where it stands; it is not closed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._begin = file.tell() if _is_seekable(file) else None
        self._ahead = self.start = _filled(file, START)
        """`start`: the first bytes, `START` of them or all there are; they are still to be read."""

    @property
    def rewinds(self) -> bool:
        """Whether all can be read again: a file can, a pipe can't."""
        return self._begin is not None

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, or all the rest; fewer only at the end."""
        ahead = self._ahead
        if not ahead:
            return self._file.read() if size < 0 else _filled(self._file, size)
        if 0 <= size <= len(ahead):
            self._ahead = ahead[size:]
            return ahead[:size]
        self._ahead = b""
        return ahead + (self._file.read() if size < 0 else _filled(self._file, size - len(ahead)))

    def rewind(self) -> None:
        """Go back to the start. Only where `rewinds`."""
        if self._begin is None:
            raise ValueError("this stream can be read only once")
        self._file.seek(self._begin)
        self._ahead = b""


def _is_seekable(file: IO[bytes]) -> bool:
    try:
        return file.seekable()
    except AttributeError:  # a thing with no more than `read`
        return False


def _filled(file: IO[bytes], size: int) -> bytes:
    """`size` bytes, or all there are: a pipe gives them in pieces."""
    pieces: list[bytes] = []
    while size > 0 and (piece := file.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
