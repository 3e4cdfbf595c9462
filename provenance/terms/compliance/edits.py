"""Notes on edits: owed only where the use says that the text was edited.

What was edited is told by the use. To classify edits by comparing the two texts (style, headline, cut, addition,
translation) belongs here, before the notes are looked for.
"""

from __future__ import annotations

from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.lexicon import words
from provenance.terms.compliance.prescribed import check_sentence
from provenance.terms.compliance.sentences import plain
from provenance.terms.policy import Duty

_LONGEST = 400
"""A note on edits is a sentence or two."""
_NEGATED = 4
"""So many words may a negation stand before what it negates."""


def check_note(duty: Duty, case: Case) -> Look:
    """`synd:noteEdits` and `synd:indicateChanges`: the prescribed sentence, or a note at an end of the text."""
    edits = case.use.edits
    if edits is not None and not set(edits) - {"none"}:
        return Look("met", "nothing was edited, as the use says")
    found = check_sentence(duty, case, "the note") if duty.template else _any_note(case)
    if edits is None and found.state == "unmet":
        return Look("cant_tell", f"whether the text was edited was not told; a note was {found.where}")
    return found


def _any_note(case: Case) -> Look:
    """A short line at an end of the text that says of the text that it was changed."""
    inner = set(case.paragraphs[1:-1])
    for index, line in enumerate(case.copy.lines):
        if line.where != "story" or index in inner or line.is_title or line.is_caption or len(line.text) > _LONGEST:
            continue
        text = f" {plain(line.text)} "
        if _tells_of_edits(text) and any(f" {plain(phrase)} " in text for phrase in words("this_text")):
            return Look("met", case.quoted(index), line.number)
    return Look("unmet", f"not found in the text ({case.copy.text_range()})")


def _tells_of_edits(text: str) -> bool:
    """Whether a line says that something was edited, and not that nothing was: "has not been edited"."""
    negations = {plain(word) for word in words("negation")}
    for phrase in words("edited"):
        before, found, _ = text.partition(f" {plain(phrase)} ")
        if found and negations.isdisjoint(before.split()[-_NEGATED:]):
            return True
    return False
