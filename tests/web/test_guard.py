"""Who may ask a desk, and what its pages may do."""

from __future__ import annotations

import socket
import threading

import pytest

from provenance.config import Config
from provenance.web import create_app
from provenance.web.guard import Guard, is_loopback
from provenance.web.serve import serving
from tests.web.conftest import Browser


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8743", 200), ("127.0.0.1", 200), ("[::1]:8743", 200),
        ("evil.example", 421), ("127.0.0.1.evil.example:8743", 421), ("192.168.0.7", 421), ("", 421),
    ],
)  # fmt: skip
def test_only_names_of_this_machine_are_answered(browser, host, status):
    assert browser.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("site", "mode", "destination", "status"),
    [
        ("same-origin", "navigate", "document", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),  # a link in somebody's mail
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("same-site", "cors", "empty", 403),
    ],
)
def test_other_sites_may_link_here_and_nothing_else(browser, site, mode, destination, status):
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination}
    assert browser.get("/", headers=headers).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_word(browser, headers):
    fields = {"csrf": browser.word, "source": "A story"}
    assert browser.client.post("/read", data=fields, headers=headers).status_code == 403
    assert browser.client.post("/read", data=fields, headers={"Origin": "http://localhost"}).status_code == 303


def test_a_form_needs_its_word(browser):
    for fields in ({}, {"csrf": "guessed"}, {"csrf": "…"}):
        assert browser.client.post("/read", data={"source": "A story", **fields}).status_code == 403


def test_every_answer_forbids_what_pages_could_do(browser):
    for path in ("/", "/static/desk.css", "/nothing", browser.example("wire-story.html")):
        headers = browser.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_no_page_has_scripts_or_styles_of_its_own(browser):
    text = browser.get(browser.example("wire-story.html")).text
    assert text.count("<script") == 1  # the desk's file
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text


def test_a_desk_for_others_asks_for_its_token(ledger):
    app = create_app(ledger, Config(), Guard("0.0.0.0", "open-sesame"))  # noqa: S104 - as somebody may ask for
    client = app.test_client()
    lan = {"Host": "192.168.0.7:8743"}
    assert client.get("/", headers=lan).status_code == 401
    assert client.get("/?token=wrong", headers=lan).status_code == 401
    opened = client.get("/?token=open-sesame", headers=lan)
    assert (opened.status_code, opened.headers["Location"]) == (302, "/")
    cookie = opened.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    client.set_cookie("desk_token", "open-sesame", domain="192.168.0.7")
    assert client.get("/", headers=lan).status_code == 200
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_uploads_are_limited_in_size(app):
    browser = Browser(app)
    word = browser.word
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = browser.client.post("/read", data={"csrf": word, "source": "x" * 2000})
    assert answer.status_code == 413


def test_uploads_are_limited_in_time(browser, monkeypatch):
    word = browser.word
    monkeypatch.setattr("provenance.web.guard._UPLOAD_SECONDS", -1.0)
    assert browser.client.post("/read", data={"csrf": word, "source": "A story"}).status_code == 408


def test_what_counts_as_loopback():
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "::1", "[::1]", "LOCALHOST")))
    assert not any(map(is_loopback, ("0.0.0.0", "", "::", "192.168.0.7", "example.org")))  # noqa: S104


def test_a_name_that_no_address_can_have_is_refused_as_any_other(browser):
    answer = browser.get("/", headers={"Host": "a" * 5000})
    assert (answer.status_code, answer.mimetype) == (421, "text/plain")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nX: ",
        b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n",
        b"POST /read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n",
    ],
)
def test_a_request_that_drips_is_cut_off(app, monkeypatch, head):
    monkeypatch.setattr("provenance.web.serve._ARRIVAL", 0.2)
    with serving(app, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with socket.create_connection(("127.0.0.1", server.server_port), timeout=0.02) as client:
                client.sendall(head)
                assert any(is_answered(client) for _ in range(1000))
        finally:
            server.shutdown()


def is_answered(client: socket.socket) -> bool:
    """Whether the server has answered or closed, after one more byte."""
    try:
        client.sendall(b"a")
        client.recv(1000)
    except TimeoutError:
        return False
    except OSError:  # closed under our hands
        pass
    return True
