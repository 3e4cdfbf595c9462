"""Chromium as a witness: pages of ours go in, what it made of each comes out. Nothing but the standard library.

All pages stand in frames of one page, so that one start of the browser sees them all. Each ends with the same script,
which reports to the little server that the page came from.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
_SECONDS = 60
_OPTIONS = (
    "--headless", "--dump-dom", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--no-sandbox",  # it can't be had by root or in most containers, and all pages are our own
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip

_PROBE = """
const here = document.querySelectorAll("#credit *");
const seen = {
  pwned: typeof window.pwned,
  head: [...document.head.childNodes].filter(n => n.nodeType !== 3 || n.data.trim()).map(n => n.nodeName),
  body: [...document.body.childNodes].filter(n => n.nodeType !== 3 || n.data.trim()).map(n => n.id || n.nodeName),
  canonical: [...document.querySelectorAll("link[rel~=canonical]")].map(n => n.getAttribute("href")),
  data: [...document.querySelectorAll("script[type='application/ld+json']")].map(n => JSON.parse(n.textContent)),
  credit: document.getElementById("credit").textContent,
  marks: [...here].map(n => [n.nodeName, ...n.getAttributeNames()].join(" ")),
  links: [...here].filter(n => n.nodeName === "A").map(n => n.getAttribute("href")),
};
const report = new XMLHttpRequest();
report.open("POST", "/seen" + location.pathname, false);
report.send(JSON.stringify(seen));
"""


def find() -> str | None:
    """The path of a Chromium, under any of its names; None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def page(head: str, credit: str) -> str:
    """A page that holds a head snippet and a credit block, as an editor would paste them, and the probe."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{head}\n</head>\n'
        f'<body>\n<p id="credit">{credit}</p>\n<script id="probe" src="/probe.js"></script>\n</body>\n</html>\n'
    )


def look(binary: str, pages: Mapping[str, str]) -> tuple[dict[str, dict[str, Any]], set[str]]:
    """What the browser saw of each page, by its name, and every path that it asked for.

    A page whose script never ran is missing from the answer.
    """
    frames = "".join(f'<iframe src="/page/{name}"></iframe>' for name in pages)
    files = {f"/page/{name}": (text, "text/html") for name, text in pages.items()}
    files |= {"/": (f"<!doctype html>{frames}", "text/html"), "/probe.js": (_PROBE, "text/javascript")}
    seen: dict[str, dict[str, Any]] = {}
    asked: set[str] = set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.add(self.path)
            text, kind = files.get(self.path, ("", "text/plain"))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen[self.path.removeprefix("/seen/page/")] = json.loads(body)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, tempfile.TemporaryDirectory() as profile:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        command = [binary, *_OPTIONS, f"--user-data-dir={profile}", address]
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return seen, asked
