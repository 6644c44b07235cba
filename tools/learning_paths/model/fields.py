"""The field tables: which keys a file may have, and what each may hold.

The reader, the messages about wrong shapes and the reference in the guide all come from these tables.
"""

from enum import StrEnum
from typing import NamedTuple


class Type(StrEnum):
    """What a value may be; the text of a member is how a message names it."""

    TEXT = "text"
    MARKDOWN = "Markdown text"
    BOOL = "true or false"
    MINUTES = "a whole number of minutes from 1 to 10000"
    YEAR = "a year such as 2017"
    DATE = "a date such as 2026-11-22"
    SLUG = "a slug"
    REFERENCE = "the slug of a page"
    REQUIREMENT = "the slug of a page, or a mapping with 'slug' and 'because'"
    ARXIV = "an arXiv identifier such as 1706.03762 or cs/0112017"
    DOI = "a DOI such as 10.1038/nature14539"
    URL = "an address that starts with https:// or http://"
    STEPS = "a list of steps and stages"


PATTERNS = {
    # Since April 2007 a year, a month and a number, of five digits since 2015; before that an archive and seven digits.
    Type.ARXIV: r"(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}|(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}"
    r"|[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?/[0-9]{7})(?:v[1-9][0-9]?)?",
    # Short DOIs, such as 10/aabbe, have no number behind the ten.
    Type.DOI: r"10(?:\.[0-9]+)*/[^\s/]\S*",
    Type.URL: r"https?://[^\s/?#]\S*",
}
"""What a text of some types looks like, from its start to its end: a regular expression for Python and JSON Schema."""

RANGES = {Type.MINUTES: (1, 10_000), Type.YEAR: (1000, 2999)}
"""The least and the greatest value of numbers."""


class Field(NamedTuple):
    """One key of a mapping."""

    name: str
    type: Type
    meaning: str
    required: bool = False
    many: bool = False
    """The value is a list of such values."""
    choices: tuple[str, ...] = ()
    open_choices: bool = False
    """Other words than ``choices`` are somebody else's and are left alone, unless they look like a misspelt choice."""
    max_length: int | None = None
    """The longest text allowed, in characters."""
    not_called: tuple[str, ...] = ()
    """What people write instead of the name, but that too different to be taken for a misspelling of it."""


LEVELS = ("introductory", "intermediate", "advanced")
STATUSES = ("complete", "draft", "planned")
DESCRIPTION_LENGTH = 200

PATH = (
    Field("title", Type.TEXT, "Name of the path, shown everywhere.", required=True),
    Field(
        "description",
        Type.TEXT,
        "One sentence: what the path is and for whom.",
        required=True,
        max_length=DESCRIPTION_LENGTH,
        not_called=("summary", "subtitle"),
    ),
    Field("level", Type.TEXT, "How much the reader should bring along.", choices=LEVELS),
    Field("audience", Type.TEXT, "Who the path is for, in words.", not_called=("for", "readers")),
    Field(
        "assumes",
        Type.REFERENCE,
        "Pages whose content the reader is taken to know already; they satisfy prerequisites.",
        many=True,
        not_called=("requires", "prerequisites", "known"),
    ),
    Field(
        "outcomes",
        Type.MARKDOWN,
        "What the reader can do afterwards, a line each.",
        many=True,
        not_called=("objectives", "goals"),
    ),
    Field("introduction", Type.MARKDOWN, "Shown before the first step.", not_called=("intro", "text")),
    Field("conclusion", Type.MARKDOWN, "Shown after the last step."),
    Field("authors", Type.TEXT, "Curators of the path.", many=True, not_called=("curators",)),
    Field("updated", Type.DATE, "Day of the last change worth telling readers about.", not_called=("date", "modified")),
    Field("draft", Type.BOOL, "`true`: built by `mkdocs serve` only."),
    Field(
        "steps",
        Type.STEPS,
        "The steps in reading order, and the stages that group them.",
        required=True,
        not_called=("pages", "path", "stages"),
    ),
)

STEP = (
    Field(
        "slug",
        Type.REFERENCE,
        "The page: `attention`, or qualified, `papers/attention`.",
        required=True,
        not_called=("page", "id", "name", "file", "path", "ref", "link", "step"),
    ),
    Field(
        "commentary",
        Type.MARKDOWN,
        "Why this page, and why now.",
        not_called=("introduction", "description", "text", "why", "because", "note", "notes"),
    ),
    Field("title", Type.TEXT, "Shown instead of the page's own title."),
    Field("read", Type.TEXT, "Which part of the page or paper to read, such as `§3.2–3.3`."),
    Field("optional", Type.BOOL, "`true`: the path can be followed without this step."),
    Field("minutes", Type.MINUTES, "Time for this step, instead of the page's.", not_called=("time", "duration")),
    Field("alongside", Type.REFERENCE, "Pages to read together with this step.", many=True),
)

STAGE = (
    Field("stage", Type.TEXT, "Heading of the stage. It groups the steps up to the next stage.", required=True),
    Field(
        "introduction",
        Type.MARKDOWN,
        "Shown under the heading.",
        not_called=("commentary", "description", "text", "intro"),
    ),
)

REQUIREMENT = (
    Field("slug", Type.REFERENCE, "The page that comes first.", required=True, not_called=("page", "id", "name")),
    Field("because", Type.TEXT, "Why it comes first: what this page takes from it.", not_called=("why", "reason")),
)

PAGE = (
    Field("title", Type.TEXT, "Name of the page; without it, the first `#` heading."),
    Field("summary", Type.TEXT, "One sentence on what the page is about."),
    Field("slug", Type.SLUG, "Name of the page in paths, if it is not the name of the file."),
    Field("requires", Type.REQUIREMENT, "Pages to read before this one, best with a reason.", many=True),
    Field("aliases", Type.SLUG, "Earlier slugs of the page.", many=True),
    Field("minutes", Type.MINUTES, "Reading time; without it, counted from the words."),
    Field("tags", Type.TEXT, "Subjects of the page.", many=True),
    Field(
        "status",
        Type.TEXT,
        "`planned` is an honest gap: shown as not written yet.",
        choices=STATUSES,
        open_choices=True,  # Material for MkDocs has page statuses of its own under the same key
    ),
)

CITATION = (
    Field("authors", Type.TEXT, "Everyone who wrote it, in the order of the work.", many=True),
    Field("year", Type.YEAR, "Year of publication."),
    Field("venue", Type.TEXT, "Where it was published."),
    Field("arxiv", Type.ARXIV, "arXiv identifier, in quotes: `'1706.03762'`."),
    Field("doi", Type.DOI, "DOI, without `https://doi.org/`."),
    Field("url", Type.URL, "Address where it can be read."),
    Field("bibtex_key", Type.TEXT, "Key for citing it with BibTeX."),
)

MARKDOWN_KEYS = frozenset(field.name for table in (PATH, STEP, STAGE) for field in table if field.type is Type.MARKDOWN)
"""The keys of a path file whose values are Markdown."""
