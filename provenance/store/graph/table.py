"""An answer for people: a table with names in the place of IRIs, or records where a table would be too wide."""

from __future__ import annotations

import re
from typing import Any

from provenance.graph.judgement import SEVERITIES
from provenance.reporters.layout import Style, clean, columns, cut, pad, wrap
from provenance.store.graph.answers import Answer, serialize
from provenance.store.graph.sparql import PREFIXES

_GAP = 2
_NARROWEST = 12
"""A column that is narrower than this, and is cut, says nothing."""
_MOST_LINES = 6
"""A cell has no more lines than this."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
_SEVERITIES: dict[str, str] = {severity: level for level, severity in SEVERITIES.items()}
_NUMBERS = ("#integer", "#decimal", "#double")


def text(answer: Answer, style: Style) -> str:
    """The answer as a person reads it: yes or no, a table, or Turtle."""
    if answer.kind == "boolean":
        return "yes\n" if answer.boolean else "no\n"
    if answer.kind == "graph":
        return serialize(answer, "turtle") or "Nothing.\n"
    if not answer.bindings:
        return "Nothing found.\n"
    rows = [[word(row.get(name), answer.labels) for name in answer.variables] for row in answer.bindings]
    heads = [name.replace("_", " ") for name in answer.variables]
    widths = _widths([heads, *rows], style.width)
    if widths is None:
        return _records(heads, rows, style)
    numeric = [
        all(row[name].get("datatype", "").endswith(_NUMBERS) for row in answer.bindings if name in row)
        for name in answer.variables
    ]
    lines = _row(heads, widths, numeric, style, bold=True)
    blocks = [_row(row, widths, numeric, style) for row in rows]
    is_loose = any(len(block) > 1 for block in blocks)
    for block in blocks:
        lines += ["", *block] if is_loose else block
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}{' and more' if answer.is_cut else ''}"
    return "\n".join([*lines, "", count]) + "\n"


def word(term: dict[str, Any] | None, labels: dict[str, str]) -> str:
    """A term in few words: the name of a node that has one, a word of ours in plain English, else what it is."""
    if term is None:
        return ""
    value = term["value"]
    if term["type"] == "triple":
        return " ".join(word(value[part], labels) for part in ("subject", "predicate", "object"))
    if term["type"] != "uri":
        return clean(value)
    if value in _SEVERITIES:
        return _SEVERITIES[value]
    if value in labels and not value.startswith(PREFIXES["synd"]):
        return clean(labels[value])
    return clean(_short(value))


def _short(iri: str) -> str:
    """An IRI, shorter: our own words as words, a node of a reading by the first of its digest, a known prefix."""
    if iri.startswith(PREFIXES["synd"]):
        local = iri.removeprefix(PREFIXES["synd"])
        return local if _CODE.fullmatch(local) else _HUMP.sub(" ", local).lower()
    if iri.startswith("ni:///"):
        digest, _, fragment = iri.partition("#")
        return f"{digest.rpartition(';')[2][:8]}…#{fragment}"
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and iri != base:
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _widths(rows: list[list[str]], width: int) -> list[int] | None:
    """The columns' widths: the widest give way where the page is narrower. None where too little would be left."""
    wanted = [max(columns(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = width - _GAP * (len(wanted) - 1)
    widths = list(wanted)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] -= 1
        if widths[widest] < _NARROWEST:
            return None
    return widths


def _row(cells: list[str], widths: list[int], numeric: list[bool], style: Style, *, bold: bool = False) -> list[str]:
    """The lines of one row: a cell that is too long goes on below, a few times."""
    boxes = [_box(cell, width, style) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for n in range(max(map(len, boxes))):
        line = []
        for box, width, is_number in zip(boxes, widths, numeric, strict=True):
            piece = box[n] if n < len(box) else ""
            filled = " " * (width - columns(piece)) + piece if is_number else pad(piece, width)
            line.append(style.paint(filled, bold=True) if bold else filled)
        lines.append((" " * _GAP).join(line).rstrip())
    return lines


def _box(cell: str, width: int, style: Style) -> list[str]:
    lines = wrap(cell, width)
    if len(lines) <= _MOST_LINES:
        return lines
    last = cut(" ".join(lines[_MOST_LINES - 1 : _MOST_LINES + 1]), width, style.glyph("…"))
    return [*lines[: _MOST_LINES - 1], last]


def _records(heads: list[str], rows: list[list[str]], style: Style) -> str:
    """Every row as a small list of its values."""
    indent = max(map(columns, heads)) + _GAP
    records = []
    for row in rows:
        lines = []
        for head, cell in zip(heads, row, strict=True):
            if cell:
                first, *rest = _box(cell, max(_NARROWEST, style.width - indent), style)
                lines.append(style.paint(pad(head, indent), bold=True) + first)
                lines += [" " * indent + line for line in rest]
        records.append("\n".join(lines))
    return "\n\n".join(records) + "\n"
