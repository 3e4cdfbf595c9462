"""Whether a sentence stands where terms put it: above the text, in the byline, below the text."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.terms.compliance.case import Case, Look


def misplaced(case: Case, first: int, last: int, position: str | None, paragraphs: Sequence[int]) -> Look | None:
    """What is wrong with the place of a sentence; None if nothing is.

    Args:
        case: the copy.
        first: the index of the line in which the sentence begins.
        last: that of the line in which it ends.
        position: `top`, `byline`, `end`, `anywhere` or None.
        paragraphs: the indexes of the story's own paragraphs.
    """
    if position == "byline" and not any(index in case.byline_lines for index in range(first, last + 1)):
        return Look("unmet", "it does not stand in the byline")
    if position == "top":
        if any(index < first and not _is_preface(case, index, first) for index in paragraphs):
            return Look("unmet", "it stands behind the beginning of the text, and not at its top")
        if case.line(first).where == "footer":
            return Look("unmet", "it stands in the footer of the page, and not at the top")
    if position == "end":
        if any(index > last for index in paragraphs):
            return Look("unmet", "the text goes on behind it: it does not stand at the end")
        if case.line(first).where == "footer":
            return Look("unmet", "it stands in the footer of the page, and not at the end of the story")
    return None


def _is_preface(case: Case, index: int, first: int) -> bool:
    """Whether a paragraph is a standfirst: in the header, or before the byline that stands above the sentence."""
    return case.line(index).is_header or any(case.line(i).is_byline for i in range(index + 1, first + 1))
