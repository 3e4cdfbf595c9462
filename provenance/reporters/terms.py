"""Recorded terms as text for people: the table, one policy whole, what is wrong, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.reporters.layout import Style, clean, cut, hang, pad
from provenance.terms.compare import Change, Sense
from provenance.terms.lint import Problem
from provenance.terms.policy import Evidence, Policy
from provenance.terms.sheet import BINDINGS, Kind, Layer, Line
from provenance.terms.table import Row, name_of, short_id

HEADINGS: dict[Kind, str] = {
    "permitted": "You may",
    "forbidden": "You may not: the terms forbid",
    "disputed": "Disputed, so ask",
    "to_do": "To do before you publish",
    "afterwards": "Owed afterwards",
    "requested": "Asked, not required",
}
_BOXES: dict[Kind, str] = {"to_do": "[ ]", "afterwards": "[ ]", "requested": "[ ]"}
_SENSES: dict[Sense, str] = {
    "stricter": "Stricter",
    "new": "New",
    "milder": "Milder",
    "gone": "Gone",
    "changed": "Changed otherwise",
}
_LOOKS = {"error": "red", "warning": "yellow", "note": "blue"}
_TITLES = ("NAME", "HOLDER", "LAYER", "STANDS ON", "EDITION, VALIDITY", "READ", "VERIFIED", "CLAUSES")
_WIDEST = 34


def table(rows: Sequence[Row], style: Style) -> str:
    """A line for each policy, in columns as wide as they need to be."""
    if not rows:
        return "No terms are recorded.\n"
    cells = [_TITLES, *(_cells(row) for row in rows)]
    cells = [tuple(cut(clean(text), _WIDEST, style.glyph("…")) for text in line) for line in cells]
    widths = [max(len(line[n]) for line in cells) for n in range(len(_TITLES))]
    lines = ["  ".join(map(pad, line, widths)).rstrip() for line in cells]
    return "\n".join([style.paint(lines[0], bold=True), *lines[1:]]) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    since = f"from {row.valid_from}" if row.valid_from else ""
    until = f"until {row.valid_through}" if row.valid_through else ""
    when = " ".join(filter(None, (*row.edition, since, until)))
    return (
        row.id,
        ", ".join(row.holders) or "any holder",
        row.layer,
        ", ".join(row.stands_on) or "-",
        when or "-",
        row.date_read or "-",
        row.verified,
        str(row.clauses),
    )


def sheet(layers: Sequence[Layer], style: Style) -> str:
    """One policy, and under it what it inherits."""
    lines: list[str] = []
    for number, layer in enumerate(layers):
        lines += [""] if number else []
        lines += _head(layer, style, is_inherited=number > 0)
        for kind, heading in HEADINGS.items():
            found = [line for line in layer.lines if line.kind == kind]
            if found:
                lines += ["", f"  {heading}"]
            for line in found:
                lines += _clause(line, layer.policy, style)
    return "\n".join(lines) + "\n"


def _head(layer: Layer, style: Style, *, is_inherited: bool) -> Iterator[str]:
    policy = layer.policy
    lead = "Inherited: " if is_inherited else ""
    yield from (style.paint(row, bold=True) for row in hang("", f"{lead}{clean(policy.title)}", style.width))
    yield f"  {'Name':9}{clean(short_id(policy.id))}, {_a(policy.layer)}"
    if policy.assigners:
        yield from hang(f"  {'Holder':9}", clean(", ".join(map(name_of, policy.assigners))), style.width)
    if layer.targets:
        yield from hang(f"  {'Covers':9}", clean("; ".join(layer.targets)), style.width)
    yield from hang(f"  {'Read':9}", _proof(policy.evidence), style.width)
    validity = [f"{word} {day}" for word, day in (("from", policy.valid_from), ("until", policy.valid_through)) if day]
    yield from hang(f"  {'Binding':9}", clean("; ".join((*validity, BINDINGS[policy.binding]))), style.width)
    for doubt in policy.doubts:
        yield from hang(f"  {'Doubt':9}", clean(doubt), style.width)


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _clause(line: Line, policy: Policy, style: Style) -> Iterator[str]:
    about = [] if line.label is None else [clean(line.label)]
    about += [f"Only for {clean(limit)}." for limit in line.limits]
    about += [clean(question) for question in line.questions]
    about += ["The terms leave open whether this is a condition."] if line.is_unclear else []
    lead = f"    {_BOXES.get(line.kind, '-')} "
    waived = "(waived) " if line.is_waived else ""
    rows = hang(lead, waived + clean(line.text), style.width)
    yield from (style.paint(row, strikethrough=True) for row in rows) if line.is_waived else rows
    indent = " " * len(lead)
    for text in about:
        yield from hang(indent, text, style.width)
    evidence = line.evidence
    proof = [f"“{clean(evidence.quote)}”"] if evidence.quote else []
    if evidence._replace(quote=None) != policy.evidence._replace(quote=None):
        proof.append(_proof(evidence))
    if proof:
        yield from (style.paint(row, dim=True) for row in hang(indent, ", ".join(proof), style.width))


def _proof(evidence: Evidence) -> str:
    date = f"read {evidence.date_read}" if evidence.date_read else "when it was read is not recorded"
    sure = "verified" if evidence.verified else "not verified"
    return ", ".join((clean(evidence.source or "no source"), clean(date), sure))


def problems(found: Sequence[Problem], files: int, style: Style) -> str:
    """What is wrong, by file; notes only where more is wanted. The last line counts."""
    lines = []
    for problem in found:
        if problem.level != "note" or style.verbose:
            level = style.paint(problem.level, fg=_LOOKS[problem.level])
            lead = f"{clean(problem.file)}: {level}: "
            lines += hang(lead, f"{clean(short_id(problem.clause))}: {clean(problem.message)}", 10_000)
    counts = {level: sum(problem.level == level for problem in found) for level in _LOOKS}
    counted = ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for level, count in counts.items())
    return "\n".join([*lines, f"{files} file{'' if files == 1 else 's'}: {counted}"]) + "\n"


def changes(found: Sequence[Change], before: str, after: str, style: Style) -> str:
    """What changed from one policy to the other, by its sense."""
    title = f"From {clean(before)} to {clean(after)}"
    lines = [style.paint(title, bold=True)]
    for sense, heading in _SENSES.items():
        some = [change for change in found if change.sense == sense]
        if some:
            lines += ["", heading]
        for change in some:
            lines += hang("  - ", _sentence(change, style), style.width)
    return "\n".join(lines if found else [*lines, "", "Nothing changed."]) + "\n"


def _sentence(change: Change, style: Style) -> str:
    if change.before is None or change.after is None:
        told = clean(change.before or change.after or "")
        if change.sense in ("new", "gone"):
            return told
        return f"{clean(change.what)}: {'now' if change.before is None else 'no longer'} {told}"
    return f"{clean(change.what)}: {clean(change.before)} {style.glyph('→')} {clean(change.after)}"
