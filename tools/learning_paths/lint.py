"""Floor 4: run the rules, apply suppressions and severities, sort."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import ModuleType

from learning_paths import registry, rules
from learning_paths.load import SourceTree, load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Diagnostic, Finding, Report, Rule, Severity
from learning_paths.model.settings import Settings
from learning_paths.text.span import Span
from learning_paths.text.suppressions import suppressed_rules

INTERNAL_ERROR = "internal-error"


def rule_names() -> list[str]:
    """Return the names of all rules, sorted."""
    return registry.names(rules)


def all_rules() -> list[Rule]:
    """Return all rules with their documentation, in the order of their names."""
    return [_rule(name, module) for name, module in registry.load_all(rules).items()]


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
    suppressed = {file: suppressed_rules(text) for file, text in catalogue.texts.items() if "learning-paths:" in text}
    diagnostics = []
    run = []
    for name, module in registry.load_all(rules).items():
        level = settings.levels.get(name, module.SEVERITY)
        if level is None or (only and name not in only):
            continue
        run.append(_rule(name, module))
        for diagnostic in _findings(name, module, level, catalogue):
            span = diagnostic.finding.span
            if name not in suppressed.get(span.file, {}).get(span.line, ()):
                diagnostics.append(diagnostic)
    return Report(
        diagnostics=tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)),
        pages=len(catalogue.pages),
        paths=len(catalogue.paths),
        steps=sum(len(path.steps) for path in catalogue.paths),
        texts=catalogue.texts,
        rules=tuple(run),
    )


def _rule(name: str, module: ModuleType) -> Rule:
    return Rule(name, module.SEVERITY, module.__doc__ or "")


def _findings(name: str, module: ModuleType, level: Severity, catalogue: Catalogue) -> Iterator[Diagnostic]:
    try:
        for finding in module.check(catalogue):
            yield Diagnostic(name, level, finding)
    except Exception as error:
        # A fault of ours must not hide what the other rules find.
        import logging  # noqa: PLC0415 - seldom needed, and one of the larger modules

        logging.getLogger("mkdocs.plugins.learning_paths").debug("the rule %s failed", name, exc_info=True)
        message = f"the rule '{name}' failed: {type(error).__name__}: {error}"
        hint = "this is a fault of learning-paths itself; please report it with the file that caused it"
        yield Diagnostic(INTERNAL_ERROR, Severity.ERROR, Finding(message, Span("mkdocs.yml"), hint))
