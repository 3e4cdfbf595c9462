"""One page: what we accept as a page, and what is noted about how it came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus

from provenance.errors import FetchError
from provenance.fetch.policy import Fetched, FetchPolicy
from provenance.fetch.robots import RobotsCache
from provenance.fetch.site import ROBOTS, SiteFiles

_GOOD_STATUS = {200, 203}
_MEDIA_TYPES = {
    "text/html",
    "application/xhtml+xml",
    "application/xml",
    "text/xml",
    "application/json",
    "text/plain",
    "application/octet-stream",
}
_MEDIA_SUFFIXES = ("+xml", "+json")  # RFC 6839: feeds, NewsML-G2, JSON-LD


def fetch(
    url: str,
    *,
    policy: FetchPolicy | None = None,
    robots: RobotsCache | None = None,
    site: SiteFiles | None = None,
) -> Fetched:
    """Get one page.

    Args:
        url: an http or https address.
        policy: the limits; by default those for a page that a person names.
        robots: the answers of robots.txt so far; a run of many pages shares one, else each page asks anew.
        site: the files of sites so far; without it none but robots.txt are asked for.

    Raises:
        FetchError: anything that went wrong, in a plain sentence; `source` is the address asked for, `place` the one
            that it redirected to.
    """
    from provenance.fetch.transport import follow

    policy = policy or FetchPolicy()
    robots = robots or RobotsCache(policy)
    notes: list[str] = []

    def ask_robots(hop: str) -> None:
        refusal = robots.refusal(hop)
        if refusal is None:
            return
        if policy.respect_robots:
            raise FetchError(f"{refusal}; this run respects it", source=hop)
        notes.append(f"{refusal}; it was fetched once, because a person named it")

    def wanted(status: int, headers: Mapping[str, str]) -> bool:
        if status not in _GOOD_STATUS:
            raise FetchError(f"expected status 200, the server answered {_status(status)}", status=status)
        _check_media_type(_media_type(headers))
        return True

    reply = follow(url, policy, before=ask_robots, wanted=wanted)
    if reply.status == HTTPStatus.NON_AUTHORITATIVE_INFORMATION:
        notes.append("status 203: something on the way changed what the site sent")
    return Fetched(
        body=reply.body,
        url=reply.url,
        requested_url=url,
        status=reply.status,
        content_type=_media_type(reply.headers),
        headers=reply.headers,
        fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        redirects=reply.redirects,
        notes=(*reply.notes, *dict.fromkeys(notes)),
        site_files={
            **({ROBOTS: text} if (text := robots.text(reply.url)) else {}),
            **(site.of(reply.url, robots) if site else {}),
        },
    )


def _status(status: int) -> str:
    """The number and its standard phrase; the server's own phrase is anybody's text."""
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _media_type(headers: Mapping[str, str]) -> str | None:
    return headers.get("content-type", "").partition(";")[0].strip().lower() or None


def _check_media_type(found: str | None) -> None:
    """Accept what some reader can read. Without a type the bytes themselves decide (RFC 9110 section 8.3)."""
    if found is not None and found not in _MEDIA_TYPES and not found.endswith(_MEDIA_SUFFIXES):
        raise FetchError(f"expected a page, feed, text or JSON, found content type {found[:80]!r}")
