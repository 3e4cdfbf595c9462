"""What a use does, in the actions of the profile; and which action is a kind of which.

A use is a set of actions. Each wants a permission and no prohibition. What republishing a story with page ads beside it
needs, everybody who allows republishing has in mind; a change, a translation, an excerpt, a sale or a robot's selection
is not covered by silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from provenance.terms.truth import Truth
from provenance.terms.use import Use

INCLUDED_IN = {
    "synd:republish": "odrl:use",
    "synd:headlineOnly": "odrl:extract",
    "odrl:extract": "odrl:use",
    "synd:adapt": "odrl:use",
    "odrl:derive": "odrl:use",
    "odrl:modify": "odrl:use",
    "synd:editStyle": "synd:adapt",
    "synd:changeHeadline": "synd:adapt",
    "synd:shorten": "synd:adapt",
    "synd:addText": "synd:adapt",
    "odrl:translate": "synd:adapt",
    "synd:showPageAds": "odrl:use",
    "synd:restrictAccess": "odrl:use",
    "synd:useCommercially": "odrl:use",
    "synd:sellAdsAgainst": "synd:useCommercially",
    "odrl:sell": "synd:useCommercially",
    "synd:republishSystematically": "odrl:use",
}
"""Action → the wider one that contains it (odrl:includedIn), as `vocab/terms-profile.ttl` says; a test compares."""

SAME = {
    "odrl:derive": "synd:adapt",
    "odrl:modify": "synd:adapt",
    "odrl:commercialize": "synd:useCommercially",
    "http://creativecommons.org/ns#DerivativeWorks": "synd:adapt",
    "http://creativecommons.org/ns#CommericalUse": "synd:useCommercially",
    "http://creativecommons.org/ns#CommercialUse": "synd:useCommercially",
}
"""Actions of others that mean one of ours; the misspelt one stands so in ODRL 2.2."""

PARTS_OF_REPUBLISHING = frozenset(
    f"odrl:{name}" for name in ("reproduce", "distribute", "present", "display", "present", "use")
) | {"http://creativecommons.org/ns#Distribution", "http://creativecommons.org/ns#Reproduction"}
"""Who forbids one of these forbids republishing; to permit it takes `odrl:use`, `odrl:distribute` or our own."""

GRANTING = {"odrl:distribute": "synd:republish", "http://creativecommons.org/ns#Distribution": "synd:republish"}

BY_MEDIUM = {"print": "odrl:print", "radio": "odrl:play"}

SILENT = frozenset(("synd:showPageAds", "synd:restrictAccess"))
"""Covered by a permission to republish that does not speak of them."""

BY_EDIT = {
    "style": "synd:editStyle",
    "headline": "synd:changeHeadline",
    "cut": "synd:shorten",
    "addition": "synd:addText",
    "translation": "odrl:translate",
}
BY_MONEY = {
    "page_ads": "synd:showPageAds",
    "sold_against": "synd:sellAdsAgainst",
    "paywall": "synd:restrictAccess",
    "resale": "odrl:sell",
}
BY_EXTENT = {"full": "synd:republish", "excerpt": "odrl:extract", "headline": "synd:headlineOnly"}

KNOWN = frozenset(INCLUDED_IN) | frozenset(SAME) | PARTS_OF_REPUBLISHING | frozenset(BY_MEDIUM.values())
UNRELATED = frozenset(
    f"odrl:{name}"
    for name in (
        "aggregate", "anonymize", "archive", "concurrentUse", "delete", "digitize", "execute", "give", "grantUse",
        "index", "install", "lease", "lend", "move", "read", "reviewPolicy", "stream", "synchronize", "textToSpeech",
        "transfer", "transform", "uninstall", "watermark",
    )
) | {"http://www.w3.org/ns/tdmrep#mine", "http://www.w3.org/ns/tdmrep/mine"}  # fmt: skip
"""Actions that republishing a story does not do: a rule about them says nothing here."""


class Asked(NamedTuple):
    """One action that the use does: surely (`yes`), or perhaps (`unknown`), because `fact` was not told."""

    action: str
    truth: Truth
    fact: str


def asked(use: Use) -> Iterator[Asked]:
    """The actions of a use that are done or may be done; those that are surely not done are left out."""
    yield Asked(BY_EXTENT.get(use.extent or "", "synd:republish"), "yes", "extent")
    if use.extent is None:  # the whole story, as far as anybody knows; but it may be less
        yield from (Asked(BY_EXTENT[extent], "unknown", "extent") for extent in ("excerpt", "headline"))
    yield from _choices(use.edits, BY_EDIT, "edits")
    yield from _choices(use.monetisation, BY_MONEY, "monetisation")
    if use.automation != "individual":
        truth: Truth = "yes" if use.automation else "unknown"
        yield Asked("synd:republishSystematically", truth, "automation")


def _choices(words: tuple[str, ...] | None, actions: dict[str, str], fact: str) -> Iterator[Asked]:
    for word, action in actions.items():
        if words is None:
            yield Asked(action, "unknown", fact)
        elif word in words:
            yield Asked(action, "yes", fact)


def permits(permitted: str, action: str) -> bool:
    """Whether a permission of the one action covers the other."""
    permitted = SAME.get(permitted, GRANTING.get(permitted, permitted))
    return _is_kind_of(action, permitted)


def forbids(forbidden: str, action: str, use: Use) -> bool | None:
    """Whether a prohibition of the one action hits the other; None where nobody here knows what it forbids."""
    if forbidden in UNRELATED:
        return False
    is_base = action == BY_EXTENT.get(use.extent or "", "synd:republish")
    if forbidden in BY_MEDIUM.values():
        media = use.medium
        wanted = next(medium for medium, name in BY_MEDIUM.items() if name == forbidden)
        return is_base and (None if media is None else wanted in media)
    if forbidden in PARTS_OF_REPUBLISHING:
        return is_base
    if forbidden not in KNOWN:
        return None if is_base else False
    return _is_kind_of(action, SAME.get(forbidden, forbidden))


def _is_kind_of(action: str, wider: str) -> bool:
    step: str | None = action
    while step is not None:
        if step == wider:
            return True
        step = INCLUDED_IN.get(step)
    return False
