"""A rule's page: what its docstring says, in parts, for the guide, ``learning-paths explain`` and reports."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from learning_paths.model.diagnostic import Rule, Severity

GUIDE = "https://mkdocs-learning-paths.github.io/mkdocs-learning-paths/"
"""Where the guide is published."""

RULES = "guide/curate/rules/"
"""The page of all rules, below ``GUIDE``. Links in docstrings are written as from its source, ``rules.md``."""

# A fenced block or code in a line, which stay as they are; or the target of a link.
_CODE_OR_LINK = re.compile(
    r"(?P<code>^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*[ ]*$|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?<=\]\()(?P<target>[^)\s]+)(?=\))",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class RulePage:
    """The documentation of one rule. ``summary`` is one sentence in plain text; the other parts are Markdown."""

    name: str
    severity: Severity
    summary: str
    what_it_does: str
    why_it_matters: str
    bad: str
    good: str
    how_to_fix: str

    @property
    def address(self) -> str:
        """Where the rule stands in the published guide."""
        return f"{GUIDE}{RULES}#{self.name}"

    def markdown(self) -> str:
        """Return the page as Markdown, without a heading and with no heading in it."""
        # The headings of a docstring become words at the start of a paragraph: with five headings for each rule, the
        # table of contents of the page of all rules would be of no use.
        return "\n\n".join(
            [
                f"*Severity: {self.severity}.* {self.summary}",
                self.what_it_does,
                f"**Why it matters.**\n{self.why_it_matters}",
                "**Bad:**",
                self.bad,
                "**Good:**",
                self.good,
                f"**How to fix.**\n{self.how_to_fix}",
            ]
        )


def rule_page(rule: Rule) -> RulePage:
    """Read the docstring of a rule. A part that it does not have is empty."""
    summary, *rest = re.split(r"^## (.*)$", rule.documentation, flags=re.MULTILINE)
    parts: Mapping[str, str] = {
        heading.strip(): text.strip() for heading, text in zip(rest[::2], rest[1::2], strict=True)
    }
    return RulePage(
        rule.name,
        rule.severity,
        " ".join(summary.split()),
        what_it_does=parts.get("What it does", ""),
        why_it_matters=parts.get("Why it matters", ""),
        bad=parts.get("Bad", ""),
        good=parts.get("Good", ""),
        how_to_fix=parts.get("How to fix", ""),
    )


def with_addresses(markdown: str) -> str:
    """Return Markdown of a rule's page with its links as whole addresses, for where the guide is not at hand."""
    return _CODE_OR_LINK.sub(lambda match: match["code"] or _address(match["target"]), markdown)


def _address(target: str) -> str:
    if re.match(r"[A-Za-z][A-Za-z+.-]*:", target):
        return target
    file, hash_, anchor = target.partition("#")
    page = RULES.rstrip("/")
    if file:
        page = posixpath.normpath(posixpath.join(posixpath.dirname(page), file)).removesuffix(".md")
    folder, name = posixpath.split(page)
    page = folder if name == "index" else page
    return f"{GUIDE}{page}{'/' if page else ''}{hash_}{anchor}"
