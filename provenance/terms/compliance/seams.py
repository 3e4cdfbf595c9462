"""Words that only a style sheet keeps apart: `<span>By Jane Roe</span><time>20 November</time>`."""

from __future__ import annotations

from turbohtml import Element, Text

from provenance.readers.lines import Line

_SMALL = frozenset(("sub", "sup"))
"""CO<sub>2</sub> and 1<sup>st</sup> are one word."""


def part(line: Line) -> None:
    """Put a space where a letter and a digit of two elements touch; the offsets of links and parts go along."""
    seams = [
        start
        for (_, _, before), (start, _, after) in zip(line.source.parts, line.source.parts[1:], strict=False)
        if start and _touch(line.text[start - 1], line.text[start]) and not _is_small(before) and not _is_small(after)
    ]
    for seam in reversed(seams):
        line.text = f"{line.text[:seam]} {line.text[seam:]}"
        line.source.parts = [(at + (at >= seam), data, node) for at, data, node in line.source.parts]
        for link in line.links:
            link.start += link.start >= seam
            link.end += link.end > seam


def _touch(left: str, right: str) -> bool:
    return (left.isalpha() and right.isdigit()) or (left.isdigit() and right.isalpha())


def _is_small(node: Text) -> bool:
    return isinstance(node.parent, Element) and node.parent.tag in _SMALL
