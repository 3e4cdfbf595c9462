"""The site of one test, and a resolver that says what the test wants it to say."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from fetch_site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Name → successive lists of addresses, of which the last one stays; other names are not found."""
    table: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **kwargs: object) -> list[object]:
        if host not in table:
            if host.replace(".", "").isdigit() or ":" in host:
                return real(host, port, *args, **kwargs)  # type: ignore[arg-type, return-value]
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = table[host].pop(0) if len(table[host]) > 1 else table[host][0]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in answers
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return table
