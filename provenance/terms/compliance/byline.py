"""The byline: the original's authors where readers look for them, in the form that terms ask for, with their house."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.language.agencies import registry
from provenance.language.lexicon import lexicon
from provenance.model.values import SAID
from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.prescribed import check_sentence
from provenance.terms.compliance.sentences import pieces_of, plain
from provenance.terms.policy import Duty

VISIBLE = frozenset(("byline_element", "byline_line", "author_link", "tail_byline", "sign_off"))
"""Methods of the readers that read an author where a reader of the page sees one."""
_FILLERS = r"(?: [^ ]+){0,3}?"
"""What may stand between a name and its house: "for", a role, a day."""
_LEADING = 2
"""So many other words may stand before a name in a line that nothing marks as a byline."""
_LONGEST = 240
"""A byline is a short line, even with several authors and their houses."""


def check_byline(duty: Duty, case: Case) -> Look:
    """`synd:keepByline`: every author of the original is in the visible byline; with a template, in its form."""
    if not case.authors:
        return _unnamed(case)
    found = {name: _line_of(case, name) for name in case.authors}
    missing = [name for name, index in found.items() if index is None]
    if missing:
        return Look("unmet", f"{_listed(missing)} not found in the byline{_instead(case)}")
    if duty.template:
        return check_form(duty, case)
    lines = [index for index in found.values() if index is not None]
    own = " (that they wrote it is the copy's own word)" if case.is_own_word else ""
    return Look("met", f"{case.quoted(lines[0])}{own}", case.line(lines[0]).number)


def check_form(duty: Duty, case: Case) -> Look:
    """A byline in the form of a template: "by {author}, Harbor Bridge". How a language says "by" is left free."""
    pieces = pieces_of(duty.template or "")
    while pieces and pieces[0].word and pieces[0].word in _by():
        pieces = pieces[1:]
    return check_sentence(duty._replace(position="byline"), case, "the byline", gap=_FILLERS, pieces=pieces)


def check_affiliation(duty: Duty, case: Case) -> Look:
    """`synd:keepAffiliation`: whom each author works for stands in the byline, in full or as a house calls itself."""
    houses = _houses(case)
    if not houses:
        return Look("cant_tell", "whom the author works for is not known")
    found = [next((i for i in _byline_lines(case) if _names_one(_seen(case, i), names)), None) for names in houses]
    missing = [names for names, index in zip(houses, found, strict=True) if index is None]
    if not missing:
        return Look("met", case.quoted(found[0] or 0), case.line(found[0] or 0).number)
    for index, line in enumerate(case.copy.lines):
        if line.where == "story" and not line.is_title and _names_one(line.text, missing[0]):
            where = f"{case.quoted(index)} names {missing[0][0]}, but the byline does not"
            return Look("unmet", where, line.number)
    return Look("unmet", f"{_listed([names[0] for names in missing])} not found in the byline{_instead(case)}")


def _houses(case: Case) -> list[tuple[str, ...]]:
    """The houses that must stand in the byline, each by the names that it may have there.

    They are those that the original gives to its authors; the holder, where it gives none.
    """
    own = (*case.names, *case.short_names)
    stated = [] if case.is_own_word else [author.affiliation for author in case.article.authors if author.affiliation]
    if not stated:
        return [own] if own else []
    found = []
    for name in dict.fromkeys(stated):
        row = registry().named(name, slot=True)
        known = (name, *((row.name, *row.aliases, *row.short_names) if row else ()))
        is_holder = not {plain(each) for each in known}.isdisjoint(map(plain, own))
        found.append((*known, *own) if is_holder else known)
    return found


def _names_one(text: str, names: tuple[str, ...]) -> bool:
    words_there = f" {plain(text)} "
    return any(f" {plain(name)} " in words_there for name in names)


def _unnamed(case: Case) -> Look:
    """The original names nobody, as far as is known: its byline may still be there, word for word."""
    byline = None if case.is_own_word else case.article.byline
    if byline:
        for index in case.byline_lines:
            if f" {plain(byline)} " in f" {plain(case.line(index).text)} ":
                return Look("met", case.quoted(index), case.line(index).number)
    if case.is_own_word and case.copy.article.byline_state in ("absent", "empty", "not_a_name"):
        return Look("unmet", f"the copy names no author{_instead(case)}")
    return Look("cant_tell", "the original names no author")


def _line_of(case: Case, name: str) -> int | None:
    """The line of the byline that names an author; a caption, a paragraph or a title that does is none."""
    return next((index for index in _byline_lines(case) if _signs(case, index, name)), None)


def _signs(case: Case, index: int, name: str) -> bool:
    """Whether a line names somebody as author: not as photographer, editor or translator, and not in passing."""
    seen = f" {plain(_seen(case, index))} "
    before, found, _ = seen.partition(f" {plain(name)} ")
    if not found:
        return False
    words_before = before.split()
    if any(f" {before.strip()}".endswith(f" {plain(phrase)}") for phrase in lexicon().other_credit):
        return False
    if not lexicon().picture_words.isdisjoint(words_before[-3:]):
        return False
    first = min((seen.partition(f" {plain(other)} ")[0] for other in case.authors), key=len)
    leading = [word for word in first.split() if word not in _by()]
    return case.line(index).is_byline or len(leading) <= _LEADING


def _byline_lines(case: Case) -> Iterator[int]:
    """The lines that may be one, and those in which the reader read an author."""
    yield from (index for index in case.byline_lines if len(case.line(index).text) <= _LONGEST)
    read = {
        statement.origin.line
        for statement in case.copy.article.said("author")
        if statement.method in VISIBLE and statement.basis in SAID and statement.chosen and statement.origin
    }
    yield from (i for i, line in enumerate(case.copy.lines) if line.number in read and line.where == "story")


def _seen(case: Case, index: int) -> str:
    """What readers see of a line."""
    line = case.line(index)
    text = line.text
    for first, last in reversed(line.hidden):
        text = text[:first] + text[last:]
    return text


def _instead(case: Case) -> str:
    """The byline that the copy has, for people."""
    said = next((s for s in case.copy.article.chosen("byline") if s.method in VISIBLE), None)
    if said is not None and said.origin and said.value:
        return f"; line {said.origin.line} says “{said.value}”"
    return f" ({case.copy.text_range()})"


def _by() -> frozenset[str]:
    """The one-word ways to say "by"."""
    said = lexicon()
    return frozenset(plain(word) for word in (*said.byline, *said.inner_byline) if " " not in word.strip())


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
