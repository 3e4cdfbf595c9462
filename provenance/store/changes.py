"""What a later version of an article says that the one before it did not."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.store.nouns import Change

_GONE = ("withheld", "canceled", "withdrawn")
_TEXT = ("headline", "date_modified", "byline", "original_url")


def changes(old: Article, new: Article) -> tuple[Change, ...]:
    """How the record changed, the gravest first; empty where only how it was read did."""
    return tuple(_changes(old, new))


def _changes(old: Article, new: Article) -> Iterator[Change]:
    if new.status in _GONE and old.status != new.status:
        yield "withdrawn"
    if len(new.corrections) > len(old.corrections) or (new.status == "corrected" and old.status != "corrected"):
        yield "corrected"
    if _terms(old) != _terms(new):
        yield "relicensed"
    if new.digest != old.digest and any(getattr(old, name) != getattr(new, name) for name in _TEXT):
        yield "edited"


def _terms(article: Article) -> tuple[object, ...]:
    """What the page says of rights, without what every year or reading changes."""
    licences = frozenset((each.id or each.url or each.name, each.scope) for each in article.licenses)
    holders = frozenset(holder.name.casefold() for holder in article.copyright_holders)
    return licences, holders, article.usage_terms, frozenset(article.restrictions)
