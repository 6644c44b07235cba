from __future__ import annotations

import logging

import pytest

from learning_paths.hosts.mkdocs.log import log_report
from learning_paths.model.diagnostic import Diagnostic, Finding, Report, Rule, Severity
from learning_paths.text.span import Span


def test_a_long_list_for_information_is_cut_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    found = [Diagnostic("a", Severity.INFO, Finding("m", Span("f.yml", line))) for line in range(1, 100)]
    error = Diagnostic("b", Severity.ERROR, Finding("n", Span("g.yml")))
    rules = (Rule("a", Severity.INFO, ""), Rule("b", Severity.ERROR, ""))
    with caplog.at_level(logging.INFO, "mkdocs.plugins.learning_paths"):
        log_report(Report((*found, error), 1, 2, 3, rules=rules))
    levels = [record.levelno for record in caplog.records]
    assert levels == [*[logging.INFO] * 10, logging.ERROR, logging.INFO, logging.INFO]
    assert caplog.messages[-2].startswith("… and 89 more for information [a]")
