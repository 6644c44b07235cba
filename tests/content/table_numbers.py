"""Find the numbers in the tables of a page, and tell which of them no recorded source has.

The record of a page, `table_sources/<slug>.yml`, is a list of sources:

- `source`: the text that has the numbers, with the table, figure or section where it is known; `seen`: how its numbers
  were seen (`paper`: in the text of the paper itself; `secondary`: in another text, which `source` names; `facts`: in
  the project's collection of verified facts); `says`: lines with the numbers, each about what one row of a table needs.
- `computed`: lines of the form `29 = (220 / 170 - 1) * 100`, which the tests work out.
- `page`: the slug of another page, whose record has the numbers.

What a page's own code prints needs no record: test_pages.py runs it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.content.code_blocks import code_blocks
from tests.content.printed_values import EXACT, NUMBER, Printed, printed_numbers

SEEN = {"paper", "secondary", "facts"}
RECORDS = Path(__file__).parent / "table_sources"
FENCE = re.compile(r"^([ ]*)(`{3,}|~{3,}).*?^\1\2[ ]*$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^[ ]*\|(.*)\|[ ]*$", re.MULTILINE)
RULE = re.compile(r"[-:| ]+")
# What stands in a cell and is no number of its own: the name of a page that is linked, an address, a formula that is
# not just a number, and a number that ends a name, as in GPT-3 or BLEU-4.
NOT_A_NUMBER = re.compile(r"\[[^\]]*\]\([^)]*\)|\{:[^}]*\}|<[^>]*>|`[^`]*`|(?<=[A-Za-z])[-–]\d+(?:\.\d+)*(?!\.?\w|%)")
FORMULA = re.compile(r"\$([^$]*)\$")
MATHS = {name: getattr(math, name) for name in ("exp", "log", "log2", "log10", "sqrt", "ceil", "floor", "comb")}


def table_numbers(text: str) -> Iterator[str]:
    """Yield the numbers, as they are written, that stand in the tables of a Markdown page outside its code."""
    for row in ROW.finditer(FENCE.sub("", text)):
        if RULE.fullmatch(row[1]):
            continue
        cells = FORMULA.sub(_number_of_formula, NOT_A_NUMBER.sub(" ", row[1]))
        for match in NUMBER.finditer(cells):
            yield match[0].strip()


def _number_of_formula(match: re.Match[str]) -> str:
    """Keep a formula that is a number, such as `$3 \\times 10^{23}$`; leave out any other."""
    plain = match[1].replace("{,}", ",").replace(r"\times", "×").replace("\\,", "").replace("\\%", "%")
    plain = re.sub(r"\^\{([^}]*)\}", r"^\1", plain).strip()
    return plain if NUMBER.fullmatch(plain.replace("× ", "×").replace(" ×", "×")) else " "


def untraced(text: str, record: list[dict[str, Any]]) -> list[str]:
    """Return the numbers in a page's tables that neither its code prints nor its record has."""
    known = [number for line in _lines(text, record) for number in printed_numbers(line)]
    return [written for written in table_numbers(text) if not any(_same(written, number) for number in known)]


def unused(text: str, record: list[dict[str, Any]]) -> list[str]:
    """Return the lines, and the pages, of a record that have no number in common with the tables of the page."""
    written = list(table_numbers(text))
    found = []
    for entry in record:
        lines = [*entry.get("says", []), *(line.partition("=")[0] for line in entry.get("computed", []))]
        if "page" in entry:
            lines.append("\n".join(_lines("", read_record(entry["page"]))))
        found += [
            entry.get("page", line)
            for line in lines
            if not any(_same(one, number) for one in written for number in printed_numbers(line))
        ]
    return found


def miscalculated(record: list[dict[str, Any]]) -> list[str]:
    """Return the computed lines of a record that do not come out, to the digits that they give."""
    found = []
    for line in (line for entry in record for line in entry.get("computed", [])):
        given, _, expression = line.partition("=")
        value = eval(expression, {"__builtins__": {}}, MATHS)
        if not any(abs(number.value - value) <= number.half * (1 + EXACT) for number in printed_numbers(given)):
            found.append(f"{line}: it is {value:.6g}")
    return found


def faults(record: list[dict[str, Any]]) -> list[str]:
    """Return what is wrong with the form of a record."""
    found = []
    for position, entry in enumerate(record, start=1):
        if set(entry) not in ({"source", "seen", "says"}, {"computed"}, {"page"}):
            found.append(f"entry {position} has {', '.join(entry)}")
        elif "seen" in entry and entry["seen"] not in SEEN:
            found.append(f"entry {position}: seen is {entry['seen']}")
    return found


def read_record(slug: str) -> list[dict[str, Any]]:
    """Read the record of a page; without one, there is nothing in it."""
    path = RECORDS / f"{slug}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


def _lines(text: str, record: list[dict[str, Any]]) -> Iterator[str]:
    yield from (block.output or "" for block in code_blocks(text))
    for entry in record:
        yield from entry.get("says", [])
        yield from (line.partition("=")[0] for line in entry.get("computed", []))
        if "page" in entry:
            yield from _lines("", [other for other in read_record(entry["page"]) if "page" not in other])


def _same(written: str, known: Printed) -> bool:
    """Say whether a number of a table is a known one, exactly or rounded to what the table shows."""
    return any(
        abs(number.value - known.value) <= max(EXACT * abs(known.value), number.half * (1 + EXACT))
        if number.significant < known.significant
        else abs(number.value - known.value) <= EXACT * abs(known.value)
        for number in printed_numbers(written)
    )


if __name__ == "__main__":
    import sys

    for argument in sys.argv[1:]:
        page = Path(argument)
        text, record = page.read_text(encoding="utf-8"), read_record(page.stem)
        print(f"{page.stem}: form {faults(record)} untraced {untraced(text, record)}")
        print(f"    unused {unused(text, record)} miscalculated {miscalculated(record)}")
