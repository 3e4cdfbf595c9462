"""A report for an editor on deadline: what is missing and what to do, the facts, the story's way, the credit line.

One article is one page of 25 to 40 lines. A colour never carries a meaning alone: each level has its sign and word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from provenance.exporters.credit import credit_line
from provenance.model import Article, Decision, Finding, PartDecision, Report
from provenance.model.values import SAID, Level
from provenance.reporters import chain, facts
from provenance.reporters.layout import Style, clean, columns, cut, hang, pad, whole

LEVELS: dict[Level, tuple[str, dict[str, Any]]] = {
    "error": ("✗", {"fg": "red", "bold": True}),
    "warning": ("!", {"fg": "yellow"}),
    "note": ("·", {"dim": True}),
}
VERDICTS = {
    "allowed": "allowed by the recorded terms",
    "conditional": "allowed if",
    "ask": "ask",
    "unknown": "can't tell yet",
    "denied": "the recorded terms forbid it",
}
_LOOKS = {"allowed": "green", "conditional": "green", "ask": "yellow", "unknown": "yellow", "denied": "red"}
_DIM = {"dim": True}


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
    closing = f"Judged as of {report.at}. {report.disclaimer}"
    lines += [style.paint(row, **_DIM) for row in hang("", clean(closing), style.width)]
    return "\n".join(lines) + "\n"


def _article(report: Report, article: Article, style: Style) -> Iterator[str]:
    findings = [f for f in report.findings if f.article == article.id]
    path = next((f.location.path for f in findings if f.location.path), None)
    title = article.headline or path or article.url or "untitled"
    for row in hang("", clean(title), style.width)[:2]:
        yield style.paint(row, bold=True)
    yield ""
    yield from _findings(findings, style)
    for decision in report.decisions:
        if decision.article == article.id:
            yield ""
            yield from _verdict(decision, article, style)
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


def _findings(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """Most important first; the same message at several lines is one entry; notes only where asked for."""
    counts = {level: sum(f.level == level for f in findings) for level in LEVELS}
    yield from _headline(counts, style)
    for level in LEVELS:
        if level == "note" and not style.verbose:
            continue
        groups: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            if finding.level == level:
                groups.setdefault((finding.code, finding.message), []).append(finding)
        for group in groups.values():
            yield from _finding(group, style)
    if counts["note"] and not style.verbose:
        yield style.paint(f"  {style.glyph('·')} {_count(counts['note'], 'note')} more: --verbose shows them", **_DIM)


def _headline(counts: Mapping[Level, int], style: Style) -> Iterator[str]:
    missing = [_count(counts[level], level) for level in LEVELS if level != "note" and counts[level]]
    if missing:
        yield style.paint(f"What is missing or wrong: {', '.join(missing)}", bold=True)
    else:
        yield style.paint("Nothing is missing that a rule looks for", fg="green")


def _finding(group: Sequence[Finding], style: Style) -> Iterator[str]:
    finding = group[0]
    sign, look = LEVELS[finding.level]
    lead = f"  {style.glyph(sign)} {pad(finding.level, 7)} "
    places = [f"line {f.location.line}" for f in group if f.location.line]
    place = ", ".join(dict.fromkeys(places[:3])) + (f" and {len(group) - 3} more" if len(group) > 3 else "")
    tag = f"[{', '.join(part for part in (place, finding.code) if part)}]"
    message = f"{clean(finding.message)} {whole(tag)}"
    first, *rest = hang(lead, message, style.width)
    yield style.paint(lead, **look) + first[len(lead) :]
    yield from rest
    if finding.help:
        arrow = " " * columns(lead) + style.glyph("→") + " "
        yield from (style.paint(row, **_DIM) for row in hang(arrow, clean(finding.help), style.width))


def _verdict(decision: Decision, article: Article, style: Style) -> Iterator[str]:
    """The answer for each part and why: one reason on its line, several below it; then what is to be found out."""
    for part in decision.parts:
        label = "May we run it? " if len(decision.parts) == 1 else f"May we run it ({clean(part.part)})? "
        words = _words(part, article)
        why = list(dict.fromkeys(clean(r.message).rstrip(".") for r in part.reasons if r.verdict == part.verdict))
        answer = f"{label}{words}: {why[0]}" if len(why) == 1 else f"{label}{words}"
        first, *rest = hang("", answer, style.width, indent=2)
        if first.startswith(label + words):
            told = style.paint(words, fg=_LOOKS[part.verdict], bold=True)
            first = label + told + first[len(label + words) :]
        yield first
        yield from rest
        if len(why) > 1:
            for reason in why:
                yield from hang("  - ", reason, style.width)
        for question in part.questions:
            yield from hang("  ? ", clean(question), style.width)


def _words(part: PartDecision, article: Article) -> str:
    """The printed words of a verdict, with whom to ask or what to do."""
    words = VERDICTS[part.verdict]
    if part.verdict == "ask":
        return f"{words} {' and '.join(_to_ask(article)) or 'the holder'}"
    if part.verdict == "conditional" and part.duties:
        return f"{words} {', '.join(map(clean, part.duties))}"
    return words


def _to_ask(article: Article) -> list[str]:
    """The names of those who claim the text, or else of the agencies that supplied it."""
    agencies = [agent for agent in article.credits if agent.role == "agency" and agent.basis in SAID]
    return list(dict.fromkeys(clean(agent.name) for agent in article.copyright_holders or agencies))


def _table(rows: Iterable[facts.Row], style: Style) -> Iterator[str]:
    """Label, value and place in columns; a long value wraps once and is then cut: the record has it whole."""
    for row in rows:
        lead = f"  {pad(row.label, 10)} "
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
