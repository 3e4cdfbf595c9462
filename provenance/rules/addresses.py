"""When two addresses find the same page: for fingerprints only, never a change of what was read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from provenance.hosts import host_of

_TRACKING = frozenset({
    "amp", "cid", "cmpid", "dclid", "fbclid", "gclid", "icid", "igshid", "ito", "mc_cid", "mc_eid", "mod", "msclkid",
    "ncid", "ocid", "output", "outputtype", "print", "ref", "ref_src", "ref_url", "referrer", "share", "smid", "source",
    "spm", "src", "yclid",
})  # fmt: skip
_DOORS = frozenset({"m", "mobile", "amp", "print", "www2", "ww2"})
"""First labels of a host that lead to the same pages; `www` is dropped before."""


@lru_cache(maxsize=4096)
def normalise(url: str) -> str:
    """The address that finds the page again: no scheme, AMP, mobile or print door, tracking parameter or fragment.

    An address that cannot be parsed comes back as it is.

    >>> normalise("http://m.lantern.example/a/?utm_source=x&id=7#top")
    'lantern.example/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = host_of(url)
    first, _, rest = host.partition(".")
    path = parts.path.rstrip("/")
    for door in ("/amp", "/print", ".amp"):
        path = path.removesuffix(door)
    kept = sorted(_kept(parts.query)) if parts.query else ()
    return (rest if first in _DOORS and "." in rest else host) + path + ("?" + urlencode(kept) if kept else "")


def _kept(query: str) -> Iterator[tuple[str, str]]:
    """The parameters of a query that choose the page, and do not only say where a reader came from."""
    for name, value in parse_qsl(query, keep_blank_values=True):
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING:
            yield name, value
