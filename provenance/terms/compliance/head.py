"""What the head tells search engines: the canonical address, and whether to index the page."""

from __future__ import annotations

import re

from provenance.hosts import canonical_is_foreign, host_of
from provenance.terms.compliance.addresses import leads_to
from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.copy import Copy, Tag
from provenance.terms.policy import Duty

CONFLICT = (
    "A canonical link to another site is what the terms ask for, Google advises partners to set noindex instead,"
    " Lighthouse's audit fails a canonical link to another domain, and both at once contradict each other:"
    " follow the terms, and set only one of the two unless they ask for both."
)
"""What producers run into, in one sentence; see Google Search Central on syndication, Lighthouse on `canonical`."""

_NO_HEAD = "a plain text has no head"
_INDEXERS = ("robots", "googlebot")
_NEWS = "googlebot-news"


def check_canonical(duty: Duty, case: Case) -> Look:
    """`synd:setCanonical`: one `<link rel=canonical>` in the head, with the original's address."""
    if not case.copy.is_page:
        return Look("cant_tell", _NO_HEAD)
    found = _canonicals(case.copy)
    in_head = [tag for tag in found if tag.in_head]
    if not in_head:
        if found:
            return Look(
                "unmet", f"line {found[0].number}: stands in the body, where search engines ignore it", found[0].number
            )
        return Look("unmet", f"not found in the head ({case.copy.head_range()})")
    if len({tag.value for tag in in_head}) > 1:
        addresses = " and ".join(dict.fromkeys(tag.value for tag in in_head))
        return Look("unmet", f"line {in_head[0].number}: several that differ, {addresses}", in_head[0].number)
    tag = in_head[0]
    place = f"line {tag.number}: {tag.value}"
    if not case.targets:
        return _without_original(case, tag, place)
    if leads_to(tag.value, case.targets):
        return Look("met", place, tag.number)
    return Look("unmet", f"{place} is not the original's address, {case.targets[0]}", tag.number)


def check_noindex(duty: Duty, case: Case) -> Look:
    """`synd:setNoindex`: a robots meta that says noindex. One for Google News alone leaves the page in the search."""
    if not case.copy.is_page:
        return Look("cant_tell", _NO_HEAD)
    tag = noindex(case.copy)
    if tag is not None:
        return Look("met", f"line {tag.number}: {tag.name} {tag.value}", tag.number)
    for tag in case.copy.tags:
        if tag.name == _NEWS and _says_noindex(tag):
            return Look(
                "unmet", f"line {tag.number}: {tag.name} {tag.value} keeps it out of Google News only", tag.number
            )
        if tag.name == "robots":
            return Look("unmet", f"line {tag.number}: robots {tag.value}", tag.number)
    return Look("unmet", f"not found in the head ({case.copy.head_range()})")


def foreign_canonical(copy: Copy) -> Tag | None:
    """The canonical link to another site, where the copy has one."""
    here = copy.article.url or ""
    return next((tag for tag in _canonicals(copy) if canonical_is_foreign(here, tag.value)), None)


def noindex(copy: Copy) -> Tag | None:
    """The tag that keeps the copy out of search engines."""
    return next((tag for tag in copy.tags if tag.name in _INDEXERS and _says_noindex(tag)), None)


def _canonicals(copy: Copy) -> list[Tag]:
    return [tag for tag in copy.tags if tag.name == "link:canonical" and tag.value]


def _says_noindex(tag: Tag) -> bool:
    return not {"noindex", "none"}.isdisjoint(re.split(r"[\s,;]+", tag.value.lower()))


def _without_original(case: Case, tag: Tag, place: str) -> Look:
    here = case.copy.article.url
    if not host_of(tag.value) or (here and not canonical_is_foreign(here, tag.value)):
        return Look("unmet", f"{place} is our own page", tag.number)
    return Look("cant_tell", f"{place}: whether that is the original's address is not known", tag.number)
