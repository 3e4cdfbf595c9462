"""What a fetch may do, and what it brings back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def _user_agent() -> str:
    from provenance import __version__

    return f"news-provenance/{__version__} (+https://w3id.org/news-provenance)"


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """The limits of a fetch. The defaults suit a page that a person names; a batch sets `respect_robots`."""

    max_bytes: int = 15_000_000
    """Of the body: as announced, as received, and as unpacked, each."""
    timeout: tuple[float, float] = (6.0, 15.0)
    """Seconds to connect, and seconds of silence while reading."""
    total_seconds: float = 45.0
    """For all hops together, without robots.txt, which has a clock of its own."""
    max_redirects: int = 5
    respect_robots: bool = False
    """True: a page that robots.txt closes is an error. False: it is fetched, and a note says so."""
    user_agent: str = field(default_factory=_user_agent)
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    """The only ports that are spoken to; others belong to mail, databases and consoles."""
    allow_private: bool = False
    """True lifts the address check altogether. For a known host inside the house, `allow_hosts` is the smaller hole."""
    allow_hosts: frozenset[str] = frozenset()
    """Host names or addresses (lower case, without brackets) that may lie at a private address."""
    use_env_proxies: bool = False
    """True uses HTTP_PROXY and its siblings; such a proxy resolves names and must refuse private addresses itself."""
    ca_bundle: str | None = None
    """Path of the certificates to trust; None takes REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, else those of requests."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One page as it came.

    `body` is unpacked but not decoded; `headers` have lower-cased names and no cookies; `redirects` are the addresses
    that pointed onwards, in order, `url` the one that answered; `notes` are sentences for the report.
    """

    body: bytes = field(repr=False)
    url: str
    requested_url: str
    status: int
    content_type: str | None
    """The media type alone, in lower case; None where the server named none."""
    headers: Mapping[str, str] = field(repr=False)
    fetched_at: str
    """UTC, to the second: `2025-03-09T18:04:00Z`."""
    redirects: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    site_files: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The texts of the site's robots.txt and of what `SiteFiles` asks for, by path, as far as there are any."""

    @property
    def charset(self) -> str | None:
        """The encoding that the server names, lower case; browsers let it win over the page's own word."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1].lower() if found else None
