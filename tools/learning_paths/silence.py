"""Floor 3: which findings are silenced, and which comments that silence them can be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learning_paths.model.addresses import is_markdown
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.fields import MARKDOWN_KEYS
from learning_paths.model.settings import Settings
from learning_paths.text.span import Span

if TYPE_CHECKING:
    from learning_paths.text.suppressions import Suppression, Suppressions


class Silence:
    """The suppressions of all files of a site, and what they did in a run.

    ``used`` holds the names that silenced something: the place of the comment, and the position of the name in it.
    """

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self.used: set[tuple[Span, int]] = set()
        self._catalogue = catalogue
        self._settings = settings
        self._by_file = _suppressions(catalogue)
        self._reported: set[tuple[str, Span]] = set()

    def covers(self, rule: str, span: Span) -> bool:
        """Return whether what a rule has to say of a place is silenced, and take note of it."""
        if not self._by_file:
            return False
        found = self._by_file[span.file].silencing(rule, span.line) if span.file in self._by_file else None
        if found is not None:
            suppression, position = found
            # What is said of a name is not for that name to silence.
            if suppression.rules[position].span != span:
                self.used.add((suppression.span, position))
                return True
        self._reported.add((rule, span))
        return False

    def judged(self) -> tuple[Suppression, ...]:
        """Return the suppressions that can be judged when the rules have run.

        What is not read cannot be judged: a comment may silence what would be found there. So those in a file whose
        shape has faults are left out, and those in the files of paths while pages have such faults; while pages require
        what does not exist, those that speak of prerequisites.
        """
        if not self._by_file:
            return ()
        catalogue = self._catalogue
        docs, paths = f"{self._settings.docs_dir}/", f"{self._settings.paths_dir}/"
        read = {path.document.file for path in catalogue.paths} | {page.document.file for page in catalogue.pages}
        faults = [(rule, finding.span) for rule, findings in catalogue.faults.items() for finding in findings]
        unread = {span.file for _, span in faults if span.file not in read and span.file.startswith((docs, paths))}
        unread.update(span.file for rule, span in faults if rule == "invalid-yaml" or (rule, span) in self._reported)
        missing = {each.entry.slug.span for page in catalogue.pages for each in page.requires if each.target is None}
        pages_unread = any(file.startswith(docs) for file in unread)
        order_unknown = any(span in missing for _, span in self._reported)
        return tuple(
            suppression
            for file, in_file in sorted(self._by_file.items())
            if in_file.readable and file not in unread and not (pages_unread and file.startswith(paths))
            for suppression in in_file.found
            if not (order_unknown and file.startswith(paths) and _speaks_of_order(suppression))
        )


def _speaks_of_order(suppression: Suppression) -> bool:
    return any(rule.value.startswith("prerequisite-") for rule in suppression.rules)


def _suppressions(catalogue: Catalogue) -> dict[str, Suppressions]:
    """Return the suppressions of each file that has any."""
    texts = [(file, text) for file, text in catalogue.texts.items() if "learning-paths:" in text and "ignore" in text]
    if not texts:
        return {}
    from learning_paths.text.ignore_comments import in_page, in_yaml  # noqa: PLC0415 - most sites have none

    return {
        file: in_page(file, text) if is_markdown(file) else in_yaml(file, text, MARKDOWN_KEYS) for file, text in texts
    }
