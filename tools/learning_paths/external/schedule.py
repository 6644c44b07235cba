"""Which request comes next, so that no host is asked too often. One object, shared by the threads that ask."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from learning_paths.external.follow import Done, Task, failed, follow
from learning_paths.external.limits import Limits
from learning_paths.external.request import Failure, Problem, Reply
from learning_paths.model.answer import Answer

# So many hosts that cannot be found, and none that can, are no coincidence.
_HOSTS_WITHOUT_NETWORK = 3
_NO_NETWORK = {Problem.NO_SUCH_HOST, Problem.NAME_SERVICE, Problem.NO_ROUTE}


@dataclass(slots=True)
class _Host:
    """What is known of a host."""

    waiting: list[tuple[float, int, Task]] = field(default_factory=list)
    """Tasks, with the time from which each may start and a number that keeps their order: a heap."""
    active: int = 0
    rests_until: float = 0.0
    silent: int = 0
    """How many requests it left unanswered since its last answer."""
    closed: Answer | None = None
    """The answer for everything else, if it is not asked any more."""

    @property
    def ready(self) -> float:
        """The time from which it can be asked for the first of its tasks."""
        return max(self.rests_until, self.waiting[0][0])


class Schedule:
    """The tasks of one run: threads ``take`` them and ``settle`` them, until each address has its answer."""

    def __init__(self, addresses: Iterable[str], limits: Limits) -> None:
        self._addresses = tuple(dict.fromkeys(addresses))
        self._limits = limits
        self._answers: dict[str, Answer] = {}
        self._changed = threading.Condition()
        self._numbers = count()
        self._hosts: dict[str, _Host] = {}
        # When each host can be asked next. A host may stand in it more than once: what is out of date is passed over.
        self._next: list[tuple[float, int, str]] = []
        self._stopped = False
        self._lost: set[str] = set()
        self._has_network = False
        for address in self._addresses:
            self._add(Task(address, address), 0.0)

    def take(self) -> Task | None:
        """Wait until there is something to ask for, and return it; None if there will be nothing more."""
        with self._changed:
            while not self._over():
                now = time.monotonic()
                if not self._next or self._next[0][0] > now:
                    self._changed.wait(self._next[0][0] - now if self._next else None)
                    continue
                name = heapq.heappop(self._next)[2]
                host = self._hosts[name]
                task = None
                if self._can_be_asked(host) and host.ready <= now:
                    task = heapq.heappop(host.waiting)[2]
                    host.active += 1
                    host.rests_until = now + self._limits.delay
                self._list(name)
                if task is not None:
                    return task
            return None

    def settle(self, task: Task, outcome: Reply | Failure) -> None:
        """Take in what came of a task that was taken."""
        with self._changed:
            host = self._hosts[task.host]
            host.active -= 1
            self._note(task.host, outcome)
            step = follow(task, outcome, self._limits)
            if isinstance(step, Done):
                self._answers[task.address] = step.answer
                if step.for_host is not None:
                    self._close(host, step.for_host)
            else:
                start = time.monotonic() + step.wait
                if step.whole_host:
                    host.rests_until = max(host.rests_until, start)
                self._add(step.task, start)
            self._list(task.host)
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for a change, or as long as this; return whether all answers are there."""
        with self._changed:
            if not self._over():
                self._changed.wait(seconds)
            return self._over()

    @property
    def answered(self) -> int:
        """How many addresses have their answer."""
        return len(self._answers)

    @property
    def without_network(self) -> bool:
        """Whether it looks as if there were no network at all, so that the answers say nothing about the addresses."""
        return len(self._lost) >= _HOSTS_WITHOUT_NETWORK and not self._has_network

    def stop(self) -> dict[str, Answer]:
        """Give out no more tasks, and return the answers that there are."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            return dict(self._answers)

    def _over(self) -> bool:
        return self._stopped or len(self._answers) == len(self._addresses)

    def _can_be_asked(self, host: _Host) -> bool:
        return bool(host.waiting) and host.active < self._limits.per_host

    def _list(self, name: str) -> None:
        host = self._hosts[name]
        if self._can_be_asked(host):
            heapq.heappush(self._next, (host.ready, next(self._numbers), name))

    def _add(self, task: Task, start: float) -> None:
        host = self._hosts.setdefault(task.host, _Host())
        if host.closed is not None:
            self._answers[task.address] = host.closed
            return
        heapq.heappush(host.waiting, (start, next(self._numbers), task))
        self._list(task.host)

    def _close(self, host: _Host, answer: Answer) -> None:
        host.closed = answer
        self._answers.update((task.address, answer) for _, _, task in host.waiting)
        host.waiting.clear()

    def _note(self, name: str, outcome: Reply | Failure) -> None:
        host = self._hosts[name]
        if isinstance(outcome, Failure) and outcome.problem in _NO_NETWORK:
            self._lost.add(name)
        elif not (isinstance(outcome, Failure) and outcome.problem is Problem.PRIVATE):
            self._has_network = True
        if not (isinstance(outcome, Failure) and outcome.problem is Problem.SILENCE):
            host.silent = 0
            return
        host.silent += 1
        if host.silent >= self._limits.silent:
            self._close(host, failed(outcome, name, self._limits))
