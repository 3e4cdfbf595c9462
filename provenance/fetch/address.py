"""Where a URL leads, and whether we go there: pure checks of URLs and addresses, and the one look-up of names.

The table follows IANA's special-purpose address registries (RFC 6890 and its updates). It is written out, because what
`ipaddress` calls private differs between the Python versions that we run on.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from provenance.errors import FetchError
from provenance.fetch.policy import FetchPolicy

Address = IPv4Address | IPv6Address

_DEFAULT_PORTS = {"http": 80, "https": 443}

_SPECIAL_V4 = {
    IPv4Network("0.0.0.0/8"): "of this network",
    IPv4Network("10.0.0.0/8"): "private",
    IPv4Network("100.64.0.0/10"): "a carrier's own (CGNAT)",
    IPv4Network("127.0.0.0/8"): "loopback",
    IPv4Network("168.63.129.16/32"): "a cloud's own service",  # Azure's wire server, for all its public look
    IPv4Network("169.254.0.0/16"): "link-local",
    IPv4Network("172.16.0.0/12"): "private",
    IPv4Network("192.0.0.0/24"): "reserved",
    IPv4Network("192.0.2.0/24"): "for documentation",
    IPv4Network("192.88.99.0/24"): "reserved",
    IPv4Network("192.168.0.0/16"): "private",
    IPv4Network("198.18.0.0/15"): "for benchmarks",
    IPv4Network("198.51.100.0/24"): "for documentation",
    IPv4Network("203.0.113.0/24"): "for documentation",
    IPv4Network("224.0.0.0/4"): "a multicast group",
    IPv4Network("240.0.0.0/4"): "reserved",
}
_SPECIAL_V6 = {
    IPv6Network("::1/128"): "loopback",
    IPv6Network("fc00::/7"): "private",
    IPv6Network("fe80::/10"): "link-local",
    IPv6Network("fec0::/10"): "private",
    IPv6Network("ff00::/8"): "a multicast group",
    IPv6Network("2001::/23"): "reserved",  # Teredo (2001::/32) among others
    IPv6Network("2001:db8::/32"): "for documentation",
    IPv6Network("3fff::/20"): "for documentation",
}
_GLOBAL_V6 = IPv6Network("2000::/3")  # all that IANA has opened as global unicast
# Forms of IPv6 that carry an IPv4 address, and how many bits stand to the right of it.
_CARRIES_V4 = {
    IPv6Network("::ffff:0:0/96"): 0,  # IPv4-mapped, RFC 4291
    IPv6Network("64:ff9b::/96"): 0,  # NAT64, RFC 6052
    IPv6Network("2002::/16"): 80,  # 6to4, RFC 3056
}

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST_NAME = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked for: `url` is rebuilt from the checked parts, so that nobody parses it differently."""

    url: str
    scheme: str
    host: str
    """ASCII, lower case, without brackets and final dot."""
    port: int

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port: the Host header (RFC 9110 section 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str, policy: FetchPolicy) -> Target:
    """Take a URL apart and put it together again, in ASCII but for the path.

    Raises:
        FetchError: not http or https, credentials, a port that the policy does not name, or no usable host.
    """
    url = url.strip()
    if _CONTROL.search(url):
        raise FetchError("the address holds a control character", source=_CONTROL.sub("?", url))
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme, parts.port
    except ValueError as error:
        raise FetchError(f"this is not a usable address: {error}", source=url) from None
    if scheme not in _DEFAULT_PORTS:
        found = f"'{scheme}:'" if scheme else "no scheme"
        raise FetchError(f"expected an address that starts with http:// or https://, found {found}", source=url)
    if "@" in parts.netloc:
        safe = urlunsplit(parts._replace(netloc=f"…@{parts.netloc.rpartition('@')[2]}"))
        raise FetchError("the address holds a user name or password; those are never sent", source=safe)
    host = _host(parts, url)
    port = _DEFAULT_PORTS[scheme] if port is None else port
    if port not in policy.ports:
        allowed = ", ".join(map(str, sorted(policy.ports)))
        raise FetchError(f"port {port} is refused; allowed are {allowed}", source=url)
    checked = Target(url="", scheme=scheme, host=host, port=port)
    rebuilt = urlunsplit((scheme, checked.authority, parts.path or "/", parts.query, ""))
    return Target(url=rebuilt, scheme=scheme, host=host, port=port)


def _host(parts: SplitResult, url: str) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if "[" in parts.netloc:
        try:
            return str(IPv6Address(host))
        except ValueError:
            raise FetchError("the host in brackets is not an IPv6 address", source=url) from None
    if not host.isascii():
        import idna

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            raise FetchError("the host is not a valid international name", source=url) from None
    if not _HOST_NAME.fullmatch(host):
        raise FetchError("the address has no usable host", source=url)
    if _NUMBER.fullmatch(host.rpartition(".")[2]) and literal(host) is None:
        # 2130706433, 0177.0.0.1, 0x7f.1: programs disagree on what such numbers mean, so nobody should follow them.
        raise FetchError("the host is a number, but not an IPv4 address in its usual form", source=url)
    return host


def literal(host: str) -> Address | None:
    """The address that the host itself is, or None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def kind(address: Address) -> str | None:
    """Why an address is none of the public internet's ("loopback", "private", …); None for a public unicast address.

    Addresses that carry an IPv4 address (IPv4-mapped, NAT64, 6to4) are as public as that one is.
    """
    if isinstance(address, IPv4Address):
        return next((word for network, word in _SPECIAL_V4.items() if address in network), None)
    address = IPv6Address(int(address))  # without scope id
    for network, shift in _CARRIES_V4.items():
        if address in network:
            return kind(IPv4Address(int(address) >> shift & 0xFFFFFFFF))
    for network, word in _SPECIAL_V6.items():
        if address in network:
            return word
    return None if address in _GLOBAL_V6 else "reserved"


def look_up(target: Target) -> tuple[Address, ...]:
    """Every address of the host, once each, in the resolver's order of preference.

    The system's resolver keeps its own time limit; no other can be set on it.

    Raises:
        FetchError: there is no such name, or no answer.
    """
    own = literal(target.host)
    if own is not None:
        return (own,)
    try:
        answers = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FetchError(f"the name {target.host} could not be found: {why}", source=target.url) from None
    return tuple(dict.fromkeys(ip_address(sockaddr[0]) for *_, sockaddr in answers))


def check(target: Target, addresses: tuple[Address, ...], policy: FetchPolicy) -> None:
    """Refuse a host if any of its addresses is not public: a name with mixed answers is a trap, or broken.

    Raises:
        FetchError: names the address and its kind.
    """
    if policy.allow_private or target.host in policy.allow_hosts:
        return
    for address in addresses:
        if (word := kind(address)) is not None:
            what = str(address) if str(address) == target.host else f"{target.host}, at {address},"
            raise FetchError(f"{what} is refused: the address is {word}, not public", source=target.url)
