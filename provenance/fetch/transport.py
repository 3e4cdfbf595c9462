"""From a URL to a reply, hop by hop, over `requests`. Imported at the first fetch only, as `requests` is heavy.

The adapter is used directly: `requests.Session.send` reads the body of every redirect, whole, unpacked and unasked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from requests.cookies import RequestsCookieJar
from requests.utils import get_environ_proxies, select_proxy

from provenance.errors import FetchError
from provenance.fetch.address import Address, Target, check, look_up, target
from provenance.fetch.body import ENCODINGS, unpack
from provenance.fetch.connection import PinnedAdapter, Watchdog
from provenance.fetch.faults import NETWORK_ERRORS, never_connected, sentence
from provenance.fetch.policy import FetchPolicy

_CHUNK = 65_536
_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8, */*;q=0.1"

Wanted = Callable[[int, Mapping[str, str]], bool]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the last hop answered. `body` is empty where it was not wanted."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Route:
    """A hop and the way to it: the checked addresses to try, in order, or the proxies and (None,)."""

    target: Target
    addresses: tuple[Address | None, ...]
    proxies: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one hop answered."""

    status: int
    headers: Mapping[str, str]
    cookies: RequestsCookieJar
    location: str | None = None
    body: bytes = b""


def follow(
    url: str, policy: FetchPolicy, *, wanted: Wanted, before: Callable[[str], None] = lambda _url: None
) -> Reply:
    """Ask for `url`, and for what it redirects to, with every hop checked.

    Args:
        url: where to start.
        policy: the limits.
        wanted: says from status and headers (lower-cased names) whether the body should be read; raises to stop.
        before: called with each hop's URL once its address is found good; raises to stop. Its time is not counted.

    Raises:
        FetchError: no reply within the limits.
    """
    redirects: list[str] = []
    try:
        return _hops(target(url, policy), redirects, policy, wanted, before)
    except FetchError as error:
        if redirects:  # the source stays what was asked for
            error.source, error.place = redirects[0], f"redirected to {error.source or 'nowhere'}"
        raise


def _hops(
    hop: Target, redirects: list[str], policy: FetchPolicy, wanted: Wanted, before: Callable[[str], None]
) -> Reply:
    """Go from hop to hop, and write each that redirects into `redirects`."""
    ends = time.monotonic() + policy.total_seconds
    jar = RequestsCookieJar()
    asked: set[tuple[str, str | None]] = set()
    notes: list[str] = []
    while True:
        route = _route(hop, policy)
        paused = time.monotonic()
        before(hop.url)
        ends += time.monotonic() - paused
        if route.proxies:
            notes.append(f"{hop.host} was reached through a proxy, which resolves names and checks addresses itself")
        request = _prepare(hop, policy, jar)
        # The same address with another cookie is a consent wall's dance; the same request again is a loop.
        if (same := (hop.url, request.headers.get("Cookie"))) in asked:
            raise FetchError("the redirects run in a circle", source=hop.url)
        asked.add(same)
        answer = _exchange(request, route, policy, ends, wanted)
        if answer.location is None:
            return Reply(hop.url, answer.status, answer.headers, answer.body, tuple(redirects), tuple(notes))
        if len(redirects) == policy.max_redirects:
            raise FetchError(f"there are more than {policy.max_redirects} redirects", source=hop.url)
        redirects.append(hop.url)
        jar.update(answer.cookies)
        onward = target(_join(hop.url, answer.location), policy)
        if (hop.scheme, onward.scheme) == ("https", "http"):
            notes.append(f"{hop.host} redirects from https to http: nobody vouches for the page on its way")
        hop = onward


def _join(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location  # no URL at all, as its check will say


def _route(hop: Target, policy: FetchPolicy) -> _Route:
    proxies = get_environ_proxies(hop.url) if policy.use_env_proxies else {}
    proxied = select_proxy(hop.url, proxies) is not None
    try:
        addresses = look_up(hop)
    except FetchError:
        if not proxied:
            raise
        addresses = ()  # behind a proxy, many names are known to the proxy alone
    check(hop, addresses, policy)
    return _Route(hop, (None,), dict(proxies)) if proxied else _Route(hop, addresses, {})


def _prepare(hop: Target, policy: FetchPolicy, jar: RequestsCookieJar) -> requests.PreparedRequest:
    headers = {
        "Host": hop.authority,
        "User-Agent": policy.user_agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    try:
        return requests.Request("GET", hop.url, headers=headers, cookies=jar).prepare()
    except NETWORK_ERRORS as error:
        raise FetchError(f"this is not a usable address: {error}", source=hop.url) from None


def _exchange(
    request: requests.PreparedRequest, route: _Route, policy: FetchPolicy, ends: float, wanted: Wanted
) -> _Answer:
    """One request and its answer before the monotonic clock says `ends`.

    Where an address gives no connection, the next one is tried.
    """
    verify = policy.ca_bundle or os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
    untried = list(route.addresses)
    too_slow = FetchError(f"it took longer than {policy.total_seconds:g} seconds in all", source=route.target.url)
    while (left := ends - time.monotonic()) > 0:
        timeout = (min(policy.timeout[0], left), min(policy.timeout[1], left))
        dog = Watchdog(left)
        try:
            with dog, closing(PinnedAdapter(route.target, untried.pop(0), dog)) as adapter:
                response = adapter.send(request, stream=True, timeout=timeout, verify=verify, proxies=route.proxies)
                with response:
                    answer = _answer(response, policy, wanted)
        except (FetchError, *NETWORK_ERRORS) as error:
            if dog.fired or time.monotonic() >= ends:
                raise too_slow from None
            if isinstance(error, FetchError):
                error.source = route.target.url
                raise
            if untried and never_connected(error):
                continue
            raise FetchError(sentence(error, timeout), source=route.target.url) from error
        if dog.fired:  # what looks like the end of the body may be the watchdog's cut
            raise too_slow
        return answer
    raise too_slow


def _answer(response: requests.Response, policy: FetchPolicy, wanted: Wanted) -> _Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    location = headers.get("location") if response.status_code in _REDIRECTS else None
    headers.pop("set-cookie", None)  # a session's key is no fact of the page
    if location is not None:
        return _Answer(response.status_code, headers, response.cookies, location=_utf8(location))
    body = _body(response, headers, policy) if wanted(response.status_code, headers) else b""
    return _Answer(response.status_code, headers, response.cookies, body=body)


def _utf8(location: str) -> str:
    """http.client reads headers as Latin-1, but servers write UTF-8 into Location."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _body(response: requests.Response, headers: Mapping[str, str], policy: FetchPolicy) -> bytes:
    """Read and unpack the body: never more than the limit, as announced, as received, as unpacked."""
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:18]) > policy.max_bytes:
        raise FetchError(f"the body is announced with {announced[:18]} bytes; the limit is {policy.max_bytes}")
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise FetchError(f"the body is packed in a way not asked for: {encoding[:40]!r}")
    received = bytearray()
    for piece in response.raw.stream(_CHUNK, decode_content=False):
        received += piece
        if len(received) > policy.max_bytes:
            raise FetchError(f"the body is larger than the limit of {policy.max_bytes} bytes")
    try:
        return unpack(bytes(received), encoding, policy.max_bytes)
    except ValueError as error:
        raise FetchError(str(error)) from None
