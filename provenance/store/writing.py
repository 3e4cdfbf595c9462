"""Adding articles: a reading, perhaps a new version, and what was found and decided, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select

from provenance.model import Article, Decision, Finding, Report
from provenance.resources import vocab
from provenance.store import dues
from provenance.store.changes import changes
from provenance.store.database import Database, Writer
from provenance.store.identity import fingerprint_of, parties, party_key, words_of, work_key
from provenance.store.nouns import Change
from provenance.store.packing import deflate, encode, pack, stamp, storable, unpack
from provenance.store.tables import articles, findings, judgements, organisations, postings, readings, texts, usages
from provenance.terms.instants import interval
from provenance.terms.verdicts import worst

_OF_READING = ("read_at", "tool_version")
"""What a record says of its reading: another reading of the same is no other version."""
_OF_RECORD = tuple(name for name in Article.__dataclass_fields__ if name not in _OF_READING)


class Entry(NamedTuple):
    """What is added: an article with what was found and decided about it, as `Ledger.add` takes it."""

    article: Article
    report: Report | None = None
    source: str = "-"
    text: bytes | None = None
    charset: str | None = None
    keep_until: datetime | None = None
    fingerprint: str | None = None
    """Of the text, where it is known and the text itself is not kept."""


class _Latest(NamedTuple):
    """The latest version of a work in one format."""

    sequence: int
    record_digest: str


def add_all(database: Database, entries: Iterable[Entry], size: int, now: datetime | None) -> Iterator[int]:
    """As `Ledger.add_all`."""
    waiting = iter(entries)
    while batch := list(islice(waiting, size)):
        yield from add(database, batch, now or datetime.now(UTC))


def add(database: Database, entries: Sequence[Entry], now: datetime) -> list[int]:
    """Add a batch in one transaction; the sequence of each article's version, in order."""
    prepared = [_Prepared(entry) for entry in entries]  # outside the transaction: the others wait for it
    with database.writing(now) as writer:
        latest = _latest(writer, {each.work for each in prepared})
        known = _known_names(writer, {name for each in prepared for name in each.names})
        known_works = {work for work, _ in latest}
        versions = []
        for each in prepared:
            versions.append(_add(writer, each, latest, known_works))
            for key, name in each.names - known:
                known.add((key, name))
                writer.put(organisations, key=key, name=name, sequence=writer.last)
    return versions


class _Prepared:
    """An entry with all that can be worked out without the database."""

    def __init__(self, entry: Entry) -> None:
        article = entry.article
        self.entry, self.article = entry, article
        body = encode(article, _OF_RECORD)
        self.record_digest = "sha256:" + hashlib.sha256(body.encode()).hexdigest()
        self.record = deflate(f"{encode(article, _OF_READING)[:-1]},{body[1:]}".encode())
        self.fingerprint = entry.fingerprint
        if entry.text is not None and self.fingerprint is None:
            self.fingerprint = fingerprint_of(entry.text, article, entry.charset)
        self.work = storable(work_key(article, self.fingerprint))
        self.text = deflate(entry.text) if entry.text is not None else None
        report = entry.report
        self.findings: tuple[Finding, ...] = ()
        self.decision: Decision | None = None
        if report is not None:
            self.findings = tuple(found for found in report.findings if found.article == article.id)
            self.decision = next((each for each in report.decisions if each.article == article.id), None)
        self.packed_decision = pack(self.decision) if self.decision else None
        self.bodies = [encode(found) for found in self.findings]
        self.roles = [(role, storable(party_key(agent)), storable(agent.name)) for role, agent in parties(article)]
        self.names = {(key, name) for _, key, name in self.roles}

    def terms(self) -> set[str]:
        """The terms of the article itself, by which lists find it."""
        return {f"word:{word}" for word in words_of(self.article)} | {f"{role}:{key}" for role, key, _ in self.roles}


def _add(writer: Writer, each: _Prepared, latest: dict[tuple[str, str], _Latest], known_works: set[str]) -> int:
    article, entry = each.article, each.entry
    place = each.work, article.source_format
    before = latest.get(place)
    sequence = writer.entry("reading")
    terms: set[str] = set()
    if before is not None and before.record_digest == each.record_digest:
        version = before.sequence
    else:
        version = sequence
        found = _changes_since(writer, before, article)
        terms = each.terms()
        if each.work in known_works and _is_used(writer, each.work):
            terms.add("used:")
        _put_version(writer, sequence, each, found)
        latest[place] = _Latest(sequence, each.record_digest)
        dues.put_of_version(writer, sequence, each.work, article, found)
    writer.put(
        readings,
        sequence=sequence,
        version=version,
        source=entry.source,
        read_at=article.read_at,
        tool_version=article.tool_version,
    )
    until = stamp(entry.keep_until) if entry.keep_until else None
    if each.text is not None and not (version != sequence and _keeps_text(writer, version, until)):
        writer.put(texts, sequence=sequence, version=version, body=each.text, charset=entry.charset, keep_until=until)
    if entry.report is not None:
        terms |= _put_judgement(writer, version, each, entry.report)
    if version != sequence:
        terms -= _known_terms(writer, version, terms)
    for term in terms:
        writer.put(postings, term=term, version=version)
    return version


def _put_version(writer: Writer, sequence: int, each: _Prepared, found: tuple[Change, ...]) -> None:
    article = each.article
    first = {role: name for role, _, name in reversed(each.roles)}
    writer.put(
        articles,
        sequence=sequence,
        work=each.work,
        article_id=article.id,
        digest=article.digest,
        record_digest=each.record_digest,
        fingerprint=each.fingerprint,
        source_format=article.source_format,
        url=article.url,
        headline=article.headline,
        publisher=first.get("publisher"),
        holder=first.get("holder"),
        agency=first.get("agency"),
        status=article.status,
        date_published=article.date_published,
        published=_sortable(article.date_published),
        changes=" ".join(found),
        record=each.record,
    )


def _put_judgement(writer: Writer, version: int, each: _Prepared, report: Report) -> set[str]:
    """Add what was found and decided; returns the terms by which lists find it."""
    sequence = writer.entry("judgement")
    decision = each.decision
    levels = [found.level for found in each.findings]
    verdict = worst(part.verdict for part in decision.parts) if decision else None
    unmet = [duty for part in decision.parts for duty in part.duties if duty.state == "unmet"] if decision else []
    writer.put(
        judgements,
        sequence=sequence,
        version=version,
        at=report.at,
        verdict=verdict,
        errors=levels.count("error"),
        warnings=levels.count("warning"),
        notes=levels.count("note"),
        unmet=len(unmet),
        config_digest=report.config_digest,
        terms_digest=terms_digest(),
        tool_version=report.tool_version,
        decision=each.packed_decision,
    )
    for ordinal, (finding, body) in enumerate(zip(each.findings, each.bodies, strict=True)):
        writer.put(findings, judgement=sequence, ordinal=ordinal, code=finding.code, level=finding.level, body=body)
    if decision is not None:
        dues.put_of_judgement(writer, sequence, version, each.article, decision, unmet)
    terms = {f"finding:{finding.code}" for finding in each.findings}
    return terms | {f"verdict:{verdict}"} if verdict else terms


def _latest(writer: Writer, works: set[str]) -> dict[tuple[str, str], _Latest]:
    """By work and format: the latest version of each of these works."""
    found = {}
    for some in _some(works):
        query = select(articles.c.work, articles.c.source_format, articles.c.sequence, articles.c.record_digest)
        for row in writer.connection.execute(query.where(articles.c.work.in_(some)).order_by(articles.c.sequence)):
            found[row.work, row.source_format] = _Latest(row.sequence, row.record_digest)
    return found


def _changes_since(writer: Writer, before: _Latest | None, article: Article) -> tuple[Change, ...]:
    if before is None:
        return ()
    writer.flush()  # the version before may be of this same batch
    record = writer.connection.execute(select(articles.c.record).where(articles.c.sequence == before.sequence)).scalar()
    return changes(unpack(Article, record), article) if record else ()


def _is_used(writer: Writer, work: str) -> bool:
    return bool(writer.connection.execute(select(exists().where(usages.c.work == work))).scalar())


def _keeps_text(writer: Writer, version: int, until: str | None) -> bool:
    """Whether the text of a version is kept until then already."""
    writer.flush()
    kept: ColumnElement[bool] = texts.c.keep_until.is_(None)
    if until is not None:
        kept = or_(kept, texts.c.keep_until >= until)
    here = exists().where(texts.c.version == version, texts.c.body.is_not(None), kept)
    return bool(writer.connection.execute(select(here)).scalar())


def _known_names(writer: Writer, names: set[tuple[str, str]]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for some in _some({key for key, _ in names}):
        query = select(organisations.c.key, organisations.c.name).where(organisations.c.key.in_(some))
        found.update((row.key, row.name) for row in writer.connection.execute(query))
    return found


def _known_terms(writer: Writer, version: int, terms: set[str]) -> set[str]:
    writer.flush()
    query = select(postings.c.term).where(postings.c.version == version, postings.c.term.in_(terms))
    return set(writer.connection.execute(query).scalars())


def _some(keys: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """So many at a time: a query has room for so many values."""
    waiting = iter(sorted(keys))
    while some := list(islice(waiting, size)):
        yield some


def _sortable(date: str | None) -> str:
    """The date of publication as it is stated, for lists in its order; "" for none."""
    try:
        interval(date or "")
    except ValueError:
        return ""
    return date or ""


@cache
def terms_digest() -> str:
    """`sha256:` of the recorded terms that come with this tool: names and bytes of the files."""
    total = hashlib.sha256()
    for path in sorted(vocab("terms").glob("*.ttl")):
        total.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{total.hexdigest()}"


__all__ = ["Entry", "add", "add_all", "terms_digest"]
