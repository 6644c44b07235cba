"""English phrases that count the steps of a path, or name one by its number: “the next two papers”, “in step 5”.

The same words mean other things too: the steps of an algorithm, the pages of a book, the papers of an author. So each
phrase is judged by the words around it, and where they leave a doubt it is passed over. Only English is understood.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from learning_paths.text.english_numbers import CARDINAL, CARDINALS, FIGURES, HYPHENS, ORDINAL, ORDINALS, SPELT, value


class Use(Enum):
    """What a noun means where it does not mean what stands in a path."""

    STEP = "something that is done"
    PAGE = "a side of paper"
    WORK = "something that somebody wrote"
    IDEA = "anything else"


class Noun(NamedTuple):
    """A word for what stands in a path, in lower case, and how many of it the path has, if that is known."""

    singular: str
    plural: str
    use: Use
    total: int | None


class Sort(Enum):
    """What a phrase does: name something by its number, count some or all of it, or say how far the reader has come."""

    NUMBER = "number"
    SOME = "some"
    ALL = "all"
    HALF = "half"


class Count(NamedTuple):
    """A phrase, from ``start`` to ``end``. ``number`` is what it says, ``noun`` what it speaks of."""

    start: int
    end: int
    sort: Sort
    number: int | None
    noun: Noun


def counts(text: str, nouns: Sequence[Noun], *, about_path: bool = False) -> Iterator[Count]:
    """Yield the phrases of a Markdown text that count what stands in a path or name it by its number, in order.

    One of the ``nouns`` is that for a step. With ``about_path``, the text is about the path as a whole, and not about
    one page in it.
    """
    if not _may_count(text, nouns):
        return
    from learning_paths.text.prose import prose  # noqa: PLC0415 - most texts count nothing

    context = _Context(prose(text), nouns, about_path)
    found = (
        judge(context, match)
        for hint, phrases in _phrases(_words(nouns))
        if _compiled(hint).search(context.text)
        for pattern, judge in phrases
        for match in _compiled(pattern).finditer(context.text)
    )
    end = 0
    for count in sorted((count for count in found if count), key=lambda count: (count.start, -count.end)):
        if count.start >= end:
            end = count.end
            yield count


# Words of a phrase may be emphasised and may stand in two lines, but not in two paragraphs.
_W = r"(?:[ \t\u00a0*_]|\n(?![ \t]*\n)){1,100}+"
_THIS = rf"(?:this|the|our|your|that){_W}"
_PATH = rf"(?:(?:learning|reading){_W})?(?:path|track|curriculum|journey|tour|route|road|stage)(?!\w)"
_OF_PATH = rf"{_W}(?:of|in|on|along|through|into){_W}{_THIS}{_PATH}"
# One word between a number and its noun: “two short papers”, but not “two OpenAI papers” or “two of the papers”.
_ADJECTIVE = rf"(?:(?-i:(?!(?:of|in|on|and|or|to|more|other|per|by|for|the)\b)[a-z]{{2,15}}+){_W})?"
_EDGES = ("last", "past", "first", "other", "final", "earlier", "later", "opening", "closing")
_SAID = (
    "showed|shows|said|says|argued|argues|claimed|claims|introduced|introduces|explained|explains|described|taught|"
    "ended|began|left|made|told|gave|proved|reported|promised|points|pointed|notes|noted|found|finds|proposes|proposed|"
    "presents|presented|requires|required"
)

# What the words around a phrase say. The reader is on the way …
_READER = (
    rf"\b(?:you|we)(?:['’](?:ve|re|ll|d))?{_W}(?:(?:have|had|are|were|will|can|just|already|now|also){_W}){{0,3}}+"
    r"(?:met|meet|saw|see|seen|read|learn(?:ed|t)?|came|come|left|visited|reach(?:ed)?|skip(?:ped)?|return|"
    r"encountered|finish(?:ed)?|remember|know|knew)\b"
    rf"|\b{_THIS}{_PATH}|\b(?:go|come|going|coming){_W}back\b|\breturn{_W}to\b|\bskip\b"
)
# … or the sentence is about something that is done on a page …
_SUBJECT = (
    r"\b(?:algorithm|procedure|process|pipeline|recipe|protocol|derivation|proof|iteration|gradient|optimi[sz]er|"
    r"optimi[sz]ation|diffusion|denoising|sampler|schedule|learning rate|batch|loop|figure|equation|appendix|workflow|"
    r"method|trajectory|rollout|chain|induction|decoding|training|tutorial|exercise|calculation|computation)(?:e?s)?\b"
)
# … or what is counted belongs to somebody or something else: “its next two papers”, “the next two pages of the report”.
_OWNER = rf"(?:['’]s?|\b(?:its|their|his|her|my|whose)){_W}\Z"
_ANOTHER_S = rf"{_W}(?:of|in|from|inside|within){_W}(?!{_THIS}{_PATH})(?!order\b|turn\b)\S|{_W}by{_W}\w"
# … or the words behind it say which things are meant: “the first two papers to use it”.
_CLAUSE = rf"{_W}(?:(?:that|which|who|where|it|he|she|they)\b|(?-i:[A-Z]))"
_TOPIC = rf"{_W}(?:to|on|about|with|have)\b"

_REFERENCE = rf"\b(?:see|since|recall|remember|revisit|reread|compare){_W}\Z"
_MOMENT = rf"\b(?:time|training|each|every|any|per|at){_W}\Z"
_LINE_START = r"(?:\A|\n)[ \t*_#>-]*\Z"
_COLON = rf"(?:{_W})?(?:[:.)]|[\u2013\u2014]|{_W}-{_W})"
_SENTENCE_END = r"[.!?…][\"”’)\]*_]*\s|\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]"


# Compiled when a text first needs it, which most texts do not.
@lru_cache(maxsize=200)  # the module re keeps them too, but looks them up slowly
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


class _Context:
    """A text, and what the words around a phrase in it say."""

    def __init__(self, text: str, nouns: Sequence[Noun], about_path: bool) -> None:
        self.text = text
        self.about_path = about_path
        self.step = next(noun for noun in nouns if noun.use is Use.STEP)
        self.steps = self.step.total or 0
        self._nouns = {word: noun for noun in nouns for word in (noun.singular, noun.plural)}
        self._said: dict[tuple[int, str], bool] = {}

    def noun(self, match: re.Match[str]) -> Noun:
        """Return what a phrase counts."""
        return self._nouns[" ".join(match["noun"].lower().split())]

    def before(self, match: re.Match[str], pattern: str) -> bool:
        """Return whether a pattern, which ends with the end, fits what stands before a phrase."""
        return _compiled(pattern).search(self.text[max(0, match.start() - 60) : match.start()]) is not None

    def behind(self, match: re.Match[str], *patterns: str) -> bool:
        """Return whether one of the patterns fits what stands behind a phrase."""
        return any(_compiled(pattern).match(self.text, match.end()) for pattern in patterns)

    def owned(self, match: re.Match[str]) -> bool:
        """Return whether what is counted belongs to somebody, or to something that is not the path."""
        return self.before(match, _OWNER) or self.behind(match, _ANOTHER_S)

    def is_label(self, match: re.Match[str]) -> bool:
        """Return whether a phrase starts a line and has a colon or the like behind it: “Step 3: collect data”."""
        return self.before(match, _LINE_START) and self.behind(match, _COLON)

    def says(self, match: re.Match[str], pattern: str) -> bool:
        """Return whether a pattern fits somewhere in the sentence that a phrase starts in."""
        number = bisect_right(self._sentences, match.start()) - 1
        if (number, pattern) not in self._said:  # one search for each sentence, however many phrases it has
            start, end = self._sentences[number : number + 2]
            self._said[number, pattern] = _compiled(pattern).search(self.text, start, end) is not None
        return self._said[number, pattern]

    @cached_property
    def _sentences(self) -> list[int]:
        """Where each sentence starts, and behind them the end of the text."""
        stops = _compiled(_SENTENCE_END).finditer(self.text)
        return [0, *(stop.end() for stop in stops if stop.end() < len(self.text)), len(self.text)]

    @cached_property
    def tells_a_procedure(self) -> bool:
        """Whether the text goes through the steps of something: “step 1 does this, step 2 does that”."""
        found = _compiled(rf"\bstep\W{{1,5}}(?P<n>{FIGURES}|{SPELT})").finditer(self.text)
        numbers = {value(match["n"]) for match in found}
        return any(number + 1 in numbers for number in numbers)


Judge = Callable[[_Context, re.Match[str]], Count | None]


def _relative(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “the next two pages”, “the first three papers”."""
    noun, which = context.noun(match), match["which"].lower()
    edge = which in _EDGES
    doubtful = (
        context.owned(match)
        or (which == "following" and context.behind(match, _COLON))
        or (noun.use is Use.IDEA and edge)
        or (noun.use is Use.WORK and edge and context.behind(match, _CLAUSE, _TOPIC))
        or (noun.use is Use.PAGE and edge and not context.says(match, _READER))
        or (noun.use is Use.STEP and (edge or context.says(match, _SUBJECT)) and not context.says(match, _READER))
    )
    if doubtful and not match["path"]:
        return None
    return Count(*match.span(), Sort.SOME, value(match["n"]), noun)


def _numbered(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “step 5”, “steps 3 to 5”, “step 4 of 16”."""
    first = value(match["n"])
    if match["of"] is not None:
        doubtful = value(match["of"]) != context.steps and not context.says(match, _READER)
    elif context.owned(match) or context.before(match, _MOMENT) or first > context.steps or context.is_label(match):
        doubtful = True
    else:
        meant = (
            context.before(match, _REFERENCE)
            or context.behind(match, rf"{_W}(?:{_SAID})\b")
            or context.says(match, _READER)
        )
        doubtful = not meant and (
            match["n"].lower() == "one" or context.says(match, _SUBJECT) or context.tells_a_procedure
        )
    if doubtful and not match["path"]:
        return None
    return Count(*match.span(), Sort.NUMBER, None if match["more"] else first, context.step)


def _of_path(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “the sixteen steps of this path”, “this path's sixteen steps”, “a path in sixteen steps”."""
    if context.behind(match, _ANOTHER_S) or value(match["n"]) < 2:
        return None
    whole = "stage" not in match[0].lower() and not match["adjective"]
    return Count(*match.span(), Sort.ALL if whole else Sort.SOME, value(match["n"]), context.noun(match))


def _plain(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “all nine papers”, “these three papers”, and where a text is about the path, “in sixteen steps”."""
    noun, said = context.noun(match), value(match["n"])
    which = (match["which"] or "").lower().split()[:1]
    opening = context.about_path and not which and context.before(match, _LINE_START)
    if said < 2 or context.owned(match):
        return None
    if which != ["all"] and not opening and context.behind(match, _CLAUSE, _TOPIC):
        return None
    firm = noun.use in (Use.PAGE, Use.WORK)
    exact = said == noun.total and not match["adjective"]
    counts_all = exact or which == ["in"] or (firm and opening)
    if context.about_path and counts_all and noun.use is not Use.IDEA and said > (2 if firm else 4):
        return Count(*match.span(), Sort.ALL, said, noun)
    if firm and which in (["all"], ["these"], ["those"]):
        return Count(*match.span(), Sort.ALL if exact and which == ["all"] else Sort.SOME, said, noun)
    return None


def _part(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “the last of the four papers”, “the first of two pages”."""
    noun = context.noun(match)
    firm = noun.use in (Use.PAGE, Use.WORK) or context.says(match, _READER)
    if (not firm or context.owned(match) or context.behind(match, _CLAUSE)) and not match["path"]:
        return None
    return Count(*match.span(), Sort.SOME, value(match["n"]), noun)


def _distance(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “three papers ago”, “two steps to go”."""
    noun = context.noun(match)
    if match["wandering"] and noun.use not in (Use.PAGE, Use.WORK):
        return None
    return Count(*match.span(), Sort.SOME, value(match["n"]), noun)


def _ordinal(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “the third step of this path”, “as the second paper showed”."""
    noun = context.noun(match)
    if not match["path"]:
        if noun.use not in (Use.PAGE, Use.WORK) or context.owned(match) or context.behind(match, _CLAUSE, _TOPIC):
            return None
        told = any(match[group] is not None for group in ("since", "said", "here", "last"))
        if not told and not context.says(match, _READER):
            return None
    return Count(*match.span("phrase"), Sort.NUMBER, value(match["n"]) if noun.use is Use.STEP else None, noun)


def _half(context: _Context, match: re.Match[str]) -> Count | None:
    """Judge “halfway through this path”, “you are halfway”. The patterns have left no doubt."""
    return Count(*match.span("phrase"), Sort.HALF, None, context.step)


@lru_cache(maxsize=8)
def _phrases(words: tuple[tuple[str, str], ...]) -> list[tuple[str, list[tuple[str, Judge]]]]:
    """Return the patterns of all phrases with certain nouns, each with what judges it.

    Before them stands a pattern that fits wherever one of them does, so that the others need not even be compiled where
    it fits nowhere: with all numbers spelt out, each takes a thousandth of a second.
    """
    nouns = "|".join(re.escape(word) for pair in words for word in reversed(pair))
    noun = rf"(?P<noun>{nouns})(?!\w)"
    counted = rf"(?P<n>{CARDINAL}){_W}(?P<adjective>{_ADJECTIVE}){noun}"
    path = rf"(?P<path>{_OF_PATH})?"
    number = rf"(?:{FIGURES}|{SPELT})"
    also = rf"(?:{_W})?(?:,|&|[{HYPHENS}\u2013\u2014]|\b(?:and|or|to|through)\b)(?:{_W})?(?:and{_W})?{number}"
    has = (
        rf"of|in|with|has|have|holds|takes|is|spans|contains|covers|(?:goes|runs|leads){_W}(?:you{_W})?through|"
        rf"consists{_W}of|comes{_W}in"
    )
    stop = r"(?=\W{0,9}(?:[.,;:!?]|\Z))"
    distance = (
        rf"to{_W}(?:go|come)|ago|remain(?:ing)?|(?:are{_W})?left{stop}|from{_W}(?:here|now)|(?:until|before){_W}the{_W}end|"
        rf"(?P<wandering>back|earlier|later|in{stop}|follow{stop}|behind{_W}you|ahead(?:{_W}of{_W}you)?)"
    )
    halfway = rf"half[{HYPHENS} ]?way"
    here = rf"(?:(?:through|along|into|of|down){_W}{_THIS}(?!stage){_PATH}|(?:now|there|here)\b|(?=[.,;!?]|\s*\Z))"
    which = "|".join(["previous", "preceding", "next", "following", "coming", "remaining", *_EDGES])
    relative = rf"(?:\bthe{_W})?\b(?P<which>{which}){_W}{counted}{path}"
    numbered = rf"\bsteps?{_W}(?:(?:number|no\.?){_W}|#)?(?P<n>{number})(?P<more>(?:{also}){{0,9}})"
    numbered += rf"(?:{_W}of{_W}(?P<of>{number}))?{path}"
    plain = rf"(?:\b(?P<which>all(?:{_W}of)?(?:{_W}(?:the|these))?|these|those|the|in){_W})?\b{counted}"
    one = rf"(?:{ORDINAL}|(?:first|last){_W}{CARDINAL}|last|next|final|other)"
    part = rf"\bthe{_W}{one}{_W}of{_W}(?:(?:the|these|those|our){_W})?{counted}{path}"
    more = rf"\b(?P<n>{CARDINAL}){_W}more{_W}{noun}(?P<wandering>)(?=\W{{1,9}}(?:and|then|before|until)\b)"
    other = rf"(?:and|or){_W}(?:{ORDINAL}|(?P<last>last|final)){_W}"
    ordinal = rf"(?P<since>\b(?:since|like|unlike|recall|remember|because){_W})?"
    ordinal += rf"(?P<phrase>\b(?:the|(?P<here>this|our)){_W}(?P<n>{ORDINAL}){_W}(?:{other})?{noun}{path})"
    ordinal += rf"(?P<said>(?={_W}(?:(?:has|have|had){_W})?(?:{_SAID})\b))?"
    you_are = (
        rf"\b(?:you|we)(?:['’]re|{_W}are){_W}(?:(?:now|just|about|already){_W})?(?P<phrase>{halfway})(?:{_W})?{here}"
    )
    return [
        (
            rf"\b{CARDINAL}{_W}(?:[a-z]{{2,15}}{_W})?{noun}",
            [
                (relative, _relative),
                (rf"(?:\ball{_W})?(?:\bthe{_W})?\b{counted}{_OF_PATH}", _of_path),
                (rf"\b{_THIS}{_PATH}['’]s{_W}(?:only{_W})?{counted}", _of_path),
                (rf"\bpath{_W}(?:{has}){_W}(?:(?:only|just|about|all){_W})?{counted}", _of_path),
                (plain, _plain),
                (part, _part),
                (rf"\b{counted}{_W}(?:{distance})(?!\w)", _distance),
                (more, _distance),
            ],
        ),
        (rf"\bsteps?{_W}(?:(?:number|no\.?){_W}|#)?{number}", [(numbered, _numbered)]),
        (rf"\b(?:the|this|our){_W}{ORDINAL}{_W}(?:{other})?{noun}", [(ordinal, _ordinal)]),
        (
            halfway,
            [(you_are, _half), (rf"\b(?P<phrase>(?:the{_W})?{halfway}(?:{_W}(?:point|mark))?{_OF_PATH})", _half)],
        ),
    ]


def _words(nouns: Sequence[Noun]) -> tuple[tuple[str, str], ...]:
    return tuple(noun[:2] for noun in nouns)


def _may_count(text: str, nouns: Sequence[Noun]) -> bool:
    """Return quickly whether a text has a number near one of the nouns, which most texts have not."""
    lower = text.lower()
    if "half" in lower and re.search(rf"half[{HYPHENS}\s]?way", lower):
        return True
    return _has_noun(lower, nouns) and _near(_words(nouns)).search(lower) is not None


def _has_noun(lower: str, nouns: Sequence[Noun]) -> bool:
    """Return whether one of the nouns stands in a text, other than as a folder in the target of a link."""
    for noun in nouns:
        for word in (noun.singular, noun.plural):
            if word in lower and lower.count(word) > lower.count(f"/{word}"):
                return True
    return False


@lru_cache(maxsize=8)
def _near(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Return a pattern that fits a Markdown text in lower case wherever it may hold one of the phrases.

    An ordinal counts only behind an article, as in the phrases. Between a number and its noun there may be others, such
    as the words in a link's target.
    """
    nouns = rf"(?<![/a-z0-9])(?:{'|'.join(re.escape(word) for pair in words for word in pair)})"
    gap = r"\W{1,100}+"
    others = rf"(?:\w{{1,30}}+{gap}){{0,4}}?"
    cardinal, ordinal = "|".join(sorted(CARDINALS)), "|".join(sorted(ORDINALS))
    return re.compile(
        rf"\b(?:{cardinal}|(?:the|this|our){gap}(?:\d{{1,2}}(?:st|nd|rd|th)|{ordinal})|\d{{1,3}}){gap}{others}{nouns}"
        rf"|\bsteps?{gap}(?:(?:number|no){gap})?(?:\d|(?:{cardinal})\b)"
    )
