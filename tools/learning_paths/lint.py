"""Floor 4: run the rules, apply suppressions and severities, sort."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from types import ModuleType

from learning_paths import registry, rules
from learning_paths.load import SourceTree, load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.load.resolve import PAGE_ENDINGS
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Diagnostic, Finding, Report, Rule, Severity
from learning_paths.model.fields import MARKDOWN_KEYS
from learning_paths.model.run import Run
from learning_paths.model.settings import Settings
from learning_paths.text.span import Span
from learning_paths.text.suppressions import Suppression, Suppressions

INTERNAL_ERROR = "internal-error"


def rule_names() -> list[str]:
    """Return the names of all rules, sorted."""
    return registry.names(rules)


def all_rules() -> list[Rule]:
    """Return all rules with their documentation, in the order of their names."""
    return [_rule(name, module) for name, module in registry.load_all(rules).items()]


def rules_on_answers() -> frozenset[str]:
    """Return the names of the rules that judge answers from outside, and run only where something was asked."""
    return frozenset(name for name, module in registry.load_all(rules).items() if _needs_answers(module))


def check_site(
    tree: SourceTree, settings: Settings, faults: Faults | None = None, only: Collection[str] = ()
) -> tuple[Catalogue, Report]:
    """Read a site and run the rules on it; with ``only``, no other rules than these.

    Returns the catalogue together with the report, so that a host can build what it has checked.
    """
    catalogue = load_catalogue(tree, settings, faults)
    return catalogue, run_rules(catalogue, settings, only)


def run_rules(catalogue: Catalogue, settings: Settings, only: Collection[str] = ()) -> Report:
    """Run the rules on a catalogue. A rule that fails becomes a diagnostic, and the run goes on."""
    existing = registry.load_all(rules)
    modules = {
        name: module
        for name, module in existing.items()
        if settings.levels.get(name, module.SEVERITY) is not None
        and not (catalogue.answers is None and _needs_answers(module))
    }
    asked_for = [name for name in modules if not only or name in only]
    about_the_run = [name for name in asked_for if hasattr(modules[name], "check_run")]
    # A rule about the run needs what the others find, whether or not that is asked for.
    first = [name for name in (modules if about_the_run else asked_for) if hasattr(modules[name], "check")]
    suppressions = _suppressions(catalogue)
    used: set[tuple[Span, int]] = set()
    failed: set[str] = set()
    diagnostics: list[Diagnostic] = []

    def run(name: str, check: Callable[[], Iterable[Finding]]) -> None:
        level = settings.levels.get(name, modules[name].SEVERITY)
        try:
            for finding in check():
                silencing = _silencing(suppressions, name, finding.span)
                if silencing is not None:
                    used.add(silencing)
                elif level is not None and name in asked_for:
                    diagnostics.append(Diagnostic(name, level, finding))
        except Exception as error:
            # A fault of ours must not hide what the other rules find.
            import logging  # noqa: PLC0415 - seldom needed, and one of the larger modules

            logging.getLogger("mkdocs.plugins.learning_paths").debug("the rule %s failed", name, exc_info=True)
            failed.add(name)
            diagnostics.append(_failure(name, error))

    for name in first:
        run(name, functools.partial(modules[name].check, catalogue))
    for name in about_the_run:
        judged = _judged(catalogue, settings, suppressions) if suppressions else ()
        # What silences a rule on answers may be of use tomorrow: hosts change from day to day.
        steady = frozenset(first) - failed - rules_on_answers()
        so_far = Run(tuple(existing), steady | {name}, judged, used)
        run(name, functools.partial(modules[name].check_run, so_far))
    return Report(
        diagnostics=tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)),
        pages=len(catalogue.pages),
        paths=len(catalogue.paths),
        steps=sum(len(path.steps) for path in catalogue.paths),
        texts=catalogue.texts,
        rules=tuple(_rule(name, modules[name]) for name in asked_for),
    )


def _needs_answers(module: ModuleType) -> bool:
    return getattr(module, "NEEDS_ANSWERS", False)


def _rule(name: str, module: ModuleType) -> Rule:
    return Rule(name, module.SEVERITY, module.__doc__ or "")


def _suppressions(catalogue: Catalogue) -> dict[str, Suppressions]:
    """Return the suppressions of each file that has any."""
    texts = [(file, text) for file, text in catalogue.texts.items() if "learning-paths:" in text and "ignore" in text]
    if not texts:
        return {}
    from learning_paths.text.ignore_comments import in_page, in_yaml  # noqa: PLC0415 - most sites have none

    return {
        file: in_page(file, text) if file.endswith(PAGE_ENDINGS) else in_yaml(file, text, MARKDOWN_KEYS)
        for file, text in texts
    }


def _silencing(suppressions: Mapping[str, Suppressions], rule: str, span: Span) -> tuple[Span, int] | None:
    """Return the place of the comment that silences a rule at a place, and the position of the rule's name in it."""
    if span.file not in suppressions:
        return None
    found = suppressions[span.file].silencing(rule, span.line)
    if found is None:
        return None
    suppression, position = found
    # What is said of a name is not for that name to silence.
    return None if suppression.rules[position].span == span else (suppression.span, position)


def _judged(
    catalogue: Catalogue, settings: Settings, suppressions: Mapping[str, Suppressions]
) -> tuple[Suppression, ...]:
    """Return the suppressions of the files that rules could look at: of what cannot be read, nobody knows."""
    read = {path.document.file for path in catalogue.paths} | {page.document.file for page in catalogue.pages}
    faulty = {finding.span.file for findings in catalogue.faults.values() for finding in findings}
    unread = {file for file in faulty - read if file.startswith((f"{settings.paths_dir}/", f"{settings.docs_dir}/"))}
    unread |= {finding.span.file for finding in catalogue.faults.get("invalid-yaml", ())}
    return tuple(
        suppression
        for file, in_file in sorted(suppressions.items())
        if in_file.readable and file not in unread
        for suppression in in_file.found
    )


def _failure(name: str, error: Exception) -> Diagnostic:
    message = f"the rule '{name}' failed: {type(error).__name__}: {error}"
    hint = "this is a fault of learning-paths itself; please report it with the file that caused it"
    return Diagnostic(INTERNAL_ERROR, Severity.ERROR, Finding(message, Span("mkdocs.yml"), hint))
