"""The credit and the tagline: sentences that terms prescribe, or a credit in words of one's own."""

from __future__ import annotations

from provenance.terms.compliance.addresses import leads_to
from provenance.terms.compliance.byline import check_form
from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.prescribed import check_sentence
from provenance.terms.compliance.sentences import plain
from provenance.terms.policy import Duty


def check_credit(duty: Duty, case: Case) -> Look:
    """`synd:credit`: with a template its sentence, else that the page names and links whom it must."""
    if not duty.template:
        return named_and_linked(case)
    return check_form(duty, case) if duty.position == "byline" else check_sentence(duty, case, "the credit")


def check_tagline(duty: Duty, case: Case) -> Look:
    """`synd:keepTagline`: its sentence; what the tagline says is not known without a template."""
    if duty.template:
        return check_sentence(duty, case, "the tagline")
    return Look("cant_tell", "the terms do not record what the tagline says")


def named_and_linked(case: Case) -> Look:
    """A credit in words of one's own: author and holder are named, and the original is linked where that can be."""
    line = next((i for name in case.names if (i := _line_naming(case, name)) is not None), None)
    author = next((i for name in case.authors if (i := _line_naming(case, name)) is not None), None)
    if case.names and line is None:
        return Look("unmet", f"{case.holder} is not named in the text ({case.copy.text_range()})")
    if case.authors and author is None:
        return Look("unmet", f"{' and '.join(case.authors)} not named in the text ({case.copy.text_range()})")
    named = line if line is not None else author
    if named is None:
        return Look("cant_tell", "neither the holder nor the author is known")
    place, number = case.quoted(named), case.line(named).number
    if not case.targets or any(leads_to(link.url, case.targets) for link in case.story_links):
        return Look("met", place, number)
    if not case.copy.is_page:
        return Look("cant_tell", f"{place}; a plain text does not show its links", number)
    return Look("unmet", f"{place}, but nothing links {case.targets[0]}", number)


def _line_naming(case: Case, name: str) -> int | None:
    """The first line outside the paragraphs of the story that names somebody; the paragraphs cite."""
    wanted = f" {plain(name)} "
    for index, line in enumerate(case.copy.lines):
        if line.where != "story" or line.is_title or line.is_caption or line.hidden:
            continue
        if line.is_paragraph and not case.is_about_story(index):
            continue
        if wanted in f" {plain(line.text)} ":
            return index
    return None
