"""What protects the desk: who may ask, from where, and what a page of ours may do in a browser.

A page on the web can make a reader's browser send requests to 127.0.0.1, and can give its own name the address
127.0.0.1 (DNS rebinding). So the desk answers only to names that are its own (`Host`), only to requests that its own
pages or the reader made (`Sec-Fetch-Site`, W3C Fetch Metadata; `Origin`), and changes something only with a word that
stands in its own forms. What was read from strangers can't run: the Content Security Policy (CSP level 3) allows no
script and no style but the desk's two files, no image of others, and no frame.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
import time
from typing import IO, Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

FORM_WORD = "csrf"
_COOKIE = "desk_token"
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_UPLOAD_SECONDS = 30.0
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: with it browsers send `Origin: null` from our own forms, which nothing tells from a stranger's.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def is_loopback(host: str) -> bool:
    """Whether a desk that binds to `host` is reachable from this machine alone."""
    return _bare(host) in _LOOPBACK


class Guard:
    """The checks before and after every request of one desk.

    Args:
        host: the name or address that the desk binds to.
        token: the word that opens a desk which others can reach; None on loopback, where none is asked for.
    """

    def __init__(self, host: str = "127.0.0.1", token: str | None = None) -> None:
        self._host, self._token = _bare(host), token
        self.word = secrets.token_urlsafe(24)
        """Stands in every form of this desk; new with each start."""

    def install(self, app: Flask) -> None:
        """Put the checks around every request of `app`."""
        app.before_request(self._before)
        app.after_request(self._after)
        app.jinja_env.globals["csrf"] = self.word

    def _before(self) -> ResponseReturnValue | None:
        request.environ["wsgi.input"] = _Timed(request.environ["wsgi.input"], _UPLOAD_SECONDS)
        if not self._is_ours(urlsplit(f"//{request.host}").hostname or ""):
            # No page of ours: its links would have that name, if they can be made with it at all.
            return Response("This desk does not go by that name. Open it by the address that it printed.\n", 421,
                            mimetype="text/plain")  # fmt: skip
        if not _is_same_site():
            abort(403, "Another site sent this request. Open the desk by its own address.")
        if self._token is not None and (answer := self._ask_for_token()) is not None:
            return answer
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            sent = request.form.get(FORM_WORD, "")
            if not hmac.compare_digest(sent.encode(), self.word.encode()):
                abort(403, "This page was opened before the desk was started anew. Reload it, and send again.")
        return None

    def _is_ours(self, name: str) -> bool:
        """Whether a `Host` names this desk. A desk for others also goes by any address: rebinding needs a name."""
        if name in _LOOPBACK or name == self._host:
            return True
        if self._token is None:
            return False
        return _is_address(name) or name.lower() in (socket.gethostname().lower(), socket.getfqdn().lower())

    def _ask_for_token(self) -> ResponseReturnValue | None:
        expected = (self._token or "").encode()
        if "token" in request.args:
            if not hmac.compare_digest(request.args["token"].encode(), expected):
                abort(401, "That is not the token that the desk printed when it started.")
            answer = make_response(redirect(request.path))  # so that it stays in no history and no referrer
            answer.set_cookie(_COOKIE, self._token or "", httponly=True, samesite="Strict")
            return answer
        if not hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), expected):
            abort(401, "This desk asks for the token that it printed when it started: open the whole address.")
        return None

    def _after(self, response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _is_same_site() -> bool:
    """Whether our own pages or the reader made this request, as far as the browser says; a link may lead here."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    is_read = request.method in ("GET", "HEAD")
    if site not in ("same-origin", "none"):
        is_visit = request.headers.get("Sec-Fetch-Mode") == "navigate" and (
            request.headers.get("Sec-Fetch-Dest") == "document"
        )
        return is_read and is_visit
    origin = request.headers.get("Origin")
    return is_read or origin is None or urlsplit(origin).netloc == request.host


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _bare(host: str) -> str:
    return host.strip("[]").lower()


class _Timed:
    """A request's body that must arrive within a time: whoever drips bytes would keep a thread for ever."""

    def __init__(self, stream: IO[bytes], seconds: float) -> None:
        self._stream, self._until = stream, time.monotonic() + seconds

    def __getattr__(self, name: str) -> Any:
        if time.monotonic() > self._until:
            abort(408, f"The upload took longer than {_UPLOAD_SECONDS:g} seconds.")
        return getattr(self._stream, name)
