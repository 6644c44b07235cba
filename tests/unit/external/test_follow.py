"""What comes after a request. What hosts do in earnest is tried in ``test_ask.py``; this is for what they hardly do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.external.follow import Done, Next, Task, follow
from learning_paths.external.limits import Limits
from learning_paths.external.request import Failure, Problem, Reply
from learning_paths.model.answer import Answer, Verdict

URL = "https://example.org/"
LIMITS = Limits()
GET = Task(URL, URL, "GET")


def last(task: Task, outcome: Reply | Failure) -> Answer:
    """Return the answer of a task whose last attempt came out like this."""
    step = follow(replace(task, attempt=LIMITS.retries), outcome, LIMITS)
    assert isinstance(step, Done)
    return step.answer


@pytest.mark.parametrize(
    ("verdict", "statuses"),
    [
        (Verdict.REACHED, [200, 204, 206, 226, 300]),
        (Verdict.UNREACHABLE, [304, 305, 400, 404, 405, 410, 414, 418, 421, 500, 501, 502, 504, 520, 530]),
        (Verdict.UNCHECKED, [103, 199, 401, 402, 403, 406, 407, 408, 425, 429, 451, 503, 600, 999]),
    ],
)
def test_what_a_status_means(verdict: Verdict, statuses: list[int]) -> None:
    answers = {status: last(GET, Reply(status)) for status in statuses}
    assert {status: answer.verdict for status, answer in answers.items()} == dict.fromkeys(statuses, verdict)
    assert all((answer.detail == "") == (verdict is Verdict.REACHED) for answer in answers.values())


def test_words_for_a_status_are_ours_and_not_the_hosts() -> None:
    assert last(GET, Reply(451)).detail == "451 Unavailable For Legal Reasons"
    assert last(GET, Reply(530)).detail == "530"


@pytest.mark.parametrize("status", [501, 500, 404, 403, 405])
def test_head_is_never_the_last_word(status: int) -> None:
    assert follow(Task(URL, URL), Reply(status), LIMITS) == Next(GET)


def test_each_attempt_waits_longer() -> None:
    waits = []
    task: Task = GET
    while isinstance(step := follow(task, Reply(500), replace(LIMITS, retries=7, longest_wait=20)), Next):
        waits.append(step.wait)
        task = step.task
    assert waits == [1, 2, 4, 8, 16, 20, 20]


@pytest.mark.parametrize(
    ("retry_after", "wait"), [(None, 1.0), (0.0, 0.0), (7.0, 7.0), (LIMITS.longest_wait, LIMITS.longest_wait)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_host_says_how_long_to_wait(status: int, retry_after: float | None, wait: float) -> None:
    step = follow(GET, Reply(status, retry_after=retry_after), LIMITS)
    assert isinstance(step, Next)
    assert (step.wait, step.whole_host, step.task.attempt) == (wait, True, 1)


def test_a_host_that_wants_too_much_time() -> None:
    step = follow(GET, Reply(503, retry_after=LIMITS.longest_wait + 1), LIMITS)
    assert isinstance(step, Done)
    assert step.answer == Answer(Verdict.UNCHECKED, "503 Service Unavailable")
    assert step.for_host is not None


def test_redirects_are_followed_from_where_they_led() -> None:
    step = follow(Task(URL, "https://example.org/a/b"), Reply(302, "../c?d=e#f"), LIMITS)
    assert isinstance(step, Next)
    assert step.task.at == "https://example.org/c?d=e"
    step = follow(step.task, Reply(307, "//other.example"), LIMITS)
    assert isinstance(step, Next)
    assert (step.task.at, step.task.host) == ("https://other.example/", "other.example")


def test_a_password_in_a_redirect_goes_nowhere() -> None:
    step = follow(GET, Reply(301, "https://user:password@other.example/"), LIMITS)
    assert isinstance(step, Next)
    assert step.task.at == "https://other.example/"


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        ([301], "/1"),
        ([308, 301], "/2"),
        ([302], None),
        ([302, 301], None),
        ([301, 302], "/1"),
        ([301, 303, 301], "/1"),
    ],
)
def test_only_what_holds_for_good_is_a_new_address(statuses: list[int], moved_to: str | None) -> None:
    task = GET
    for number, status in enumerate(statuses, start=1):
        step = follow(task, Reply(status, f"/{number}"), LIMITS)
        assert isinstance(step, Next)
        task = step.task
    assert last(task, Reply(200)).moved_to == (moved_to and f"https://example.org{moved_to}")


REPLIES = st.builds(
    Reply,
    st.integers(100, 999) | st.sampled_from([301, 302, 429, 500]),
    st.none() | st.sampled_from(["/", "/a", "b", "../c", "?d", "https://other.example/", "x:", ""]) | st.text(),
    st.none() | st.floats(0, 1e9),
    st.booleans(),
)
OUTCOMES = st.lists(REPLIES | st.builds(Failure, st.sampled_from(Problem)), min_size=1)


@given(OUTCOMES)
def test_it_comes_to_an_end_whatever_hosts_do(outcomes: list[Reply | Failure]) -> None:
    task = Task(URL, URL)
    # Each redirect may be asked for with HEAD, GET and as often as is allowed, and all of it once more with GET.
    for number in range(2 * (LIMITS.redirects + 1) * (LIMITS.retries + 2)):
        step = follow(task, outcomes[number % len(outcomes)], LIMITS)
        if isinstance(step, Done):
            return
        assert 0 <= step.wait <= LIMITS.longest_wait
        task = step.task
    raise AssertionError(outcomes)
