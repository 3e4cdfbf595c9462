"""The ledger: what was read, decided, permitted and published, in one SQLite file that only grows.

    >>> from provenance.store import Ledger, Filters
    >>> with Ledger.open("ledger.sqlite3") as ledger:                       # doctest: +SKIP
    ...     entry = ledger.add(article, report, source="https://post.example/story")
    ...     page = ledger.list(Filters(publisher="Harbor Post", verdict="ask"))

Every entry has a place in one journal (`sequence`) and the instant at which it was recorded; nothing is changed
afterwards but by `redact`, which leaves a tombstone. So every answer can be given again `as_of` any instant.
SQLAlchemy is loaded when a ledger is opened, not at import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.store.nouns import (
    COUNTED,
    Due,
    Dues,
    Event,
    Filters,
    Judgement,
    Page,
    Party,
    Permit,
    Reading,
    Redaction,
    Row,
    Stored,
    Text,
    Usage,
    Version,
)
from provenance.store.paths import default_path, ledger_path

if TYPE_CHECKING:
    from provenance.store.ledger import Ledger

__all__ = [
    "COUNTED",
    "Due",
    "Dues",
    "Event",
    "Filters",
    "Judgement",
    "Ledger",
    "Page",
    "Party",
    "Permit",
    "Reading",
    "Redaction",
    "Row",
    "Stored",
    "Text",
    "Usage",
    "Version",
    "default_path",
    "ledger_path",
]


def __getattr__(name: str) -> object:
    """Load the ledger when it is first asked for: SQLAlchemy takes a third of a second.

    Raises:
        MissingExtraError: SQLAlchemy is not installed.
    """
    if name != "Ledger":
        raise AttributeError(f"module 'provenance.store' has no attribute {name!r}")
    try:
        from provenance.store.ledger import Ledger
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "sqlalchemy":
            raise
        from provenance.errors import MissingExtraError

        raise MissingExtraError(
            "the ledger needs SQLAlchemy: pip install 'news-provenance[ledger]' (or [desk])"
        ) from None
    globals()["Ledger"] = Ledger
    return Ledger
