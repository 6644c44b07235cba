"""Floor 4: run the rules, apply suppressions and severities, sort."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable
from types import ModuleType

from learning_paths import registry, rules
from learning_paths.load import SourceTree, load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.crowds import Crowds
from learning_paths.model.diagnostic import Diagnostic, Finding, Report, Rule, Severity
from learning_paths.model.run import Run
from learning_paths.model.settings import Settings
from learning_paths.silence import Silence
from learning_paths.text.span import Span

INTERNAL_ERROR = "internal-error"


def rule_names() -> list[str]:
    """Return the names of all rules, sorted."""
    return registry.names(rules)


def all_rules() -> list[Rule]:
    """Return all rules with their documentation, in the order of their names."""
    return [_rule(name, module) for name, module in registry.load_all(rules).items()]


def rules_about_the_run() -> frozenset[str]:
    """Return the names of the rules that judge what the others found."""
    return frozenset(name for name, module in registry.load_all(rules).items() if hasattr(module, "check_run"))


def rules_on_answers() -> frozenset[str]:
    """Return the names of the rules that judge answers from outside, and run only where something was asked."""
    return frozenset(name for name, module in registry.load_all(rules).items() if _needs_answers(module))


def check_site(tree: SourceTree, settings: Settings, faults: Faults | None = None) -> tuple[Catalogue, Report]:
    """Read a site and run the rules on it; return what the site is together with the report."""
    catalogue = load_catalogue(tree, settings, faults)
    return catalogue, run_rules(catalogue, settings)


def run_rules(catalogue: Catalogue, settings: Settings, only: Collection[str] = ()) -> Report:
    """Run the rules on a catalogue; with ``only``, no other rules than these.

    A rule that fails becomes a diagnostic, and the run goes on.
    """
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
    silence = Silence(catalogue, settings)
    failed: set[str] = set()
    diagnostics: list[Diagnostic] = []

    def run(name: str, check: Callable[[], Iterable[Finding]]) -> None:
        level = settings.levels.get(name, modules[name].SEVERITY)
        listed = level is not None and name in asked_for
        crowds = Crowds()
        try:
            diagnostics.extend(
                Diagnostic(name, level.at_most(finding.at_most), finding)
                for finding in check()
                if not silence.covers(name, finding.span) and listed and crowds.admit(finding.span)
            )
        except Exception as error:
            # A fault of ours must not hide what the other rules find.
            import logging  # noqa: PLC0415 - seldom needed, and one of the larger modules

            logging.getLogger("mkdocs.plugins.learning_paths").debug("the rule %s failed", name, exc_info=True)
            failed.add(name)
            diagnostics.append(_failure(name, error))
        if listed:
            if name in catalogue.crowds:
                crowds.add(catalogue.crowds[name])
            diagnostics.extend(Diagnostic(name, level, finding) for finding in crowds.findings())

    for name in first:
        run(name, functools.partial(modules[name].check, catalogue))
    for name in about_the_run:
        # What silences a rule on answers may be of use tomorrow: hosts change from day to day.
        steady = frozenset(first) - failed - rules_on_answers()
        so_far = Run(tuple(existing), steady | {name}, silence.judged(), silence.used)
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


def _failure(name: str, error: Exception) -> Diagnostic:
    message = f"the rule '{name}' failed: {type(error).__name__}: {error}"
    hint = "this is a fault of learning-paths itself; please report it with the file that caused it"
    return Diagnostic(INTERNAL_ERROR, Severity.ERROR, Finding(message, Span("mkdocs.yml"), hint))
