"""The bytes that a parser has been fed and that somebody may still ask for, and where they stand in the document."""

from __future__ import annotations

from provenance.readers.xml.element import advance


class Window:
    """A piece of a document in UTF-8. `base` is the offset of its first byte, `line` and `column` its place."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.base = 0
        self.line = self.column = 1

    @property
    def end(self) -> int:
        """The offset behind the last byte."""
        return self.base + len(self.data)

    def add(self, data: bytes) -> None:
        """Add what comes next."""
        self.data += data

    def forget(self, offset: int) -> None:
        """Let go of what stands before an offset."""
        size = min(max(0, offset - self.base), len(self.data))
        if self.data[size - 1 : size] == b"\r":  # it and a line feed are one line end
            size -= 1
        if size:
            self.line, self.column = advance(self.line, self.column, self.data[:size], size)
            del self.data[:size]
            self.base += size

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; of the nearest byte that is held, where it is not."""
        size = min(max(0, offset - self.base), len(self.data))
        return advance(self.line, self.column, self.data[:size], size)

    def cut(self, start: int, stop: int) -> bytes:
        """The bytes from one offset to another."""
        return bytes(self.data[start - self.base : stop - self.base])
