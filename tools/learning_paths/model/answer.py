"""What came back when an address outside the site was asked for."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What an answer means for a link.

    ``UNCHECKED`` says that nothing is known: neither that all is well, nor that the link is broken.
    """

    REACHED = "reached"
    UNREACHABLE = "unreachable"
    UNCHECKED = "unchecked"


class Answer(NamedTuple):
    """What came back.

    ``detail`` says in a few words why the address was not reached, such as ``404 Not Found``. ``moved_to`` is the
    address that the host gives for good instead, if it was reached there.
    """

    verdict: Verdict
    detail: str = ""
    moved_to: str | None = None
