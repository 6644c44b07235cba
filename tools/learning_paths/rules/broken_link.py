"""A link leads nowhere.

## What it does

Reports a link within the site whose target does not exist: in the text of any page of the docs folder, as an inline
link, a link by reference, an image or an attribute of HTML, and in the Markdown of path files. Links of Markdown are
looked up as MkDocs does, relative to the file that they stand in. The Markdown of a path is shown on the path's page,
`paths/<slug>.md`.

[How much is reported](links.md#how-much-is-reported) is up to the site's `validation`: what MkDocs would only inform of
is reported for information.

## Why it matters

A reader who follows the link meets an error page. Links break when pages are renamed or moved, and nobody sees it.

## Bad

```markdown title="docs/concepts/flash-attention.md"
---
title: Flash Attention
summary: Attention without the large matrix.
---
# Flash Attention

The same sums as in [attention](atention.md), in another order.
```

## Good

```markdown title="docs/concepts/flash-attention.md"
---
title: Flash Attention
summary: Attention without the large matrix.
---
# Flash Attention

The same sums as in [attention](attention.md), in another order.
```

## How to fix

Take the suggested file, or correct the path to it: `../` leads to the folder above. Where a page has been renamed,
`learning-paths check --fix` follows it.
"""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from learning_paths.model.addresses import is_markdown
from learning_paths.model.catalogue import Catalogue, once
from learning_paths.model.crowds import MAX_FINDINGS
from learning_paths.model.diagnostic import Edit, Finding, Severity
from learning_paths.model.host import RELATIVE_TO_DOCS
from learning_paths.model.links import LinkUse, wrong_links
from learning_paths.model.targets import Fault, Problem, Targets, is_hidden, split, targets
from learning_paths.text.suggest import Suggester, did_you_mean

SEVERITY = Severity.ERROR

_NO_PATH = r"[\s\"'()<>\\?#%]"


class _Meant(NamedTuple):
    """What a link was meant to lead to, as it would be written; ``certain`` if there is no doubt."""

    path: str
    certain: bool


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each link that leads nowhere."""
    where = targets(catalogue)
    number: Counter[str] = Counter()
    for use, problem in wrong_links(catalogue):
        if problem.fault is Fault.ANCHOR:
            continue
        number[use.file] += 1
        # What is only counted needs no hint.
        meant = _meant(where, use, problem) if number[use.file] <= MAX_FINDINGS else None
        yield Finding(
            _message(use, problem, where.host.base),
            use.span,
            _hint(use, problem, meant),
            edit=_edit(use, meant),
            at_most=Severity.INFO if problem.informative else None,
        )


def _message(use: LinkUse, problem: Problem, base: str | None) -> str:
    target = use.target
    match problem.fault:
        case Fault.RENAMED:
            return f"'{target}' is an earlier name of '{problem.file}'"
        case Fault.LEFT_OUT if problem.option == "draft":
            return f"'{target}' leads to a path that is a draft, which is built by 'mkdocs serve' only"
        case Fault.LEFT_OUT if is_markdown(problem.option):
            return f"'{target}' leads to '{problem.file}', which MkDocs leaves out because of '{problem.option}'"
        case Fault.LEFT_OUT:
            return f"'{target}' leads to '{problem.file}', which '{problem.option}' leaves out of the site"
        case Fault.UNCHECKED:
            kind = "an absolute link" if target.startswith(("/", "\\")) else "an address"
            return f"'{target}' is {kind}, which MkDocs does not check"
        case Fault.OUTSIDE:
            return f"'{target}' leads out of the site, which has the address '{base}'"
        case Fault.NOWHERE if use.html:
            return f"'{target}' leads nowhere: HTML is left as it is, and the site has no such address"
        case Fault.NOWHERE:
            return f"'{target}' leads nowhere: the site has no such address"
    if problem.file.startswith("../"):
        return f"'{target}' leads out of the docs folder"
    if is_hidden(problem.file):
        return f"'{target}' leads nowhere: hidden files, such as '{problem.file}', are no part of the site"
    return f"'{target}' leads nowhere: the docs folder has no '{problem.file}'"


def _hint(use: LinkUse, problem: Problem, meant: _Meant | None) -> str | None:
    if meant is not None:
        new = meant.path + use.target[len(split(use.target).path) :]
        return f"write '{new}'" if meant.certain else did_you_mean(new)
    if problem.fault is Fault.LEFT_OUT:
        return "take the link out, or what it leads to into the site"
    if problem.fault is Fault.UNCHECKED:
        return "link to the Markdown file"
    return None


def _edit(use: LinkUse, meant: _Meant | None) -> Edit | None:
    span = use.path_span() if meant is not None else None
    return Edit(span, meant.path, meant.certain) if meant is not None and span is not None else None


def _meant(where: Targets, use: LinkUse, problem: Problem) -> _Meant | None:
    """Return what the path of a target was meant to be."""
    if problem.fault is Fault.LEFT_OUT:
        return None
    if problem.fault in (Fault.RENAMED, Fault.UNCHECKED, Fault.OUTSIDE):
        found, certain = problem.file, problem.fault is not Fault.OUTSIDE
    else:
        found, certain = _nearest(where, use, problem)
    if found not in where.files:
        return None
    if use.html:
        return _Meant(_quoted(where.address_from(use.page, found)), certain)
    if where.host.validation.absolute_links == RELATIVE_TO_DOCS and use.target.startswith("/"):
        return _Meant(_quoted(f"/{found}"), certain)
    return _Meant(_quoted(posixpath.relpath(found, posixpath.dirname(use.page) or ".")), certain)


def _quoted(path: str) -> str:
    """Return a path as a target can have it, in any of the forms of a link, and in YAML."""
    return re.sub(_NO_PATH, lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)


def _nearest(where: Targets, use: LinkUse, problem: Problem) -> tuple[str, bool]:
    """Return the file that comes nearest to what a link names, and whether it must be the one."""
    files = where.files
    guesses = [problem.file] if problem.file else []
    if not use.html and not use.target.startswith("/"):
        guesses.append(where.file_of(where.address(use.page), split(use.target).path))
    for guess in guesses:
        stem = guess.rstrip("/").removesuffix(".html")
        for file in (guess, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"):
            if file in files and file != use.page:
                return file, False
    names = _names(where.catalogue)
    same = names.by_lower_case.get(problem.file.lower(), [])
    if len(same) == 1:
        return same[0], True
    name = posixpath.basename(problem.file.rstrip("/"))
    if problem.fault is Fault.NOWHERE and not posixpath.splitext(name)[1]:
        name += ".md"
    moved = names.by_name.get(name, [])
    if moved:
        return max(moved, key=lambda file: (_common_end(file, problem.file), -len(file), file)), False
    return names.closest(posixpath.dirname(problem.file.rstrip("/")), name) or "", False


class _Names:
    """The files of a site by what they are called."""

    def __init__(self, files: Iterable[str]) -> None:
        self.by_lower_case: dict[str, list[str]] = defaultdict(list)
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self._in_folder: dict[str, dict[str, str]] = defaultdict(dict)
        self._suggesters: dict[tuple[str, str], Suggester] = {}
        for file in sorted(files):
            folder, name = posixpath.split(file)
            self.by_lower_case[file.lower()].append(file)
            self.by_name[name].append(file)
            self._in_folder[folder][name] = file

    def closest(self, folder: str, name: str) -> str | None:
        """Return the file whose name comes closest, in the folder itself or else in any; endings are not mixed up."""
        stem, ending = posixpath.splitext(name)
        here = self._suggest(folder, ending, self._in_folder.get(folder, {}), 0.6).closest(stem)
        if here is not None:
            return self._in_folder[folder][here + ending]
        anywhere = self._suggest("/", ending, self.by_name, 0.8).closest(stem)
        return self.by_name[anywhere + ending][0] if anywhere is not None else None

    def _suggest(self, folder: str, ending: str, names: Iterable[str], cutoff: float) -> Suggester:
        key = (folder, ending)
        if key not in self._suggesters:
            stems = [stem for stem, other in map(posixpath.splitext, names) if other == ending]
            self._suggesters[key] = Suggester(stems, limit=20, cutoff=cutoff)
        return self._suggesters[key]


@once
def _names(catalogue: Catalogue) -> _Names:
    return _Names(targets(catalogue).files)


def _common_end(first: str, second: str) -> int:
    """Return how many folders and names two files have in common, counted from the end."""
    pairs = zip(reversed(first.split("/")), reversed(second.split("/")), strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), 0)
