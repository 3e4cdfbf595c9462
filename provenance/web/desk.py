"""What all pages of a desk share: the ledger, the configuration, the clock, the reader's language."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import cast

from flask import current_app, g, request
from markupsafe import Markup, escape

from provenance.config import Config
from provenance.exporters.facts import web_url
from provenance.reporters.facts import shown
from provenance.store import Ledger
from provenance.store.permits import with_permits
from provenance.terms.table import short_id
from provenance.web import dates
from provenance.web.guard import Guard


class Desk:
    """What one running desk has: the ledger, the configuration, its guard, and how long it keeps texts, in days."""

    def __init__(self, ledger: Ledger, config: Config, guard: Guard, keep_days: int | None) -> None:
        self.ledger, self.config, self.guard, self._keep_days = ledger, config, guard, keep_days
        self.notes: dict[int, tuple[str, ...]] = {}
        """What fetching noted of a version that was read since the start: for people, and no part of the record."""

    def settings(self, as_of: datetime | None = None) -> Config:
        """The configuration with the permits and refusals that the ledger holds."""
        return with_permits(self.config, self.ledger.permit_rows(as_of=as_of))

    def keep_until(self) -> datetime | None:
        """Until when a text that is read now is kept; None keeps it."""
        return None if self._keep_days is None else now() + timedelta(days=self._keep_days)


def desk() -> Desk:
    """The desk of the request."""
    return cast(Desk, current_app.extensions["desk"])


def now() -> datetime:
    """The instant of the request, to the second."""
    if "now" not in g:
        g.now = datetime.now(UTC).replace(microsecond=0)
    return cast(datetime, g.now)


def noun(word: str) -> str:
    """Filter: a key of the record in plain words."""
    return word.replace("_", " ")


def dated(text: object) -> Markup:
    """Filter: one of our own sentences, with its ISO dates in the reader's way."""
    return dates.dated(str(text), _locale())


def day(text: str) -> str:
    """Filter: an ISO date or instant as a day without markup, for a drawing."""
    return dates.plain(text[:10], _locale())


def href(url: str | None) -> str | None:
    """Filter: an address that a link may carry; None for anything but http and https."""
    return web_url(url)


def code(text: str) -> Markup:
    """Filter: a sentence of the manual, what stands between backticks as code."""
    pieces = [escape(piece) for piece in text.split("`")]
    marked = (Markup("<code>{}</code>").format(piece) if place % 2 else piece for place, piece in enumerate(pieces))
    return Markup().join(marked)


def lang(tag: str | None) -> Markup:
    """Filter: the attribute for a text in that language, in which it must be read aloud (WCAG 3.1.2); none, if the tag
    is none.
    """
    return Markup(' lang="{}"').format(tag) if tag and _TAG.fullmatch(tag) else Markup("")


FILTERS = {
    "code": code, "dated": dated, "day": day, "href": href, "lang": lang, "noun": noun, "short": short_id,
    "shown": shown,
}  # fmt: skip
_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _locale() -> dates.Locale:
    if "locale" not in g:
        g.locale = dates.locale_of([tag for tag, _ in request.accept_languages])
    return cast(dates.Locale, g.locale)
