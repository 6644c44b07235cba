"""A text counts steps or names one by its number, which the next change of the path will falsify.

## What it does

Reports words such as “the next two papers”, “in step 5”, “the last of the four papers”, “halfway through this path” or
“this path's sixteen steps” in the texts of a path: title, description, outcomes, introduction, conclusion, the titles
and introductions of stages, and the commentary of steps. What is counted are steps, pages, readings, and the kinds of
pages by their names, such as papers.

The same words mean other things too, and those are passed over: “three losses”, “step 2 of the algorithm”, “their last
two papers”, “read the first ten pages”. Where the words leave a doubt, nothing is reported. Nor is anything in code, in
formulas, in addresses, and in languages other than English.

## Why it matters

A path is meant to grow. Whoever inserts a step writes three lines, and does not read the commentary of all the others
to find that what was the third paper is the fourth now.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: Attention, and how to make it fast.
steps:
  - slug: embeddings
    commentary: The next two pages take these vectors apart.
  - slug: attention
    commentary: The one operation that everything later is built from.
  - slug: flash-attention
    commentary: The same sums as in step 2, in another order.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: Attention, and how to make it fast.
steps:
  - slug: embeddings
    commentary: The next pages take these vectors apart.
  - slug: attention
    commentary: The one operation that everything later is built from.
  - slug: flash-attention
    commentary: The same sums as in the page on attention, in another order.
```

## How to fix

Leave the number out (“the next pages”), or name the page (“the page on attention”), best as a link to it. How many
steps a path has, and which of them the reader is at, the site says by itself.

If the words mean something else, silence the rule with a comment in the text, at the end of their line or in the line
above: `<!-- learning-paths: ignore[stale-count] -->`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue, Path
from learning_paths.model.diagnostic import Finding, Related, Severity
from learning_paths.model.documents import StageEntry
from learning_paths.text.counting import Count, Noun, Sort, Use, counts
from learning_paths.text.written import Written

SEVERITY = Severity.WARNING  # it may still be right today


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each phrase that counts, at its words."""
    for path in catalogue.paths:
        nouns = _nouns(path, catalogue)
        for text, about_path in _texts(path):
            for count in counts(text.value, nouns, about_path=about_path):
                words = " ".join(text.value[count.start : count.end].replace("*", "").split())
                span = catalogue.places(path.document.file).within(text, count.start, count.end)
                message, hint, related = _says(words, count, path)
                yield Finding(message, span, hint, related)


def _texts(path: Path) -> Iterator[tuple[Written[str], bool]]:
    """Yield the texts of a path, and whether each is about the path as a whole."""
    document = path.document
    whole = (document.title, document.description, document.introduction, *document.outcomes, document.conclusion)
    yield from ((text, True) for text in whole if text is not None)
    for entry in document.entries:
        texts = (entry.title, entry.introduction) if isinstance(entry, StageEntry) else (entry.commentary,)
        yield from ((text, False) for text in texts if text is not None)


def _nouns(path: Path, catalogue: Catalogue) -> list[Noun]:
    """Return the words for what stands in a path, and how many of it there are; None where a step leads nowhere."""
    steps = len(path.steps)
    nouns = [Noun("step", "steps", Use.STEP, steps), Noun("page", "pages", Use.PAGE, steps)]
    nouns.append(Noun("reading", "readings", Use.WORK, steps))
    number = Counter(step.target.kind.name for step in path.steps if step.target is not None)
    known = sum(number.values()) == steps
    for kind in catalogue.kinds:
        words = kind.noun, kind.nouns
        if all(words[0] != noun.singular for noun in nouns):
            nouns.append(Noun(*words, Use.WORK if kind.cited else Use.IDEA, number[kind.name] if known else None))
    return nouns


def _says(words: str, count: Count, path: Path) -> tuple[str, str, tuple[Related, ...]]:
    """Return the message of a finding, its hint and its related places."""
    noun, number = count.noun, count.number
    if count.sort is Sort.HALF:
        hint = "leave it out: the site shows where in the path each step is"
        return f"'{words}' will not be true when a step is added", hint, ()
    if count.sort is Sort.NUMBER:
        hint = "name the page instead, best with a link to it"
        if number is None or noun.use is not Use.STEP:
            return f"'{words}' will not be true when a step is added", hint, ()
        if number > len(path.steps):
            return f"'{words}' is wrong already: the path has {_counted(len(path.steps), noun)}", hint, ()
        step = path.steps[number - 1]
        related = () if step.entry.slug is None else (Related(f"step {number} today", step.entry.slug.span),)
        return f"'{words}' will be another step when one is added before it", f"{hint}: “{step.title}”", related
    if count.sort is Sort.SOME:
        return (
            f"'{words}' will not be true when a step is added",
            f"leave the number out, or name the {noun.plural}",
            (),
        )
    hint = "leave the number out: the site shows the path's steps and how many there are"
    if noun.total is not None and number != noun.total:
        return f"'{words}' is wrong already: the path has {_counted(noun.total, noun)}", hint, ()
    return f"'{words}' will not be true when a step is added", hint, ()


def _counted(number: int, noun: Noun) -> str:
    return f"{number or 'no'} {noun.singular if number == 1 else noun.plural}"
