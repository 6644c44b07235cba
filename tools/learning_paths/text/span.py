"""Where something was written."""

from typing import NamedTuple


# A tuple rather than a dataclass: one is made for every value of every file, and a frozen dataclass costs four times
# as much to make.
class Span(NamedTuple):
    """A place in a file.

    ``file`` is relative to the site's root, with forward slashes. Lines and columns count from 1; a column counts code
    points. The end is the place just behind the last character, so that an empty place has its start as its end.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
