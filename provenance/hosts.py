"""Comparing addresses: is this canonical really another publisher's page?

Another host often is none: a country edition, punycode, letter case, a feed redirector, a content system's host, a web
archive, a mirror. Those rows are data (`vocab/hosts.toml`).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from urllib.parse import unquote, urljoin, urlsplit

from provenance.resources import vocab


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(vocab("hosts.toml").read_text(encoding="utf-8"))["hosts"]
    return table


@lru_cache(maxsize=256)  # a page asks for the same few again and again
def host_of(url: str) -> str:
    """The host of a URL, lower case, in ASCII form, without `www.`; "" where there is none."""
    match = re.match(r"(?:https?:)?//([^/?#:@]+)", url.strip(), re.IGNORECASE)
    if not match:
        return ""
    host = match.group(1).lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return host
    return host.removeprefix("www.")


def absolute(base: str, href: str) -> str:
    """`href` as it stands on the page at `base`; unchanged where it is no address that could be resolved."""
    if href.startswith(("https://", "http://")):
        return href.strip()
    try:
        return urljoin(base, href.strip())
    except ValueError:  # "http://[": half an IPv6 address
        return href.strip()


def path_of(url: str) -> str:
    """The path of a URL; "" where there is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


@lru_cache(maxsize=256)  # a page asks for its own again and again, and so do the items of a feed
def site_label(host: str) -> str:
    """The label that names the site, squeezed to letters and digits: `news.harbor-post.co.uk` → `harborpost`."""
    labels = _registrable(host).split(".")
    label = labels[0]
    return re.sub(r"[^a-z0-9]", "", label)


def resembles(name: str, label: str) -> bool:
    """Whether a name could be that of the site with this label: one contains the other, letters and digits only."""
    squeezed = re.sub(r"[\W_]+", "", name.casefold().removeprefix("the "))
    return len(squeezed) > 2 and len(label) > 2 and (squeezed in label or label in squeezed)


def _registrable(host: str) -> str:
    labels = host.split(".")
    take = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _table()["second_level"] else 2
    return ".".join(labels[-take:])


def is_redirector(host: str) -> bool:
    """Whether a host only forwards, caches or archives: its pages are other sites' pages."""
    return any(host == known or host.endswith("." + known) for known in _table()["redirectors"])


def canonical_is_foreign(url: str, canonical: str) -> bool:
    """Whether `canonical` names another publisher's page than the one at `url`."""
    here, there = host_of(url), host_of(canonical)
    if not here or not there or here == there or not canonical.lower().startswith("http"):
        return False
    if is_redirector(here) or is_redirector(there):
        return False
    if _registrable(here) == _registrable(there) or site_label(here) == site_label(there):
        return False
    ours, theirs = (_registrable(host).split(".")[0].split("-") for host in (here, there))
    if (
        len(ours) > 1
        and len(theirs) > 1
        and ours[-1] == theirs[-1]
        and len(ours[-1]) > 4
        and path_of(url) == path_of(canonical)
    ):
        return False  # an institution that changed the first part of its name: the same page under the same path
    for group in _table()["same_site"]:
        hosts = group.split()
        if any(here == host or here.endswith("." + host) for host in hosts) and any(
            there == host or there.endswith("." + host) for host in hosts
        ):
            return False
    return len(path_of(canonical).strip("/")) > 3


def same_page(left: str, right: str) -> bool:
    """Whether two URLs are the same page without scheme, `www.`, query and trailing slash."""

    def key(url: str) -> str:
        return host_of(url) + unquote(path_of(url)).rstrip("/").lower()

    return key(left) == key(right)
