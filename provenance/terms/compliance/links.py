"""Links: to the original, and those of its text."""

from __future__ import annotations

from provenance.hosts import absolute, host_of
from provenance.terms.compliance.addresses import is_article, is_at, is_home, leads_to
from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.copy import Copy, Link
from provenance.terms.policy import Duty

_SHOWN = 5
"""So many lost links are named."""


def check_link(duty: Duty, case: Case) -> Look:
    """`synd:linkOriginal`: a link that readers see, to the article, to the home page, or either; nofollow is fine."""
    wanted = duty.link_to or "article"
    links = case.live_links
    to_article = next((link for link in links if leads_to(link.url, case.targets)), None)
    to_home = next((link for link in case.story_links if is_home(link.url, case.hosts)), None)
    if wanted != "home" and to_article:
        return _at(case, "met", to_article)
    if wanted != "article" and to_home:
        return _at(case, "met", to_home)
    if wanted != "article" and not case.hosts:
        return Look("cant_tell", f"where {case.holder} is at home is not known")
    near = next((link for link in links if is_at(link.url, case.hosts) and is_article(link.url)), None)
    if wanted != "home" and not case.targets:
        return _unknown_original(case, near, to_home)
    if not case.copy.is_page:
        return Look(
            "cant_tell", f"a plain text shows only the links that it prints, and none of them is {_due(case, wanted)}"
        )
    if wanted == "article" and to_home:
        return _at(case, "unmet", to_home, " leads only to the home page")
    if near:
        return _at(case, "unmet", near, f", and not {_due(case, wanted)}")
    return Look("unmet", f"no link to {_due(case, wanted)} ({case.copy.text_range()}){_hidden(case)}")


def check_links(duty: Duty, case: Case) -> Look:
    """`synd:keepLinks`: every link in the text of the original is in the text of the copy."""
    if case.original is None or not case.original.is_page:
        return Look("cant_tell", "which links the text had, only the original's page tells")
    if not case.copy.is_page:
        return Look("cant_tell", "a plain text does not show its links")
    due = _links_of_text(case.original, case.targets)
    lost = [link for link in due if not any(leads_to(have.url, (link.url,)) for have in case.live_links)]
    if not lost:
        return Look("met", f"all {len(due)} links of the text are there" if due else "the text has no links")
    named = "; ".join(f"“{link.text}” ({link.url}){_broken(case, link)}" for link in lost[:_SHOWN])
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    return Look("unmet", f"{len(lost)} of {len(due)} links lost: {named}{more}")


def _links_of_text(original: Copy, addresses: tuple[str, ...]) -> list[Link]:
    """The links in the body of the original, each address once; its relative ones count from its own address."""
    found: dict[str, Link] = {}
    for link in original.links:
        link = link._replace(url=absolute(addresses[0], link.url) if addresses else link.url)
        line = original.lines[link.line] if link.line >= 0 else None
        is_body = line is not None and line.zone == "body" and line.where == "story" and not line.is_byline
        if is_body and host_of(link.url) and not link.href.startswith("#"):
            found.setdefault(link.url, link)
    return list(found.values())


def _broken(case: Case, lost: Link) -> str:
    """A relative link that was copied as it stood now leads into our own site."""
    same = next((link for link in case.live_links if link.href == lost.href), None)
    return f", line {same.number} now leads into your own site" if same else ""


def _unknown_original(case: Case, near: Link | None, home: Link | None) -> Look:
    stated = case.article.original_url if case.is_own_word else None
    near = near or next((link for link in case.live_links if stated and leads_to(link.url, (stated,))), None)
    if near:
        return _at(case, "cant_tell", near, ": whether that is the original is not known")
    if home:
        return _at(case, "unmet", home, " leads only to the home page")
    if not case.copy.links and case.copy.is_page:
        return Look("unmet", f"no link at all ({case.copy.text_range()})")
    if case.hosts and case.copy.is_page:
        return Look("unmet", f"no link to {case.holder} ({case.copy.text_range()})")
    return Look("cant_tell", "where the original stands is not known")


def _hidden(case: Case) -> str:
    """That the link is there, but not with the story."""
    elsewhere = next((link for link in case.copy.links if leads_to(link.url, case.targets)), None)
    return f"; line {elsewhere.number} links it, but not with the story" if elsewhere else ""


def _due(case: Case, wanted: str) -> str:
    home = f"the home page of {case.holder}"
    article = case.targets[0] if case.targets else "the original"
    return {"home": home, "article": article}.get(wanted, f"{article} or {home}")


def _at(case: Case, state: str, link: Link, rest: str = "") -> Look:
    place = f"line {link.number}: " if link.number else ""
    words = f"“{link.text}” → {link.url}" if link.text else f"a picture → {link.url}"
    return Look(state, f"{place}{words}{rest}", link.number)  # type: ignore[arg-type]  # one of the three
