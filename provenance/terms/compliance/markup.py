"""What the copy's markup says against what its byline and the original say."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Credited
from provenance.model.values import SAID
from provenance.rules.names import same, same_person
from provenance.terms.compliance.byline import VISIBLE
from provenance.terms.compliance.case import Case
from provenance.terms.compliance.head import CONFLICT, foreign_canonical, noindex
from provenance.terms.compliance.result import Breach
from provenance.terms.policy import Duty

_MARKUP = frozenset(("json_ld", "microdata"))


def disagreeing_markup(case: Case) -> Iterator[Breach]:
    """Authors and a holder in schema.org markup that are neither the byline's nor the original's."""
    copy = case.copy.article
    visible = [
        s.value.name
        for s in copy.said("author")
        if s.method in VISIBLE and s.basis in SAID and isinstance(s.value, Credited) and s.value.type == "Person"
    ]
    due = [*case.authors] if not case.is_own_word else visible
    marked = copy.said("author_markup")
    wrong = [s for s in marked if due and not any(_names(str(s.value), name) for name in due)]
    lost = [name for name in due if marked and not any(_names(str(s.value), name) for s in marked)]
    if wrong or lost:
        said = ", ".join(dict.fromkeys(str(s.value) for s in marked))
        first = (wrong or list(marked))[0]
        by = "the original is" if not case.is_own_word else "the byline is"
        message = f"The markup names {said} as author; {by} by {', '.join(due)}."
        yield Breach("markup", message, True, first.origin.line if first.origin else None, "author")
    if case.is_own_word or case.party is None:
        return
    for statement in copy.said("copyright_holder"):
        agent = statement.value
        if statement.method not in _MARKUP or not isinstance(agent, Credited):
            continue
        if not same(agent, case.party) and not _is_holder(case, agent.name):
            message = f"The markup names {agent.name} as holder of the copyright; the terms are those of {case.holder}."
            line = statement.origin.line if statement.origin else None
            yield Breach("markup", message, True, line, f"holder {agent.name}")


def indexing_at_odds(case: Case, duties: tuple[Duty, ...]) -> Iterator[Breach]:
    """Where the terms ask for a canonical link to another site, or the page has it and noindex as well."""
    if not case.copy.is_page:
        return
    each = [duty for owed in duties for duty in (owed, *owed.options)]
    asked = any(duty.action == "synd:setCanonical" for duty in each)
    canonical, closed = foreign_canonical(case.copy), noindex(case.copy)
    if asked or (canonical and closed):
        tag = canonical or closed
        both = f" This page has both (lines {canonical.number} and {closed.number})." if canonical and closed else ""
        yield Breach("indexing", CONFLICT + both, True, tag.number if tag else None, "canonical")


def _names(marked: str, name: str) -> bool:
    return same_person(marked, name) or name.casefold() in marked.casefold()


def _is_holder(case: Case, name: str) -> bool:
    return any(holder.name.casefold() == name.casefold() for holder in case.article.copyright_holders)
