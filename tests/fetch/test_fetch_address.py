from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util import parse_url

from provenance.errors import FetchError
from provenance.fetch import FetchPolicy
from provenance.fetch.address import check, kind, look_up, target

POLICY = FetchPolicy()


@pytest.mark.parametrize(
    ("given", "url", "host", "port"),
    [
        ("https://lantern-post.example/story?id=1#top", "https://lantern-post.example/story?id=1", None, 443),
        ("  HTTP://Lantern-Post.EXAMPLE.  ", "http://lantern-post.example/", None, 80),
        ("http://lantern-post.example:8080/a b", "http://lantern-post.example:8080/a b", None, 8080),
        ("https://zürich-zeitung.example/", "https://xn--zrich-zeitung-wob.example/", None, 443),
        ("https://[2606:2800:0220::1]:443/", "https://[2606:2800:220::1]/", "2606:2800:220::1", 443),
        ("http://93.184.215.14/", "http://93.184.215.14/", "93.184.215.14", 80),
    ],
)
def test_a_good_address_is_rebuilt_from_its_parts(given: str, url: str, host: str | None, port: int) -> None:
    checked = target(given, POLICY)
    assert (checked.url, checked.port) == (url, port)
    assert checked.host == (host or url.split("/")[2].split(":")[0])


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("file:///etc/hostname", "found 'file:'"),
        ("ftp://lantern-post.example/", "found 'ftp:'"),
        ("gopher://lantern-post.example/", "found 'gopher:'"),
        ("javascript:alert(1)", "found 'javascript:'"),
        ("data:text/html,hello", "found 'data:'"),
        ("lantern-post.example/story", "found no scheme"),
        ("//lantern-post.example/story", "found no scheme"),
        ("", "found no scheme"),
        ("http://editor:tide7@lantern-post.example/", "user name or password"),
        ("http://editor@lantern-post.example/", "user name or password"),
        ("http://lantern-post.example\\@127.0.0.1/", "user name or password"),
        ("http://127.0.0.1\\.lantern-post.example/", "no usable host"),
        ("http://127%2e0.0.1/", "no usable host"),
        ("http:///story", "no usable host"),
        ("http://lantern post.example/", "no usable host"),
        ("http://-.example/", "no usable host"),
        ("http://lantern-post.example/a\r\nHost: b", "control character"),
        ("http://lantern-post.example:22/", "port 22 is refused"),
        ("http://lantern-post.example:0/", "port 0 is refused"),
        ("http://lantern-post.example:99999/", "not a usable address"),
        ("http://lantern-post.example:http/", "not a usable address"),
        ("http://[::1/", "not a usable address"),
        ("http://[fe80::1%25eth0]:port/", "not a usable address"),
        ("http://[lantern]/", "IPv6|not a usable address"),
        ("http://2130706433/", "number"),
        ("http://0x7f000001/", "number"),
        ("http://0177.0.0.1/", "number"),
        ("http://0x7f.1/", "number"),
        ("http://127.1/", "number"),
        ("http://1.2.3.256/", "number"),
        ("http://１２７.１/", "number"),
    ],
)
def test_a_bad_address_is_refused_in_plain_words(url: str, says: str) -> None:
    with pytest.raises(FetchError, match=says):
        target(url, POLICY)


def test_a_password_is_not_repeated_in_the_error() -> None:
    with pytest.raises(FetchError) as caught:
        target("https://editor:tide7@lantern-post.example/story", POLICY)
    assert "tide7" not in str(caught.value)
    assert "lantern-post.example/story" in str(caught.value)


def test_the_policy_names_the_ports() -> None:
    assert target("http://lantern-post.example:8123/", FetchPolicy(ports=frozenset({8123}))).port == 8123


@given(st.text() | st.from_regex(r"https?://[\w.\[\]:@\\%-]{0,30}(/\S*)?", fullmatch=True))
def test_whatever_passes_is_read_alike_by_the_library_that_connects(url: str) -> None:
    try:
        checked = target(url, POLICY)
    except FetchError:
        return
    theirs = parse_url(checked.url)
    assert (theirs.scheme, (theirs.host or "").strip("[]"), theirs.auth) == (checked.scheme, checked.host, None)
    assert (theirs.port or {"http": 80, "https": 443}[checked.scheme]) == checked.port


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "168.63.129.16", "169.254.169.254",
        "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1", "198.19.0.1", "224.0.0.251", "239.1.1.1",
        "255.255.255.255", "::", "::1", "::7f00:1", "fe80::1", "fe80::1%2", "fc00::1", "fd00:ec2::254", "fec0::1",
        "ff02::1", "2001::1", "2001:db8::1", "3fff::1", "5f00::1", "64:ff9b:1::1", "100::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert kind(ip_address(address)) is not None


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::101:101"])
def test_addresses_that_are_public(address: str) -> None:
    assert kind(ip_address(address)) is None


@given(st.ip_addresses(v=4))
def test_no_address_is_public_here_that_python_calls_special(address: IPv4Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert kind(address) is not None


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_as_public_as_alone(address: IPv4Address) -> None:
    for carried in (
        IPv6Address("::ffff:0:0").__int__() + int(address),
        IPv6Address("64:ff9b::").__int__() + int(address),
        (0x2002 << 112) + (int(address) << 80) + 1,
    ):
        assert kind(IPv6Address(carried)) == kind(address)


def test_one_private_answer_among_public_ones_refuses_the_name(names: dict[str, list[list[str]]]) -> None:
    names["lantern-post.example"] = [["93.184.215.14", "10.0.0.5"]]
    hop = target("https://lantern-post.example/", POLICY)
    with pytest.raises(FetchError, match=r"10\.0\.0\.5, is refused: the address is private"):
        check(hop, look_up(hop), POLICY)


def test_answers_come_once_each_and_in_order(names: dict[str, list[list[str]]]) -> None:
    names["lantern-post.example"] = [["2606:4700::1111", "93.184.215.14", "2606:4700::1111"]]
    hop = target("https://lantern-post.example/", POLICY)
    assert look_up(hop) == (ip_address("2606:4700::1111"), ip_address("93.184.215.14"))
    check(hop, look_up(hop), POLICY)


def test_an_unknown_name_is_said_to_be_unknown(names: dict[str, list[list[str]]]) -> None:
    with pytest.raises(FetchError, match=r"the name nowhere\.example could not be found: Name or service not known"):
        look_up(target("https://nowhere.example/", POLICY))


def test_private_addresses_are_let_in_by_name_or_altogether(names: dict[str, list[list[str]]]) -> None:
    names["archive.example"] = [["10.0.0.5"]]
    hop = target("https://archive.example/", POLICY)
    check(hop, look_up(hop), FetchPolicy(allow_hosts=frozenset({"archive.example"})))
    check(hop, look_up(hop), FetchPolicy(allow_private=True))
    with pytest.raises(FetchError):
        check(hop, look_up(hop), FetchPolicy(allow_hosts=frozenset({"other.example"})))
