"""Ask for addresses, many at once, and wait for the answers."""

from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from learning_paths.external.limits import Limits
from learning_paths.external.request import Failure, Problem, Request
from learning_paths.external.schedule import Schedule
from learning_paths.model.answer import Answer, Verdict

log = logging.getLogger(__name__)

# How often it is looked whether a request takes too long.
_WATCH = 0.1


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking.

    Addresses that there was no time for have an answer that says so, unless it was the user who ended the run. Without
    a network there are no answers.
    """

    answers: dict[str, Answer]
    interrupted: bool = False
    without_network: bool = False


def ask(
    addresses: Collection[str],
    limits: Limits,
    context: ssl.SSLContext,
    progress: Callable[[int], None] = lambda answered: None,
) -> Asked:
    """Ask for each address once. Never raises for what hosts do; an interrupt by the user ends the run early.

    ``progress`` is called from time to time, with the number of addresses that have their answer.
    """
    schedule = Schedule(addresses, limits)
    end = time.monotonic() + limits.time_limit
    running: dict[int, Request] = {}

    def work(number: int) -> None:
        while (task := schedule.take()) is not None:
            request = Request(task.at, task.method, limits.timeout, context, allow_private=limits.allow_private)
            running[number] = request
            try:
                outcome = request.run()
            except Exception:  # a fault of ours must cost one answer, and not the run
                log.debug("the request for %s failed", task.at, exc_info=True)
                outcome = Failure(Problem.BROKEN)
            running.pop(number)
            schedule.settle(task, outcome)

    # Not an executor, which waits for its threads at the end: the name service may keep one for minutes.
    for number in range(min(limits.concurrency, len(addresses))):
        threading.Thread(target=work, args=(number,), name=f"external-{number}", daemon=True).start()
    interrupted = False
    try:
        progress(0)
        while not schedule.wait(min(_WATCH, limits.timeout / 4)) and time.monotonic() < end:
            _abort(running, time.monotonic())
            progress(schedule.answered)
        progress(schedule.answered)
    except KeyboardInterrupt:
        interrupted = True
    answers = schedule.stop()
    _abort(running)
    if schedule.without_network:
        return Asked({}, interrupted, without_network=True)
    if not interrupted:
        late = Answer(Verdict.UNCHECKED, "there was no time left for it")
        answers = {address: answers.get(address, late) for address in addresses}
    return Asked(answers, interrupted)


def _abort(running: dict[int, Request], now: float = float("inf")) -> None:
    """End the requests that should have been over by a time."""
    for request in list(running.values()):
        if request.deadline < now:
            request.abort()


def default_context() -> ssl.SSLContext | None:
    """Return what hosts' certificates are checked against: the system's authorities, or those of certifi.

    Returns None if this Python has neither.
    """
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not paths.cafile and not paths.capath and not context.cert_store_stats()["x509_ca"]:
        try:
            import certifi  # noqa: PLC0415 # it need not be there
        except ImportError:
            return None
        context.load_verify_locations(certifi.where())
    return context
