"""A connection that goes where we say and ends when we say. Needs `requests`; only `transport` imports it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from requests import PreparedRequest
from requests.adapters import HTTPAdapter

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool

    from provenance.fetch.address import Address, Target


class Watchdog:
    """Shuts a connection down when its time is over, from a thread of its own; `fired` tells that it did.

    Read timeouts start anew with every byte, so a server that drips its headers or its body would hold us for hours.
    """

    def __init__(self, seconds: float) -> None:
        self.fired = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._bite)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._timer.cancel()

    def watch(self, connected: socket.socket) -> None:
        """Take charge of a connected socket, the one before it being closed."""
        self._socket = connected
        if self.fired:  # it fired while the connection was made
            self._shut()

    def _bite(self) -> None:
        self.fired = True
        self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # closed already
                # Not SSLSocket's own method: that one takes the TLS state away from under the reading thread.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class PinnedAdapter(HTTPAdapter):
    """An adapter for one request: connects to `address`, whatever the name resolves to by now.

    urllib3 is given the address as its host; the Host header of the request and `server_hostname` (the TLS server name
    and what the certificate must say) keep the name. With `address` None, a proxy of the request decides.
    """

    def __init__(self, target: Target, address: Address | None, watchdog: Watchdog) -> None:
        self._target = target
        self._address = address
        self._watchdog = watchdog
        super().__init__(pool_connections=1, pool_maxsize=1)

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: Any = None
    ) -> tuple[Any, Any]:
        """The place that requests provides for saying where to connect, and with which TLS settings."""
        host: Any
        pool: Any
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if self._address is not None:
            host = {**host, "host": str(self._address), "port": self._target.port}
            if self._target.scheme == "https":
                pool = {**pool, "server_hostname": self._target.host}
        return host, pool

    def get_connection_with_tls_context(
        self, request: PreparedRequest, verify: bool | str | None, proxies: Any = None, cert: Any = None
    ) -> HTTPConnectionPool:
        """The pool of the one connection, which shows its socket to the watchdog as soon as it stands."""
        pool: Any = super().get_connection_with_tls_context(request, verify, proxies, cert)
        watchdog = self._watchdog

        class Watched(pool.ConnectionCls):  # type: ignore[misc]
            def connect(self) -> None:
                super().connect()
                watchdog.watch(self.sock)

        pool.ConnectionCls = Watched
        return pool  # type: ignore[no-any-return]
