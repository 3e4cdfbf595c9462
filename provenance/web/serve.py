"""The desk's own server: a few threads on one address, for the people of one house; no server for the internet."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from provenance.errors import UsageError

_SILENCE = 30
"""Seconds after which a connection that says nothing is closed."""
_ARRIVAL = 60
"""Seconds within which a whole request must be here: a single byte now and then would break any silence."""


class Handler(WSGIRequestHandler):
    """Serves one connection; prints nothing but faults, and doesn't wait for ever."""

    timeout = _SILENCE

    def handle(self) -> None:
        """Serve the connection; what has not arrived in time is read no more, though it may still be answered."""
        clock = threading.Timer(_ARRIVAL, self._cut)
        clock.daemon = True
        clock.start()
        try:
            super().handle()
        finally:
            clock.cancel()

    def _cut(self) -> None:
        with suppress(OSError):  # closed already
            self.connection.shutdown(socket.SHUT_RD)

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Say nothing: what an editor reads is no business of a terminal's history."""


@contextmanager
def serving(app: Flask, host: str, port: int) -> Iterator[BaseWSGIServer]:
    """The server, which has its port and listens; its `serve_forever` answers.

    Raises:
        UsageError: the port is taken, or the address is not one of this machine.
    """
    try:
        server = make_server(host, port, app, threaded=True, request_handler=Handler)
    except (OSError, SystemExit) as error:  # werkzeug leaves the program where the port is taken
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the port is taken"
        raise UsageError(f"cannot listen on {host}, port {port}: {reason}; -p 0 takes a free port") from None
    try:
        yield server
    finally:
        server.server_close()


def warm_up(app: Flask) -> None:
    """Load, in a thread of its own, what the first check needs, so that the first answer is as fast as the next."""
    threading.Thread(target=_check_something, args=(app,), daemon=True).start()


def _check_something(app: Flask) -> None:
    from provenance.judge import check
    from provenance.terms.compliance import read_copy
    from provenance.web.intake import Editor, take

    page = "<title>A story</title><p>By Ada Example</p><p>PLACE (AP) — Some words.</p><p>CC BY 4.0</p>"
    taken = take(page, None, Editor())
    check(taken.articles)
    read_copy(taken.loaded.data, taken.articles[0], taken.loaded.charset)
    for name in ("answer.html", "story.html", "articles.html"):
        app.jinja_env.get_template(name)
