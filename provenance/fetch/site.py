"""The files of a site that speak of AI use: `/.well-known/tdmrep.json` (TDMRep) and `/trust.txt` (JournalList).

A person who names a page wants to know what the site says of it, and these files are made to be read by machines: so
each is asked for, once per host and run, if robots.txt does not close it. They are small, the request is short, and
whatever goes wrong means that nothing is said. robots.txt itself is fetched anyway.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from provenance.errors import FetchError
from provenance.fetch.address import target
from provenance.fetch.policy import FetchPolicy
from provenance.fetch.robots import RobotsCache

PATHS = ("/.well-known/tdmrep.json", "/trust.txt")
ROBOTS = "/robots.txt"
_MAX_BYTES = 256_000
_SECONDS = 5.0
_MAX_AGE = 600.0
"""Seconds after which a host is asked again: a run is over by then, a program that stays up is not."""
_MAX_HOSTS = 1_000


class SiteFiles:
    """The files of the hosts met in one run. Not shared between processes: each asks once."""

    def __init__(self, policy: FetchPolicy | None = None) -> None:
        policy = policy or FetchPolicy()
        self._policy = replace(
            policy, max_bytes=_MAX_BYTES, timeout=(_SECONDS, _SECONDS), total_seconds=_SECONDS, max_redirects=2
        )
        self._hosts: dict[str, tuple[float, Mapping[str, str]]] = {}

    def of(self, url: str, robots: RobotsCache) -> Mapping[str, str]:
        """The files of the site of `url`, by path; never raises."""
        try:
            page = target(url, self._policy)
        except FetchError:
            return {}
        origin, now = f"{page.scheme}://{page.authority}", time.monotonic()
        asked, found = self._hosts.get(origin, (-_MAX_AGE, {}))
        if now - asked >= _MAX_AGE:
            if len(self._hosts) >= _MAX_HOSTS:
                self._hosts.clear()
            texts = ((path, self._ask(origin + path, robots)) for path in PATHS)
            found = {path: text for path, text in texts if text}
            self._hosts[origin] = now, found
        return found

    def _ask(self, url: str, robots: RobotsCache) -> str:
        from provenance.fetch.transport import follow

        if robots.refusal(url):
            return ""
        try:
            reply = follow(url, self._policy, wanted=_is_wanted)
        except FetchError:
            return ""
        text = reply.body.decode("utf-8-sig", errors="replace").strip()
        return "" if text.startswith("<") else text


def _is_wanted(status: int, headers: Mapping[str, str]) -> bool:
    """Not the page that many sites send, with status 200, for what they do not have."""
    return status == HTTPStatus.OK and "html" not in headers.get("content-type", "").lower()
