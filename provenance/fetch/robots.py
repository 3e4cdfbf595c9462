"""What robots.txt says to us (RFC 9309), once per host and run.

The rules are read by the standard library's parser, the text comes by our own safe way. A 4xx answer means that there
are no rules; any other failure means that the host is closed to us until it answers again; so does 429, which asks for
less traffic. The library's parser takes the first rule that fits, not the longest, and knows no wildcards.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.errors import FetchError
from provenance.fetch.address import target
from provenance.fetch.policy import FetchPolicy

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

_MAX_BYTES = 512_000  # RFC 9309 section 2.5 wants no less than 500 KiB
_SECONDS = 10.0
_TOO_MANY_REQUESTS = 429


class RobotsCache:
    """The answers of the hosts met in one run. Not shared between processes: each asks once."""

    def __init__(self, policy: FetchPolicy | None = None) -> None:
        policy = policy or FetchPolicy()
        connect, read = policy.timeout
        self._policy = replace(
            policy,
            max_bytes=_MAX_BYTES,
            timeout=(min(connect, _SECONDS), min(read, _SECONDS)),
            total_seconds=min(policy.total_seconds, _SECONDS),
        )
        self._hosts: dict[str, RobotFileParser | str] = {}
        self._texts: dict[str, str] = {}

    def refusal(self, url: str) -> str | None:
        """Why an automated reader should leave `url` alone, as a clause for a sentence; None if it may read it.

        Never raises: a robots.txt that cannot be read is an answer too.
        """
        try:
            hop = target(url, self._policy)
        except FetchError as error:
            return error.message
        origin = f"{hop.scheme}://{hop.authority}"
        if origin not in self._hosts:
            self._hosts[origin] = self._ask(origin)
        rules = self._hosts[origin]
        if isinstance(rules, str):
            return f"robots.txt of {hop.authority} could not be read ({rules})"
        if rules.can_fetch(self._policy.user_agent, hop.url):
            return None
        return f"robots.txt of {hop.authority} closes this address to automated readers"

    def text(self, url: str) -> str:
        """The robots.txt of the host of `url`, as far as it was asked for; "" where there is none, or it was not."""
        try:
            hop = target(url, self._policy)
        except FetchError:
            return ""
        return self._texts.get(f"{hop.scheme}://{hop.authority}", "")

    def _ask(self, origin: str) -> RobotFileParser | str:
        from urllib.robotparser import RobotFileParser

        from provenance.fetch.transport import follow

        try:
            reply = follow(f"{origin}/robots.txt", self._policy, wanted=lambda status, _headers: status < 300)
        except FetchError as error:
            return error.message
        rules = RobotFileParser()
        if 400 <= reply.status < 500 and reply.status != _TOO_MANY_REQUESTS:
            rules.parse([])
        elif reply.status < 300:
            self._texts[origin] = reply.body.decode("utf-8-sig", errors="replace")
            rules.parse(self._texts[origin].splitlines())
        else:
            return f"status {reply.status}"
        return rules
