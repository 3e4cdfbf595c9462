"""The licence: named and linked, its notices kept, and handed on with an adaptation."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.language.licenses import License, by_url, mentions
from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.copy import Link
from provenance.terms.compliance.sentences import plain
from provenance.terms.policy import Duty

_SIGNS = ("©", "(c)", "copyright")


def check_license(duty: Duty, case: Case) -> Look:
    """`synd:linkLicense`: readers see the licence's name, and a link to it, with the story."""
    wanted = case.license
    if wanted is None:
        return Look("cant_tell", "which licence the terms mean is not recorded")
    linked = [(link, found) for link in case.story_links if (found := by_url(link.url))]
    right = next((link for link, found in linked if _is(found, wanted)), None)
    named = next(_named(case, wanted), None)
    if right is not None:
        return _linked(case, right, named)
    other = next((pair for pair in linked if pair[1].elements and not _is(pair[1], wanted)), None)
    if other is not None:
        link, found = other
        return Look("unmet", f"line {link.number}: links {found.id}, and not {wanted.id}", link.number)
    if named is not None:
        line = case.line(named)
        if not case.copy.is_page:
            return Look("cant_tell", f"{case.quoted(named)}; a plain text does not show its links", line.number)
        return Look("unmet", f"{case.quoted(named)} names the licence and does not link it", line.number)
    tag = next(
        (t for t in case.copy.tags if t.name == "link:license" and (f := by_url(t.value)) and _is(f, wanted)), None
    )
    if tag is not None:
        return Look("unmet", f"line {tag.number}: only in the head, where readers do not see it", tag.number)
    return Look("unmet", f"no link to {wanted.url or wanted.id} in the text ({case.copy.text_range()})")


def check_notice(duty: Duty, case: Case) -> Look:
    """`synd:keepNotice`: the copyright notice that the original prints, with its holder."""
    notice = None if case.is_own_word else _notice_of(case)
    holders = (*case.names, *(holder.name for holder in case.article.copyright_holders if not case.is_own_word))
    for index, line in enumerate(case.copy.lines):
        is_notice = (
            line.where != "elsewhere" and not line.is_caption and any(sign in line.text.lower() for sign in _SIGNS)
        )
        if is_notice and any(f" {plain(name)} " in f" {plain(line.text)} " for name in holders):
            return Look("met", case.quoted(index), line.number)
    if notice:
        return Look("unmet", f"“{notice}” not found in the text ({case.copy.text_range()})")
    if case.is_own_word:
        return Look("cant_tell", "whether the original has a notice is not known")
    return Look("met", "the original prints no notice of its own")


def _notice_of(case: Case) -> str | None:
    """The notice that the original prints of its text, or that names the holder; another is the site's."""
    for statement in case.article.said("copyright_notice"):
        words_there = f" {plain(str(statement.value))} "
        if statement.scope == "article" or any(f" {plain(name)} " in words_there for name in case.names):
            return str(statement.value)
    return None


def check_share_alike(duty: Duty, case: Case) -> Look:
    """`synd:shareAlike`: an adaptation states the same licence, or a later version of it."""
    edits = case.use.edits
    if edits is not None and not set(edits) - {"none"}:
        return Look("met", "nothing was adapted, as the use says")
    if case.license is None:
        return Look("cant_tell", "which licence the terms mean is not recorded")
    found = check_license(duty, case)
    if edits is None and found.state == "unmet":
        return Look("cant_tell", f"whether the text was adapted was not told; of the licence: {found.where}")
    return found


def _linked(case: Case, link: Link, named: int | None) -> Look:
    place = (
        f"line {link.number}: “{link.text}” → {link.url}" if link.text else f"line {link.number}: a button → {link.url}"
    )
    if named is not None or not link.text or "creative commons" in plain(link.text) or by_url(link.text):
        return Look("met", place, link.number)
    around = plain(case.line(link.line).text) if link.line >= 0 else ""
    if "creative commons" in around or any(mentions(case.line(link.line).text)):
        return Look("met", place, link.number)
    return Look("unmet", f"{place}, but the licence is not named", link.number)


def _named(case: Case, wanted: License) -> Iterator[int]:
    """The lines that name the licence."""
    for index, line in enumerate(case.copy.lines):
        if (
            line.where == "story"
            and not line.is_caption
            and any(_is(found, wanted) for _, _, found in mentions(line.text))
        ):
            yield index


def _is(found: License, wanted: License) -> bool:
    """The same licence; of a family any version; a name without a version stands for the licence."""
    if found.id == wanted.id:
        return True
    is_family = not wanted.version or not found.version
    return bool(wanted.elements) and found.elements == wanted.elements and is_family
