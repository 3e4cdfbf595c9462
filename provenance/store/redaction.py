"""Erasing: a record, a text, or a name, from the rows, the lists, the write-ahead log and the graph; the tombstone
stays.

The only place in which rows of the ledger are changed. A name is erased with its spellings: other case, other white
space, and as part of an address (`/author/jane-doe`).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Table, delete, select, update

from provenance.errors import LedgerError, UsageError
from provenance.model import Article
from provenance.store import stored
from provenance.store.database import Database, Snapshot, Writer
from provenance.store.identity import words_of
from provenance.store.nouns import Role
from provenance.store.packing import deflate, inflate, pack, stamp, unpack
from provenance.store.tables import (
    articles,
    dues,
    ends,
    findings,
    judgements,
    organisations,
    permits,
    postings,
    readings,
    redactions,
    settlements,
    texts,
    usages,
)

What = Literal["record", "text", "name"]
ERASED = "[erased]"
"""What stands in the place of a name."""

_ROLES: tuple[Role, ...] = get_args(Role)
_TOLD_WITHOUT_NAMES = ("verdict:", "finding:", "used:")
_COLUMNS = ("headline", "publisher", "holder", "agency")
_FREE: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (usages, ("place", "note", "by")),
    (permits, ("party", "row", "contract", "email", "by")),
    (dues, ("text",)),
    (settlements, ("note", "by")),
    (ends, ("note", "by")),
    (redactions, ("reason", "by")),
    (readings, ("source",)),
)
"""Where people write what they like: a name is erased from all of it."""


def redact(
    database: Database, id: str | int | None, what: What, name: str | None, reason: str, by: str, now: datetime
) -> tuple[int, ...]:
    """As `Ledger.redact`."""
    if not reason.strip() or not by.strip():
        raise UsageError("expected a reason, and who erases it: the tombstone names both")
    pattern = _pattern(name) if what == "name" else None
    if pattern and (pattern.search(reason) or pattern.search(by)):
        raise UsageError("the reason would keep the name that it erases", place="reason")
    if id is None and pattern is None:
        raise UsageError("expected an article: only a name can be erased everywhere")
    with database.writing(now) as writer:
        snapshot = Snapshot(writer.connection, writer.last)
        versions = _everything(writer) if id is None else stored.versions_of(snapshot, id)
        if id is not None and not versions:
            raise UsageError(f"expected an article of the ledger, found {id!r}")
        erased = [version for version in versions if _erase(writer, version, what, pattern)]
        if pattern is not None:
            _erase_elsewhere(writer, pattern)
        tombstones = tuple(_tombstone(writer, version, what, reason, by) for version in erased)
    try:
        if what != "text":  # which the graph never holds
            _discard_graph(database)
    finally:
        _wipe(database)
    return tombstones


def purge(database: Database, now: datetime) -> int:
    """As `Ledger.purge`."""
    over = (texts.c.keep_until <= stamp(now)) & texts.c.body.is_not(None)
    with database.reading() as snapshot:  # nearly always there is nothing to erase: no writer need wait
        if not snapshot.connection.execute(select(texts.c.sequence).where(over).limit(1)).first():
            return 0
    with database.writing(now) as writer:
        found = writer.connection.execute(select(texts.c.sequence, texts.c.version).where(over)).all()
        for row in found:
            _tombstone(writer, row.version, "text", "The time for which it was to be kept is over.", "ledger")
            _change(writer, texts, texts.c.sequence == row.sequence, body=None)
    _wipe(database)
    return len(found)


def _everything(writer: Writer) -> list[int]:
    return list(writer.connection.execute(select(articles.c.sequence).order_by(articles.c.sequence)).scalars())


def _erase(writer: Writer, version: int, what: What, pattern: re.Pattern[str] | None) -> bool:
    """Erase it in one version; whether there was something to erase."""
    if pattern is not None:
        return _erase_name(writer, version, pattern)
    kept = (texts.c.version == version) & texts.c.body.is_not(None)
    had_text = bool(writer.connection.execute(update(texts).where(kept).values(body=None)).rowcount)
    if what == "text":
        return had_text
    empty = dict.fromkeys((*_COLUMNS, "record", "fingerprint"))
    _change(writer, articles, articles.c.sequence == version, **empty)
    own = select(judgements.c.sequence).where(judgements.c.version == version)
    _change(writer, findings, findings.c.judgement.in_(own), body="")
    _change(writer, judgements, judgements.c.version == version, decision=None)
    _change(writer, dues, dues.c.version == version, text="The record was erased.")
    for term in _terms(writer, version):
        if not term.startswith(_TOLD_WITHOUT_NAMES):
            _unpost(writer, version, term)
    return True


def _erase_name(writer: Writer, version: int, pattern: re.Pattern[str]) -> bool:
    """Erase a name in a version, its address, its judgements and its text; whether it stood anywhere."""
    row = writer.connection.execute(select(articles).where(articles.c.sequence == version)).one()
    values: dict[str, Any] = {name: _replaced(getattr(row, name), pattern) for name in (*_COLUMNS, "url", "work")}
    values = {name: value for name, value in values.items() if value != getattr(row, name)}
    if body := _cleaned(row.record, pattern):
        clean = unpack(Article, body)
        values["record"] = pack(clean)
        kept = {f"word:{word}" for word in words_of(clean)}
        for term in _terms(writer, version):
            if (term.startswith("word:") and term not in kept) or pattern.search(term):
                _unpost(writer, version, term)
    if values:
        _change(writer, articles, articles.c.sequence == version, **values)
    if "work" in values:
        _change(writer, usages, usages.c.version == version, work=values["work"])
    judged = _erase_from_judgements(writer, version, pattern)
    return _erase_from_texts(writer, version, pattern) or judged or bool(values)


def _erase_from_judgements(writer: Writer, version: int, pattern: re.Pattern[str]) -> bool:
    touched = False
    for row in writer.connection.execute(select(judgements).where(judgements.c.version == version)).all():
        if body := _cleaned(row.decision, pattern):
            _change(writer, judgements, judgements.c.sequence == row.sequence, decision=body)
            touched = True
        for found in writer.connection.execute(select(findings).where(findings.c.judgement == row.sequence)).all():
            if pattern.search(found.body):
                here = (findings.c.judgement == row.sequence) & (findings.c.ordinal == found.ordinal)
                text = json.dumps(_without(json.loads(found.body), pattern), ensure_ascii=False)
                _change(writer, findings, here, body=text)
                touched = True
    return touched


def _erase_from_texts(writer: Writer, version: int, pattern: re.Pattern[str]) -> bool:
    """Erase the whole of each kept text in which the name stands: what is left would not be what was read."""
    touched = False
    kept = select(texts).where(texts.c.version == version, texts.c.body.is_not(None))
    for row in writer.connection.execute(kept).all():
        if pattern.search(_decoded(inflate(row.body), row.charset)):
            _change(writer, texts, texts.c.sequence == row.sequence, body=None)
            touched = True
    return touched


def _cleaned(body: bytes | None, pattern: re.Pattern[str]) -> bytes | None:
    """A packed noun without the name, packed again; None where the name is not in it."""
    text = inflate(body).decode() if body else ""
    if not pattern.search(text):
        return None
    return deflate(json.dumps(_without(json.loads(text), pattern), ensure_ascii=False).encode())


def _erase_elsewhere(writer: Writer, pattern: re.Pattern[str]) -> None:
    """Erase a name from the notes that people wrote, and from the names of organisations."""
    for table, columns in _FREE:
        keys = list(table.primary_key.columns)
        for row in writer.connection.execute(select(*keys, *(table.c[name] for name in columns))).all():
            found = {name: getattr(row, name) for name in columns}
            if any(value and pattern.search(value) for value in found.values()):
                here = [key == getattr(row, key.name) for key in keys]
                values = {name: _replaced(value, pattern) for name, value in found.items()}
                writer.connection.execute(update(table).where(*here).values(values))
    for row in writer.connection.execute(select(organisations)).all():
        if pattern.search(row.name) or pattern.search(row.key):
            here = (organisations.c.key == row.key) & (organisations.c.name == row.name)
            writer.connection.execute(delete(organisations).where(here))


def _terms(writer: Writer, version: int) -> Sequence[str]:
    own = select(postings.c.term).where(postings.c.version == version)
    return writer.connection.execute(own).scalars().all()


def _unpost(writer: Writer, version: int, term: str) -> None:
    """Let lists find a version by a term no more; a party that is in no article any more is forgotten."""
    connection = writer.connection
    connection.execute(delete(postings).where(postings.c.version == version, postings.c.term == term))
    role, _, key = term.partition(":")
    if role in _ROLES:
        left = select(postings.c.term).where(postings.c.term.in_([f"{each}:{key}" for each in _ROLES])).limit(1)
        if connection.execute(left).first() is None:
            connection.execute(delete(organisations).where(organisations.c.key == key))


def _change(writer: Writer, table: Table, where: Any, **values: Any) -> None:
    writer.connection.execute(update(table).where(where).values(values))


def _tombstone(writer: Writer, version: int, what: What, reason: str, by: str) -> int:
    sequence = writer.entry("redaction")
    writer.put(redactions, sequence=sequence, target=version, what=what, reason=reason, by=by)
    return sequence


def _discard_graph(database: Database) -> None:
    """Remove the graph beside the ledger, if there is one; the next query builds it anew from what is left."""
    from provenance.store.graph.generations import Generations, folder_of  # needs locks that not every system has

    Generations(folder_of(database.path)).discard()


def _wipe(database: Database) -> None:
    """Take the old pages out of the write-ahead log.

    Raises:
        LedgerError: another process reads at the moment; the rows are erased, and the log is cut when it ends.
    """
    if not database.wipe_traces():
        raise LedgerError(
            "it is erased, but another process is reading: until it ends, old pages stay in the write-ahead log;"
            " erase once more then"
        )


def _pattern(name: str | None) -> re.Pattern[str]:
    """What finds a name in its spellings: its words, with anything but letters and digits between."""
    parts = re.findall(r"\w+", name or "")
    if not parts:
        raise UsageError("expected the name that is to be erased", place="name")
    return re.compile(r"(?<!\w)" + r"[\W_]{0,3}".join(map(re.escape, parts)) + r"(?!\w)", re.IGNORECASE)


def _without(data: Any, pattern: re.Pattern[str]) -> Any:
    """Plain data without the name; an agent of that name loses its addresses too."""
    if isinstance(data, str):
        return _replaced(data, pattern)
    if isinstance(data, list):
        return [_without(each, pattern) for each in data]
    if isinstance(data, dict):
        if isinstance(data.get("name"), str) and pattern.search(data["name"]):
            data = {**data, **{key: empty for key, empty in (("url", None), ("same_as", [])) if key in data}}
        return {key: _without(value, pattern) for key, value in data.items()}
    return data


def _replaced(text: str | None, pattern: re.Pattern[str]) -> str | None:
    return pattern.sub(ERASED, text) if text else text


def _decoded(data: bytes, charset: str | None) -> str:
    """Bytes as text, well enough to look for a name in it."""
    try:
        codecs.lookup(charset or "utf-8")
    except LookupError:
        charset = None
    return data.decode(charset or "utf-8", "replace")


__all__ = ["ERASED", "What", "purge", "redact"]
