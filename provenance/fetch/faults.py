"""What the libraries' exceptions mean, in plain sentences. Needs `requests`; only `transport` imports it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import requests
from urllib3 import exceptions as urllib3

NETWORK_ERRORS = (requests.RequestException, urllib3.HTTPError, OSError, ValueError)
"""All that an exchange may raise; urllib3's own come up while a body is read, ValueError from odd headers."""


def never_connected(error: BaseException) -> bool:
    """Whether no connection was made at all, so that another address of the same host may be tried."""
    return any(isinstance(cause, urllib3.NewConnectionError | urllib3.ConnectTimeoutError) for cause in _causes(error))


def sentence(error: BaseException, timeout: tuple[float, float]) -> str:
    """One sentence without the libraries' names and object ids; `timeout` is (connect, read) in seconds."""
    causes = list(_causes(error))
    for cause in causes:
        match cause:
            case ssl.SSLCertVerificationError():
                return f"the TLS certificate is not good: {cause.verify_message}"
            case ssl.SSLError():
                return f"the TLS connection failed: {cause.reason or cause}"
            case urllib3.ProxyError() | requests.exceptions.ProxyError():
                return f"the proxy did not answer: {_root(causes)}"
            case urllib3.ReadTimeoutError() | requests.ReadTimeout():
                return f"the server was silent for more than {timeout[1]:g} seconds"
            case requests.ConnectTimeout():
                return f"no connection within {timeout[0]:g} seconds"
            case urllib3.NewConnectionError():
                return f"no connection: {_root(causes)}"
            case urllib3.IncompleteRead():
                return f"the body breaks off after {cause.partial} bytes"
    return f"the exchange failed: {_root(causes)}"


def _root(causes: list[BaseException]) -> str:
    root = causes[-1]
    return root.strerror if isinstance(root, OSError) and root.strerror else str(root) or type(root).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from, outermost first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
