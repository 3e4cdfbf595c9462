from __future__ import annotations

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from fetch_site import Site

from provenance.errors import FetchError
from provenance.fetch import FetchPolicy, fetch

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for lantern-post.example that only vouches for itself, and its key, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=lantern-post.example", "-addext", "subjectAltName=DNS:lantern-post.example",
         "-keyout", key, "-out", cert],
        check=True,
        capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_bytes(cert.read_bytes() + key.read_bytes())
    return both


@pytest.fixture
def secure(certificate: Path, names: dict[str, list[list[str]]]) -> Iterator[tuple[Site, list[str | None]]]:
    """The site behind TLS, and the server names that it was called by."""
    names["lantern-post.example"] = names["impostor.example"] = [["127.0.0.1"]]
    called: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: called.append(name)
    site = Site()
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    with site:
        yield site, called


def _url(site: Site, host: str, path: str = "/story") -> str:
    return site.url(path, host=host).replace("http:", "https:")


def _policy(site: Site, certificate: Path | None = None, **changes: object) -> FetchPolicy:
    return site.policy(allow_private=True, ca_bundle=certificate and str(certificate), **changes)


def test_the_name_is_kept_while_the_address_is_pinned(secure: tuple[Site, list[str | None]], certificate: Path) -> None:
    site, called = secure
    site.page("/story", b"ok")
    page = fetch(_url(site, "lantern-post.example"), policy=_policy(site, certificate))
    assert page.body == b"ok"
    assert set(called) == {"lantern-post.example"}
    assert site.seen[-1][1]["Host"] == f"lantern-post.example:{site.port}"


@pytest.mark.parametrize("host", ["impostor.example", "127.0.0.1"])
def test_a_certificate_for_another_name_is_refused(
    secure: tuple[Site, list[str | None]], certificate: Path, host: str
) -> None:
    site, _ = secure
    with pytest.raises(FetchError, match=f"the TLS certificate is not good: .*{host}"):
        fetch(_url(site, host), policy=_policy(site, certificate))
    assert site.seen == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: tuple[Site, list[str | None]]) -> None:
    site, _ = secure
    with pytest.raises(FetchError, match="the TLS certificate is not good: self-signed"):
        fetch(_url(site, "lantern-post.example"), policy=_policy(site))


def test_a_drip_under_tls_is_cut_off_too(secure: tuple[Site, list[str | None]], certificate: Path) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Tide: ")
        while True:
            handler.wfile.write(b"0")
            time.sleep(0.02)

    site, _ = secure
    site.routes["/story"] = drip
    with pytest.raises(FetchError, match=r"longer than 0\.3 seconds in all"):
        fetch(_url(site, "lantern-post.example"), policy=_policy(site, certificate, total_seconds=0.3))


def test_a_server_without_tls_is_said_to_fail(site: Site) -> None:
    with pytest.raises(FetchError, match="the TLS connection failed"):
        fetch(site.url("/").replace("http:", "https:"), policy=site.policy())


def test_the_step_down_to_http_is_noted(secure: tuple[Site, list[str | None]], certificate: Path, site: Site) -> None:
    above, _ = secure
    site.page("/story", b"ok")
    above.redirect("/story", site.url("/story"))
    ports = frozenset({above.port, site.port})
    page = fetch(_url(above, "lantern-post.example"), policy=_policy(above, certificate, ports=ports))
    assert page.notes == ("lantern-post.example redirects from https to http: nobody vouches for the page on its way",)
