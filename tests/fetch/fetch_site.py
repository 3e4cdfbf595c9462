"""A real site on the loopback interface, for the tests of fetching."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Mapping

from provenance.fetch import FetchPolicy

Answer = tuple[int, Mapping[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=UTF-8"}


class Site:
    """`routes` maps a path to an answer, or to a function that writes to the handler itself; `seen` keeps requests."""

    def __init__(self) -> None:
        self.routes: dict[str, Answer | Callable[[http.server.BaseHTTPRequestHandler], None]] = {}
        self.seen: list[tuple[str, Mapping[str, str]]] = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up, as they should
        self.port: int = self.server.server_address[1]

    def __enter__(self) -> Site:
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes = b"<p>The tide is late.", **headers: str) -> str:
        self.routes[path] = (200, {**HTML, **{k.replace("_", "-"): v for k, v in headers.items()}}, body)
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        self.routes[path] = (status, {"Location": to}, b"moved")
        return self.url(path)

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen if path != "/robots.txt"]

    def policy(self, host: str = "127.0.0.1", **changes: object) -> FetchPolicy:
        """Lets nothing private through but this site."""
        return FetchPolicy(**{"allow_hosts": frozenset({host}), "ports": frozenset({self.port}), **changes})  # type: ignore[arg-type]

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.seen.append((self.path, dict(self.headers)))
                route = site.routes.get(self.path, (404, {"Content-Type": "text/plain"}, b"not here"))
                if callable(route):
                    route(self)
                    return
                status, headers, body = route
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
