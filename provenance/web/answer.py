"""The answer page's contents: one article, one use, one instant of knowledge → everything that the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from provenance.config import Config
from provenance.errors import SourceError, UsageError
from provenance.exporters import CopyFacts, credit_block, to_head
from provenance.exporters.credit import syndicated
from provenance.exporters.creditblock import Piece
from provenance.judge import check, check_copy
from provenance.model import Article, Decision, Finding, PartDecision, Question, Report, Statement
from provenance.model.values import Level
from provenance.reporters import facts
from provenance.reporters.layout import lines_of
from provenance.store import Ledger, Stored, Text
from provenance.terms.compliance import Copy, read_copy
from provenance.terms.house import terms_of
from provenance.terms.use import Use, parse_use
from provenance.web.asked import Asked
from provenance.web.cards import Card, card
from provenance.web.chainmap import Way, way
from provenance.web.intake import again
from provenance.web.passages import Shown, shown

_LEVELS: tuple[Level, ...] = ("error", "warning", "note")


class Group(NamedTuple):
    """Findings of one rule with one remedy; each message once, with its lines."""

    code: str
    level: Level
    help: str | None
    messages: tuple[tuple[str, str], ...]


class Credit(NamedTuple):
    """What is pasted into our page; `head` is None where it takes an address of ours to write it."""

    pieces: tuple[Piece, ...]
    text: str
    html: str
    head: str | None
    missing: tuple[str, ...]


class Conflict(NamedTuple):
    """A property of which the source says more than one thing."""

    property: str
    used: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]
    """Values, each with where it was read."""


class Answer(NamedTuple):
    """Everything that the page shows."""

    stored: Stored
    asked: Asked
    article: Article
    report: Report
    decision: Decision
    use: Use
    cards: tuple[Card, ...]
    changes_at: tuple[str, ...]
    """The instants to come at which the answer can change."""
    credit: Credit
    findings: tuple[Group, ...]
    copy_findings: tuple[Group, ...]
    rows: tuple[facts.Row, ...]
    losers: tuple[facts.Row, ...]
    conflicts: tuple[Conflict, ...]
    way: Way | None
    text: Shown
    has_text: bool
    copy: Article | None

    def questions(self) -> Iterator[tuple[Card, Question]]:
        """Every question once, with the first part that asks it."""
        seen: set[Question] = set()
        for each in self.cards:
            for question in each.part.questions:
                if question not in seen:
                    seen.add(question)
                    yield each, question


def answer(ledger: Ledger, stored: Stored, asked: Asked, config: Config, now: datetime) -> Answer:
    """Judge a stored article anew.

    Args:
        ledger: where it and its text are kept.
        stored: the version; its record was not erased.
        asked: the use, the terms, the instant.
        config: the house's configuration, with the permits of the ledger.
        now: the instant of knowledge where none is asked for.

    Raises:
        UsageError: the use, the terms or the address of our copy is none.
        SourceError: our copy can't be read any more.
    """
    assert stored.article is not None  # noqa: S101 - the caller shows a tombstone instead
    kept = ledger.text(stored.sequence)
    article = stored.article
    if kept and any(asked.editor):
        article = again(kept.body, kept.charset, asked.editor, article, stored.source)
    page = _page(article, kept)
    at = asked.at or now
    copy = None
    if asked.copy is None:
        report = check(article, config=config, at=at, path=stored.source, use=asked.use, under=asked.under)
    else:
        copy, report = _held(ledger, asked, page, stored.source, config, at)
    (decision,) = report.decisions
    text = next((part for part in decision.parts if part.part == "text"), None)
    use = parse_use(decision.use, {})
    return Answer(
        stored=stored,
        asked=asked,
        article=article,
        report=report,
        decision=decision,
        use=use,
        cards=tuple(card(part, article, len(decision.parts)) for part in decision.parts),
        changes_at=tuple(text for text in decision.changes_at if datetime.fromisoformat(text) > at),
        credit=_credit(article, text, use, config, asked),
        findings=_groups(f for f in report.findings if copy is None or f.article == article.id),
        copy_findings=_groups(f for f in report.findings if copy is not None and f.article == copy.id),
        rows=tuple(facts.rows(article)),
        losers=tuple(facts.losers(article)),
        conflicts=tuple(_conflicts(article)),
        way=way(article.chain),
        text=shown(article, page),
        has_text=page is not None,
        copy=copy,
    )


def _held(
    ledger: Ledger, asked: Asked, original: Copy | None, source: str, config: Config, at: datetime
) -> tuple[Article, Report]:
    """Our copy, and the report on it."""
    ours = ledger.article(asked.copy or 0)
    kept = ledger.text(asked.copy or 0)
    if original is None:
        raise UsageError("the text of the original was not kept, and our copy can't be held against it")
    if ours is None or ours.article is None or kept is None:
        raise UsageError("the text of our copy was not kept: paste it again")
    copy = read_copy(kept.body, ours.article, kept.charset)
    report = check_copy(
        copy, original=original, config=config, at=at, use=asked.use, under=asked.under, path=ours.source,
        original_path=source,
    )  # fmt: skip
    return ours.article, report


def _page(article: Article, kept: Text | None) -> Copy | None:
    if kept is None:
        return None
    try:
        return read_copy(kept.body, article, kept.charset)
    except SourceError:  # bytes that a newer parser refuses: the record stands, and is shown without its text
        return None


def _credit(article: Article, part: PartDecision | None, use: Use, config: Config, asked: Asked) -> Credit:
    ours = {"publisher": use.organisation.get("name"), "our_url": asked.our_url}
    told = {key: value for key, value in ours.items() if value}
    pieces = credit_block(article, part, terms_of(config), told)
    head = [piece.html for piece in pieces if piece.where == "in the head"]
    if asked.our_url:
        copy = CopyFacts(asked.our_url, told.get("publisher", "our publication"))
        head.append(to_head(article, as_copy=copy))
    elif not syndicated(article):
        head.append(to_head(article))
    return Credit(
        pieces=pieces,
        text="\n".join(piece.text for piece in pieces if piece.text),
        html="\n".join(piece.html for piece in pieces if piece.html and piece.where != "in the head"),
        head="\n".join(head) or None,
        missing=tuple(dict.fromkeys(name for piece in pieces for name in piece.missing)),
    )


def _groups(findings: Iterator[Finding]) -> tuple[Group, ...]:
    """Errors first; what one rule found with one remedy is one group."""
    found: dict[tuple[Level, str, str | None], dict[str, list[int | None]]] = {}
    for finding in sorted(findings, key=lambda finding: _LEVELS.index(finding.level)):
        messages = found.setdefault((finding.level, finding.code, finding.help), {})
        messages.setdefault(finding.message, []).append(finding.location.line)
    return tuple(
        Group(code, level, help, tuple((message, lines_of(lines)) for message, lines in messages.items()))
        for (level, code, help), messages in found.items()
    )


def _conflicts(article: Article) -> Iterator[Conflict]:
    """The properties of which something else was read than what is used."""
    said: dict[str, list[Statement]] = {}
    for statement in article.statements:
        if statement.value is not None:
            said.setdefault(statement.property, []).append(statement)
    for property, statements in said.items():
        used = dict.fromkeys(facts.shown(s) for s in statements if s.chosen)
        lost = {facts.shown(s): facts.where([s]) for s in statements if not s.chosen and facts.shown(s) not in used}
        if used and lost:
            yield Conflict(property, tuple(used), tuple(lost.items()))
