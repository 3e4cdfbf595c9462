"""Who may read the page, and what it asks of its readers: walls and appeals for donations."""

from __future__ import annotations

import re

from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.lexicon import words
from provenance.terms.compliance.sentences import plain
from provenance.terms.policy import Duty

_CLASS = re.compile(r"class\s*=\s*(?:\"([^\"]{1,400})\"|'([^']{1,400})'|([^\s>]{1,200}))", re.IGNORECASE)
_TIERS = {"free": True, "locked": False, "metered": False}


def check_paywall(duty: Duty, case: Case) -> Look:
    """`synd:disablePaywall`: neither markup nor elements speak of a wall; the markup's "free" settles it."""
    if not case.copy.is_page:
        return Look("cant_tell", "a plain text has no paywall to see")
    stated = next(iter(case.copy.article.chosen("is_accessible_for_free")), None)
    number = stated.origin.line if stated and stated.origin else None
    for tag in case.copy.tags:
        if tag.name == "article:content_tier" and _TIERS.get(tag.value.lower()) is False:
            return Look("unmet", f"line {tag.number}: {tag.name} {tag.value}", tag.number)
    if case.copy.article.is_accessible_for_free is False:
        return Look("unmet", f"line {number}: the markup says that it is not free to read", number)
    selector = next(iter(case.copy.article.said("paywall_selector")), None)
    if selector is not None and selector.origin:
        return Look("unmet", f"line {selector.origin.line}: the markup hides {selector.value}", selector.origin.line)
    for match in _CLASS.finditer(case.copy.source):
        if not words("wall").isdisjoint((match[1] or match[2] or match[3] or "").lower().split()):
            at = case.copy.source.count("\n", 0, match.start()) + 1
            return Look("unmet", f"line {at}: an element of class “{match[1] or match[2] or match[3]}”", at)
    if case.copy.article.is_accessible_for_free:
        return Look("met", f"line {number}: the markup says that it is free to read", number)
    return Look("cant_tell", "the page says neither that it is free to read nor that it is not")


def check_donations(duty: Duty, case: Case) -> Look:
    """`synd:noDonationAppeal`: no appeal stands with the story; what an appeal elsewhere implies nobody can tell."""
    for link in case.live_links:
        if link.where == "story" and _appeals(link.text):
            return Look("unmet", f"line {link.number}: “{link.text}” → {link.url}", link.number)
    for index, line in enumerate(case.copy.lines):
        if line.where == "story" and not line.is_paragraph and not line.is_title and _appeals(line.text):
            return Look("unmet", case.quoted(index), line.number)
    return Look("cant_tell", "no appeal stands with the story; what the rest of the site says was not looked at")


def unseen(duty: Duty, case: Case) -> Look:
    """What no page shows: mails, posts, figures, promises."""
    return Look("cant_tell", "nothing on a page shows it")


def _appeals(text: str) -> bool:
    said = f" {plain(text)} "
    return any(f" {plain(phrase)} " in said for phrase in words("donations"))
