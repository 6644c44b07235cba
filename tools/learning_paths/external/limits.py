"""How hard other people's hosts are asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one run. Times are in seconds."""

    timeout: float = 10.0
    """For one request, from looking up the host to the last header of its answer."""
    concurrency: int = 16
    """Requests at one time."""
    per_host: int = 2
    """Requests to one host at one time."""
    delay: float = 0.25
    """Between the starts of two requests to one host."""
    retries: int = 2
    """How often a request that failed, and may not fail again, is repeated."""
    backoff: float = 1.0
    """Before the first repetition; twice as long before each further one."""
    longest_wait: float = 30.0
    """A host that wants to be left alone for longer is not asked again in this run."""
    silent: int = 3
    """A host that leaves as many requests as this unanswered, one behind the other, is not asked again in this run."""
    redirects: int = 10
    """How many redirects are followed."""
    time_limit: float = 600.0
    """For the whole run. What is left then is not checked."""
    allow_private: bool = False
    """Whether addresses within private networks are asked for."""
