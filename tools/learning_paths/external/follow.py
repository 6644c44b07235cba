"""What comes after a request: the next one, or the answer. No network, no clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from learning_paths.external.addresses import web_address
from learning_paths.external.limits import Limits
from learning_paths.external.request import Failure, Problem, Reply
from learning_paths.model.answer import Answer, Verdict

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_BUSY = {429, 503}
# What is said to programs, or to strangers, and tells nothing about the page. 999 is LinkedIn's.
_NOT_TO_US = {401, 402, 403, 406, 407, 408, 425, 451, 999, *_BUSY}
_CERTAIN = {Problem.NO_SUCH_HOST, Problem.REFUSED, Problem.CERTIFICATE}
# Whatever else the host is asked for, it would not be different.
_OF_THE_HOST = {Problem.NO_SUCH_HOST, Problem.NAME_SERVICE, Problem.PRIVATE}
_REPEATED = set(Problem) - {Problem.NO_SUCH_HOST, Problem.PRIVATE, Problem.CERTIFICATE}


@dataclass(frozen=True, slots=True)
class Task:
    """A request to make. ``address`` is what an answer is wanted for, ``at`` where its redirects have led so far."""

    address: str
    at: str
    method: str = "HEAD"
    attempt: int = 0
    passed: tuple[str, ...] = ()
    moved_to: str | None = None
    sets_cookie: bool = False

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.at).hostname or ""


@dataclass(frozen=True, slots=True)
class Next:
    """Another request is needed, after ``wait`` seconds; with ``whole_host``, the host is left alone for so long."""

    task: Task
    wait: float = 0.0
    whole_host: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The answer. ``for_host`` is the answer for all else that the host would be asked for, where that is known too."""

    answer: Answer
    for_host: Answer | None = None


def follow(task: Task, outcome: Reply | Failure, limits: Limits) -> Next | Done:
    """Return what comes after a request."""
    if isinstance(outcome, Failure):
        return _after_failure(task, outcome, limits)
    if outcome.status in _REDIRECTS:
        return _redirected(task, outcome, limits)
    if 200 <= outcome.status < 300 or outcome.status == 300:
        return Done(Answer(Verdict.REACHED, moved_to=task.moved_to))
    if outcome.status in _BUSY:
        return _busy(task, outcome, limits)
    if task.method == "HEAD":
        # Many hosts answer HEAD with an error that GET does not meet, and not always with 405.
        return Next(replace(task, method="GET"))
    if (outcome.status >= 500 and outcome.status not in _NOT_TO_US) and task.attempt < limits.retries:
        return Next(_repeated(task), _backoff(task, limits))
    known = 300 <= outcome.status < 600 and outcome.status not in _NOT_TO_US
    return Done(Answer(Verdict.UNREACHABLE if known else Verdict.UNCHECKED, _status(outcome.status) + _where(task)))


def _busy(task: Task, reply: Reply, limits: Limits) -> Next | Done:
    wait = reply.retry_after if reply.retry_after is not None else _backoff(task, limits)
    answer = Answer(Verdict.UNCHECKED, _status(reply.status) + _where(task))
    if wait > limits.longest_wait:
        left_alone = f"the host '{task.host}' answers {_status(reply.status)}, and wants to be left alone"
        return Done(answer, Answer(Verdict.UNCHECKED, left_alone))
    if task.attempt >= limits.retries:
        return Done(answer)
    return Next(_repeated(task), wait, whole_host=True)


def _redirected(task: Task, reply: Reply, limits: Limits) -> Next | Done:
    if reply.location is None:
        return _broken(task, f"{_status(reply.status)}, without saying where to")
    target = _target(task.at, reply.location)
    if target is None:
        return _broken(task, "it redirects to what is no address of the web")
    passed = (*task.passed, task.at)
    sets_cookie = task.sets_cookie or reply.sets_cookie
    if target in passed:
        if sets_cookie:  # which a browser would have sent back, to be let through
            return Done(Answer(Verdict.UNCHECKED, "it redirects in a circle until a cookie is sent, and none is"))
        return _broken(task, "it redirects in a circle")
    if len(passed) > limits.redirects:
        return _broken(task, f"it redirects more than {limits.redirects} times")
    # Only as far as all redirects are for good: the next day, a temporary one may lead elsewhere.
    for_good = reply.status in _FOR_GOOD and (task.moved_to == task.at or not task.passed)
    moved_to = target if for_good else task.moved_to
    return Next(replace(task, at=target, attempt=0, passed=passed, moved_to=moved_to, sets_cookie=sets_cookie))


def _target(at: str, location: str) -> str | None:
    try:
        return web_address(urljoin(at, location))
    except ValueError:
        return None


def _broken(task: Task, detail: str) -> Next | Done:
    if task.method == "HEAD":  # GET may be led another way
        return Next(Task(task.address, task.address, "GET"))
    return Done(Answer(Verdict.UNREACHABLE, detail))


def _after_failure(task: Task, failure: Failure, limits: Limits) -> Next | Done:
    if failure.problem in _REPEATED and task.attempt < limits.retries:
        return Next(_repeated(task), _backoff(task, limits))
    answer = failed(failure, task.host, limits)
    return Done(answer, answer if failure.problem in _OF_THE_HOST else None)


def failed(failure: Failure, host: str, limits: Limits) -> Answer:
    """Return the answer that a failure is, where it is not tried again."""
    verdict = Verdict.UNREACHABLE if failure.problem in _CERTAIN else Verdict.UNCHECKED
    words = _DETAILS[failure.problem].format(host=host, timeout=f"{limits.timeout:g}")
    return Answer(verdict, f"{words} ({failure.detail})" if failure.detail else words)


_DETAILS = {
    Problem.NO_SUCH_HOST: "there is no host '{host}'",
    Problem.NAME_SERVICE: "the host '{host}' could not be looked up",
    Problem.PRIVATE: "'{host}' is in a private network",
    Problem.NO_ROUTE: "there is no way to the host '{host}'",
    Problem.REFUSED: "the host '{host}' refuses the connection",
    Problem.SILENCE: "the host '{host}' gave no answer within {timeout} s",
    Problem.CERTIFICATE: "the certificate of '{host}' does not hold",
    Problem.TLS: "no secure connection to '{host}' came about",
    Problem.BROKEN: "the host '{host}' broke off, or its answer cannot be read",
}


def _repeated(task: Task) -> Task:
    # A host may dislike HEAD so much that it hangs up, or fails.
    return replace(task, method="GET", attempt=task.attempt + 1)


def _backoff(task: Task, limits: Limits) -> float:
    return min(limits.backoff * (1 << task.attempt), limits.longest_wait)


def _where(task: Task) -> str:
    return f", redirected to {task.at}" if task.passed else ""


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
