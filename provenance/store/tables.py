"""The tables. One row of `journal` for everything that was ever recorded; the others hold what it says.

Rows are only ever added. `redact` alone changes rows: it empties what it erases and leaves its tombstone. So the state
as of any instant is what the rows up to a sequence say.

Plain SQL types, no trigger and no view: PostgreSQL takes the same tables. Bodies are JSON, deflated (`store.packing`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()
_Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite's row ids are of the type INTEGER by name


def _sequence(*, primary_key: bool = True) -> Column[int]:
    return Column("sequence", _Key, ForeignKey("journal.sequence"), primary_key=primary_key, autoincrement=False)


def _version(name: str = "version", *, nullable: bool = False) -> Column[int]:
    return Column(name, _Key, ForeignKey("articles.sequence"), nullable=nullable)


schema_steps = Table(
    "schema_steps",
    metadata,
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("applied_at", String, nullable=False),
    Column("tool_version", String, nullable=False),
)
"""Which steps of `store.migrations` were taken."""

journal = Table(
    "journal",
    metadata,
    Column("sequence", _Key, primary_key=True, autoincrement=False),
    Column("uid", String, nullable=False, unique=True),  # the same in every ledger that imports the entry
    Column("kind", String, nullable=False),
    Column("recorded_at", String, nullable=False),  # as the clock said
    Column("known_at", String, nullable=False),  # the latest instant that any clock had said until then
    Column("clock_went_back", Boolean, nullable=False),
    Index("journal_known", "known_at"),
)

articles = Table(
    "articles",
    metadata,
    _sequence(),
    Column("work", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("record_digest", String, nullable=False),  # of the record without the instant and the tool of its reading
    Column("fingerprint", String),
    Column("source_format", String, nullable=False),
    Column("url", String),
    Column("headline", String),
    Column("publisher", String),
    Column("holder", String),
    Column("agency", String),
    Column("status", String),
    Column("date_published", String),
    Column("published", String, nullable=False),  # the same where it is a date, else "": for sorting
    Column("changes", String, nullable=False),  # words of `nouns.Change`, joined by spaces
    Column("record", LargeBinary),
    Index("articles_work", "work", "sequence"),
    Index("articles_id", "article_id", "sequence"),
    Index("articles_fingerprint", "fingerprint", "sequence"),
    Index("articles_published", "published", "sequence"),
)
"""One row a version."""

readings = Table(
    "readings",
    metadata,
    _sequence(),
    _version(),
    Column("source", String, nullable=False),
    Column("read_at", String, nullable=False),
    Column("tool_version", String, nullable=False),
    Index("readings_version", "version", "sequence"),
)
"""That a version was read, the first time and again."""

attempts = Table(
    "attempts",
    metadata,
    _sequence(),
    _version(),
    Column("fault", String, nullable=False),
    Index("attempts_version", "version", "sequence"),
)
"""That an original could not be read again, and why."""

texts = Table(
    "texts",
    metadata,
    _sequence(),
    _version(),
    Column("body", LargeBinary),
    Column("charset", String),
    Column("keep_until", String),
    Index("texts_version", "version", "sequence"),
    Index("texts_keep_until", "keep_until"),
)

judgements = Table(
    "judgements",
    metadata,
    _sequence(),
    _version(),
    Column("at", String, nullable=False),
    Column("verdict", String),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("notes", Integer, nullable=False),
    Column("unmet", Integer, nullable=False),
    Column("config_digest", String, nullable=False),
    Column("terms_digest", String, nullable=False),
    Column("tool_version", String, nullable=False),
    Column("decision", LargeBinary),
    Index("judgements_version", "version", "sequence"),
)

findings = Table(
    "findings",
    metadata,
    Column("judgement", _Key, ForeignKey("judgements.sequence"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("code", String, nullable=False),
    Column("level", String, nullable=False),
    Column("body", String, nullable=False),
    sqlite_with_rowid=False,
)

postings = Table(
    "postings",
    metadata,
    Column("term", String, primary_key=True),
    Column("version", _Key, ForeignKey("articles.sequence"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""What a list is filtered by: `word:…`, `holder:…`, `verdict:…`, `finding:…`. A judgement may be outdated by a later
one: its terms lead to the version, and the latest judgement is looked at there."""

organisations = Table(
    "organisations",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("sequence", _Key, ForeignKey("journal.sequence"), nullable=False),
)
"""Every name under which an organisation was met, and when first."""

permits = Table(
    "permits",
    metadata,
    _sequence(),
    Column("allow", Boolean, nullable=False),
    Column("party", String, nullable=False),
    Column("row", String),
    Column("contract", String),
    Column("email", String),
    Column("by", String),
    Index("permits_party", "party", "sequence"),
)

usages = Table(
    "usages",
    metadata,
    _sequence(),
    _version(),
    Column("work", String, nullable=False),
    Column("judgement", _Key, ForeignKey("judgements.sequence")),
    Column("place", String, nullable=False),
    Column("medium", String, nullable=False),
    Column("started", String, nullable=False),
    Column("note", String),
    Column("by", String),
    Index("usages_work", "work", "sequence"),
)

ends = Table(
    "ends",
    metadata,
    _sequence(),
    Column("target", _Key, ForeignKey("journal.sequence"), nullable=False),  # a usage or a permit
    Column("ended", String, nullable=False),
    Column("note", String),
    Column("by", String),
    Index("ends_target", "target"),
)

dues = Table(
    "dues",
    metadata,
    _sequence(),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("instant", String, nullable=False),
    Column("text", String, nullable=False),
    _version(nullable=True),
    Column("usage", _Key, ForeignKey("usages.sequence")),
    Index("dues_kind", "kind", "instant", "sequence", "ordinal"),
    Index("dues_version", "version"),
    Index("dues_usage", "usage", "kind"),
)
"""What will need a hand, and when, worked out when the entry `sequence` was recorded."""

settlements = Table(
    "settlements",
    metadata,
    _sequence(),
    Column("due", _Key, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("note", String),
    Column("by", String),
    Index("settlements_due", "due", "ordinal"),
)

redactions = Table(
    "redactions",
    metadata,
    _sequence(),
    Column("target", _Key, ForeignKey("journal.sequence"), nullable=False),
    Column("what", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("by", String, nullable=False),
    Index("redactions_target", "target"),
)
"""The tombstones."""
