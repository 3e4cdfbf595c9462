from __future__ import annotations

import dataclasses
import gzip
import re
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler

import pytest
from fetch_site import HTML, Site

import provenance.fetch.address
from provenance import __version__
from provenance.errors import FetchError
from provenance.fetch import FetchPolicy, fetch


def test_a_page_comes_with_its_circumstances(site: Site) -> None:
    url = site.page("/story", b"<p>Ebb", ETag='"1"', Set_Cookie="key=secret")
    page = fetch(url, policy=site.policy())
    assert (page.body, page.status, page.url, page.requested_url) == (b"<p>Ebb", 200, url, url)
    assert (page.content_type, page.charset) == ("text/html", "utf-8")
    assert page.headers["etag"] == '"1"'
    assert "set-cookie" not in page.headers
    assert (page.redirects, page.notes) == ((), ())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", page.fetched_at)
    with pytest.raises(dataclasses.FrozenInstanceError):
        page.status = 201  # type: ignore[misc]


def test_we_say_who_we_are(site: Site) -> None:
    fetch(site.page("/story"), policy=site.policy())
    for _, headers in site.seen:
        assert headers["User-Agent"] == f"news-provenance/{__version__} (+https://w3id.org/news-provenance)"
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert headers["Accept-Encoding"] == "gzip, deflate"


def test_redirects_are_followed_and_kept(site: Site) -> None:
    site.page("/c")
    site.redirect("/b", "c", status=308)
    page = fetch(site.redirect("/a", "/b#part", status=301), policy=site.policy())
    assert page.redirects == (site.url("/a"), site.url("/b"))
    assert (page.url, page.requested_url) == (site.url("/c"), site.url("/a"))


def test_a_redirect_in_utf8_is_read_as_such(site: Site) -> None:
    site.page("/ebbe-f%C3%BCr")
    page = fetch(site.redirect("/a", "/ebbe-für".encode().decode("latin-1")), policy=site.policy())
    assert page.url == site.url("/ebbe-für")


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("http://127.0.0.2:{port}/", "127.0.0.2 is refused: the address is loopback"),
        ("http://10.0.0.1:{port}/", "10.0.0.1 is refused: the address is private"),
        ("http://[::ffff:127.0.0.1]:{port}/", "is refused: the address is loopback"),
        ("http://169.254.169.254/latest/", "port 80 is refused"),
        ("http://2130706433:{port}/", "a number"),
        ("http://me:pw@127.0.0.1:{port}/", "user name or password"),
        ("file:///etc/hostname", "found 'file:'"),
        ("http://[broken", "not a usable address"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(site: Site, to: str, says: str) -> None:
    url = site.redirect("/a", to.format(port=site.port))
    with pytest.raises(FetchError, match=re.escape(says)) as caught:
        fetch(url, policy=site.policy())
    assert caught.value.source == url
    assert (caught.value.place or "").startswith("redirected to ")
    assert site.paths() == ["/a"]


def test_a_loop_is_a_loop(site: Site) -> None:
    site.redirect("/b", "/a")
    with pytest.raises(FetchError, match="circle"):
        fetch(site.redirect("/a", "/b"), policy=site.policy())
    assert site.paths() == ["/a", "/b"]


def test_an_endless_way_is_given_up(site: Site) -> None:
    for step in range(5):
        site.redirect(f"/{step}", f"/{step + 1}")
    with pytest.raises(FetchError, match="more than 2 redirects"):
        fetch(site.url("/0"), policy=site.policy(max_redirects=2))
    assert site.paths() == ["/0", "/1", "/2"]


def test_a_wall_that_wants_its_cookie_is_no_loop(site: Site) -> None:
    def wall(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("Cookie") == "seen=1":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok")
        else:
            handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /wall\r\nSet-Cookie: seen=1; Path=/\r\n\r\n")
        handler.close_connection = True

    site.routes["/wall"] = wall
    assert fetch(site.url("/wall"), policy=site.policy()).body == b"ok"


def test_the_body_of_a_redirect_is_not_read(site: Site) -> None:
    bomb = gzip.compress(bytes(1_000_000))
    site.routes["/a"] = (302, {"Location": "/b", "Content-Encoding": "gzip"}, bomb)
    site.page("/b", b"ok")
    assert fetch(site.url("/a"), policy=site.policy(max_bytes=100)).body == b"ok"


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (204, "204 (No Content)"),
        (302, "302 (Found)"),
        (304, "304 (Not Modified)"),
        (403, "403 (Forbidden)"),
        (404, "404 (Not Found)"),
        (451, "451 (Unavailable For Legal Reasons)"),
        (503, "503 (Service Unavailable)"),
        (599, "599"),
    ],
)
def test_only_a_page_is_a_page(site: Site, status: int, says: str) -> None:
    site.routes["/a"] = (status, HTML, b"")
    with pytest.raises(FetchError, match=re.escape(f"expected status 200, the server answered {says}")) as caught:
        fetch(site.url("/a"), policy=site.policy())
    assert caught.value.source == site.url("/a")


def test_status_203_is_noted(site: Site) -> None:
    site.routes["/a"] = (203, HTML, b"ok")
    assert "status 203" in fetch(site.url("/a"), policy=site.policy()).notes[0]


@pytest.mark.parametrize(
    "type", ["application/rss+xml", "application/ld+json", "TEXT/XML; charset=x", "application/octet-stream"]
)
def test_types_that_some_reader_reads(site: Site, type: str) -> None:
    site.routes["/a"] = (200, {"Content-Type": type}, b"ok")
    assert fetch(site.url("/a"), policy=site.policy()).content_type == type.split(";")[0].lower()


def test_no_type_at_all_leaves_it_to_the_bytes(site: Site) -> None:
    site.routes["/a"] = (200, {}, b"<p>")
    assert fetch(site.url("/a"), policy=site.policy()).content_type is None


def test_other_types_are_named_and_not_read(site: Site) -> None:
    with pytest.raises(FetchError, match="found content type 'image/png'"):
        fetch(site.page("/a", Content_Type="image/png"), policy=site.policy())


def test_an_announced_size_over_the_limit_is_not_waited_for(site: Site) -> None:
    with pytest.raises(FetchError, match="announced with 999999999999 bytes; the limit is 15000000"):
        fetch(site.page("/a", Content_Length="999999999999"), policy=site.policy())


def test_an_unannounced_size_is_counted(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.wfile.write(bytes(65_536))

    site.routes["/a"] = endless
    with pytest.raises(FetchError, match="larger than the limit of 200000 bytes"):
        fetch(site.url("/a"), policy=site.policy(max_bytes=200_000))


def test_chunks_are_counted_too(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            handler.wfile.write(b"10000\r\n" + bytes(65_536) + b"\r\n")

    site.routes["/a"] = endless
    with pytest.raises(FetchError, match="larger than the limit of 200000 bytes"):
        fetch(site.url("/a"), policy=site.policy(max_bytes=200_000))


def test_a_bomb_is_refused_and_a_packed_page_unpacked(site: Site) -> None:
    url = site.page("/a", gzip.compress(bytes(2_000_000)), Content_Encoding="gzip")
    assert len(fetch(url, policy=site.policy()).body) == 2_000_000
    with pytest.raises(FetchError, match="unpacked it is larger than 100000 bytes"):
        fetch(url, policy=site.policy(max_bytes=100_000))


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "compress"])
def test_other_packings_are_refused(site: Site, encoding: str) -> None:
    with pytest.raises(FetchError, match="packed in a way not asked for"):
        fetch(site.page("/a", Content_Encoding=encoding), policy=site.policy())


def test_half_a_page_is_no_page(site: Site) -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nhalf")
        handler.close_connection = True

    site.routes["/a"] = half
    with pytest.raises(FetchError, match="breaks off after 4 bytes"):
        fetch(site.url("/a"), policy=site.policy())


DRIPS = {
    "headers": b"HTTP/1.1 200 OK\r\nX-Tide: ",
    "a body of known length": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n",
    "a body until the end": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    "a chunk's size": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n0000",
}


@pytest.mark.parametrize("start", DRIPS.values(), ids=DRIPS.keys())
def test_a_server_that_drips_is_cut_off(site: Site, start: bytes) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while True:
            handler.wfile.write(b"0")
            time.sleep(0.02)

    site.routes["/a"] = drip
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than 0\.3 seconds in all"):
        fetch(site.url("/a"), policy=site.policy(total_seconds=0.3))
    assert time.monotonic() - started < 2


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    site.routes["/a"] = lambda _handler: time.sleep(1)
    with pytest.raises(FetchError, match=r"silent for more than 0\.1 seconds"):
        fetch(site.url("/a"), policy=site.policy(timeout=(1, 0.1)))


def test_one_clock_runs_over_all_hops(site: Site) -> None:
    def slow(to: str) -> object:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            time.sleep(0.2)
            handler.wfile.write(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())

        return answer

    for step in range(5):
        site.routes[f"/{step}"] = slow(f"/{step + 1}")  # type: ignore[assignment]
    with pytest.raises(FetchError, match=r"longer than 0\.3 seconds in all"):
        fetch(site.url("/0"), policy=site.policy(total_seconds=0.3))
    assert site.paths() == ["/0", "/1"]


def test_a_closed_port_is_said_to_be_closed() -> None:
    with Site() as gone:
        policy, url = gone.policy(), gone.url("/a")
    with pytest.raises(FetchError, match=r"no connection: .*refused"):
        fetch(url, policy=policy)


def test_what_is_not_http_is_an_error(site: Site) -> None:
    site.routes["/a"] = lambda handler: handler.wfile.write(b"220 mail ready\r\n") and None
    with pytest.raises(FetchError, match="the exchange failed"):
        fetch(site.url("/a"), policy=site.policy())


def test_the_loopback_is_refused_by_default(site: Site) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]"):
        with pytest.raises(FetchError, match="loopback"):
            fetch(site.url("/a", host=host), policy=FetchPolicy(ports=frozenset({site.port})))
    assert site.seen == []


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name moves to another address after its check, as in DNS rebinding: here 127.0.0.1 plays the public one."""
    special = provenance.fetch.address._SPECIAL_V4
    rest = {net: word for net, word in special.items() if word != "loopback"}
    monkeypatch.setattr(provenance.fetch.address, "_SPECIAL_V4", rest)
    site.page("/story", b"ok")
    names["lantern-post.example"] = [["127.0.0.1"], ["10.0.0.5"]]
    url = site.url("/story", host="lantern-post.example")
    page = fetch(url, policy=FetchPolicy(ports=frozenset({site.port})))
    assert (page.body, page.url) == (b"ok", url)
    assert site.seen[0][1]["Host"] == f"lantern-post.example:{site.port}"
    with pytest.raises(FetchError, match=r"10\.0\.0\.5, is refused"):
        fetch(url, policy=FetchPolicy(ports=frozenset({site.port})))


def test_the_next_address_is_tried_where_one_is_dead(site: Site, names: dict[str, list[list[str]]]) -> None:
    site.page("/story", b"ok")
    names["lantern-post.example"] = [["::1", "127.0.0.1"]]
    policy = site.policy("lantern-post.example")
    assert fetch(site.url("/story", host="lantern-post.example"), policy=policy).body == b"ok"


def test_the_environment_s_proxy_is_used_only_when_wanted(
    site: Site, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", site.url())
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    url = "http://lantern-post.example/story"
    site.page(url, b"by proxy")
    with pytest.raises(FetchError, match="could not be found"):
        fetch(url)
    page = fetch(url, policy=FetchPolicy(use_env_proxies=True))
    assert page.body == b"by proxy"
    assert "through a proxy" in page.notes[0]
    names["lantern-post.example"] = [["10.0.0.5"]]
    with pytest.raises(FetchError, match="private"):
        fetch(url, policy=FetchPolicy(use_env_proxies=True))


def test_importing_is_cheap() -> None:
    """The network's libraries load with the first request."""
    heavy = {"requests", "urllib3", "urllib.robotparser", "idna", "pydantic"}
    code = f"import sys, provenance.fetch; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")
