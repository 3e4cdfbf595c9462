"""Export and import: the journal as lines of JSON, entry by entry, and back: lossless but for permits and contracts.

What never leaves: permits and refusals, what ends or settles them, and what a decision says that rests on one: of such
a decision only its verdicts go out. Entries refer to each other by `uid`, since another ledger numbers its own.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any, NamedTuple

from sqlalchemy import LargeBinary, Table, select

from provenance.errors import LedgerError
from provenance.model import Decision
from provenance.reporters.json import text_of
from provenance.store.database import Database, Snapshot, Writer
from provenance.store.migrations import newest
from provenance.store.packing import deflate, inflate, stamp
from provenance.store.privacy import is_private, verdicts_only
from provenance.store.tables import (
    articles,
    attempts,
    dues,
    ends,
    findings,
    journal,
    judgements,
    organisations,
    postings,
    readings,
    redactions,
    settlements,
    texts,
    usages,
)
from provenance.version import __version__

FORMAT = "provenance-ledger"
_BATCH = 200
_PRIVATE = ("permit", "refusal")

_TABLES: tuple[tuple[Table, str], ...] = (
    (articles, "sequence"), (readings, "sequence"), (texts, "sequence"), (judgements, "sequence"),
    (findings, "judgement"), (usages, "sequence"), (attempts, "sequence"), (ends, "sequence"), (dues, "sequence"),
    (settlements, "sequence"), (redactions, "sequence"), (postings, "version"), (organisations, "sequence"),
)  # fmt: skip
"""What hangs on an entry of the journal, and by which column; a table stands behind those that it refers to."""
_REFERENCES = frozenset(("version", "judgement", "usage", "target", "due"))
"""Columns that hold the sequence of another entry."""
_RAW = frozenset({(texts.name, "body")})
"""Bytes that are no JSON."""


class Exported(NamedTuple):
    """What was written, and what was held back."""

    entries: int
    permits: int
    """Permits and refusals, with what ends or settles them."""
    decisions: int
    """Decisions of which only the verdicts went out, since they rest on a contract or a permit."""


class Imported(NamedTuple):
    """What was recorded, and what was known already."""

    entries: int
    known: int


def export(database: Database, file: IO[str], as_of: datetime | None) -> Exported:
    """As `Ledger.export`."""
    with database.reading(as_of) as snapshot:
        head = {
            "format": FORMAT,
            "version": newest(),
            "tool_version": __version__,
            "exported_at": stamp(datetime.now(UTC)),
        }
        file.write(json.dumps(head) + "\n")
        withheld = _withheld(snapshot)
        entries, reduced, last = 0, 0, 0
        while batch := _entries(snapshot, last):
            last = batch[-1]["sequence"]
            shown = [entry for entry in batch if entry["sequence"] not in withheld]
            attached = _attached(snapshot, [entry["sequence"] for entry in shown])
            for entry in shown:
                line, is_reduced = _line(snapshot, entry, attached.get(entry["sequence"], {}))
                file.write(text_of(line) + "\n")
                reduced += is_reduced
            entries += len(shown)
    return Exported(entries, len(withheld), reduced)


def _withheld(snapshot: Snapshot) -> set[int]:
    """The entries about permits and refusals."""
    private = select(journal.c.sequence).where(journal.c.kind.in_(_PRIVATE), journal.c.sequence <= snapshot.last)
    found = set(snapshot.connection.execute(private).scalars())
    for query in (
        select(ends.c.sequence).where(ends.c.target.in_(private)),
        select(settlements.c.sequence).where(settlements.c.due.in_(private)),
    ):
        found |= set(snapshot.connection.execute(query).scalars())
    return found


def _entries(snapshot: Snapshot, after: int) -> list[dict[str, Any]]:
    query = select(journal).where(journal.c.sequence > after, journal.c.sequence <= snapshot.last)
    rows = snapshot.connection.execute(query.order_by(journal.c.sequence).limit(_BATCH))
    return [dict(row) for row in rows.mappings()]


def _attached(snapshot: Snapshot, sequences: list[int]) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """By entry and table: the rows that hang on these entries, references as they are."""
    found: dict[int, dict[str, list[dict[str, Any]]]] = {}
    for table, column in _TABLES:
        query = select(table).where(table.c[column].in_(sequences)).order_by(*table.primary_key.columns)
        for row in snapshot.connection.execute(query).mappings():
            values = dict(row)
            found.setdefault(values.pop(column), {}).setdefault(table.name, []).append(values)
    return found


def _line(
    snapshot: Snapshot, entry: Mapping[str, Any], rows: dict[str, list[dict[str, Any]]]
) -> tuple[dict[str, Any], bool]:
    """An entry as it goes out, and whether its decision was reduced to its verdicts."""
    reduced = False
    for row in rows.get(judgements.name, ()):
        if row["decision"] and is_private(decision := Decision.model_validate_json(inflate(row["decision"]))):
            row["decision"] = deflate(verdicts_only(decision).model_dump_json().encode())
            rows[findings.name] = [each for each in rows.get(findings.name, ()) if not each["code"].startswith("DUT")]
            rows.pop(dues.name, None)
            reduced = True
    for row in rows.get(usages.name, ()):
        if row["judgement"] and _rests_on_private(snapshot, row["judgement"]):
            rows.pop(dues.name, None)
    uids = _uids(snapshot, rows)
    plain = {
        name: [{key: _out(name, key, value, uids) for key, value in row.items()} for row in some]
        for name, some in rows.items()
    }
    told = {key: entry[key] for key in ("uid", "kind", "recorded_at")}
    return {**told, "rows": plain}, reduced


def _rests_on_private(snapshot: Snapshot, judgement: int) -> bool:
    query = select(judgements.c.decision).where(judgements.c.sequence == judgement)
    body = snapshot.connection.execute(query).scalar()
    return body is not None and is_private(Decision.model_validate_json(inflate(body)))


def _uids(snapshot: Snapshot, rows: Mapping[str, list[dict[str, Any]]]) -> dict[int, str]:
    """The uids of the entries to which the rows refer."""
    named = {row[key] for some in rows.values() for row in some for key in _REFERENCES & row.keys() if row[key]}
    query = select(journal.c.sequence, journal.c.uid).where(journal.c.sequence.in_(named))
    return {row.sequence: row.uid for row in snapshot.connection.execute(query)}


def _out(table: str, key: str, value: Any, uids: Mapping[int, str]) -> Any:
    if key in _REFERENCES:
        return uids.get(value) if value else None
    if isinstance(value, bytes):
        data = inflate(value)
        return base64.b64encode(data).decode() if (table, key) in _RAW else json.loads(data)
    return value


def import_(database: Database, file: IO[str], now: datetime) -> Imported:
    """As `Ledger.import_`."""
    with database.writing(now) as writer:
        known = {row.uid: row.sequence for row in writer.connection.execute(select(journal.c.uid, journal.c.sequence))}
        is_new = not known
        names = {(row.key, row.name) for row in writer.connection.execute(select(organisations))}
        added = skipped = 0
        for number, entry in _lines(file):
            try:
                if entry["uid"] in known:
                    skipped += 1
                    continue
                recorded = entry["recorded_at"] if is_new else None
                sequence = writer.entry(entry["kind"], uid=entry["uid"], recorded_at=recorded)
                known[entry["uid"]] = sequence
                _put(writer, sequence, entry["rows"], known, names)
            except (KeyError, TypeError, ValueError) as error:
                raise LedgerError(f"line {number} is not of an export: {type(error).__name__}: {error}") from None
            added += 1
            if added % _BATCH == 0:
                writer.flush()
    return Imported(added, skipped)


def _lines(file: IO[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The entries of an export with the numbers of their lines.

    Raises:
        LedgerError: it is no export, or one of a later version.
    """
    try:
        head = json.loads(file.readline() or "null")
    except ValueError:
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise LedgerError(f"line 1 is not of an export: expected one of the format {FORMAT!r}")
    if not isinstance(head.get("version"), int) or head["version"] > newest():
        raise LedgerError(f"the export is of version {head.get('version')}, and this tool knows {newest()}")
    for number, text in enumerate(file, 2):
        try:
            yield number, json.loads(text)
        except ValueError as error:
            raise LedgerError(f"line {number} is not of an export: {error}") from None


def _put(
    writer: Writer, sequence: int, rows: Mapping[str, Any], known: Mapping[str, int], names: set[tuple[str, str]]
) -> None:
    for table, column in _TABLES:
        for row in rows.get(table.name, ()):
            values = {key: _in(table, key, value, known) for key, value in row.items()}
            if table is organisations:
                if (values["key"], values["name"]) in names:
                    continue
                names.add((values["key"], values["name"]))
            if unknown := values.keys() - set(table.c.keys()):
                raise KeyError(f"{table.name}: {', '.join(sorted(unknown))}")
            writer.put(table, **{column: sequence}, **values)


def _in(table: Table, key: str, value: Any, known: Mapping[str, int]) -> Any:
    if value is None:
        return None
    if key in _REFERENCES:
        return known[value]
    if isinstance(table.c[key].type, LargeBinary):
        data = base64.b64decode(value) if (table.name, key) in _RAW else json.dumps(value, ensure_ascii=False).encode()
        return deflate(data)
    return value
