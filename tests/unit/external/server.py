"""A web server that behaves as hosts do, well and badly, and remembers what it was asked.

What a path does is a method of its name: ``/not-found`` is ``not_found``.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""A certificate for localhost that nobody but itself has signed, with its key."""


@dataclass
class Asked:
    """What the server was asked, and how."""

    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and target, in the order in which they came."""
    headers: list[dict[str, str]] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    connections: int = 0
    now: int = 0
    at_once: int = 0
    """The most requests that were answered at one time."""
    seen: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def methods(self, target: str) -> list[str]:
        return [method for method, asked in self.requests if asked == target]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.asked = Asked()
        self.closing = threading.Event()
        self.raw = b""
        """What the page ``/raw`` sends."""
        super().__init__((host, 0), Handler)

    def url(self, path: str = "", host: str | None = None, scheme: str = "http") -> str:
        name = str(self.server_address[0])
        return f"{scheme}://{host or (f'[{name}]' if ':' in name else name)}:{self.server_port}{path}"

    def get_request(self) -> tuple[socket.socket, object]:
        self.asked.connections += 1
        return super().get_request()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients of this server hang up."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    counted = False

    def do_HEAD(self) -> None:
        asked = self.server.asked
        with asked.lock:
            asked.requests.append((self.command, self.path))
            asked.headers.append(dict(self.headers))
            asked.starts.append(time.monotonic())
            asked.seen[self.path] += 1
            asked.now += 1
            asked.at_once = max(asked.at_once, asked.now)
        self.counted = True
        try:
            name = self.path.partition("?")[0].strip("/").split("/")[0].replace("-", "_")
            getattr(self, f"page_{name}", self.page_not_found)()
        finally:
            self.done()

    def done(self) -> None:
        """Count this request as answered, once. Before it is: who asked may have asked again before we go on here."""
        if self.counted:
            self.counted = False
            with self.server.asked.lock:
                self.server.asked.now -= 1

    do_GET = do_HEAD  # noqa: N815 # the name that the base class looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name that it overrides
        """Say nothing."""

    def times(self) -> int:
        """How often this path was asked for, with this request."""
        return self.server.asked.seen[self.path]

    def answer(self, status: int, **headers: str) -> None:
        self.done()
        self.send_response(status)
        for name, value in {"Content_Length": "0", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def wait(self, seconds: float) -> None:
        self.server.closing.wait(seconds)

    def page_(self) -> None:
        self.answer(200)

    page_ok = page_

    def page_not_found(self) -> None:
        self.answer(404)

    def page_gone(self) -> None:
        self.answer(410)

    def page_get_only(self) -> None:
        self.answer(200 if self.command == "GET" else 405)

    def page_dislikes_head(self) -> None:
        self.answer(200 if self.command == "GET" else 404)

    def page_hangs_up_on_head(self) -> None:
        if self.command == "GET":
            self.answer(200)
        else:
            self.close_connection = True

    def page_forbidden(self) -> None:
        self.answer(403)

    def page_fails(self) -> None:
        self.answer(500)

    def page_fails_twice(self) -> None:
        self.answer(500 if self.times() <= 2 else 200)

    def page_busy_once(self) -> None:
        if self.times() == 1:
            self.answer(429, Retry_After="0")
        else:
            self.answer(200)

    def page_busy(self) -> None:
        self.answer(429)

    def page_busy_for_an_hour(self) -> None:
        self.answer(429, Retry_After="3600")

    def page_unavailable(self) -> None:
        self.answer(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")

    def page_moved(self) -> None:
        self.answer(301, Location="/moved-again")

    def page_moved_again(self) -> None:
        self.answer(308, Location=self.server.url("/elsewhere"))

    def page_elsewhere(self) -> None:
        self.answer(302, Location="./ok?relative#fragment")

    def page_moved_and_gone(self) -> None:
        self.answer(301, Location="/not-found")

    def page_circle(self) -> None:
        self.answer(302, Location="/circle-back")

    def page_circle_back(self) -> None:
        self.answer(302, Location="/circle")

    def page_wants_a_cookie(self) -> None:
        self.answer(302, Location=self.path, Set_Cookie="seen=1")

    def page_endless(self) -> None:
        number = int(self.path.rpartition("/")[2] or 0)
        self.answer(302, Location=f"/endless/{number + 1}")

    def page_to_a_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def page_to(self) -> None:
        """Redirect to wherever the query says."""
        self.answer(302, Location=self.path.partition("?")[2])

    def page_nowhere(self) -> None:
        self.answer(302)

    def page_slow(self) -> None:
        self.wait(0.15)
        self.answer(200)

    def page_busy_at_once(self) -> None:
        self.wait(0.05)
        self.answer(200)

    def page_never(self) -> None:
        self.wait(30)
        self.close_connection = True

    def page_drips(self) -> None:
        """Send a header, one character at a time, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not self.server.closing.wait(0.05):
            self.wfile.write(b"x")
            self.wfile.flush()

    def page_resets(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def page_talks_nonsense(self) -> None:
        self.wfile.write(b"\0\1\2 SSH-2.0-OpenSSH\r\n\r\n")
        self.close_connection = True

    def page_raw(self) -> None:
        self.wfile.write(self.server.raw)
        self.close_connection = True

    def page_too_many_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n")
        self.close_connection = True

    def page_endless_header(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not self.server.closing.is_set():
            self.wfile.write(b"y" * 65536)

    def page_endless_body(self) -> None:
        """Answer GET only, with a body that never ends."""
        if self.command == "HEAD":
            return self.answer(405)
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.server.closing.is_set():
            self.wfile.write(b"10000\r\n" + b"y" * 65536 + b"\r\n")
        return None

    def page_wrong_length(self) -> None:
        if self.command == "HEAD":
            return self.answer(405)
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nshort")
        self.close_connection = True
        return None

    def page_no_length(self) -> None:
        self.answer(200, Content_Length="minus one")


@contextmanager
def serving(host: str = "127.0.0.1", *, tls: bool = False) -> Iterator[Server]:
    """Run a server in the background."""
    server = Server(host)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
