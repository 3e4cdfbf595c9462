"""Rows of the ledger as a table for people, as JSON, or as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from provenance.cli.output import style, write

_WIDEST = 44
_FRACTION = re.compile(r"(?<=\d\d:\d\d:\d\d)\.\d+(?=Z$)")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def rows(found: Sequence[Mapping[str, Any]], face: str, columns: Sequence[str], empty: str) -> None:
    """Write rows to stdout.

    Args:
        found: the rows; JSON has all their keys.
        face: `text`, `json` or `csv`.
        columns: the keys that the table shows; the last one takes the room that is left.
        empty: what is said to people where there is no row.
    """
    if face == "json":
        as_json(list(found))
    elif face == "csv":
        write(_csv(found), encoding="utf-8")
    else:
        write(_table(found, columns) if found else f"{empty}\n")


def as_json(data: object) -> None:
    """Write plain data to stdout as JSON."""
    from provenance.reporters.json import text_of

    write(text_of(data, indent=2) + "\n", encoding="utf-8")


def _csv(found: Sequence[Mapping[str, Any]]) -> str:
    """The rows as RFC 4180 has them, with a line of names; a cell that a spreadsheet would run is quoted from it."""
    if not found:
        return ""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(found[0])
    writer.writerows([_cell(value) for value in row.values()] for row in found)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = " ".join(map(str, value))
    elif isinstance(value, Mapping):
        value = "; ".join(f"{key}: {each}" for key, each in value.items())
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def _table(found: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """A line for each row, in columns as wide as they need to be, under their names."""
    from provenance.reporters.layout import clean, cut, pad

    look = style()
    titles = tuple(name.replace("_", " ").upper() for name in columns)
    cells = [titles, *(tuple(clean(_shown(row[name])) for name in columns) for row in found)]
    cells = [tuple(cut(text, _WIDEST, look.glyph("…")) for text in line[:-1]) + line[-1:] for line in cells]
    widths = [max(len(line[number]) for line in cells) for number in range(len(columns) - 1)] + [0]
    lines = ["  ".join(map(pad, line, widths)).rstrip() for line in cells]
    return "\n".join([look.paint(lines[0], bold=True), *lines[1:]]) + "\n"


def _shown(value: Any) -> str:
    """A value for people: an instant without its fractions of a second, nothing as nothing."""
    if isinstance(value, str):
        return _FRACTION.sub("", value)
    return "" if value is None else str(_cell(value))
