"""Whether a link leads where the terms say: to the article, to the home page, or only near it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from provenance.hosts import host_of, path_of
from provenance.rules.addresses import normalise


def leads_to(url: str, targets: Iterable[str]) -> bool:
    """Whether `url` is one of the addresses, but for scheme, `www.`, last slash, fragment and tracking parameters.

    An address that carries another one in a parameter (a redirector) leads there too.
    """
    wanted = {_key(target) for target in targets}
    return any(_key(address) in wanted for address in (url, *_carried(url)))


def is_home(url: str, hosts: Iterable[str]) -> bool:
    """Whether `url` is the home page of one of the hosts, or of a language of it."""
    return is_at(url, hosts) and len(path_of(url).strip("/")) <= len("en-us")


def is_at(url: str, hosts: Iterable[str]) -> bool:
    """Whether `url` lies at one of the hosts, or below it."""
    host = host_of(url)
    return bool(host) and any(host == known or host.endswith(f".{known}") for known in hosts)


def is_article(url: str) -> bool:
    """Whether `url` has a path as articles have one, and not only a host."""
    return bool(host_of(url)) and (len(path_of(url).strip("/")) > len("en-us") or bool(_query(url)))


def _key(url: str) -> str:
    return unquote(normalise(url)).removesuffix("/index.html").removesuffix("/")


def _query(url: str) -> str:
    try:
        return urlsplit(url).query
    except ValueError:
        return ""


def _carried(url: str) -> Iterator[str]:
    for _, value in parse_qsl(_query(url)):
        if value.startswith(("http://", "https://")):
            yield value
