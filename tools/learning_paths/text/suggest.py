"""Did you mean: the known words closest to one that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Compiled when it is first needed, as most sites never do: making a pattern takes a part of each start.
_BETWEEN = r"[-_.#\s]+"
_CANDIDATES = 5
_ALIKE = 0.6


class Suggester:
    """Suggests known words for unknown ones.

    The known words are not looked at before the first unknown one. Comparing with all of them costs time, so that only
    the first ``limit`` unknown words of a run are looked up; a word asked for again is answered from memory.
    ``cutoff`` is how alike two words must be, from 0 to 1.
    """

    def __init__(self, known: Iterable[str], limit: int = 50, cutoff: float = 0.6) -> None:
        self._given = known
        self._known: dict[str, str] | None = None
        self._left = limit
        self._cutoff = cutoff
        self._answers: dict[str, str | None] = {}

    def closest(self, word: str) -> str | None:
        """Return the known word that ``word`` is most likely meant to be, or None if none comes near."""
        if word not in self._answers:
            if self._left <= 0 or len(word) > 200:
                return None
            self._left -= 1
            self._answers[word] = self._look_up(word)
        return self._answers[word]

    def _look_up(self, word: str) -> str | None:
        import difflib  # noqa: PLC0415 - a site without unknown words does without

        if self._known is None:
            # By their lower case, so that a word that differs in nothing but its case is the closest there is.
            self._known = {known.lower(): known for known in sorted(set(self._given), reverse=True)}
        found = difflib.get_close_matches(word.lower(), self._known, n=_CANDIDATES, cutoff=self._cutoff)
        fits = {candidate: _fit(word.lower(), candidate) for candidate in found}
        best = max(found, key=lambda candidate: fits[candidate], default=None)  # the first of those that fit as well
        return self._known[best] if best is not None and fits[best] else None


def _fit(word: str, candidate: str) -> int:
    """Return how well two texts fit each other word by word: 0 if they only look alike.

    `survey-of-tools` and `survey-of-tables` have most of their letters in common, and are about different things.
    """
    words, others = (_words(text) for text in (word, candidate))
    left, right = ([each for each in some if each not in rest] for some, rest in ((words, others), (others, words)))
    if not left or not right:
        return 1
    one, two = "".join(left), "".join(right)
    if one == "".join(each[0] for each in right) or two == "".join(each[0] for each in left):
        return 2  # initials
    import difflib  # noqa: PLC0415 - as above

    return int(difflib.SequenceMatcher(None, one, two).ratio() >= _ALIKE)


def _words(text: str) -> list[str]:
    # Of a path, the last part: what has been moved to another folder keeps its name.
    return [word for word in re.split(_BETWEEN, text.rsplit("/", 1)[-1]) if word]


def did_you_mean(word: str | None) -> str | None:
    """Return the hint ``did you mean 'word'?``, or None where there is nothing to suggest."""
    return None if word is None else f"did you mean '{word}'?"
