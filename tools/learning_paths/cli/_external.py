"""The option ``--external``: ask for links to other sites, and put what came back into the catalogue."""

import functools
import importlib
import sys
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from learning_paths import lint
from learning_paths.cli._terminal import CANNOT_RUN, stop
from learning_paths.model.answer import Answer, Verdict
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.settings import Settings

INTERRUPTED = 130
"""The exit status of a program that was ended by Ctrl-C, as shells have it."""

_MAX_AGE = 7
_NO_ADDRESS = Answer(Verdict.UNREACHABLE, "it is no address of the web")


class Outside(NamedTuple):
    """What the options say."""

    asked: bool
    cache: Path | None
    max_age: int
    """Days."""
    allow_private: bool


def external_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of ``--external``, which it gets as the argument ``outside``."""

    @click.option("--external", "asked", is_flag=True, help="Ask for links to other sites too.")
    @click.option(
        "--external-max-age",
        "max_age",
        type=click.IntRange(0, 365),
        metavar="DAYS",
        show_default=str(_MAX_AGE),
        help="With --external: how old an answer may be before it is asked for again.",
    )
    @click.option(
        "--external-cache",
        "cache",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        show_default=".cache/learning-paths/external-links.json beside mkdocs.yml",
        help="With --external: where the answers are kept.",
    )
    @click.option(
        "--external-allow-private",
        "allow_private",
        is_flag=True,
        help="With --external: ask for addresses in private networks too.",
    )
    @functools.wraps(command)
    def with_outside(asked: bool, cache: Path | None, max_age: int | None, allow_private: bool, **others: Any) -> None:
        if not asked and (cache is not None or max_age is not None or allow_private):
            stop("--external-max-age, --external-cache and --external-allow-private need --external")
        age = _MAX_AGE if max_age is None else max_age
        command(outside=Outside(asked, cache, age, allow_private), **others)

    return with_outside


def warn_without_external(only: Collection[str], outside: Outside) -> None:
    """Say that a rule that was asked for finds nothing without ``--external``, if that is so."""
    for name in sorted(lint.rules_on_answers().intersection(only)):
        if not outside.asked:
            _tell(f"the rule '{name}' finds nothing without --external")


def ask_outside(
    catalogue: Catalogue, settings: Settings, root: Path, outside: Outside, only: Collection[str]
) -> int | None:
    """Fill in the answers of a catalogue. Returns the exit status where they are not all there, else None.

    ``root`` is the folder of mkdocs.yml. What came of it is told on standard error. Nothing is asked where no rule
    would look at the answers.
    """
    if not outside.asked or not _wanted(settings, only):
        return None
    _stop_without_urllib3()
    # Behind the option, because they load all that a network needs.
    from learning_paths.external import ask, cache  # noqa: PLC0415
    from learning_paths.external.addresses import external_targets  # noqa: PLC0415
    from learning_paths.external.limits import Limits  # noqa: PLC0415

    context = ask.default_context()
    if context is None:
        stop("there are no certificate authorities to check hosts against: pip install certifi, or set SSL_CERT_FILE")
    limits = Limits(
        timeout=settings.external.timeout,
        concurrency=settings.external.concurrency,
        time_limit=settings.external.time_limit,
        allow_private=outside.allow_private,
    )
    targets = dict(external_targets(catalogue, settings.external.ignore))
    addresses = {address for address in targets.values() if address is not None}
    kept = cache.Cache(outside.cache or root / cache.DEFAULT_FILE, time.time())
    _tell(kept.note)
    fresh = kept.fresh(outside.max_age * cache.DAY)
    known = {address: fresh[address] for address in addresses & fresh.keys()}
    new = sorted(addresses.difference(known))
    progress = _Progress(len(new))
    asked = ask.ask(new, limits, context, progress.show)
    progress.clear()
    _tell(kept.keep(asked.answers))
    answers = {**known, **asked.answers}
    catalogue.answers = {
        target: _NO_ADDRESS if address is None else answers[address]
        for target, address in targets.items()
        if address is None or address in answers
    }
    _tell(_summary(answers, len(known), len(addresses)))
    if asked.without_network:
        _tell("there seems to be no network: not one host could be found")
        return CANNOT_RUN
    return INTERRUPTED if asked.interrupted else None


def _stop_without_urllib3() -> None:
    try:
        urllib3 = importlib.import_module("urllib3")
    except ImportError:
        urllib3 = None
    if not hasattr(urllib3, "BaseHTTPResponse"):  # which came with version 2
        stop("--external needs urllib3, version 2 or newer: pip install 'mkdocs-learning-paths[external]'")


def _wanted(settings: Settings, only: Collection[str]) -> bool:
    rules = lint.rules_on_answers()
    return any(settings.levels.get(name, "on") is not None and (not only or name in only) for name in rules)


class _Progress:
    """How far the asking is, in the last line of a terminal. Nothing where standard error is none."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._width = 0
        self._shown = sys.stderr.isatty()

    def show(self, answered: int) -> None:
        """Show how many addresses have their answer."""
        if self._shown:
            text = f"External links: {answered} of {self._total}"
            self._width = len(text)
            click.echo(f"\r{text}", nl=False, err=True)

    def clear(self) -> None:
        """Leave the line as it was."""
        if self._width:
            click.echo(f"\r{' ' * self._width}\r", nl=False, err=True)


def _summary(answers: Mapping[str, Answer], known: int, total: int) -> str:
    counts = [f"{sum(answer.verdict is verdict for answer in answers.values())} {verdict}" for verdict in Verdict]
    left = total - len(answers)
    if left:
        counts.append(f"{left} not asked for")
    addresses = f"{total} address" if total == 1 else f"{total} addresses"
    return f"external links: {addresses}, {known} of them known from earlier runs: {', '.join(counts)}"


def _tell(message: str | None) -> None:
    if message is not None:
        click.echo(f"learning-paths: {message}", err=True)
