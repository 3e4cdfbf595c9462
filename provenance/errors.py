"""What can go wrong, as one tree; every message names the file, the place, what was expected and what was found.

    ProvenanceError
    ├── UsageError            the caller asked for something that does not exist (exit 2)
    │   └── ConfigError       a key or a value in provenance.toml or pyproject.toml is wrong (exit 2)
    ├── SourceError           a source could not be read at all (exit 2)
    │   ├── UnreadableError   the bytes are not what their format promises
    │   ├── TooLargeError     the source is over a limit of size, depth or time
    │   ├── FetchError        the network did not give the source
    │   └── ItemError         one item of a readable source could not be read: told of, not raised (FMT001)
    ├── GraphError            a graph is not one of ours, or has lost parts
    ├── LedgerError           the ledger's file cannot be read or written: locked, full, damaged, too new (exit 2)
    ├── TermsError            recorded terms cannot be read: RDF that does not parse, a policy without sense (exit 2)
    └── MissingExtraError     an optional dependency is needed; names the extra to install

Anything else that escapes is a fault of ours and ends in exit code 3.
"""

from __future__ import annotations


class ProvenanceError(Exception):
    """Base of every error that this package raises on purpose.

    Args:
        message: what was expected and what was found, in one sentence.
        source: the path, URL or `-` that was being read, if there was one.
        place: a line, pointer or key inside the source, if there was one.
    """

    def __init__(self, message: str, *, source: str | None = None, place: str | None = None) -> None:
        self.message = message
        self.source = source
        self.place = place
        super().__init__(message)

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.source, self.place) if part)
        return f"{where}: {self.message}" if where else self.message


class UsageError(ProvenanceError):
    """The caller asked for something that does not exist: an unknown format, rule or property."""


class ConfigError(UsageError):
    """A configuration file holds an unknown key or a value of the wrong kind."""


class SourceError(ProvenanceError):
    """A source could not be read at all. An unreadable *item* in a readable source is a finding instead."""


class UnreadableError(SourceError):
    """The bytes are not what their format promises: binary data, an empty file, XML that does not parse."""


class TooLargeError(SourceError):
    """The source is over a limit of size, depth or time. The limits are written beside the reader."""


class FetchError(SourceError):
    """The network did not give the source: refused address, redirect loop, status, size or time.

    Args:
        message, source, place: as `ProvenanceError`.
        status: what the server answered, where that is the reason.
    """

    def __init__(
        self, message: str, *, source: str | None = None, place: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message, source=source, place=place)
        self.status = status


class ItemError(SourceError):
    """One item of a readable source could not be read. A reader yields it in the item's place, and goes on.

    Args:
        message: what was expected and what was found.
        place: which item it is: an XPath or a JSON pointer (`/rss/channel/item[3]`).
        line: the line of the source at which the fault lies, from 1.
    """

    def __init__(self, message: str, place: str | None = None, line: int | None = None) -> None:
        super().__init__(message, place=place)
        self.line = line


class GraphError(ProvenanceError):
    """A graph cannot be read back as an article: it is not one of ours, or parts of it are missing."""


class LedgerError(ProvenanceError):
    """The ledger cannot be read or written: no ledger, locked, read-only, damaged, disk full, or of a newer version.

    What was being written is not in it, not even in part.
    """


class TermsError(ProvenanceError):
    """Recorded terms cannot be read: RDF that does not parse, or a policy that makes no sense."""


class MissingExtraError(ProvenanceError):
    """An optional dependency is not installed; the message names the extra that brings it."""
