"""One request, and what came of it."""

from __future__ import annotations

import contextlib
import errno
import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from learning_paths import __version__
from learning_paths.external.guard import may_be_asked

# Neither cookies nor a word about the machine or the site that asks.
HEADERS = {"User-Agent": f"mkdocs-learning-paths/{__version__}", "Accept": "*/*", "Connection": "close"}

_NO_SUCH_HOST = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}


class Problem(Enum):
    """Why a request brought no answer."""

    NO_SUCH_HOST = "no such host"
    NAME_SERVICE = "the name service gave no answer"
    PRIVATE = "a private address"
    NO_ROUTE = "no way to the host"
    REFUSED = "connection refused"
    SILENCE = "no answer in time"
    CERTIFICATE = "a certificate that does not hold"
    TLS = "no secure connection"
    BROKEN = "an answer that is none, or half of one"


@dataclass(frozen=True, slots=True)
class Failure:
    """A request brought no answer. ``detail`` is the reason in the words of whoever found it, if it says more."""

    problem: Problem
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The head of an answer: its status, and what the headers say on what to do next."""

    status: int
    location: str | None = None
    retry_after: float | None = None
    """Seconds."""
    sets_cookie: bool = False


class Request:
    """A request for one address. ``run`` makes it, in one thread; ``abort`` ends it, from any other.

    Only the head of the answer is read. The connection goes to a network address that was checked, and is closed.
    """

    def __init__(
        self, address: str, method: str, timeout: float, context: ssl.SSLContext, *, allow_private: bool
    ) -> None:
        self.address = address
        self.method = method
        self.deadline = time.monotonic() + timeout
        self._context = context
        self._allow_private = allow_private
        self._connection: HTTPConnection | None = None
        self._aborted = False

    def run(self) -> Reply | Failure:
        """Make the request. Never raises for what a host does."""
        try:
            return self._run()
        except socket.gaierror as error:
            return Failure(Problem.NO_SUCH_HOST if error.errno in _NO_SUCH_HOST else Problem.NAME_SERVICE)
        except (OSError, ValueError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
            return self._failure(error)
        finally:
            if self._connection is not None:
                self._connection.close()

    def abort(self) -> None:
        """End the request; ``run`` then returns that there was no answer in time."""
        self._aborted = True
        connection = self._connection
        sock = connection.sock if connection is not None else None
        if sock is not None:
            with contextlib.suppress(OSError):  # it may have ended by itself
                sock.shutdown(socket.SHUT_RDWR)

    def _run(self) -> Reply | Failure:
        parts = urlsplit(self.address)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        places = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        places = [place for place in places if may_be_asked(place, allow_private=self._allow_private)]
        if not places:
            return Failure(Problem.PRIVATE)
        connection = self._connect(parts.scheme, host, port, places)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.timeout = self._left()
        connection.request(self.method, target, headers={**HEADERS, "Host": parts.netloc}, preload_content=False)
        with contextlib.closing(connection.getresponse()) as response:
            self._left()  # to be ended looks like the end of the head
            return Reply(
                response.status,
                _text(response.headers.get("Location")),
                _retry_after(response.headers.get("Retry-After")),
                "Set-Cookie" in response.headers,
            )

    def _connect(self, scheme: str, host: str, port: int, places: list[str]) -> HTTPConnection:
        """Connect to the first of some network addresses that can be connected to, within the time that is left."""
        for number, place in enumerate(places, start=1):
            timeout = self._left() / (len(places) - number + 1)
            if scheme == "https":
                # The name that was written is what the certificate must hold, whatever address it led to.
                self._connection = HTTPSConnection(
                    place, port, timeout=timeout, server_hostname=host, ssl_context=self._context
                )
            else:
                self._connection = HTTPConnection(place, port, timeout=timeout)
            try:
                self._connection.connect()
            except urllib3.exceptions.HTTPError:
                if number == len(places):
                    raise
            else:
                break
        assert self._connection is not None
        return self._connection

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0 or self._aborted:
            raise TimeoutError
        return left

    def _failure(self, error: BaseException) -> Failure:
        causes = list(_causes(error))
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return Failure(Problem.CERTIFICATE, cause.verify_message)
        if self._aborted or any(isinstance(cause, TimeoutError) for cause in causes):
            return Failure(Problem.SILENCE)
        numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
        if errno.ECONNREFUSED in numbers:
            return Failure(Problem.REFUSED)
        if numbers & _NO_ROUTE:
            return Failure(Problem.NO_ROUTE)
        tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
        if tls is not None:
            return Failure(Problem.TLS, str(tls.reason or "").lower().replace("_", " "))
        return Failure(Problem.BROKEN)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that it came from."""
    while error is not None:
        yield error
        error = error.__cause__


def _text(header: str | None) -> str | None:
    """Return a header as text: what is not ASCII in it comes as Latin-1, and is UTF-8 if it can be."""
    if header is not None and not header.isascii():
        with contextlib.suppress(UnicodeError):
            return header.encode("latin-1").decode("utf-8")
    return header


def _retry_after(header: str | None) -> float | None:
    """Return the seconds that a host asks to wait for, or None if it does not say, or not so that it can be read."""
    if header is None:
        return None
    try:
        return urllib3.Retry().parse_retry_after(header[:100])
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None
