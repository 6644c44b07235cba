from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import learning_paths
from learning_paths.external.ask import ask
from learning_paths.external.limits import Limits
from learning_paths.external.request import Failure, Reply, Request
from learning_paths.model.answer import Answer, Verdict
from tests.unit.external.server import CERTIFICATE, Server, serving

# Times are short where they pass, and long where only a fault or a busy machine would use them up.
QUICK = Limits(timeout=20, delay=0.0, backoff=0.01, longest_wait=0.5, silent=1000, allow_private=True)
CONTEXT = ssl.create_default_context()

REACHED = Answer(Verdict.REACHED)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def answer(url: str, limits: Limits = QUICK, context: ssl.SSLContext = CONTEXT) -> Answer:
    return ask([url], limits, context).answers[url]


def unreachable(detail: str) -> Answer:
    return Answer(Verdict.UNREACHABLE, detail)


def unchecked(detail: str) -> Answer:
    return Answer(Verdict.UNCHECKED, detail)


# What each page is answered, and the methods with which it is asked for.
PAGES: dict[str, tuple[Answer, list[str]]] = {
    "/ok": (REACHED, ["HEAD"]),
    "/": (REACHED, ["HEAD"]),
    "/ok?query=a%20b": (REACHED, ["HEAD"]),
    "/get-only": (REACHED, ["HEAD", "GET"]),
    "/dislikes-head": (REACHED, ["HEAD", "GET"]),
    "/hangs-up-on-head": (REACHED, ["HEAD", "GET"]),
    "/not-found": (unreachable("404 Not Found"), ["HEAD", "GET"]),
    "/gone": (unreachable("410 Gone"), ["HEAD", "GET"]),
    "/forbidden": (unchecked("403 Forbidden"), ["HEAD", "GET"]),
    "/fails-twice": (REACHED, ["HEAD", "GET", "GET"]),
    "/fails": (unreachable("500 Internal Server Error"), ["HEAD", "GET", "GET", "GET"]),
    "/busy-once": (REACHED, ["HEAD", "GET"]),
    "/busy": (unchecked("429 Too Many Requests"), ["HEAD", "GET", "GET"]),
    "/unavailable": (unchecked("503 Service Unavailable"), ["HEAD", "GET", "GET"]),
    "/elsewhere": (REACHED, ["HEAD"]),
    "/circle": (unreachable("it redirects in a circle"), ["HEAD", "GET"]),
    "/wants-a-cookie": (unchecked("it redirects in a circle until a cookie is sent, and none is"), ["HEAD"]),
    "/endless/0": (unreachable("it redirects more than 10 times"), ["HEAD", "GET"]),
    "/to-a-file": (unreachable("it redirects to what is no address of the web"), ["HEAD", "GET"]),
    "/to?ftp://example.org/": (unreachable("it redirects to what is no address of the web"), ["HEAD", "GET"]),
    "/to?javascript:alert(1)": (unreachable("it redirects to what is no address of the web"), ["HEAD", "GET"]),
    "/to?http://[": (unreachable("it redirects to what is no address of the web"), ["HEAD", "GET"]),
    "/nowhere": (unreachable("302 Found, without saying where to"), ["HEAD", "GET"]),
    "/slow": (REACHED, ["HEAD"]),
    "/resets": (unchecked("the host '127.0.0.1' broke off, or its answer cannot be read"), ["HEAD", "GET", "GET"]),
    "/talks-nonsense": (
        unchecked("the host '127.0.0.1' broke off, or its answer cannot be read"),
        ["HEAD", "GET", "GET"],
    ),
    "/too-many-headers": (
        unchecked("the host '127.0.0.1' broke off, or its answer cannot be read"),
        ["HEAD", "GET", "GET"],
    ),
    "/endless-header": (
        unchecked("the host '127.0.0.1' broke off, or its answer cannot be read"),
        ["HEAD", "GET", "GET"],
    ),
    "/endless-body": (REACHED, ["HEAD", "GET"]),
    "/wrong-length": (REACHED, ["HEAD", "GET"]),
    "/no-length": (REACHED, ["HEAD"]),
}


def test_what_hosts_do(server: Server) -> None:
    # All in one run: it takes as long as the slowest.
    asked = ask([server.url(page) for page in PAGES], replace(QUICK, per_host=len(PAGES), concurrency=64), CONTEXT)
    assert not asked.interrupted
    assert not asked.without_network
    assert {page: asked.answers[server.url(page)] for page in PAGES} == {page: PAGES[page][0] for page in PAGES}
    methods = {page: server.asked.methods(page) for page in PAGES}
    assert methods == {page: PAGES[page][1] for page in PAGES}


def test_hosts_that_do_not_answer_in_time() -> None:
    # One says nothing, one says something all the time and never comes to an end.
    with serving() as server:
        urls = [server.url("/never"), server.url("/drips"), server.url("/slow")]
        answers = ask(urls, replace(QUICK, timeout=0.1, per_host=3, retries=1), CONTEXT).answers
    silence = unchecked("the host '127.0.0.1' gave no answer within 0.1 s")
    assert answers == dict.fromkeys(urls, silence)
    assert len(server.asked.requests) <= 6


# Parts of answers, and what is none of them.
PARTS = (
    *(b"HTTP/1.1 ", b"200 OK", b"301 x", b"429 ", b"\r\n", b"\n", b"\r\n\r\n", b":", b"\xff", b"9" * 400),
    *(b"Location: ", b"http://[", b"Retry-After: ", b"Wed, 99 Foo 99999", b"Content-Length: -1"),
)
BYTES = st.lists(st.binary(max_size=40) | st.sampled_from(PARTS), max_size=12).map(b"".join)


@given(BYTES)
def test_whatever_a_host_sends_there_is_an_outcome(server: Server, sent: bytes) -> None:
    server.raw = sent
    request = Request(server.url("/raw"), "GET", 20, CONTEXT, allow_private=True)
    assert isinstance(request.run(), Reply | Failure)


def test_the_address_that_a_page_has_moved_to_for_good_is_told() -> None:
    # "/moved" and "/moved-again" say it, "/elsewhere" redirects for today only.
    with serving() as server:
        asked = ask([server.url("/moved"), server.url("/elsewhere"), server.url("/moved-and-gone")], QUICK, CONTEXT)
    assert asked.answers == {
        server.url("/moved"): Answer(Verdict.REACHED, moved_to=server.url("/elsewhere")),
        server.url("/elsewhere"): REACHED,
        server.url("/moved-and-gone"): unreachable(f"404 Not Found, redirected to {server.url('/not-found')}"),
    }
    assert server.asked.methods("/ok?relative") == ["HEAD", "HEAD"]


def test_what_is_sent() -> None:
    with serving() as server:
        answer(server.url("/wants-a-cookie"))
        answer(server.url("/ok?a=b"))
    assert server.asked.headers[0] == {
        "Host": f"127.0.0.1:{server.server_port}",
        "Accept-Encoding": "identity",
        "User-Agent": f"mkdocs-learning-paths/{learning_paths.__version__}",
        "Accept": "*/*",
        "Connection": "close",
    }
    assert all(headers == server.asked.headers[0] for headers in server.asked.headers)
    assert server.asked.requests[-1] == ("HEAD", "/ok?a=b")


def test_no_more_requests_to_a_host_at_once_than_are_allowed() -> None:
    with serving() as server:
        urls = [server.url(f"/busy-at-once?{number}") for number in range(12)]
        assert set(ask(urls, QUICK, CONTEXT).answers.values()) == {REACHED}
    assert server.asked.at_once == QUICK.per_host == 2
    assert len(server.asked.requests) == len(urls)


def test_a_host_is_left_alone_between_two_requests(server: Server) -> None:
    start = time.monotonic()
    ask([server.url(f"/ok?{number}") for number in range(4)], replace(QUICK, delay=0.08), CONTEXT)
    assert time.monotonic() - start >= 3 * 0.08


def test_hosts_are_asked_at_the_same_time_as_far_as_is_allowed() -> None:
    # Different names for one server.
    with serving() as server:
        urls = [server.url("/busy-at-once", host) for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1")]
        ask(urls, replace(QUICK, concurrency=2), CONTEXT)
    assert server.asked.at_once == 2


def test_a_host_that_is_busy_for_long_is_not_asked_again() -> None:
    with serving() as server:
        urls = [server.url("/busy-for-an-hour"), *(server.url(f"/ok?{number}") for number in range(9))]
        answers = ask(urls, replace(QUICK, per_host=1), CONTEXT).answers
    assert server.asked.requests == [("HEAD", "/busy-for-an-hour")]
    assert answers.pop(urls[0]) == unchecked("429 Too Many Requests")
    left_alone = "the host '127.0.0.1' answers 429 Too Many Requests, and wants to be left alone"
    assert set(answers.values()) == {unchecked(left_alone)}


def test_a_host_that_asks_to_wait_is_waited_for_with_all_it_is_asked() -> None:
    with serving() as server:
        ask([server.url("/busy"), server.url("/ok")], replace(QUICK, per_host=1, backoff=0.1, retries=1), CONTEXT)
    first, second = server.asked.starts[:2]
    assert server.asked.requests[0] == ("HEAD", "/busy")
    assert second - first > 0.08


def test_a_host_that_does_not_answer_is_not_asked_for_ever() -> None:
    with serving() as server:
        urls = [server.url(f"/never?{number}") for number in range(20)]
        answers = ask(urls, replace(QUICK, timeout=0.1, silent=3), CONTEXT).answers
    assert set(answers.values()) == {unchecked("the host '127.0.0.1' gave no answer within 0.1 s")}
    assert len(server.asked.requests) <= 4


def test_the_time_for_the_whole_run() -> None:
    with serving() as server:
        urls = [server.url(f"/never?{number}") for number in range(3)]
        start = time.monotonic()
        answers = ask([*urls, server.url("/ok")], replace(QUICK, time_limit=0.5, per_host=4), CONTEXT).answers
        assert time.monotonic() - start < 10
    assert answers == {server.url("/ok"): REACHED, **dict.fromkeys(urls, unchecked("there was no time left for it"))}


def test_an_interrupt_gives_what_was_found() -> None:
    def interrupt(answered: int) -> None:
        if answered:
            raise KeyboardInterrupt

    with serving() as server:
        asked = ask([server.url("/never"), server.url("/ok")], QUICK, CONTEXT, interrupt)
    assert asked.interrupted
    assert asked.answers == {server.url("/ok"): REACHED}


def test_progress_goes_up_to_all(server: Server) -> None:
    told: list[int] = []
    ask([server.url("/ok"), server.url("/slow")], QUICK, CONTEXT, told.append)
    assert told == sorted(told)
    assert told[-1] == 2


def test_nothing_to_ask_for() -> None:
    assert ask([], QUICK, CONTEXT).answers == {}


def test_a_certificate_that_nobody_vouches_for() -> None:
    with serving(tls=True) as server:
        url = server.url("/ok", "localhost", "https")
        found = answer(url)
    assert (found.verdict, server.asked.requests) == (Verdict.UNREACHABLE, [])
    assert found.detail.startswith("the certificate of 'localhost' does not hold (self")


def test_a_certificate_is_checked_against_the_name_and_not_the_network_address() -> None:
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with serving(tls=True) as server:
        good, other = server.url("/ok", "localhost", "https"), server.url("/ok", "127.0.0.1", "https")
        assert answer(good, context=trusting) == REACHED
        found = answer(other, context=trusting)
    assert found.verdict is Verdict.UNREACHABLE
    assert "IP address mismatch" in found.detail


def test_a_host_that_speaks_no_tls(server: Server) -> None:
    found = answer(server.url("/ok", scheme="https"))
    assert found.verdict is Verdict.UNCHECKED
    assert found.detail.startswith("no secure connection to '127.0.0.1' came about")


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def test_a_connection_that_is_refused() -> None:
    assert answer(f"http://127.0.0.1:{free_port()}/") == unreachable("the host '127.0.0.1' refuses the connection")


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as sock:
            sock.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_an_address_of_ipv6() -> None:
    with serving("::1") as server:
        assert answer(server.url("/ok")) == REACHED
        assert server.asked.headers[0]["Host"] == f"[::1]:{server.server_port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]"])
def test_nothing_private_is_connected_to(server: Server, host: str) -> None:
    before = server.asked.connections
    found = answer(server.url("/ok", host), replace(QUICK, allow_private=False))
    assert found == unchecked(f"'{host.strip('[]')}' is in a private network")
    assert server.asked.connections == before


def name_service(monkeypatch: pytest.MonkeyPatch, **answers: list[str | int]) -> list[str]:
    """Put a name service in place that answers what it is told, each time the next: addresses, or an error's number.

    It knows the hosts ``<name>.test``. Returns the list of what it was asked for, which grows.
    """
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: Any, **more: Any) -> list[tuple[Any, ...]]:
        name = host.removesuffix(".test")
        if name not in answers:
            return [*real(host, port, *rest, **more)]
        asked.append(host)
        found = answers[name].pop(0) if len(answers[name]) > 1 else answers[name][0]
        if isinstance(found, int):
            raise socket.gaierror(found, "as it was told")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found.split()]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def only_the_server_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server play a public host, and all else be private."""
    monkeypatch.setattr(
        "learning_paths.external.request.may_be_asked", lambda address, allow_private: address == "127.0.0.1"
    )


def test_a_redirect_into_a_private_network_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_server_is_public(monkeypatch)
    url = server.url("/to?http://127.0.0.2:1/")
    assert answer(url, replace(QUICK, allow_private=False)) == unchecked("'127.0.0.2' is in a private network")


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # A name that is public when it is looked at, and private when it is looked up again to connect to it.
    asked = name_service(monkeypatch, rebinding=["127.0.0.1", "127.0.0.9"])
    only_the_server_is_public(monkeypatch)
    assert answer(server.url("/ok", "rebinding.test"), replace(QUICK, allow_private=False)) == REACHED
    assert asked == ["rebinding.test"]


def test_of_several_addresses_only_public_ones_are_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name_service(monkeypatch, mixed=["127.0.0.9 127.0.0.1"])
    only_the_server_is_public(monkeypatch)
    before = server.asked.connections
    assert answer(server.url("/ok", "mixed.test"), replace(QUICK, allow_private=False)) == REACHED
    assert server.asked.connections == before + 1


def test_the_next_address_is_tried_where_one_refuses(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing listens on the first.
    name_service(monkeypatch, two=["127.0.0.9 127.0.0.1"])
    assert answer(server.url("/ok", "two.test")) == REACHED


def test_a_host_that_does_not_exist_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = name_service(monkeypatch, gone=[socket.EAI_NONAME])
    urls = [f"https://gone.test/{number}" for number in range(5)]
    answers = ask(urls, replace(QUICK, per_host=1), CONTEXT).answers
    assert set(answers.values()) == {unreachable("there is no host 'gone.test'")}
    assert asked == ["gone.test"]


def test_a_name_service_that_fails_is_asked_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name_service(monkeypatch, flaky=[socket.EAI_AGAIN, socket.EAI_AGAIN, "127.0.0.1"], down=[socket.EAI_AGAIN])
    assert answer(server.url("/ok", "flaky.test")) == REACHED
    assert answer(server.url("/ok", "down.test")) == unchecked("the host 'down.test' could not be looked up")


@pytest.mark.parametrize("error", [socket.EAI_NONAME, socket.EAI_AGAIN])
def test_without_a_network_nothing_is_said_of_any_address(monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    name_service(monkeypatch, a=[error], b=[error], c=[error])
    asked = ask([f"https://{name}.test/" for name in "abc"], QUICK, CONTEXT)
    assert (asked.answers, asked.without_network) == ({}, True)


def test_one_host_that_answers_is_a_network(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name_service(monkeypatch, a=[socket.EAI_NONAME], b=[socket.EAI_NONAME], c=[socket.EAI_NONAME])
    asked = ask([server.url("/ok"), *(f"https://{name}.test/" for name in "abc")], QUICK, CONTEXT)
    assert not asked.without_network
    assert sum(found.verdict is Verdict.UNREACHABLE for found in asked.answers.values()) == 3


def test_a_fault_of_ours_costs_one_answer_and_not_the_run(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(header: str | None) -> float | None:
        raise RuntimeError(header)

    monkeypatch.setattr("learning_paths.external.request._retry_after", fail)
    assert answer(server.url("/ok")).verdict is Verdict.UNCHECKED


def test_no_thread_is_left_waiting(server: Server) -> None:
    ask([server.url("/ok")], QUICK, CONTEXT)
    end = time.monotonic() + 2
    while time.monotonic() < end and any(thread.name.startswith("external-") for thread in threading.enumerate()):
        time.sleep(0.01)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("external-")] == []
