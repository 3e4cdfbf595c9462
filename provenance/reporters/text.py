"""A report for an editor on deadline: what is missing and what to do, the facts, the story's way, the credit line.

One article is one page of 20 to 40 lines. A colour never carries a meaning alone: each level has its sign and word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from provenance.exporters.credit import credit_line
from provenance.model import Article, Finding, Report
from provenance.model.values import Level
from provenance.reporters import chain, facts, verdict
from provenance.reporters.layout import Style, clean, columns, cut, hang, lines_of, pad, whole

LEVELS: dict[Level, tuple[str, dict[str, Any]]] = {
    "error": ("✗", {"fg": "red", "bold": True}),
    "warning": ("!", {"fg": "yellow"}),
    "note": ("·", {"dim": True}),
}
_DIM = {"dim": True}
_ALIKE = 3
"""So many messages of one kind are shown; a page of thirty teasers must not push the answer off the screen."""


def render(report: Report, articles: Sequence[Article], style: Style | None = None) -> str:
    """The whole report as text: findings that belong to no article, each article on a page, then the disclaimer."""
    style = style or Style()
    lines: list[str] = []
    known = {article.id for article in articles}
    stray = [f for f in report.findings if f.article not in known]
    if stray:
        lines += [*_findings(stray, style), ""]
    for article in articles:
        lines += [*_article(report, article, style), ""]
    closing = f"Judged as of {facts.moment(report.at)}. {report.disclaimer}"
    lines += [style.paint(row, **_DIM) for row in hang("", clean(closing), style.width)]
    return "\n".join(lines) + "\n"


def _article(report: Report, article: Article, style: Style) -> Iterator[str]:
    findings = [f for f in report.findings if f.article == article.id]
    path = next((f.location.path for f in findings if f.location.path), None)
    yield from _title(article.headline or path or article.url or "untitled", article, style)
    yield ""
    yield from _findings(findings, style)
    for decision in report.decisions:
        if decision.article == article.id:
            yield ""
            yield from verdict.draw(decision, article, style)
    yield ""
    yield from _table(facts.rows(article, verbose=style.verbose), style)
    if article.chain:
        yield ""
        yield from _heading("The way of the story", style, _legend(article, style))
        yield from ("  " + line for line in chain.draw(article.chain, _narrower(style, 2)))
    credit = credit_line(article)
    if credit.text:
        yield ""
        yield from _heading("Credit line so far" if credit.missing else "Credit line", style)
        yield from hang("  ", clean(credit.text), style.width)
    if style.verbose:
        lost = list(facts.losers(article))
        if lost:
            yield ""
            yield from _heading("Also read, and not used", style)
            yield from _table(lost, style)


def _title(title: str, article: Article, style: Style) -> Iterator[str]:
    """The headline and where it was read, on two lines at most."""
    place = facts.where(article.chosen("headline"))
    tag = f"({place})" if place else ""
    text = cut(clean(title), 2 * style.width - columns(tag) - 8, style.glyph("…"))
    *rows, last = hang("", f"{text} {whole(tag)}" if tag else text, style.width)
    yield from (style.paint(row, bold=True) for row in rows)
    yield style.paint(last.removesuffix(tag), bold=True) + (style.paint(tag, **_DIM) if tag else "")


def _findings(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """Most important first; what one rule found with one remedy is one entry; notes only where asked for."""
    counts = {level: sum(f.level == level for f in findings) for level in LEVELS}
    yield from _headline(counts, style)
    for level in LEVELS:
        if level == "note" and not style.verbose:
            continue
        alike: dict[tuple[str, str | None], list[Finding]] = {}
        for finding in findings:
            if finding.level == level:
                alike.setdefault((finding.code, finding.help), []).append(finding)
        for group in alike.values():
            yield from _entry(group, style)
    if counts["note"] and not style.verbose:
        notes = f"{counts['note']} more {'note' if counts['note'] == 1 else 'notes'}"
        yield style.paint(f"  {style.glyph('·')} {notes}: --verbose shows them", **_DIM)


def _headline(counts: Mapping[Level, int], style: Style) -> Iterator[str]:
    missing = [_count(counts[level], level) for level in LEVELS if level != "note" and counts[level]]
    if missing:
        yield style.paint(f"What is missing or wrong: {', '.join(missing)}", bold=True)
    else:
        yield style.paint("Nothing is missing that a rule looks for", fg="green")


def _entry(group: Sequence[Finding], style: Style) -> Iterator[str]:
    """What is wrong, each message once with its lines, and below it what to do."""
    level, code, remedy = group[0].level, group[0].code, group[0].help
    lines: dict[str, list[int | None]] = {}
    for finding in group:
        lines.setdefault(clean(finding.message), []).append(finding.location.line)
    sign, look = LEVELS[level]
    first = f"  {style.glyph(sign)} {pad(level, 7)} "
    indent = " " * columns(first)
    shown = list(lines.items())[: None if style.verbose else _ALIKE]
    for number, (message, places) in enumerate(shown):
        tag = f"[{', '.join(part for part in (lines_of(places), code) if part)}]"
        lead = indent if number else first
        row, *rest = hang(lead, f"{message} {whole(tag)}", style.width)
        yield style.paint(lead, **look) + row[len(lead) :]
        yield from rest
    if hidden := len(lines) - len(shown):
        yield style.paint(f"{indent}and {hidden} more of this kind: --verbose shows them", **_DIM)
    if remedy:
        arrow = f"{indent}{style.glyph('→')} "
        yield from (style.paint(row, **_DIM) for row in hang(arrow, clean(remedy), style.width))


def _table(rows: Iterable[facts.Row], style: Style) -> Iterator[str]:
    """Label, value and place in columns; a long value wraps once and is then cut: the record has it whole."""
    labelled = [(row.label.replace("©", style.glyph("©")), row) for row in rows]
    width = max((columns(label) for label, _ in labelled), default=0)
    for label, row in labelled:
        lead = f"  {pad(label, width)}  "
        place = f" {whole(f'({row.where})')}" if row.where else ""
        value = cut(clean(row.value), 2 * (style.width - columns(lead)) - columns(place) - 4, style.glyph("…"))
        first, *rest = hang(lead, value + place, style.width)
        look = {"fg": "yellow"} if row.missing else {}
        yield style.paint(lead, **_DIM) + style.paint(first[len(lead) :], **look)
        yield from (style.paint(line, **look) for line in rest)


def _heading(text: str, style: Style, aside: str = "") -> Iterator[str]:
    yield style.paint(text, bold=True) + (style.paint(f"  ({aside})", **_DIM) if aside else "")


def _legend(article: Article, style: Style) -> str:
    return f"{style.glyph(chain.INFERRED)} is our conclusion" if chain.has_inferred(article.chain) else ""


def _narrower(style: Style, by: int) -> Style:
    return Style(style.width - by, style.color, style.unicode, style.verbose)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
